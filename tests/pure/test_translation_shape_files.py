"""How a file says what is merged, split, dropped and added: by places, by hand, and exactly."""

from contextlib import suppress
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.languages.registry import by_tag
from workflow.text import shape as shapes
from workflow.text.markdown import split
from workflow.text.problems import ShapeRefused
from workflow.text.segments import Field, Kind, Segment
from workflow.text.shape import PLAIN, AddedBlock, Shape, arrange
from workflow.translation.files import front_matter
from workflow.translation.files.read_story import read_story_file
from workflow.translation.files.shape_lines import (
    AS_SOURCE,
    ShapeLines,
    read_shape_lines,
    written_shape,
)
from workflow.translation.files.shape_places import lines_of, shape_of
from workflow.translation.files.story_file import TranslationFile, lay_out, write_translation

UK = by_tag("uk")
BODY = """One.

Two.

- three
- four

Five.

## Six

Seven.

---

Nine.
"""


def source_of(body: str) -> tuple[Segment, ...]:
    """A headline, which has no place, and the body; keys that tell nothing about places."""
    blocks = split(body)
    headline = Segment(key="s9", field=Field.HEADLINE, kind=Kind.LINE, text="H")
    return (
        headline,
        *(
            Segment(key=f"s{n}", field=each.field, kind=each.kind, text=each.text, frame=each.frame)
            for n, each in enumerate(blocks, start=11)
        ),
    )


SOURCE = source_of(BODY)
TRANSLATION = """---
role: translation
state: approved
made-from: en@1
version: 1
{}
headline: Г
---

Один.
"""


def read(*lines: str):
    """A file with these lines in its front matter, or its problems as (line, sentence)."""
    story, problems = read_story_file("f.md", TRANSLATION.format("\n".join(lines)), UK)
    return story, [(each.line, each.sentence) for each in problems]


def note(key: str, after: str, kind: Kind = Kind.PARAGRAPH) -> AddedBlock:
    return AddedBlock(key=key, after=after, kind=kind)


MEANINGS = [
    ("merged: [1-2]", Shape(merged={"s12": "s11"})),
    ("merged: [1-2, 3-4]", Shape(merged={"s12": "s11", "s14": "s13"})),
    ("split: [5 into 2, 7 into 20]", Shape(split={"s15": 2, "s17": 20})),
    ('dropped: ["6: it says: go"]', Shape(dropped={"s16": "it says: go"})),
    ("dropped: [6:bare]", Shape(dropped={"s16": "bare"})),
    ("added: [after 3]", Shape(added=(note("n1", "s13"),))),
    ("added: [before 1, after 1, after 1]",
     Shape(added=(note("n1", ""), note("n2", "s11"), note("n3", "s11")))),
    ("added: [after 1, after n1]", Shape(added=(note("n1", "s11"), note("n2", "n1")))),
    ("added: [n4 after 1, after 2]", Shape(added=(note("n4", "s11"), note("n2", "s12")))),
    ("added: [after 9 as footnote]", Shape(added=(note("n1", "s19", Kind.FOOTNOTE),))),
    ("split: [5 into 3]\nadded: [after 5.1, after 5.2, after 5]",
     Shape(split={"s15": 3}, added=(note("n1", "s15"), note("n2", "s15.2"), note("n3", "s15.3")))),
    ('dropped: ["2: it is gone"]\nmerged: [1-2]', None),
    ('dropped: ["6: no heading"]\nmerged: [5-7]',
     Shape(merged={"s17": "s15"}, dropped={"s16": "no heading"})),
    ('dropped: ["7: the note says it"]\nadded: [after 7]',
     Shape(dropped={"s17": "the note says it"}, added=(note("n1", "s17"),))),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "shape"), MEANINGS)
def test_places_count_the_blocks_of_the_sources_body_from_one(lines, shape):
    story, problems = read(*lines.split("\n"))
    assert problems == []
    assert shape_of(story.shape, SOURCE, "en@1") == shape


@pytest.mark.parametrize(("lines", "shape"), [each for each in MEANINGS if each[1]])
def test_what_a_shape_is_written_as_means_the_same_shape(lines, shape):
    written = lines_of(shape, SOURCE)
    assert shape_of(written, SOURCE, "en@1") == shape
    assert {key for key, said in written_shape(written) if said} == {
        line.partition(":")[0] for line in lines.split("\n")
    }


