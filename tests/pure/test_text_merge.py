"""Two people's edits of one text, brought together."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.text.diff import Op, word_diff
from workflow.text.merge import Side, is_unresolved, merge
from workflow.text.words import words

CLEAN = [
    ("The red car is here now.", "The blue car is here now.", "The red car was here now.",
     "The blue car was here now."),
    ("One. Two.", "One, at last. Two.", "One. Two, too.", "One, at last. Two, too."),
    ("Came home.", "Came home. Slept.", "He came home.", "He came home. Slept."),
    ("台灣與烏克蘭", "臺灣與烏克蘭", "台灣與波蘭", "臺灣與波蘭"),
    ("Київ прийняв рішення вранці", "Київ ухвалив рішення вранці",
     "Київ прийняв рішення ввечері", "Київ ухвалив рішення ввечері"),
    ("Rząd podjął decyzję rano", "Rząd podjął tę decyzję rano", "Gabinet podjął decyzję rano",
     "Gabinet podjął tę decyzję rano"),
    ("the old site is here", "the old [site](https://a.example) is here", "the old site is gone",
     "the old [site](https://a.example) is gone"),
    ("", "", "new", "new"),
    ("old", "old", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("base", "mine", "theirs", "merged"), CLEAN)
def test_edits_of_different_places_are_both_taken(base, mine, theirs, merged):
    found = merge(base, mine, theirs)
    assert found.clean
    assert found.text == merged


CONFLICTS = [
    ("The red car.", "The blue car.", "The green car.", "The ⟦blue⟧⟦green⟧ car."),
    ("It has come.", "It has not come.", "It has never come.", "It has ⟦not⟧⟦never⟧ come."),
    ("The car.", "The big blue car.", "The big red car.", "The big ⟦blue⟧⟦red⟧ car."),
    ("", "mine", "theirs", "⟦mine⟧⟦theirs⟧"),
    ("gone", "", "kept", "⟦⟧⟦kept⟧"),
    ("烏克蘭政府", "波蘭政府", "烏國政府", "⟦波蘭⟧⟦烏國⟧政府"),
    ("see [it](https://a.example/x y)", "see [it](https://b.example)",
     "see [it](https://c.example)", None),
]  # fmt: skip


@pytest.mark.parametrize(("base", "mine", "theirs", "marked"), CONFLICTS)
def test_two_edits_of_one_place_stand_side_by_side(base, mine, theirs, marked):
    found = merge(base, mine, theirs)
    assert not found.clean
    assert found.text is None
    assert is_unresolved(found.marked)
    if marked:
        assert found.marked == marked


def test_a_conflict_carries_all_three_texts_and_can_be_decided():
    found = merge("A red car came.", "A blue car came.", "A green car left.")
    (conflict,) = (piece for piece in found.pieces if piece.conflict)
    assert (conflict.base, conflict.mine, conflict.theirs) == ("red", "blue", "green")
    assert found.taking(Side.MINE) == "A blue car left."
    assert found.taking(Side.THEIRS) == "A green car left."


def test_edits_of_neighbouring_words_are_a_conflict():
    """“24 people” made “42 people” and “24 persons”: nobody can say by rule what is meant."""
    assert not merge("about 24 people", "about 42 people", "about 24 persons").clean


def test_edits_on_both_sides_of_a_full_stop_are_none():
    assert merge("It came. He left.", "It went. He left.", "It came. She left.").text == (
        "It went. She left."
    )


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("see the old site now", "see [the old site](https://b.example) now"),
        ("see [the old page](https://a.example) now", "see [the old site](https://b.example) now"),
        ("see the old site now", "see [the old page](https://a.example) now"),
    ],
)
def test_a_link_is_taken_whole_from_one_side(mine, theirs):
    found = merge("see [the old site](https://a.example) now", mine, theirs)
    assert not found.clean
    for side, text in ((Side.MINE, mine), (Side.THEIRS, theirs)):
        assert found.taking(side) == text


TEXTS = st.lists(
    st.sampled_from(
        ["Taiwan", "Київ", "nie", "台", "灣", "。", ",", ".", " ", " ", " ", "24,000",
         "[site](https://a.example)", "[^1]", "`a b`"]
    ),
    max_size=16,
).map("".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_an_edit_of_one_side_alone_is_taken_as_it_is(base, text):
    assert merge(base, base, text).text == text
    assert merge(base, text, base).text == text
    assert merge(base, text, text).text == text


@settings(max_examples=400, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_the_sides_may_be_swapped(base, mine, theirs):
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert one.text == other.text
    assert one.taking(Side.MINE) == other.taking(Side.THEIRS)
    assert one.taking(Side.THEIRS) == other.taking(Side.MINE)


@settings(max_examples=400, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_no_added_word_is_lost(base, mine, theirs):
    standing = Counter(words(merge(base, mine, theirs).marked))
    for side in (mine, theirs):
        added = (piece.text for piece in word_diff(base, side) if piece.op is Op.ADDED)
        wanted = Counter(word for text in added for word in words(text))
        assert not wanted - standing


@settings(max_examples=400, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_pieces_are_agreed_or_in_conflict_and_never_empty(base, mine, theirs):
    for piece in merge(base, mine, theirs).pieces:
        if piece.conflict:
            assert not piece.text
            assert piece.mine != piece.theirs
        else:
            assert piece.text


LINK = "[site](https://a.example)"


@settings(max_examples=200, deadline=None)
@given(*[st.lists(st.sampled_from(["a ", "b ", "台", LINK, "[^1]", "`x y`"]), max_size=8)] * 3)
def test_what_must_not_be_cut_stays_whole(base, mine, theirs):
    found = merge("".join(base), "".join(mine), "".join(theirs))
    for side in (Side.MINE, Side.THEIRS):
        text = found.taking(side)
        assert text.count("](") == text.count("https://a.example)")
        assert text.count("`") == 2 * text.count("`x y`")
        assert text.count("[^") == text.count("[^1]")
