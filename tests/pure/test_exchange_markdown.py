"""A Markdown file goes out, is worked on in any editor, and comes back with all that was in it."""

import re
import textwrap
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.exchange_out_files import EN, out_file, out_files, read_or_refused, story, told, unit
from workflow.exchange import markdown
from workflow.exchange.limits import MOST_BYTES
from workflow.exchange.markdown_marks import END
from workflow.exchange.values import FileRefused, Form, FoundFile, FoundUnit, OutFile, UnitState
from workflow.languages.negotiation import negotiate
from workflow.text.markdown import normalise_segment
from workflow.text.segments import Field, Kind

TOGETHER = "Several blocks stand under this mark. They were put together."
UNMARKED = "Under this block stands text without a mark. It may belong to it."
OVER = "Where the source stood are other words. They may be the translation."
CUT = "The mark of the file’s end is missing; this text may be cut short."
both = pytest.mark.parametrize("bilingual", [True, False], ids=["bilingual", "target"])


def read(text: str | bytes) -> FoundFile:
    return markdown.read(text if isinstance(text, bytes) else text.encode(), name="story.md")


def written(file: OutFile | None = None, *, bilingual: bool) -> str:
    return markdown.write(file or story(), bilingual=bilingual).decode()


def by_key(found: FoundFile) -> dict[str, FoundUnit]:
    return {each.key: each for each in found.units}


