"""What became of each block from one revision to the next."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.text.align import keep_keys
from workflow.text.changes import Change, ChangeKind, changes
from workflow.text.segments import Block, Field, Kind, Segment

A = "Taiwan is rapidly gaining new allies in Central and Eastern Europe."
B1 = "Cooperation between the EU and Taiwan has increased sevenfold since 2019."
B2 = "Nobody in Brussels had expected anything of the kind."
B = f"{B1} {B2}"
C = "Lithuania and Slovakia had more engagements than France or Germany."
SPLIT = {
    "en": (B1, B2),
    "zh-Hant": ("歐盟與台灣的合作自2019年以來增加了七倍。", "布魯塞爾沒有人料到會這樣。"),
    "uk": ("Співпраця ЄС і Тайваню зросла всемеро від 2019 року.", "Ніхто цього не чекав там."),
    "pl": ("Współpraca UE z Tajwanem wzrosła siedmiokrotnie od 2019 roku.",
           "Nikt się tego tam nie spodziewał."),
}  # fmt: skip


def paragraphs(*texts: str, kind: Kind = Kind.PARAGRAPH) -> list[Block]:
    return [Block(field=Field.BODY, kind=kind, text=text) for text in texts]


def revisions(old: list[str], new: list[str], kind: Kind = Kind.PARAGRAPH):
    before = keep_keys((), paragraphs(*old, kind=kind), next_number=1)
    after = keep_keys(before, paragraphs(*new, kind=kind), next_number=len(before) + 1)
    return before, after


def told(found: tuple[Change, ...]) -> str:
    return " ".join(
        f"{'>' if each.moved else ''}{each.kind}:{'+'.join(each.old_keys)}/"
        f"{'+'.join(each.new_keys)}"
        for each in found
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([A, C], [A, C], "unchanged:s1/s1 unchanged:s2/s2"),
        ([A, C], [A.replace("rapidly", "slowly"), C], "edited:s1/s1 unchanged:s2/s2"),
        ([A, C], [A, B, C], "unchanged:s1/s1 added:/s3 unchanged:s2/s2"),
        ([A, B, C], [A, C], "unchanged:s1/s1 removed:s2/ unchanged:s3/s3"),
        ([A, B, C], [B, C], "removed:s1/ unchanged:s2/s2 unchanged:s3/s3"),
        ([A, B, C], [C, A, B], ">moved:s3/s3 unchanged:s1/s1 unchanged:s2/s2"),
        ([A, B, C], [C.replace("more", "fewer"), A, B],
         ">edited:s3/s3 unchanged:s1/s1 unchanged:s2/s2"),
        ([A, B, C], [A, "Something else altogether.", C],
         "unchanged:s1/s1 removed:s2/ added:/s4 unchanged:s3/s3"),
        ([A, B, C], [A, B1, B2, C], "unchanged:s1/s1 split:s2/s2+s4 unchanged:s3/s3"),
        ([A, B, C], [A, B1.replace("sevenfold", "eightfold"), B2, C],
         "unchanged:s1/s1 split:s2/s2+s4 unchanged:s3/s3"),
        ([A, B1, B2, C], [A, B, C], "unchanged:s1/s1 merged:s2+s3/s2 unchanged:s4/s4"),
        ([A, B1, B2, C], [A, B.replace("sevenfold", "eightfold"), C],
         "unchanged:s1/s1 merged:s2+s3/s2 unchanged:s4/s4"),
        ([A, f"{B} {C}"], [A, B1, B2, C], "unchanged:s1/s1 split:s2/s2+s3+s4"),
        ([A, B], [A, B, B1], "unchanged:s1/s1 unchanged:s2/s2 added:/s3"),
        ([A, B], [A, B1, B2, "Dumplings were served in the hall."],
         "unchanged:s1/s1 split:s2/s2+s3 added:/s4"),
        ([B], [B.replace("sevenfold", "eightfold"), "Nobody in Brussels."],
         "edited:s1/s1 added:/s2"),
        ([A, B, C], [A, "Brussels had anything.", "Nobody expected.", C],
         "unchanged:s1/s1 removed:s2/ added:/s4 added:/s5 unchanged:s3/s3"),
        ([], [A], "added:/s1"),
        ([A], [], "removed:s1/"),
        ([], [], ""),
    ],
)  # fmt: skip
def test_each_block_is_told_as_an_editor_would(old, new, expected):
    assert told(changes(*revisions(old, new))) == expected


@pytest.mark.parametrize("tag", SPLIT)
def test_a_divided_paragraph_is_one_change_in_every_language(tag):
    one, other = SPLIT[tag]
    joiner = "" if tag == "zh-Hant" else " "
    old, new = revisions([one + joiner + other, A], [one, other, A])
    split, same = changes(old, new)
    assert (split.kind, same.kind) == (ChangeKind.SPLIT, ChangeKind.UNCHANGED)
    assert split.new_text == f"{one}\n\n{other}"
    (merged, _) = changes(*revisions([one, other, A], [one + joiner + other, A]))
    assert merged.kind is ChangeKind.MERGED
    assert merged.old_text == f"{one}\n\n{other}"


def test_a_paragraph_cut_into_many_parts_that_none_resembles_is_still_divided():
    words = [f"word{number}" for number in range(40)]
    parts = [" ".join(words[place : place + 8]) for place in range(0, 40, 8)]
    found = changes(*revisions([A, " ".join(words), C], [A, *parts, C]))
    assert [each.kind for each in found] == ["unchanged", "split", "unchanged"]


def test_a_paragraph_made_a_list_is_divided():
    old = keep_keys((), paragraphs("We need chips and boards; cameras and lenses."), next_number=1)
    items = paragraphs("chips and boards;", "cameras and lenses.", kind=Kind.ITEM)
    new = keep_keys(old, [*paragraphs("We need"), *items], next_number=2)
    (change,) = changes(old, new)
    assert change.kind is ChangeKind.SPLIT


def test_a_paragraph_above_a_table_of_repeated_answers_changes_none_of_them():
    answers = ["Yes", "No", "Yes", "Yes", "No"] * 4
    found = changes(*revisions(answers, ["A word before the answers.", *answers]))
    assert [each.kind for each in found] == ["added", *["unchanged"] * len(answers)]


def test_reordered_list_items_keep_their_keys_and_only_moved():
    items = ["chips and boards", "cameras and lenses", "batteries and motors", "antennas"]
    found = changes(*revisions(items, [items[2], items[0], items[1], items[3]], kind=Kind.ITEM))
    assert told(found) == (">moved:s3/s3 unchanged:s1/s1 unchanged:s2/s2 unchanged:s4/s4")


def test_a_removed_block_is_told_where_it_stood_before_what_replaced_it():
    found = changes(*revisions([A, B1, B2, C], [A, "New one.", C]))
    assert told(found) == ("unchanged:s1/s1 removed:s2/ removed:s3/ added:/s5 unchanged:s4/s4")


def test_a_named_field_is_never_divided():
    old = [Segment(field=Field.HEADLINE, kind=Kind.LINE, text=f"{B1} {B2}", key="s1")]
    new = [
        Segment(field=Field.HEADLINE, kind=Kind.LINE, text=B1, key="s1"),
        Segment(field=Field.BODY, kind=Kind.PARAGRAPH, text=B2, key="s2"),
    ]
    assert told(changes(old, new)) == "edited:s1/s1 added:/s2"


def test_code_is_never_divided():
    old = keep_keys((), paragraphs("one two three four", kind=Kind.CODE), next_number=1)
    new = keep_keys(old, paragraphs("one two three", "four", kind=Kind.CODE), next_number=2)
    assert told(changes(old, new)) == "edited:s1/s1 added:/s2"


def keyed(**texts: str) -> list[Segment]:
    return [
        Segment(field=Field.BODY, kind=Kind.PARAGRAPH, text=text, key=key)
        for key, text in texts.items()
    ]


def test_a_part_of_a_divided_paragraph_is_not_joined_from_others_as_well():
    old = keyed(s2="p q", s3="r s", s1="a b c d e f g h i j p q r s")
    new = keyed(s1="a b c d e f g h i j", s4="p q r s")
    assert told(changes(old, new)) == "removed:s2/ removed:s3/ split:s1/s1+s4"


TEXTS = st.sampled_from(["Yes.", "No.", A, B, B1, B2, C, f"{A} {C}", "台灣與烏克蘭。", ""])
RUNS = st.lists(TEXTS, max_size=12)


@settings(max_examples=300, deadline=None)
@given(RUNS, RUNS)
def test_every_key_of_both_revisions_is_in_exactly_one_change(before, after):
    old, new = revisions(before, after)
    found = changes(old, new)
    assert sorted(key for each in found for key in each.old_keys) == sorted(s.key for s in old)
    assert [key for each in found for key in each.new_keys] == [s.key for s in new]


@settings(max_examples=300, deadline=None)
@given(RUNS, RUNS)
def test_each_change_has_the_blocks_its_kind_speaks_of(before, after):
    sizes = {
        ChangeKind.UNCHANGED: (1, 1),
        ChangeKind.EDITED: (1, 1),
        ChangeKind.MOVED: (1, 1),
        ChangeKind.ADDED: (0, 1),
        ChangeKind.REMOVED: (1, 0),
    }
    for each in changes(*revisions(before, after)):
        size = len(each.old_keys), len(each.new_keys)
        if each.kind is ChangeKind.SPLIT:
            assert size[0] == 1 < size[1]
        elif each.kind is ChangeKind.MERGED:
            assert size[1] == 1 < size[0]
        else:
            assert size == sizes[each.kind]
        assert (each.old_text == each.new_text) is (
            each.kind in {ChangeKind.UNCHANGED, ChangeKind.MOVED}
        ) or not (each.old_text or each.new_text)


@settings(max_examples=100, deadline=None)
@given(RUNS)
def test_the_same_revision_twice_has_no_change(texts):
    old, new = revisions(texts, texts)
    assert {each.kind for each in changes(old, new)} <= {ChangeKind.UNCHANGED}


def test_a_long_story_is_told_quickly():
    texts = [
        f"{[A, B, C][n % 3]} Paragraph {n} of the story, in words of its own." for n in range(500)
    ]
    edited = [text.replace("the", "this") for text in texts if "7," not in text]
    old, new = revisions(texts, edited)
    began = time.process_time()
    changes(old, new)
    assert time.process_time() - began < 2
