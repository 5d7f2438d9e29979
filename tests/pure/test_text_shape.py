"""Reshaping a translation: what stands where, what is refused, and the laws."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.text import markdown
from workflow.text.problems import ShapeRefused, TextProblem
from workflow.text.segments import Field, Kind, Segment
from workflow.text.shape import (
    PLAIN,
    AddedBlock,
    Shape,
    adapt,
    add,
    arrange,
    drop,
    from_json,
    merge,
    renders,
    restore,
    split,
    take_out,
    to_json,
    unmerge,
    unsplit,
)

LAW = settings(max_examples=40, deadline=None)

STORY = """\
Опара бродить.

Тісто відпочиває.

- перший
- другий
- третій

> Слово.
>
> Ще слово.
>
> — Lin Yi

## Далі

![тарілка](https://example.org/a.jpg)

Кінець.[^1]

---

[^1]: Примітка.
"""
HEADLINE = Segment(key="s99", field=Field.HEADLINE, kind=Kind.LINE, text="Вареники")


def source_of(body: str) -> tuple[Segment, ...]:
    """The segments of a story: its headline, and ``s1``, ``s2``, ... of its body."""
    blocks = markdown.split(body)
    return (
        HEADLINE,
        *(
            Segment(key=f"s{n}", field=each.field, kind=each.kind, text=each.text, frame=each.frame)
            for n, each in enumerate(blocks, start=1)
        ),
    )


SOURCE = source_of(STORY)
DO = {
    "merge": merge,
    "split": split,
    "add": add,
    "drop": drop,
    "unmerge": unmerge,
    "unsplit": unsplit,
    "take out": take_out,
    "restore": restore,
}


def shaped(*steps: tuple, source=SOURCE, shape: Shape = PLAIN) -> Shape:
    """The shape after some steps: ``("split", "s1", 3)``."""
    for verb, *values in steps:
        shape = DO[verb](source, shape, *values)
    return shape


def note(after: str, number: int) -> tuple:
    return ("add", after, Kind.PARAGRAPH, number)


def written(*steps: tuple, source=SOURCE) -> list[str]:
    """Key and frame of every body block, as ``"s3 -"``."""
    blocks = arrange(source, shaped(*steps, source=source))
    return [f"{each.key} {each.frame}".rstrip() for each in blocks if each.field is Field.BODY]


def form(block) -> tuple[Kind, str]:
    return block.kind, block.frame.replace("--", "-").replace("..", ".")


def assert_sound(source, shape: Shape) -> None:
    """The blocks, written out and read again, are the same blocks."""
    blocks = arrange(source, shape)
    body = [
        replace(each, text=each.text or ("a note" if not each.sources else ""))
        for each in blocks
        if each.field is Field.BODY
    ]
    back = markdown.split(markdown.join(body))
    assert [form(each) for each in back] == [form(each) for each in body]
    if not any("[^" in each.frame for each in source):  # a dropped one leaves a mark of none
        assert [each.text for each in back] == [each.text for each in body]
    assert len({each.key for each in blocks}) == len(blocks)
    rendered = renders(blocks)
    for segment in source:
        assert bool(rendered[segment.key]) != (segment.key in shape.dropped)
    assert adapt(shape, source) == shape
    assert from_json(json.loads(json.dumps(to_json(shape)))) == shape


# What stands where ---------------------------------------------------------------------------


def test_a_plain_translation_has_the_blocks_of_its_source():
    blocks = arrange(SOURCE, PLAIN)
    assert [(each.key, each.text, each.frame) for each in blocks] == [
        (each.key, each.text, each.frame) for each in SOURCE
    ]
    assert all(each.sources == (each.key,) and each.parts == 1 for each in blocks)


@pytest.mark.parametrize(
    ("steps", "there"),
    [
        ([("merge", ["s1", "s2"])], ["s1", "s3 -", "s4 +-"]),
        ([("merge", ["s2", "s1"])], ["s1", "s3 -", "s4 +-"]),
        ([("split", "s1", 3)], ["s1", "s1.2", "s1.3", "s2"]),
        ([("split", "s3")], ["s1", "s2", "s3 -", "s3.2 +-", "s4 +-", "s5 +-", "s6 >"]),
        ([("drop", "s3", "why")], ["s1", "s2", "s4 -", "s5 +-", "s6 >"]),
        ([("drop", "s1", "why"), ("drop", "s2", "why")], ["s3 -"]),
        ([("merge", ["s3", "s4"])], ["s1", "s2", "s3 -", "s5 +-", "s6 >"]),
        ([("split", "s6")], ["s1", "s2", "s3 -", "s4 +-", "s5 +-", "s6 >", "s6.2 =>", "s7 =>"]),
        ([("drop", "s4", "why"), ("merge", ["s3", "s5"])], ["s1", "s2", "s3 -", "s6 >"]),
        ([note("", 1)], ["n1", "s1"]),
        ([note("s1", 1), note("s1", 2), note("n1", 3)], ["s1", "n2", "n1", "n3", "s2"]),
        ([note("s1", 1), note("n1", 2), note("n1", 3)], ["s1", "n1", "n3", "n2", "s2"]),
        ([("merge", ["s1", "s2"]), note("s1", 1), ("unmerge", "s2")], ["s1", "s2", "n1"]),
        ([note("s3", 1)], ["s1", "s2", "s3 -", "n1", "s4 -", "s5 +-"]),
        ([("split", "s1"), note("s1", 1)], ["s1", "n1", "s1.2", "s2"]),
        ([note("s1", 1), ("split", "s1")], ["s1", "s1.2", "n1", "s2"]),
        ([("split", "s1"), ("split", "s1", 3)], ["s1", "s1.2", "s1.3", "s2"]),
        ([("merge", ["s1", "s2"]), note("s1", 1)], ["s1", "n1", "s3 -"]),
        ([note("s2", 1), ("merge", ["s1", "s2"]), ("unmerge", "s1")], ["s1", "s2", "n1", "s3 -"]),
        ([note("s2", 1), ("drop", "s2", "why")], ["s1", "n1", "s3 -"]),
        ([note("s2", 1), ("drop", "s2", "x"), ("restore", "s2")], ["s1", "s2", "n1", "s3 -"]),
        ([("split", "s1"), note("s1", 1), ("unsplit", "s1")], ["s1", "n1", "s2"]),
        ([note("s1", 1), note("n1", 2), ("take out", "n1")], ["s1", "n2", "s2"]),
    ],
)
def test_a_reshaped_translation_has_its_own_blocks(steps, there):
    assert written(*steps)[: len(there)] == there


def test_a_note_between_pieces_follows_the_whole_when_they_are_one_again():
    shape = shaped(("split", "s1", 3), note("s1.2", 1), note("s1", 2), ("unsplit", "s1.3"))
    assert [(each.key, each.after) for each in shape.added] == [("n2", "s1"), ("n1", "s1")]


def test_three_items_become_five():
    shape = shaped(("split", "s3"), ("split", "s5"))
    body = [each for each in arrange(SOURCE, shape) if each.kind is Kind.ITEM]
    assert markdown.join(body) == "- перший\n- перший\n- другий\n- третій\n- третій"


def test_a_numbered_list_goes_on_counting_after_a_note():
    source = source_of("3. a\n4. b\n5. c")
    assert written(note("s2", 1), source=source) == ["s1 3.", "s2 +.", "n1", "s3 5."]


def test_a_note_stands_outside_of_the_quotation_it_interrupts():
    assert written(note("s6", 1))[5:9] == ["s6 >", "n1", "s7 >", "s8 =>"]


def test_a_note_does_not_tear_a_quotation_from_its_signature():
    assert written(note("s7", 1))[5:10] == ["s6 >", "s7 =>", "s8 =>", "n1", "s9 ##"]


def test_a_note_does_not_tear_an_item():
    source = source_of("- a\n  - inner\n  - more\n- b")
    there = ["s1 -", "s2 =- -", "s3 =- +-", "n1", "s4 -"]
    assert written(note("s2", 1), source=source) == there


def test_an_item_keeps_what_is_below_it_when_it_is_split_or_merged():
    source = source_of("- a\n- b\n  - below\n- c")
    assert written(("split", "s2"), source=source) == [
        "s1 -",
        "s2 +-",
        "s2.2 +-",
        "s3 =- -",
        "s4 +-",
    ]
    assert written(("merge", ["s1", "s2"]), source=source) == ["s1 -", "s3 =- -", "s4 +-"]


def test_paragraphs_of_an_item_get_space_when_what_stood_between_them_goes():
    source = source_of("- a\n  ```\n  x\n  ```\n  b\n- c")
    body = arrange(source, shaped(("drop", "s2", "why"), source=source))[1:]
    assert markdown.join(body) == "- a\n\n  b\n\n- c"


@pytest.mark.parametrize(
    ("body", "gone"),
    [
        ("- > a\n  # h\n  > b\n- c", "s2"),
        ("- a\n  # h\n  3. b", "s2"),
        ("- > a\n  # h\n  [^1]: b\n- c", "s2"),
        ("- - a\n    # h\n  b", "s2"),
        ("- > - a\n  # h\n  b", "s2"),
        ("> a\n>\n> — Lin Yi\n>\n> ![b](c)", "s3"),
    ],
)
def test_neighbours_that_meet_are_still_two_blocks(body, gone):
    source = source_of(body)
    assert_sound(source, shaped(("drop", gone, "why"), source=source))


def test_a_signature_left_alone_is_a_quotation():
    blocks = arrange(SOURCE, shaped(("drop", "s6", "why"), ("drop", "s7", "why")))
    assert {each.key: each.kind for each in blocks}["s8"] is Kind.QUOTE


def test_a_footnote_of_the_translators_has_a_name_the_source_has_not():
    source = source_of("a[^n1]\n\n[^n1]: b")
    step = ("add", "s1", Kind.FOOTNOTE, 1)
    assert written(step, source=source) == ["s1", "n1 [^n1n]", "s2 [^n1]"]


@pytest.mark.parametrize(
    ("body", "joined"),
    [("one.\n\ntwo.", "one. two."), ("一。\n\n二。", "一。二。"), ("一\n\ntwo", "一two")],
)
def test_a_merged_block_shows_all_its_source_words(body, joined):
    source = source_of(body)
    block = arrange(source, shaped(("merge", ["s1", "s2"]), source=source))[1]
    assert (block.text, block.sources) == (joined, ("s1", "s2"))


def test_every_piece_of_a_split_block_shows_the_whole():
    blocks = arrange(SOURCE, shaped(("split", "s1")))[1:3]
    assert [(each.text, each.sources, each.part, each.parts) for each in blocks] == [
        ("Опара бродить.", ("s1",), 1, 2),
        ("Опара бродить.", ("s1",), 2, 2),
    ]


def test_each_source_key_tells_what_renders_it():
    steps = [("split", "s1"), ("merge", ["s3", "s4"]), ("drop", "s9", "why"), note("s1", 1)]
    rendered = renders(arrange(SOURCE, shaped(*steps)))
    asked = [rendered[key] for key in ("s99", "s1", "s3", "s4", "s9")]
    assert asked == [("s99",), ("s1", "s1.2"), ("s3",), ("s3",), ()]


# What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([("merge", ["s1"])], "One block alone"),
        ([("merge", ["s1", "s1"])], "One block alone"),
        ([("merge", ["s1", "s77"])], "no block s77"),
        ([("merge", ["s99", "s1"])], "no block s99"),
        ([("merge", ["s1", "s2.2"])], "no block s2.2"),
        ([("merge", ["s2", "s3"])], "do not belong together"),
        ([("merge", ["s3", "s5"])], "between s3 and s5"),
        ([("merge", ["s7", "s8"])], "s8 cannot be merged"),
        ([("merge", ["s9", "s10"])], "cannot be merged"),
        ([note("s1", 1), ("merge", ["s1", "s2"])], "between s1 and s2"),
        ([note("s1", 1), ("merge", ["s1", "n1"])], "n1 is a translator’s note"),
        ([("split", "s1"), ("merge", ["s1", "s2"])], "s1 is split"),
        ([("split", "s1"), ("merge", ["s1", "s1.2"])], "s1 is split"),
        ([("drop", "s1", "x"), ("merge", ["s1", "s2"])], "s1 is dropped"),
        ([("split", "s9")], "s9 cannot be merged or split"),
        ([("split", "s10")], "s10 cannot"),
        ([("split", "s8")], "s8 cannot"),
        ([("split", "s99")], "no block s99"),
        ([("split", "s1", 1)], "Choose a number above 1"),
        ([("split", "s1", 21)], "20 at most"),
        ([("split", "s1", 3), ("split", "s1", 3)], "above 3"),
        ([("split", "s1"), ("split", "s1.2")], "s1 is split"),
        ([("split", "s1.2")], "no block s1.2"),
        ([("merge", ["s1", "s2"]), ("split", "s1")], "s1 is merged"),
        ([("merge", ["s1", "s2"]), ("split", "s2")], "s2 is merged"),
        ([("drop", "s1", "x"), ("split", "s1")], "s1 is dropped"),
        ([("drop", "s1", "  ")], "Say why s1"),
        ([("drop", "s12", "x")], "s12 is a dividing line"),
        ([("drop", "s99", "x")], "no block s99"),
        ([("drop", "s1.2", "x")], "no block s1.2"),
        ([("split", "s1"), ("drop", "s1", "x")], "s1 is split"),
        ([("merge", ["s1", "s2"]), ("drop", "s2", "x")], "s2 is merged"),
        ([("add", "s77", Kind.PARAGRAPH, 1)], "no block s77"),
        ([("add", "s99", Kind.PARAGRAPH, 1)], "no block s99"),
        ([("add", "s1", Kind.HEADING, 1)], "paragraph or a footnote"),
        ([note("s1", 1), note("s2", 1)], "note n1 already"),
        ([("drop", "s1", "x"), note("s1", 1)], "s1 is dropped"),
        ([("unmerge", "s1")], "nothing to take back at s1"),
        ([("unsplit", "s1")], "nothing to take back at s1"),
        ([("take out", "s1")], "nothing to take back at s1"),
        ([("restore", "s1")], "nothing to take back at s1"),
        (
            [("drop", "s4", "x"), ("merge", ["s3", "s5"]), ("restore", "s4")],
            "s4 lies inside the merged block s3",
        ),
    ],
)
def test_what_contradicts_is_refused_with_a_sentence(steps, words):
    *before, last = steps
    shape = shaped(*before)
    with pytest.raises(ShapeRefused, match=re.escape(words)) as refused:
        shaped(last, shape=shape)
    assert str(refused.value) == refused.value.message.format_map(refused.value.values)


def test_the_reason_of_a_dropped_block_can_be_given_anew():
    shape = shaped(("drop", "s1", "one"), ("drop", "s1", " another\n reason "))
    assert shape.dropped == {"s1": "another reason"}


# A new revision of the source ----------------------------------------------------------------


def revised(*wanted: str) -> tuple[Segment, ...]:
    """A source of these blocks only, in this order; ``s2:heading`` changes a kind."""
    by_key = {segment.key: segment for segment in SOURCE}
    new = []
    for each in wanted:
        key, _, kind = each.partition(":")
        segment = by_key.get(key, replace(by_key["s1"], key=key))
        new.append(replace(segment, kind=Kind(kind), frame="##") if kind else segment)
    return tuple(new)


PARAGRAPHS = source_of("a\n\nb\n\nc\n\nd\n\ne")


@pytest.mark.parametrize(
    ("shape", "new", "remains"),
    [
        (Shape(dropped={"s1": "x", "s2": "y"}), ["s2"], Shape(dropped={"s2": "y"})),
        (Shape(split={"s1": 2, "s2": 3}), ["s2"], Shape(split={"s2": 3})),
        (Shape(split={"s2": 2}), ["s1", "s2:heading"], PLAIN),
        (Shape(dropped={"s2": "x"}), ["s1", "s2:heading"], Shape(dropped={"s2": "x"})),
        (Shape(merged={"s2": "s1"}, split={"s1": 2}), ["s1", "s2"], Shape(split={"s1": 2})),
        (Shape(dropped={"s1": "x"}, split={"s1": 2}), ["s1"], Shape(dropped={"s1": "x"})),
        (Shape(merged={"s2": "s1"}, dropped={"s2": "x"}), ["s1", "s2"], Shape(dropped={"s2": "x"})),
        (Shape(merged={"s2": "s1", "s11": "s2"}), ["s1", "s2", "s11"], Shape(merged={"s2": "s1"})),
        (Shape(merged={"s2": "s1"}), ["s1"], PLAIN),
        (Shape(merged={"s2": "s1"}), ["s1", "s7", "s2"], PLAIN),
        (Shape(merged={"s2": "s1"}), ["s1", "s2:heading"], PLAIN),
        (Shape(merged={"s2": "s1"}), ["s2", "s1"], Shape(merged={"s1": "s2"})),
        (
            Shape(merged={"s2": "s1", "s11": "s1"}),
            ["s1", "s11"],
            Shape(merged={"s11": "s1"}),
        ),
        (
            Shape(merged={"s2": "s1", "s11": "s1"}),
            ["s2", "s11"],
            Shape(merged={"s11": "s2"}),
        ),
        (
            Shape(merged={"s2": "s1", "s11": "s1"}),
            ["s1", "s2", "s6", "s11"],
            Shape(merged={"s2": "s1"}),
        ),
        (
            Shape(merged={"s11": "s1"}, dropped={"s2": "x"}),
            ["s1", "s2", "s11"],
            Shape(merged={"s11": "s1"}, dropped={"s2": "x"}),
        ),
        (
            Shape(added=(AddedBlock(key="n1", after="s3.2", kind=Kind.PARAGRAPH),)),
            ["s1", "s3"],
            Shape(added=(AddedBlock(key="n1", after="s3", kind=Kind.PARAGRAPH),)),
        ),
        (
            Shape(added=(AddedBlock(key="n1", after="s3", kind=Kind.PARAGRAPH),)),
            ["s1", "s2", "s4"],
            Shape(added=(AddedBlock(key="n1", after="s2", kind=Kind.PARAGRAPH),)),
        ),
        (
            Shape(added=(AddedBlock(key="n1", after="s1", kind=Kind.PARAGRAPH),)),
            ["s2"],
            Shape(added=(AddedBlock(key="n1", after="", kind=Kind.PARAGRAPH),)),
        ),
    ],
)
def test_what_still_holds_remains_over_a_new_revision(shape, new, remains):
    assert adapt(shape, revised(*new)) == remains


def test_a_note_follows_the_block_that_stood_before_the_one_that_is_gone():
    old = revised("s1", "s7", "s2", "s6")
    new = revised("s1", "s7", "s6")
    shape = shaped(note("s2", 1), source=old)
    assert adapt(shape, new).added[0].after == "s1"  # nobody knows where s2 stood
    assert adapt(shape, new, old=old).added[0].after == "s7"


def test_notes_keep_their_order_when_their_block_goes():
    shape = shaped(note("s1", 1), note("s2", 2), note("n2", 3), source=PARAGRAPHS)
    new = tuple(segment for segment in PARAGRAPHS if segment.key != "s2")
    there = [block.key for block in arrange(new, adapt(shape, new))]
    assert there == ["s99", "s1", "n1", "n2", "n3", "s3", "s4", "s5"]


# As JSON -------------------------------------------------------------------------------------


def test_the_plain_shape_is_an_empty_object():
    assert to_json(PLAIN) == {}
    assert from_json({}) == PLAIN


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "not an object"),
        ({"joined": {}}, "'joined' is no part"),
        ({"merged": []}, "merged is not a table"),
        ({"merged": {"s2": 1}}, "merged of 's2' cannot be 1"),
        ({"merged": {"s2": "s1", "s3": "s2"}}, "s3 is merged into s2, itself merged"),
        ({"merged": {"s2": "s2"}}, "s2 is merged into s2"),
        ({"split": {"s1": 1}}, "split of 's1' cannot be 1"),
        ({"split": {"s1": True}}, "cannot be True"),
        ({"split": {"s1": 10**9}}, "cannot be 1000000000"),
        ({"split": {"s1": "2"}}, "cannot be '2'"),
        ({"dropped": {"s1": " "}}, "dropped of 's1'"),
        ({"added": {}}, "added is not a list"),
        ({"added": [{"key": "n1"}]}, "note 1 has not exactly"),
        ({"added": [{"key": "s1", "after": "", "kind": "paragraph"}]}, "cannot have the key 's1'"),
        ({"added": [{"key": "n1", "after": "n1", "kind": "paragraph"}]}, "n1 cannot follow 'n1'"),
        ({"added": [{"key": "n1", "after": "", "kind": "heading"}]}, "cannot be of kind"),
        ({"added": [{"key": "n1", "after": "", "kind": []}]}, "cannot be of kind"),
        ({"added": [{"key": "n1", "after": "", "kind": "paragraph"}] * 2}, "n1 is there twice"),
    ],
)
def test_a_malformed_shape_is_refused_with_every_problem(data, words):
    with pytest.raises(TextProblem, match=re.escape(words)):
        from_json(data)


def test_all_problems_are_told_at_once():
    with pytest.raises(TextProblem, match="'x' is no part of a shape; split of 's1' cannot be 0"):
        from_json({"x": 1, "split": {"s1": 0}})


# Laws ----------------------------------------------------------------------------------------

LEAVES = st.sampled_from(
    [
        "words",
        "more words",
        "— Lin Yi",
        "# a heading",
        "![alt](https://example.org/a.jpg)",
        "```\ncode\n```",
        "___",
    ]
)


def hung(mark: str, text: str) -> str:
    return mark + text.replace("\n", "\n" + " " * len(mark))


def nested(inner):
    several = st.lists(inner, min_size=1, max_size=4)
    spaced = several.map("\n\n".join)
    close = st.lists(inner, min_size=1, max_size=3).map("\n".join)
    mark = st.sampled_from(["- ", "3. ", "1. "])
    items = st.tuples(
        mark, st.lists(spaced | close | inner, min_size=1, max_size=4), st.sampled_from("\n")
    )
    return st.one_of(
        spaced.map(lambda text: re.sub("^", "> ", text, flags=re.MULTILINE)),
        items.map(lambda three: three[2].join(hung(three[0], item) for item in three[1])),
    )


BODIES = st.tuples(
    st.lists(LEAVES | nested(LEAVES | nested(LEAVES)), min_size=1, max_size=6),
    st.booleans(),
).map(lambda two: "\n\n".join([*two[0], *(["[^1]: a note\n\n    goes on"] if two[1] else [])]))
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(DO)), st.integers(0, 40), st.integers(1, 4)), max_size=12
)


def stepped(source, shape: Shape, verb: str, place: int, size: int) -> Shape:
    """One random step somewhere; the same shape where it is refused."""
    there = [each.key for each in arrange(source, shape) if each.field is Field.BODY]
    place = place % len(there) if there else 0
    key = there[place] if there else ""
    number = len(shape.added) + size * 100
    values = {
        "merge": [there[place : place + 1 + size]],
        "split": [key, 1 + size],
        "add": [key, Kind.FOOTNOTE if size == 1 else Kind.PARAGRAPH, number],
        "drop": [key, "why"],
        "restore": [sorted(shape.dropped)[place % len(shape.dropped)] if shape.dropped else key],
    }
    try:
        return DO[verb](source, shape, *values.get(verb, [key]))
    except ShapeRefused:
        return shape


@LAW
@given(BODIES, STEPS)
def test_whatever_is_done_the_blocks_stay_sound(body, steps):
    source = source_of(body)
    shape = PLAIN
    for step in steps:
        shape = stepped(source, shape, *step)
        assert_sound(source, shape)


@LAW
@given(BODIES, STEPS, st.sampled_from(["merge", "split", "add", "drop"]), st.integers(0, 40))
def test_a_step_taken_back_gives_what_was(body, steps, verb, place):
    source = source_of(body)
    before = PLAIN
    for step in steps:
        before = stepped(source, before, *step)
    after = stepped(source, before, verb, place, 1)
    changed = {
        "merge": ("unmerge", set(after.merged) - set(before.merged)),
        "split": ("unsplit", set(after.split) - set(before.split)),
        "add": ("take out", {each.key for each in after.added} - {n.key for n in before.added}),
        "drop": ("restore", set(after.dropped) - set(before.dropped)),
    }
    undo, new = changed[verb]
    if new and (verb != "merge" or _run(after, min(new)).isdisjoint(_joined(before))):
        assert DO[undo](source, after, min(new)) == before


def _run(shape: Shape, key: str) -> set[str]:
    """The blocks that are one with this: taken back, all of a run come apart, however it grew."""
    first = shape.merged[key]
    return {first, *(each for each, of in shape.merged.items() if of == first)}


def _joined(shape: Shape) -> set[str]:
    return {*shape.merged, *shape.merged.values()}


@LAW
@given(BODIES, STEPS, st.randoms(use_true_random=False), BODIES)
def test_a_shape_adapts_to_any_source(body, steps, random, other):
    source = source_of(body)
    shape = PLAIN
    for step in steps:
        shape = stepped(source, shape, *step)
    shuffled = list(source_of(other))
    random.shuffle(shuffled)
    for new in (source_of(other), tuple(shuffled)[: len(shuffled) // 2]):
        fitting = adapt(shape, new, old=source)
        assert adapt(fitting, new) == fitting
        assert {block.key for block in arrange(new, fitting)} >= {n.key for n in shape.added}
        assert arrange(new, adapt(shape, new)) == arrange(new, shape)
    assert_sound(source_of(other), adapt(shape, source_of(other), old=source))