def refused(text: str | bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        read(text)
    return str(caught.value)


def words_of(found: FoundFile) -> list[tuple[str, str, UnitState, int | None, list[str]]]:
    """What came back, in normal form, without its places."""
    kinds = {each.key: each.kind for each in story().units}
    return [
        (
            each.key,
            normalise_segment(each.target, kinds.get(each.key, Kind.PARAGRAPH)),
            each.state,
            each.version,
            told(each),
        )
        for each in found.units
    ]


def as_it_left() -> list[tuple[str, str, UnitState, int, list[str]]]:
    return [(each.key, each.target, each.state, each.version, []) for each in story().units]


# The law -------------------------------------------------------------------------------------


@both
@given(file=out_files())
def test_what_goes_out_comes_in(bilingual: bool, file: OutFile) -> None:
    found = read(markdown.write(file, bilingual=bilingual))
    assert (found.form, found.story, found.made_from) == (Form.MARKDOWN, "my-story", "en@2")
    assert [negotiate(tag) for tag in found.languages] == [file.source_language, file.language]
    assert found.remarks == ()
    assert [each.key for each in found.units] == [each.key for each in file.units]
    for back, left in zip(found.units, file.units, strict=True):
        assert normalise_segment(back.target, left.kind) == left.target
        assert (back.state, back.version, back.damage) == (left.state, left.version, ())
        assert normalise_segment(back.source, left.kind) == (left.source if bilingual else "")
        if left.kind not in {Kind.ATTRIBUTION, Kind.IMAGE} and not bilingual and left.target:
            assert back.kind in {None, left.kind, Kind.IMAGE}


def test_a_bilingual_file_shows_each_source_above_its_translation() -> None:
    text = written(bilingual=True)
    assert "> Hope is a language\n\nНадія — це мова\n" in text
    assert "> ```py\n> # hi\n> x = 1\n> ```\n\n```py\n# привіт\n" in text


def test_a_file_on_its_own_is_the_text_with_its_signs() -> None:
    body = written(bilingual=False).split("---\n", 2)[2]
    lines = [line for line in body.split("\n") if line and not line.startswith("<!--")]
    assert lines == [
        "Надія — це мова",
        "A second line",
        "## Міст",
        "У *понеділок* [місто](https://a.example) прокинулося[^1]\\",
        "й пішло",
        "3. Чай",
        '4. Don\'t wait for "coffee"',
        "> Ми лишилися",
        "> — Лінь І",
        "```py",
        "# привіт",
        "x = 1",
        "```",
        "![А](b.jpg)",
        "[^1]: Нота",
        "Від перекладачки",
    ]


def test_each_unit_says_in_which_line_its_mark_stands() -> None:
    for bilingual in (True, False):
        text = written(bilingual=bilingual)
        for each in read(text).units:
            line = text.split("\n")[int(each.place.removeprefix("line ")) - 1]
            assert line.startswith(f"<!-- {each.key}@")


# States --------------------------------------------------------------------------------------


@both
def test_a_reviewed_text_comes_back_reviewed_while_it_is_the_same(bilingual: bool) -> None:
    text = written(bilingual=bilingual)
    assert by_key(read(text))["s3"].state is UnitState.REVIEWED
    changed = read(text.replace("Міст", "Міст через річку"))
    assert by_key(changed)["s3"].state is UnitState.TRANSLATED


@both
def test_an_unfinished_text_is_finished_once_somebody_has_changed_it(bilingual: bool) -> None:
    text = written(bilingual=bilingual)
    assert by_key(read(text))["s10"].state is UnitState.UNFINISHED
    changed = read(text.replace("![А](b.jpg)", "![Міст](b.jpg)"))
    assert by_key(changed)["s10"].state is UnitState.TRANSLATED
    said = read(re.sub(r" unfinished( \w{8})", r"\1", text))
    assert by_key(said)["s10"].state is UnitState.TRANSLATED


def test_words_of_the_source_that_nobody_has_written_over_are_no_translation() -> None:
    text = written(bilingual=False)
    assert (by_key(read(text))["s6"].target, by_key(read(text))["s6"].state) == ("", UnitState.NEW)
    done = by_key(read(text.replace('Don\'t wait for "coffee"', "Не чекайте на каву")))["s6"]
    assert (done.target, done.state) == ("Не чекайте на каву", UnitState.TRANSLATED)


def test_smart_quotation_marks_in_words_of_the_source_make_no_translation_of_them() -> None:
    text = written(bilingual=False).replace('Don\'t wait for "coffee"', "Don’t wait for “coffee”")
    assert by_key(read(text))["s6"].state is UnitState.UNFINISHED


# What editors and people do to a file --------------------------------------------------------


def reflowed(text: str, width: int) -> str:
    """Every paragraph with its lines broken elsewhere, as editors and formatters do it."""
    return "\n\n".join(
        part
        if part.startswith(("---", "<!--", "```", "> ```", "##", "> ##", "# ", "x = 1"))
        or "\\\n" in part
        else textwrap.fill(
            part,
            width,
            subsequent_indent="> " if part.startswith(">") else "   ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for part in text.split("\n\n")
    )


CHANGES = {
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "cr": lambda text: text.replace("\n", "\r"),
    "bom": lambda text: "\ufeff" + text,
    "reflowed": lambda text: reflowed(text, 12),
    "spaces at line ends": lambda text: re.sub(r"(?m)^(?![#x`>])(.*[^\\])$", r"\1 ", text),
    "more empty lines": lambda text: re.sub(r"-->\n\n|\n\n(?=<!--)", "\\g<0>\n\n", text),
    "no empty line after marks": lambda text: text.replace("-->\n\n", "-->\n"),
    "text beside its mark": lambda text: re.sub(r"-->\n\n(?=[^`<>])", "--> ", text),
    "no empty line after quotations": lambda text: re.sub(
        r"(?m)^(>.*)\n\n(?=[^<`])", r"\1\n", text
    ),
    "long dashes in marks": lambda text: text.replace("<!--", "<!—").replace("-->", "—>"),
    "one long dash in marks": lambda text: text.replace("<!--", "<!–").replace("-->", "–>"),
    "escaped marks": lambda text: text.replace("<!--", r"\<!--").replace("-->", r"--\>"),
    "doubly escaped marks": lambda text: text.replace("<!--", r"\<\!\-\-").replace(
        "-->", r"\-\-\>"
    ),
    "entities in marks": lambda text: text.replace("<!--", "&lt;!--").replace("-->", "--&gt;"),
    "marks pushed in": lambda text: text.replace("<!--", "  <!--"),
    "no-break spaces in marks": lambda text: re.sub(
        r"<!-- (\w+@\d+) ", "<!--\u00a0\\1\u00a0", text
    ),
    "other bullets": lambda text: re.sub(r"(?m)^[34]\. ", "* ", text),
    "a parenthesis for a full stop": lambda text: re.sub(r"(?m)^([34])\. ", r"\1) ", text),
    "a tab after the number": lambda text: re.sub(r"(?m)^([34])\. ", "\\1.\t", text),
    "bullets of a word processor": lambda text: re.sub(r"(?m)^[34]\. ", "•\t", text),
    "underlined headings": lambda text: re.sub(r"(?m)^## (.*)$", r"\1\n------", text),
    "closed headings": lambda text: re.sub(r"(?m)^## (.*)$", r"## \1 ##", text),
    "other emphasis": lambda text: text.replace("*понеділок*", "_понеділок_"),
    "tildes around code": lambda text: text.replace("```", "~~~"),
    "rules between blocks": lambda text: text.replace("\n\n<!--", "\n\n***\n\n<!--"),
    "long dashes around the front matter": lambda text: re.sub(r"(?m)^---$", "—", text),
    "escaped dashes around it": lambda text: re.sub(r"(?m)^---$", r"\\---", text),
    "empty lines at the top": lambda text: "\n\n" + text,
    "empty lines in the front matter": lambda text: text.replace("\nmade-from", "\n\nmade-from"),
    "no line end at the end": lambda text: text.rstrip("\n"),
    "separators for line ends": lambda text: text.replace("\n\n", "\u2029"),
}  # fmt: skip


@both
@pytest.mark.parametrize("change", CHANGES)
def test_an_editor_changes_nothing_that_counts(bilingual: bool, change: str) -> None:
    text = written(bilingual=bilingual)
    found = read(CHANGES[change](text))
    assert words_of(found) == as_it_left()
    assert (found.story, found.made_from, found.languages) == ("my-story", "en@2", ("en", "uk"))


@both
def test_without_front_matter_the_shape_is_seen_and_the_story_is_not_known(bilingual: bool) -> None:
    text = written(bilingual=bilingual).split("---\n", 2)[2]
    found = read(text)
    assert words_of(found) == as_it_left()
    assert (found.story, found.made_from, found.languages) == ("", "", ("", ""))


@both
@given(order=st.permutations(range(12)))
def test_blocks_may_be_moved(bilingual: bool, order: list[int]) -> None:
    head, *parts = re.split(r"(?m)^(?=<!--)", written(bilingual=bilingual))
    end = parts.pop()
    moved = head + "".join(parts[at] for at in order) + end
    assert sorted(words_of(read(moved))) == sorted(as_it_left())


@both
def test_a_paragraph_made_two_is_kept_whole_and_looked_at(bilingual: bool) -> None:
    text = written(bilingual=bilingual).replace("Ми лишилися", "Ми\n\nлишилися")
    if not bilingual:
        text = text.replace("> Ми\n\nлишилися", "> Ми\n>\n> лишилися")
    found = by_key(read(text))["s7"]
    assert found.target == "Ми\\\nлишилися"
    assert told(found) == [TOGETHER]


@both
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("~~~ Ми лишилися ~~~", "~~~ Ми лишилися ~~~"),
        ("~~~Ми\nлишилися", "~~~Ми\nлишилися"),
        ("```Ми\nлишилися\n```", "```Ми\nлишилися"),
        ("```\nМи\n```", "Ми"),
    ],
)
def test_words_beside_a_fence_around_what_is_no_code_stay(
    bilingual: bool, typed: str, kept: str
) -> None:
    sign = "" if bilingual else "> "
    lines = typed.replace("\n", f"\n{sign}")
    found = by_key(read(written(bilingual=bilingual).replace("Ми лишилися", lines)))["s7"]
    assert (found.target, told(found)) == (kept, [])