def test_a_reshaped_file_is_written_as_it_is_read():
    text = TRANSLATION.format(
        "merged: [1-2]\nsplit: [5 into 2]\n"
        'dropped: ["7: the note explains it", "9: last, and least"]\n'
        "added: [n3 after 5.1, after 7 as footnote]"
    )
    story, problems = read_story_file("f.md", text, UK)
    assert problems == []
    assert isinstance(story, TranslationFile)
    assert write_translation(story) == text
    head = yaml.load(text.split("\n---\n")[0], Loader=yaml.SafeLoader)
    assert (head["merged"], head["split"]) == (["1-2"], ["5 into 2"])


UNREADABLE = [
    ("merged: 4-5", "`merged` is a list. Write first and last place, such as [4-5]."),
    ("merged: [4]", "`4` cannot be read here. Write first and last place, such as [4-5]."),
    ("merged: [0-2]", "`0-2` cannot be read here."),
    ("split: [6]", "`6` cannot be read here. Write a place and a number from 2 to 20"),
    ("split: [6 into 1]", "Block 6 cannot be split into 1. Write a place and a number from 2 to"),
    ("split: [6 into 21]", "Block 6 cannot be split into 21."),
    ("split: {6: 2}", "`split` is neither words nor a list of words."),
    ("dropped: [7]", "Block 7 is dropped without a reason. Write a place and the reason in quotes"),
    ('dropped: ["7: "]', "Block 7 is dropped without a reason."),
    (f'dropped: ["7: {"x" * 301}"]', "The reason for dropping block 7 is longer than 300 char"),
    ("dropped: [7: why]", "`dropped` is neither words nor a list of words. Write the words in"),
    ("added: [3]", "`3` cannot be read here. Write where each note stands, such as [after 3]."),
    ("added: [before 2]", "`before 2` cannot be read here."),
    ("added: [n0 after 3]", "`n0 after 3` cannot be read here."),
    ("added: [after 3 as heading]", "`after 3 as heading` cannot be read here."),
    ("adde: [after 3]", "`adde` is not a key of this kind of file. Did you mean `added`?"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "said"), UNREADABLE)
def test_what_cannot_be_read_is_a_problem_on_its_line(line, said):
    story, problems = read(line)
    assert story is None
    ((number, sentence),) = problems
    assert number == 6
    assert sentence.startswith(said)


CONTRADICTIONS = [
    ("merged: [8-10]", "merged", "There is no block 10: the body of en@1 has 9."),
    ("split: [12 into 2]", "split", "There is no block 12"),
    ('dropped: ["10: x"]', "dropped", "There is no block 10"),
    ("added: [after 11]", "added", "There is no block 11"),
    ("merged: [2-1]", "merged", "`2-1` is no run of blocks."),
    ("merged: [1-2, 2-3]", "merged", "`2-3` meets another run. Write them as one."),
    ("merged: [2-3]", "merged", "The blocks 2-3 do not belong together. Merge paragraphs with"),
    ("merged: [6-7]", "merged", "Block 6 of en@1 is a heading. Only paragraphs, list items and"),
    ("split: [8 into 2]", "split", "Block 8 of en@1 is a rule. Only paragraphs"),
    ("split: [1 into 2, 1 into 3]", "split", "Block 1 stands in `split` twice."),
    ('dropped: ["1: a", "1: b"]', "dropped", "Block 1 stands in `dropped` twice."),
    ('dropped: ["8: a"]', "dropped", "Block 8 is a dividing line and stays."),
    ("merged: [1-2]\nsplit: [1 into 2]", "merged", "Block 1 is merged and split."),
    ('merged: [1-2]\ndropped: ["2: a"]', "merged", "`1-2` begins or ends with a dropped block."),
    ('split: [1 into 2]\ndropped: ["1: a"]', "split", "Block 1 is split and dropped."),
    ("added: [after n1]", "added", "There is no n1 before n1."),
    ("added: [n2 after 1, after 2]", "added", "Two notes are called n2."),
    ("added: [after 1.2]", "added", "Block 1 has no piece 2. Write `after 1`."),
    ("added: [after 2, after 1]", "added", "The notes do not stand in reading order."),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "key", "said"), CONTRADICTIONS)
def test_what_contradicts_the_source_or_itself_is_a_problem_at_its_key(lines, key, said):
    story, problems = read(*lines.split("\n"))
    assert problems == []
    found: list[tuple[str, str]] = []
    assert shape_of(story.shape, SOURCE, "en@1", lambda *each: found.append(each)) is None
    ((at, sentence),) = found
    assert at == key
    assert sentence.startswith(said)


