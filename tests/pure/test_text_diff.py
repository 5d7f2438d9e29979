"""What changed between two texts: exact, in whole words, and readable."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.text.diff import Op, word_diff
from workflow.text.words import is_word, tokens

MARKS = {Op.SAME: "{}", Op.REMOVED: "[-{}-]", Op.ADDED: "[+{}+]"}


def shown(old: str, new: str) -> str:
    return "".join(MARKS[piece.op].format(piece.text) for piece in word_diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Taiwan sent 24,000 doses.", "Taiwan sent 42,000 doses.",
         "Taiwan sent [-24,000-][+42,000+] doses."),
        ("Передали 24 тис. доз.", "Передали 42 тис. доз.", "Передали [-24-][+42+] тис. доз."),
        ("Dotarło 2,5 tony.", "Dotarło 5,2 tony.", "Dotarło [-2,5-][+5,2+] tony."),
        ("捐贈2.4萬劑。", "捐贈4.2萬劑。", "捐贈[-2.4-][+4.2+]萬劑。"),
        ("台灣與烏克蘭", "台灣和烏克蘭", "台灣[-與-][+和+]烏克蘭"),
        ("They came and left", "They came, and left", "They came[+,+] and left"),
        ("The dog ran.", "The big dog ran.", "The [+big +]dog ran."),
        ("The big dog ran.", "The dog ran.", "The [-big -]dog ran."),
        ("One. Two. Three.", "One. Two. Two. Three.", "One. Two. [+Two. +]Three."),
        ("A dog ran. It slept.", "A dog ran. Then it fell. It slept.",
         "A dog ran. [+Then it fell. +]It slept."),
        ("It ran. It slept.", "It ran. It fell. It slept.", "It ran. [+It fell. +]It slept."),
        ("他來了。她走了。", "他來了。他看了。她走了。", "他來了。[+他看了。+]她走了。"),
        ("see [it](https://a.example/x) now", "see [it](https://a.example/y) now",
         "see [it[-](https://a.example/x)-][+](https://a.example/y)+] now"),
        ("claim[^1] stands", "claim[^2] stands", "claim[-[^1]-][+[^2]+] stands"),
        ("run `a b` now", "run `a c` now", "run [-`a b`-][+`a c`+] now"),
        ("об’єкт", "об'єкт", "[-об’єкт-][+об'єкт+]"),
        (":", "::", "[+:+]:"),
        ("One. One.", "One. One. One.", "One. [+One. +]One."),
        ("", "new", "[+new+]"),
        ("old", "", "[-old-]"),
        ("same", "same", "same"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_change_is_shown_in_whole_words(old, new, expected):
    assert shown(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the large old mill on a small hill burned", "the huge brick barn on a windy moor burned"),
        ("大批民眾在廣場上聚集", "少數學生在街頭旁集會吶喊"),
    ],
)
def test_crumbs_between_larger_changes_belong_to_the_change(old, new):
    changed = [piece for piece in word_diff(old, new) if piece.op is not Op.SAME]
    assert len(changed) == 2


def test_a_long_stretch_that_stayed_is_shown_as_such():
    kept = " which nobody had ever expected of them "
    old, new = (
        f"{'Alpha beta ' * 9}{kept}{'gamma ' * 20}",
        f"{'Delta eps ' * 9}{kept}{'zeta ' * 20}",
    )
    assert kept.strip() in {piece.text.strip() for piece in word_diff(old, new)}


TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(["a", "b", " ", "."]), max_size=24).map("".join),
    st.lists(
        st.sampled_from(
            ["Taiwan", "Київ", "і", "台", "灣", "。", ",", ".", " ", " ", " ", "24,000", "**",
             "](https://a.example/x)", "[", "[^1]", "`a b`", "don’t", "\\*", "\n", "«", "»"]
        ),
        max_size=30,
    ).map("".join),
)  # fmt: skip


@given(TEXTS)
def test_tokens_are_the_text(text):
    assert "".join(tokens(text)) == text
    assert all(tokens(text))


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_the_pieces_hold_both_texts_whole(old, new):
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.op is not Op.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.op is not Op.REMOVED) == new
    assert all(piece.text for piece in pieces)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_neighbouring_pieces_tell_different_things(old, new):
    ops = [piece.op for piece in word_diff(old, new)]
    assert all(one is not other for one, other in pairwise(ops))
    assert (Op.ADDED, Op.REMOVED) not in pairwise(ops)


@given(TEXTS)
def test_an_unchanged_text_has_no_change(text):
    assert {piece.op for piece in word_diff(text, text)} <= {Op.SAME}


def test_words_are_told_from_marks():
    assert [token for token in tokens("Так, 24 — «台»!") if is_word(token)] == ["Так", "24", "台"]


def test_a_very_long_paragraph_is_compared_quickly():
    old = " ".join(f"word{number % 701} and" for number in range(5_000))
    new = old.replace("word7 ", "words ").replace("word70 and", "")
    began = time.process_time()
    word_diff(old, new)
    assert time.process_time() - began < 2