def test_an_underlined_heading_keeps_the_sign_at_its_end() -> None:
    text = written(bilingual=True).replace("## Міст", "Міст і C #\n---")
    assert by_key(read(text))["s3"].target == r"Міст і C \#"


def test_a_list_made_of_a_paragraph_keeps_its_marks_as_words() -> None:
    file = out_file(unit("s1", "A", "Так. Ні"))
    found = by_key(read(written(file, bilingual=False).replace("Так. Ні", "- Так.\n- Ні")))["s1"]
    assert (found.target, told(found)) == ("- Так.\\\n- Ні", [TOGETHER])
    (found,) = read(written(file, bilingual=False).replace("Так. Ні", "- Так, ні")).units
    assert (found.target, found.kind, told(found)) == ("- Так, ні", Kind.ITEM, [])


def test_another_sort_of_block_is_told() -> None:
    text = written(bilingual=False)
    assert by_key(read(text))["s3"].kind is Kind.HEADING
    assert by_key(read(text.replace("## Міст", "**Міст**")))["s3"].kind is Kind.PARAGRAPH
    assert by_key(read(text.replace("> Ми", "Ми")))["s7"].kind is Kind.PARAGRAPH


@both
def test_a_block_whose_mark_is_deleted_comes_back_without_a_key(bilingual: bool) -> None:
    text = re.sub(r"<!-- s4@.*-->\n\n", "", written(bilingual=bilingual))
    found = read(text)
    assert "s4" not in by_key(found)
    (stray,) = [each for each in found.units if not each.key]
    assert "прокинулося" in stray.target
    assert ("city" in stray.source) is bilingual
    assert (by_key(found)["s3"].target, told(by_key(found)["s3"])) == ("Міст", [UNMARKED])


