"""Keys from one revision to the next."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.text.align import keep_keys
from workflow.text.markdown import split
from workflow.text.segments import Block, Field, Kind, Segment

OLD = [
    "Taiwan is rapidly gaining new allies in Central and Eastern Europe.",
    "Yes.",
    "Cooperation between the EU and Taiwan has increased sevenfold since 2019.",
    "Yes.",
    "Lithuania and Slovakia had more engagements than France or Germany.",
]


def paragraphs(*texts: str) -> list[Block]:
    return [Block(field=Field.BODY, kind=Kind.PARAGRAPH, text=text) for text in texts]


def segments(*texts: str) -> list[Segment]:
    return [
        Segment(field=b.field, kind=b.kind, text=b.text, frame=b.frame, key=f"s{n}")
        for n, b in enumerate(paragraphs(*texts), start=1)
    ]


def keys(old, new, next_number=6) -> list[str]:
    return [each.key for each in keep_keys(old, new, next_number=next_number)]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD, "s1 s2 s3 s4 s5"),
        (["A new first paragraph with words of its own.", *OLD], "s6 s1 s2 s3 s4 s5"),
        (["Yes.", *OLD], "s6 s1 s2 s3 s4 s5"),
        (OLD[1:], "s2 s3 s4 s5"),
        ([*OLD[:2], *OLD[3:]], "s1 s2 s4 s5"),
        ([OLD[0], OLD[1], OLD[2].replace("sevenfold", "eightfold"), *OLD[3:]], "s1 s2 s3 s4 s5"),
        ([OLD[0], "Entirely other words stand here now.", *OLD[2:]], "s1 s6 s3 s4 s5"),
        ([*OLD[1:], OLD[0]], "s2 s3 s4 s5 s1"),
        ([OLD[0] + " More was added to it.", "New one about dumplings.", *OLD[1:]],
         "s1 s6 s2 s3 s4 s5"),
        ([], ""),
    ],
)  # fmt: skip
def test_blocks_that_are_recognisably_the_same_keep_their_keys(new, expected):
    assert " ".join(keys(segments(*OLD), paragraphs(*new))) == expected


def test_two_edited_neighbours_keep_their_own_keys():
    old = segments(
        "Poland donated four hundred thousand doses of vaccine to Taiwan in September.",
        "Slovakia donated one hundred and sixty thousand doses a few weeks later.",
    )
    new = paragraphs(
        "Before that nothing had been heard of it.",
        "Poland donated four hundred thousand doses of a vaccine to Taiwan in early September.",
        "Slovakia donated one hundred and sixty thousand doses some weeks later.",
    )
    assert keys(old, new, 3) == ["s3", "s1", "s2"]


def test_chinese_edits_are_recognised():
    old = segments("台灣在中東歐迅速贏得新盟友，合作增加了七倍。", "立陶宛捐贈疫苗給台灣。")
    new = paragraphs(
        "台灣近年在中東歐地區贏得了許多新盟友，雙方合作據說增加了七倍之多。",
        "烏克蘭局勢仍不明朗，各方觀望。",
    )
    assert keys(old, new, 3) == ["s1", "s3"]


def test_a_mended_typing_error_in_a_one_word_heading_keeps_its_key():
    assert keys(segments("Bakground"), paragraphs("Background"), 2) == ["s1"]


def test_a_paragraph_that_was_moved_and_edited_keeps_its_key():
    new = [OLD[4].replace("more", "far more"), *OLD[:4]]
    assert keys(segments(*OLD), paragraphs(*new)) == ["s5", "s1", "s2", "s3", "s4"]


def test_two_edited_paragraphs_that_changed_places_keep_their_keys():
    old = [OLD[0], OLD[2], OLD[4]]
    new = [old[1].replace("sevenfold", "eightfold"), old[0].replace("rapidly", "slowly"), old[2]]
    assert keys(segments(*old), paragraphs(*new), 4) == ["s2", "s1", "s3"]


def test_one_good_likeness_outweighs_two_poor_ones():
    old = segments(
        "alpha beta gamma delta one two three four five",
        "kappa lambda mu nu one two three four five",
    )
    new = paragraphs(
        "rho sigma tau ypsilon one two three four five",
        "alpha beta gamma delta one two three four five six",
    )
    assert keys(old, new, 3) == ["s3", "s1"]


def test_reordered_list_items_and_repeated_answers_keep_their_keys():
    items = ["chips", "lenses", "motors", "Yes", "No", "Yes"]
    new = [items[2], items[0], items[1], *items[3:]]
    assert keys(segments(*items), paragraphs(*new), 7) == ["s3", "s1", "s2", "s4", "s5", "s6"]


def test_another_kind_of_block_is_another_block():
    old = segments("Taiwan and Ukraine")
    new = [Block(field=Field.BODY, kind=Kind.HEADING, text="Taiwan and Ukraine", frame="##")]
    assert keys(old, new, 2) == ["s2"]


def test_a_headline_keeps_its_key_however_it_is_rewritten():
    old = [Segment(field=Field.HEADLINE, kind=Kind.LINE, text="Old", key="s1")]
    new = [Block(field=Field.HEADLINE, kind=Kind.LINE, text="Something else entirely")]
    assert keys(old, new, 2) == ["s1"]


def test_new_keys_go_on_after_the_highest_ever_used():
    assert keys(segments("a b c"), paragraphs("x y z", "a b c", "q r s"), 40) == [
        "s40",
        "s1",
        "s41",
    ]


def test_the_text_and_the_frame_are_those_of_the_new_revision():
    old = [Segment(field=b.field, kind=b.kind, text=b.text, frame=b.frame, key=f"s{n}")
           for n, b in enumerate(split("- one two three four\n- five"), start=1)]  # fmt: skip
    found = keep_keys(old, split("1. five\n2. one two three four five"), next_number=3)
    assert [(s.key, s.text, s.frame) for s in found] == [
        ("s2", "five", "1."),
        ("s1", "one two three four five", "+."),
    ]


WORDS = st.sampled_from(["Yes.", "No.", *OLD, "台灣與烏克蘭。", OLD[0] + " And more."])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=12), st.lists(WORDS, max_size=12))
def test_every_key_is_used_once_and_equal_text_is_never_lost(before, after):
    old = segments(*before)
    found = keep_keys(old, paragraphs(*after), next_number=len(old) + 1)
    assert [each.text for each in found] == after
    given_keys = [each.key for each in found]
    assert len(set(given_keys)) == len(given_keys)
    texts = {each.key: each.text for each in old}
    for text in set(before) & set(after):
        same = sum(texts.get(each.key) == text for each in found if each.text == text)
        assert same == min(before.count(text), after.count(text))


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12), st.integers(0, 12), WORDS)
def test_a_paragraph_put_in_moves_no_other_key(before, place, text):
    old = segments(*before)
    after = [*before[:place], f"{text} Put in by somebody else on another day.", *before[place:]]
    found = keep_keys(old, paragraphs(*after), next_number=len(old) + 1)
    kept = [each.key for each in found if not each.text.endswith("another day.")]
    assert kept == [each.key for each in old]


def test_a_thousand_edited_paragraphs_are_aligned_quickly():
    texts = [f"{OLD[n % 5]} Paragraph {n} of the story, in words of its own." for n in range(2_000)]
    edited = [text.replace("the", "this") for text in texts]
    began = time.process_time()
    found = keys(segments(*texts), paragraphs(*edited), 3_000)
    assert time.process_time() - began < 5
    assert found[:50] == [f"s{n}" for n in range(1, 51)]