def test_all_contradictions_are_told_at_once():
    story, _ = read("merged: [2-3, 6-7]", "split: [8 into 2]", "added: [after 1.2]")
    found: list[str] = []
    shape_of(story.shape, SOURCE, "en@1", lambda key, _: found.append(key))
    assert found == ["merged", "merged", "split", "added"]


def test_a_note_nobody_wrote_yet_keeps_its_place_in_a_draft():
    blocks = arrange(SOURCE, Shape(added=(note("n1", "s11"),)))
    said, gaps = lay_out(blocks, {"s12": "Два."})
    assert [block.text for block in said] == ["One.", "…", "Два."]
    assert gaps == (1, 2)


# The law -------------------------------------------------------------------------------------

FORMS = ["{0}", "{0}", "## {0}", "- {0}\n- {1}", "> {0}\n>\n> {1}\n>\n> — Lin Yi", "---",
         "{0}[^{n}]\n\n[^{n}]: {1}"]  # fmt: skip
WORD = st.text("абв ", min_size=1, max_size=6).map(lambda text: f"а{text.strip()}")
BODIES = st.lists(st.tuples(st.sampled_from(FORMS), WORD, WORD), min_size=1, max_size=6).map(
    lambda drawn: "\n\n".join(form.format(*words, n=n) for n, (form, *words) in enumerate(drawn))
)
VERBS = ["merge", "split", "drop", "add", "add", "footnote", "unmerge", "unsplit", "take out",
         "restore"]  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 30), st.text(max_size=12)), max_size=12
)


def stepped(source, shape: Shape, step: tuple[str, int, str], number: int) -> Shape:
    """The shape after a step somewhere, or as it was where that step cannot be."""
    verb, at, words = step
    keys = [block.key for block in arrange(source, shape) if block.field is Field.BODY]
    keys += [*shape.dropped, *shape.merged, *(each.key for each in shape.added)]
    key = keys[at % len(keys)] if keys else ""
    undo = {
        "unmerge": shapes.unmerge,
        "unsplit": shapes.unsplit,
        "take out": shapes.take_out,
        "restore": shapes.restore,
    }
    with suppress(ShapeRefused):
        if verb == "merge":
            return shapes.merge(source, shape, [*keys[at % len(keys) :][:2]])
        if verb == "split":
            return shapes.split(source, shape, key, 2 + at % 3)
        if verb == "drop":
            return shapes.drop(source, shape, key, words)
        if verb in undo:
            return undo[verb](source, shape, key)
        kind = Kind.FOOTNOTE if verb == "footnote" else Kind.PARAGRAPH
        return shapes.add(source, shape, key if at % 7 else "", kind, number)
    return shape


@settings(max_examples=150, deadline=None)
@given(body=BODIES, steps=STEPS)
def test_whatever_was_done_at_the_desk_comes_back_from_a_file_exactly(body, steps):
    source, shape = source_of(body), PLAIN
    for number, step in enumerate(steps, start=1):
        shape = stepped(source, shape, step, number)
    pairs = written_shape(lines_of(shape, source))
    matter, problems = front_matter.read("f.md", front_matter.write(pairs, "Body."))
    assert problems == []
    said: list[tuple[str, str]] = []
    lines = read_shape_lines(matter.values, lambda *each: said.append(each))
    back = shape_of(lines, source, "en@1", lambda *each: said.append(each))
    assert said == []
    assert back == shape
    assert (lines == AS_SOURCE) == (shape == PLAIN)


@settings(max_examples=150, deadline=None)
@given(
    lines=st.builds(
        ShapeLines,
        merged=st.lists(st.tuples(st.integers(1, 10), st.integers(1, 10)), max_size=2).map(tuple),
        split=st.lists(st.tuples(st.integers(1, 10), st.integers(2, 4)), max_size=2).map(tuple),
        dropped=st.lists(st.tuples(st.integers(1, 10), st.just("why")), max_size=2).map(tuple),
    )
)
def test_whatever_is_written_by_hand_is_a_sound_shape_or_a_problem(lines):
    said: list[tuple[str, str]] = []
    shape = shape_of(lines, SOURCE, "en@1", lambda *each: said.append(each))
    assert (shape is None) == bool(said)
    if shape is not None:
        assert shapes.adapt(shape, SOURCE) == shape
        assert lines_of(shape, SOURCE) == replace(
            lines,
            merged=tuple(sorted(lines.merged)),
            split=tuple(sorted(lines.split)),
            dropped=tuple(sorted(lines.dropped)),
        )