def test_an_untranslated_block_without_its_mark_gives_nothing_to_the_block_before() -> None:
    text = re.sub(r"<!-- s2@.*-->\n\n", "", written(bilingual=True))
    found = read(text)
    assert by_key(found)["s1"].target == "Надія — це мова"
    assert [each.target for each in found.units if not each.key] == ["A second line"]


@both
def test_text_before_the_first_mark_and_after_the_end_comes_back_without_a_key(
    bilingual: bool,
) -> None:
    text = written(bilingual=bilingual).replace("<!-- s1@", "Hello\n\n<!-- s1@", 1) + "\nBye\n"
    found = read(text)
    assert [each.target for each in found.units if not each.key] == ["Hello", "Bye"]
    assert [each for each in words_of(found) if each[0]] == as_it_left()


def test_a_translation_above_its_source_or_in_its_place_is_seen() -> None:
    text = written(bilingual=True)
    above = by_key(read(text.replace("> A second line", "Другий рядок\n\n> A second line")))["s2"]
    assert (above.target, above.source, told(above)) == ("Другий рядок", "A second line", [])
    over = by_key(read(text.replace("> A second line", "> Другий рядок")))["s2"]
    assert (over.target, over.source, told(over)) == ("Другий рядок", "", [OVER])


def test_a_translation_typed_as_a_quotation_under_its_source_is_looked_at() -> None:
    text = written(bilingual=True).replace("\nМи лишилися", "\n> Ми лишилися")
    found = by_key(read(text))["s7"]
    assert (found.target, told(found)) == ("Ми лишилися", [TOGETHER])


def test_a_bilingual_block_may_lose_its_source() -> None:
    found = by_key(read(written(bilingual=True).replace("> We stayed\n\n", "")))["s7"]
    assert (found.target, found.source, told(found)) == ("Ми лишилися", "", [])


@both
def test_comments_of_translators_are_told(bilingual: bool) -> None:
    text = written(bilingual=bilingual).replace("Ми лишилися", "Ми лишилися\n\n<!-- or: ми? -->")
    found = read(text)
    assert words_of(found) == as_it_left()
    (remark,) = [each.in_(EN) for each in found.remarks]
    assert remark.endswith("a comment stands here: or: ми?")


@both
def test_a_block_twice_is_looked_at_and_the_same_text_counts_once(bilingual: bool) -> None:
    text = written(bilingual=bilingual)
    part = re.search(r"(?s)<!-- s5@.*?(?=<!--)", text)[0]
    same = read(text.replace(END, part + END))
    assert words_of(same) == as_it_left()
    assert "stands here again with the same text" in same.remarks[0].in_(EN)
    other = read(text.replace(END, part.replace("Чай", "Чаї") + END))
    found = [each for each in other.units if each.key == "s5"]
    assert [each.target for each in found] == ["Чай", "Чаї"]
    assert all("another text for this block" in told(each)[0] for each in found)


