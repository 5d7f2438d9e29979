"""Text files at their limits: a long read has room, a hostile file costs as much as it is long."""

import time

import pytest

from tests.exchange_out_files import out_file, unit
from workflow.exchange import markdown, po
from workflow.exchange.limits import MOST_BYTES, MOST_IN_LINE, MOST_LINES, MOST_UNITS
from workflow.exchange.markdown_marks import marks_beside_code
from workflow.exchange.values import FileRefused

SOURCE = "Four *words* are here, and others beside them. " * 5
TARGET = "Тут *чотири* слова, а поруч із ними є ще кілька інших. " * 5
LONG_READ = out_file(*[unit(f"s{at}", SOURCE, TARGET) for at in range(1, 3_001)])
HEAD = 'msgid ""\nmsgstr "X-Story: ferry\\nLanguage: uk\\n"\n\n'
ENTRY = 'msgid "a"\nmsgstr "b"\n\n'
MATTER = "---\nstory: ferry\nlanguage: uk\nmade-from: en@1\nshape: target\n---\n"
ACCENTS = "\u0323\u0307"
MARK = "<!-- s1@1 -->\n"
CODE = "<!-- s1@1 code -->\n"


def refused(read, text: str) -> str:
    with pytest.raises(FileRefused) as caught:
        read(text.encode(), name="a")
    return str(caught.value)


def seconds(read, text: str) -> float:
    """How long the processor works on a file that is within the limits, whether it is read."""
    begun, said = time.process_time(), ""
    try:
        read(text.encode(), name="a")
    except FileRefused as problem:
        said = str(problem)
    assert "no story has so many" not in said
    return time.process_time() - begun


@pytest.mark.parametrize("form", [po, markdown])
def test_a_long_read_of_3_000_blocks_has_room_in_every_limit(form):
    data = form.write(LONG_READ)
    assert 2_000_000 < len(data) < MOST_BYTES / 3
    assert data.count(b"\n") * 6 < MOST_LINES
    assert len(LONG_READ.units) * 6 < MOST_UNITS
    assert len(form.read(data, name="a").units) == 3_000


@pytest.mark.parametrize(
    ("read", "text", "says"),
    [
        (po.read, HEAD + "#\n" * MOST_LINES + ENTRY, "more lines than 200,000"),
        (po.read, HEAD + "#\r" * MOST_LINES + ENTRY, "more lines than 200,000"),
        (markdown.read, MATTER + MARK + "\u2028" * (MOST_LINES + 1), "more lines than 200,000"),
        (po.read, f"{HEAD}# {'a' * MOST_IN_LINE}\n{ENTRY}", "line 4: This line has 300,002"),
        (markdown.read, MATTER + MARK + "a" * (MOST_IN_LINE + 1), "line 8: This line has 300,001"),
        (
            po.read,
            HEAD + "# *a_ \n" * 60_001 + ENTRY,
            "more signs of Markdown (* _ ` < & \\ [)",
        ),
        (markdown.read, MATTER + MARK + "[a\n" * 30_001, "more signs of Markdown"),
        (markdown.read, MATTER + MARK + "!!!!a\n" * 150_001, "more signs of Markdown"),
        (po.read, f"{HEAD}# a{ACCENTS * 51}\n{ENTRY}", "line 4: More than 100 accents stand over"),
        (
            po.read,
            HEAD + ENTRY * (MOST_UNITS + 1),
            "line 60001: The file has more entries than 20,000",
        ),
        (
            po.read,
            HEAD + "".join(f"#: a/s{at}:1\n" for at in range(MOST_UNITS + 1)) + ENTRY,
            "more blocks than 20,000",
        ),
        (markdown.read, MATTER + MARK * (MOST_UNITS + 1), "more blocks than 20,000"),
        (
            markdown.read,
            MATTER + MARK + "<!-- end -->\n" + "a\n\n" * (MOST_UNITS + 1),
            "more blocks than 20,000",
        ),
    ],
)
def test_what_is_over_a_limit_is_refused_with_the_limit_and_what_to_do(read, text, says):
    said = refused(read, text)
    assert says in said
    assert any(
        mend in said for mend in ("Bring the file of one story", "Break it", "Take them out")
    )


def test_crlf_counts_as_one_line():
    text = HEAD + "#\n" * (MOST_LINES // 2 + 9) + ENTRY
    assert len(po.read(text.replace("\n", "\r\n").encode(), name="a").units) == 1


def test_a_broken_file_is_not_listed_line_by_line():
    said = refused(po.read, HEAD + "x\n" * 100_000)
    assert said.count("- line ") == 20
    assert "There are 99980 more such lines." in said


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (markdown.read, CODE + "`" * 60_000 + "\n" + "x\n" * 2_000),
        (markdown.read, MARK + "".join(f"&lt;!-- s{at}@1\n" for at in range(60_000))),
        (markdown.read, CODE + "```\n" + "&lt;!-- s2@1\n" * 18_000),
        (markdown.read, (MARK + ">" * 230_000 + "\n") * 2),
        (markdown.read, (MARK + "- " * 120_000 + "x\n") * 3),
        (markdown.read, MARK + "# a" + " " * 200_000 + "b"),
        (markdown.read, (CODE + "````\n```\n") * 10_000),
        (
            markdown.read,
            "".join(f"{CODE}{'~' * (600 - n)}\n" for n in range(590)) + "~~~\n" * 120_000,
        ),
        (po.read, HEAD + "".join(f"#: a/s{at}:1\n" for at in range(19_000)) + ENTRY),
        (
            po.read,
            HEAD
            + "".join(f"#: a/s{at}:1\n" for at in range(2_000))
            + ENTRY.replace('"a"', f'"{"a *b* " * 40}"'),
        ),
    ],
    ids=[
        "a long fence", "marks without an end", "marks without an end in code", "quotations",
        "lists", "spaces in a heading", "code without an end", "ever shorter fences", "references",
        "references to signs",
    ],
)  # fmt: skip
def test_a_hostile_file_costs_no_more_than_its_length(read, text):
    assert seconds(read, MATTER + text if read is markdown.read else text) < 2


def test_code_ends_at_a_fence_as_long_as_its_own():
    text = f"{CODE}````\n```\n<!-- s2@1 -->\n````x\n<!-- s3@1 -->\nb"
    assert [each.mark.key for each in marks_beside_code(text) if each.mark] == ["s1", "s3"]
    unclosed = text.replace("````x", "~~~~")
    assert [each.mark.key for each in marks_beside_code(unclosed) if each.mark] == [
        "s1",
        "s2",
        "s3",
    ]


@pytest.mark.parametrize("words", ["б" * 50_001, "[" * 20_001, "*a " * 5_001])
def test_a_source_or_a_text_that_no_block_can_be_is_refused_by_its_line(words):
    assert "- line 4: This block has" in refused(po.read, f'{HEAD}msgid "a"\nmsgstr "{words}"\n')
    assert "- line 4: This block has" in refused(po.read, f'{HEAD}msgid "{words}"\nmsgstr "a"\n')
    assert "line 7: " in refused(markdown.read, f"{MATTER}{MARK}{words}\n")


def test_a_text_that_is_too_long_once_its_signs_are_escaped_is_refused():
    said = refused(po.read, f'{HEAD}msgid "a"\nmsgstr "{"[^x" * 15_000}"\n')
    assert "line 4: Line 1 begins a paragraph of 60000 characters" in said