def test_code_may_hold_what_looks_like_a_mark() -> None:
    code = "<!-- s1@2 -->\n```\n> x"
    for bilingual in (True, False):
        file = out_file(unit("s1", code, code, kind=Kind.CODE), unit("s2", "A", "Б"))
        found = by_key(read(written(file, bilingual=bilingual)))
        assert (found["s1"].target, found["s2"].target) == (code, "Б")
        assert told(found["s1"]) == []


@both
def test_code_that_is_not_closed_any_more_is_looked_at(bilingual: bool) -> None:
    code = unit("s1", "x = 1", "x = 2", kind=Kind.CODE)
    file = out_file(code, unit("s2", "A", "Б"), replace(code, key="s3"))
    text = written(file, bilingual=bilingual).replace("x = 2\n```\n", "x = 2\n", 1)
    found = by_key(read(text))
    assert "Б" in found["s1"].target
    assert told(found["s1"]) in ([TOGETHER], [UNMARKED])
    assert "s2" not in found


def test_a_pivot_shows_the_original_in_the_mark() -> None:
    file = out_file(unit("s1", "A", "Б", original="原文 <!-- s9@1 --> --> x", note="Heading"))
    text = written(file, bilingual=True)
    assert re.search(r"· Heading\n\w+: 原文 ‹!-- s9@1 --› --› x -->\n", text)
    assert [(each.key, each.target) for each in read(text).units] == [("s1", "Б")]


def test_plain_lines_keep_their_asterisks() -> None:
    title = "# *Ми* & `ви` <3 1. [x]"
    line = unit("s1", title, title, kind=Kind.LINE, field=Field.HEADLINE)
    for bilingual in (True, False):
        assert by_key(read(written(out_file(line), bilingual=bilingual)))["s1"].target == title


# Cut files -----------------------------------------------------------------------------------


@both
def test_a_file_cut_at_any_byte_never_gives_a_shortened_text_as_the_whole(bilingual: bool) -> None:
    data = markdown.write(story(), bilingual=bilingual)
    left = {each.key: each.target for each in story().units}
    keys = list(left)
    read_again = 0
    for length in range(len(data.rstrip())):
        try:
            found = read(data[:length])
        except FileRefused:
            continue
        read_again += 1
        there = [each.key for each in found.units if each.key]
        assert there in (keys, keys[:-1])
        for each in found.units:
            assert told(each) or each.target == left[each.key]
    assert 0 < read_again < 100


@both
def test_a_file_whose_end_is_deleted_is_believed_but_for_its_last_text(bilingual: bool) -> None:
    text = written(bilingual=bilingual).replace(END, "")
    (*others, last) = read(text).units
    assert told(last) == [CUT]
    assert not any(map(told, others))


@both
def test_a_file_that_lacks_its_last_blocks_says_how_many_and_what_to_do(bilingual: bool) -> None:
    message = refused(written(bilingual=bilingual).split("<!-- s7@")[0])
    assert "left with 12 blocks, and ends after the first 6" in message
    assert "write <!-- end --> as its last line" in message


@both
def test_blocks_that_were_taken_out_are_simply_not_there(bilingual: bool) -> None:
    text = re.sub(r"(?s)<!-- s5@.*?(?=<!-- s6)", "", written(bilingual=bilingual))
    found = read(text)
    assert words_of(found) == [each for each in as_it_left() if each[0] != "s5"]


# Hostile files -------------------------------------------------------------------------------

POLISH = "Zażółć gęślą jaźń. Mieszkańcy wrócili do domów, a most otwarto ponownie. " * 3


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "No block has a mark"),
        (b"PK\x03\x04" + b"x" * 99, "a Word document or a ZIP archive"),
        (b"{\\rtf1", "an RTF document"),
        (b"# A story\n\nJust words.\n", "No block has a mark such as <!-- s6@3 -->"),
        (f"<!-- s1@2 -->\n\n{POLISH}".encode("cp1250"), "it looks like cp1250"),
        ("<!-- s1@2 -->\n\nA".encode("utf-16-le"), "UTF-16-LE"),
        (b"<!-- s1@2 -->\n\nA\0B", "line 3"),
        (b"---\nstory: x\n", "no end"),
        (b"---\nstory: x\n---\n", "No block has a mark"),
        (b"---\nstory: [\n---\n<!-- s1@2 -->\nA", "line 3: The front matter cannot be read here"),
        (b"---\nstory: a\nstory: b\n---\n<!-- s1@2 -->\nA", "Keep one of them"),
        (b"---\n- a\n---\n<!-- s1@2 -->\nA", "not a list of `key: value`"),
    ],
)
def test_what_is_no_such_file_is_refused_with_what_it_is(data: bytes, says: str) -> None:
    assert says in refused(data)


def test_a_file_of_the_content_folders_is_sent_where_it_belongs() -> None:
    text = "---\nrole: translation\nstate: approved\nmade-from: en@1\nversion: 1\n---\n\nТекст\n"
    assert "python -m workflow load" in refused(text)


def test_a_file_too_large_for_any_story_is_refused_unread() -> None:
    assert "larger than 8 MB" in refused(b"#" * (MOST_BYTES + 1))


@both
def test_every_text_that_is_too_much_is_refused_by_its_line(bilingual: bool) -> None:
    deep = "*a_b " * 20 + "c_ d*" * 20
    text = written(bilingual=bilingual).replace("Чай", deep).replace("Надія", deep)
    message = refused(text.replace("Ми лишилися", "б" * 260_000))
    assert message.count("line ") >= 2
    assert "levels deep" in message
    assert "characters stand under one mark" in message


@both
@given(data=st.data())
def test_a_file_with_bytes_changed_is_read_or_refused(bilingual: bool, data: st.DataObject) -> None:
    found = bytearray(markdown.write(story(), bilingual=bilingual))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(found) - 1))
        piece = data.draw(
            st.sampled_from([b"", b"\n", b"> ", b"<!-- ", b"-->", b"```", b"\0", b"---\n", b"\xff"])
            | st.binary(max_size=3)
        )
        found[at : at + data.draw(st.integers(0, 30))] = piece
    read_or_refused(read, bytes(found))


pieces = st.sampled_from(
    [
        "<!-- s1@2 -->", "<!-- s2@1 code -->", "<!-- s3@0 headline untranslated 12345678 -->", END,
        "<!-- ", " -->", "\n", "\n", "\n\n", "> ", "- ", "1. ", "## ", "```", "~~~", "a", "*",
        "---\n", "story: x\n", "shape: bilingual\n", "blocks: s1-3\n", "blocks: s1-9999999\n", "\t",
        "==", "[^1]: ", "![a](b)", "\\", "&lt;!-- s4@1 --&gt;", "of-12345678",
    ]
)  # fmt: skip


@given(text=st.lists(pieces, max_size=25).map("".join))
@example("---\nshape: target\n---\n<!-- s2@1 code -->\n```\n<!-- s1@2 -->")
def test_pieces_in_any_order_are_read_or_refused(text: str) -> None:
    read_or_refused(read, text.encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refused(read, data)


@given(words=st.lists(st.sampled_from(["слово", "餃子", "one"]), min_size=1, max_size=30))
def test_no_word_under_the_marks_is_lost_wherever_marks_are_missing(words: list[str]) -> None:
    """Whatever is left of a file, every word of its body is in some unit."""
    body = "\n\n".join(f"{'> ' * (at % 3 == 1)}{word}{at}" for at, word in enumerate(words))
    for shape in ("target", "bilingual"):
        found = read(
            f"---\nshape: {shape}\nblocks: s1-3\n---\n\n<!-- s1@1 -->\n\n{body}\n\n{END}\n"
        )
        there = " ".join(f"{each.source} {each.target}" for each in found.units)
        for at, word in enumerate(words):
            assert re.search(rf"{word}{at}\b", there)
