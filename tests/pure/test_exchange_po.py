"""A PO file goes out, lives in other people's tools, and comes back with all that was in it."""

import re
import shutil
import subprocess

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.exchange_out_files import EN, out_file, out_files, read_or_refused, story, told, unit
from workflow.exchange import po
from workflow.exchange.limits import MOST_BYTES
from workflow.exchange.values import FileRefused, Form, FoundFile, FoundUnit, OutFile, UnitState
from workflow.languages.negotiation import negotiate
from workflow.text.markup.parser import MAX_PARAGRAPH


def read(text: str | bytes) -> FoundFile:
    return po.read(text if isinstance(text, bytes) else text.encode(), name="story.po")


def written(file: OutFile | None = None) -> str:
    return po.write(file or story()).decode()


def by_key(found: FoundFile) -> dict[str, FoundUnit]:
    return {each.key: each for each in found.units}


def refused(text: str | bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        read(text)
    return str(caught.value)


# The law -------------------------------------------------------------------------------------


@given(file=out_files())
def test_what_goes_out_comes_in(file: OutFile) -> None:
    found = read(po.write(file))
    assert (found.form, found.story, found.made_from) == (Form.PO, "my-story", "en@2")
    assert [negotiate(tag) for tag in found.languages] == [file.source_language, file.language]
    assert [
        (each.key, each.source, each.target, each.state, each.version, each.damage)
        for each in found.units
    ] == [(each.key, each.source, each.target, each.state, each.version, ()) for each in file.units]
    assert found.remarks == ()


def test_every_unit_says_in_which_line_it_stands() -> None:
    text = written()
    for each in read(text).units:
        line = int(each.place.removeprefix("line "))
        assert any(
            f'msgctxt "{each.key} ' in near for near in text.split("\n")[line - 1 : line + 6]
        )


# States --------------------------------------------------------------------------------------


def test_a_reviewed_text_comes_back_reviewed_while_it_is_the_same() -> None:
    text = written()
    assert by_key(read(text))["s3"].state is UnitState.REVIEWED
    changed = by_key(read(text.replace("Міст", "Міст через річку")))
    assert changed["s3"].state is UnitState.TRANSLATED
    fuzzy = text.replace('msgctxt "s3 body"', '#, fuzzy\nmsgctxt "s3 body"')
    assert by_key(read(fuzzy))["s3"].state is UnitState.UNFINISHED


def test_a_tool_that_clears_fuzzy_has_finished_the_unit() -> None:
    text = written()
    assert by_key(read(text))["s10"].state is UnitState.UNFINISHED
    assert by_key(read(text.replace("#, fuzzy\n", "")))["s10"].state is UnitState.TRANSLATED


# What tools do to a file ---------------------------------------------------------------------

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"""


@pytest.mark.parametrize(
    ("entry", "key", "version", "target"),
    [
        ('#: my-story/s4:3\nmsgctxt "s4 body"\nmsgid "A"\nmsgstr "Б"', "s4", 3, "Б"),
        ('msgctxt "s4 body"\nmsgid "A"\nmsgstr "Б"', "s4", None, "Б"),
        ('#: my-story/s4:3\nmsgid "A"\nmsgstr "Б"', "s4", 3, "Б"),
        ('msgid "A"\nmsgstr "Б"', "", None, "Б"),
        ('#: my-story/s9:3\nmsgctxt "s4 body"\nmsgid "A"\nmsgstr "Б"', "s4", None, "Б"),
        ('#, fuzzy\n#| msgid "B"\nmsgctxt "s4 body"\nmsgid "A"\nmsgstr "Б"', "s4", None, "Б"),
        ('msgctxt "s4 body"\nmsgid ""\n"A "\n"b"\nmsgstr ""\n"Б "\n"в"', "s4", None, "Б в"),
        ('msgctxt\t"s4"\nmsgid\t"A"\n  msgstr  "Б"  ', "s4", None, "Б"),
        ('msgctxt "s4 body"\nmsgid "A"\nmsgstr "\\"Б\\"\\tв\\\\"', "s4", None, '"Б"\tв\\'),
        ('msgctxt "s4 body"\nmsgid "_: A"\nmsgstr "Б"', "s4", None, "Б"),
    ],
)
def test_entries_of_all_dialects_are_read(
    entry: str, key: str, version: int | None, target: str
) -> None:
    (found,) = read(f"{HEADER}\n{entry}\n").units
    assert (found.key, found.version, found.target) == (key, version, target)


def test_the_header_may_be_rewritten_or_gone() -> None:
    bare = re.sub(r'(?s)^msgid "".*?\n\n', "", written())
    found = read(bare)
    assert (found.story, found.made_from, found.languages) == ("my-story", "", ("", ""))
    assert len(found.units) == len(story().units)


def test_blocks_of_equal_words_keep_their_own_texts() -> None:
    found = read(written(out_file(unit("s1", "Yes", "Так"), unit("s2", "Yes", "Авжеж"))))
    assert [each.target for each in found.units] == ["Так", "Авжеж"]


def test_an_entry_that_a_tool_made_of_several_counts_for_each_of_them() -> None:
    entry = '#: my-story/s2:1 my-story/s6:3\nmsgid "Yes"\nmsgstr "Так"\n'
    found = read(f"{HEADER}\n{entry}")
    assert [(each.key, each.version, each.target) for each in found.units] == [
        ("s2", 1, "Так"),
        ("s6", 3, "Так"),
    ]


def test_a_block_twice_is_looked_at_and_the_same_text_counts_once() -> None:
    again = '\nmsgctxt "s5 body"\nmsgid "Tea"\nmsgstr "{}"\n'
    same = read(written() + again.format("Чай"))
    assert len(same.units) == len(story().units)
    assert [each.in_(EN) for each in same.remarks] == [
        "line 89: the block s5 stands here again with the same text."
    ]
    other = [each for each in read(written() + again.format("Чаї")).units if each.key == "s5"]
    assert [each.target for each in other] == ["Чай", "Чаї"]
    assert all("another text for this block" in told(each)[0] for each in other)


@pytest.mark.parametrize(
    "above",
    ['msgid ""', '#~ msgctxt "end"', '#~ msgid "old"', "#: the end of the file"],
    ids=["the header", "the mark of the end", "an obsolete entry", "nothing"],
)
def test_a_comment_is_told_wherever_it_stands(above: str) -> None:
    text = f'{written()}\n#~ msgid "old"\n#~ msgstr "старе"\n\n#: the end of the file'
    said = [each.in_(EN) for each in read(text.replace(above, f"# sure?\n{above}", 1)).remarks]
    assert any(each.endswith("a comment stands here: sure?") for each in said)


@pytest.mark.parametrize("sign", ["#~ ", "#~", "#~  ", "#~\t"])
def test_an_obsolete_entry_is_told_to_its_last_line(sign: str) -> None:
    lines = ['msgid "x"', 'msgstr "раз "', '"два "', '"три"']
    text = written() + "\n" + "".join(f"{sign}{line}\n" for line in lines)
    assert read(text).remarks[0].in_(EN).endswith(": раз два три")


@pytest.mark.parametrize("sign", [r"\a", r"\v", r"\x41", r"\101", r"\q", r"\u0416", r"\'"])
def test_a_backslash_before_what_it_does_not_change_stays(sign: str) -> None:
    assert by_key(read(written().replace("Чай", f"Чай{sign}")))["s5"].target == f"Чай{sign}"


def test_obsolete_entries_and_comments_of_translators_are_told() -> None:
    text = written().replace('msgctxt "s5 body"', '# not sure of this\nmsgctxt "s5 body"')
    text += '\n#~ msgctxt "s77 body"\n#~ msgid "Old"\n#~ msgstr "Старе"\n'
    said = [each.in_(EN) for each in read(text).remarks]
    assert said[0].endswith("a comment stands here: not sure of this")
    assert said[1].endswith("an entry marked as obsolete was passed over (s77): Старе")
    assert len(said) == 2


@pytest.mark.parametrize(
    "changed",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.decode().encode("utf-16"),
        lambda data: data.decode().encode("utf-32"),
        lambda data: data.replace(b"charset=UTF-8", b"charset=KOI8-U"),  # says so, and is UTF-8
        lambda data: data + b"\n\n\n",
        lambda data: data.rstrip(b"\n"),
    ],
)
def test_line_ends_and_byte_order_marks_change_nothing(changed) -> None:
    units = read(po.write(story())).units
    assert [(e.key, e.target) for e in read(changed(po.write(story()))).units] == [
        (each.key, each.target) for each in units
    ]


@pytest.mark.parametrize("charset", ["windows-1251", "KOI8-U", "iso-8859-5"])
def test_a_character_set_that_the_header_declares_is_read(charset: str) -> None:
    file = out_file(unit("s1", "A", "Міст"), unit("s2", "B", "Чай"))
    text = written(file).replace("UTF-8", charset).replace("⟦end⟧", "end")
    found = read(text.encode(charset))
    assert [each.target for each in found.units] == ["Міст", "Чай"]


@pytest.mark.parametrize(
    ("words", "charset", "declared"),
    [
        ("Śćieżka, źdźbło", "cp1250", "iso-8859-1"),
        ("Надія — це мова, і місто прокинулося", "cp1251", "KOI8-U"),
        ("Надія - це мова, і місто прокинулося", "koi8-u", "windows-1251"),
    ],
)
def test_a_character_set_that_spoils_letters_is_not_believed(
    words: str, charset: str, declared: str
) -> None:
    header = HEADER.replace("UTF-8", declared)
    text = f'{header}\nmsgid "a"\nmsgstr "{words}"\n'
    assert "The file is not UTF-8" in refused(text.encode(charset))
    assert read(text.replace(declared, charset).encode(charset)).units[0].target == words


def test_a_line_separator_in_a_string_is_a_line_end() -> None:
    found = read(written().replace("Чай", "Чай\u2028зелений"))
    assert by_key(found)["s5"].target == "Чай\nзелений"


# GNU gettext ---------------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("msgcat"), reason="needs GNU gettext")
@pytest.mark.parametrize(
    "command",
    [
        ["msgcat", "-"],
        ["msgcat", "--sort-output", "--width=30", "-"],
        ["msgcat", "--no-wrap", "--no-location", "-"],
        ["msgattrib", "--no-fuzzy", "--width=20", "-"],
        ["msgconv", "--to-code=UTF-8", "-"],
    ],
    ids=" ".join,
)
def test_gettext_keeps_what_we_read(command: list[str]) -> None:
    file = story()
    done = subprocess.run(command, input=po.write(file), capture_output=True, check=True)
    found = by_key(read(done.stdout))
    left = [e for e in file.units if "--no-fuzzy" not in command or e.state != "unfinished"]
    assert sorted(found) == sorted(each.key for each in left)
    located = "--no-location" not in command
    for each in left:
        back = found[each.key]
        assert (back.source, back.target, back.damage) == (each.source, each.target, ())
        assert back.version == (each.version if located else None)
        assert back.state is each.state or (not located and each.state is UnitState.REVIEWED)


# Cut files -----------------------------------------------------------------------------------


def test_a_file_cut_at_any_byte_never_gives_a_shortened_text_as_the_whole() -> None:
    data = po.write(story())
    texts = {each.key: each.target for each in story().units}
    read_again = 0
    for length in range(len(data)):
        try:
            found = read(data[:length])
        except FileRefused:
            continue
        read_again += 1
        assert [each.key for each in found.units] == list(texts)
        for each in found.units:
            assert each.target in {texts[each.key], ""} or told(each)
    assert 0 < read_again < 100  # only where all but the mark of the end is there


def test_a_file_that_a_tool_has_wrapped_and_something_cut_is_seen_too() -> None:
    long = "這是一段很長的文字" * 9
    text = written(out_file(unit("s1", "A", "Б"), unit("s2", "B", long)))
    text = text.replace(long, f'"\n"{long[:40]}"\n"{long[40:]}')
    (*_, last) = read(text[: text.index(long[40:]) - 2]).units
    assert last.target == long[:40]
    assert told(last) == ["The mark of the file’s end is missing; this text may be cut short."]


def test_a_tool_that_drops_the_mark_of_the_end_and_a_person_a_block_are_believed() -> None:
    text = written().split("\n#~")[0]
    assert len(read(text).units) == 12
    without = re.sub(r"(?s)#: my-story/s5:1.*?\n\n", "", text)
    assert [each.key for each in read(without).units].count("s5") == 0
    ended = re.sub(r"(?s)#: my-story/n1:1.*?\n\n", "", written())
    assert by_key(read(ended)).keys() == {f"s{number}" for number in range(1, 12)}


def test_a_file_that_lacks_its_last_blocks_says_how_many_and_what_to_do() -> None:
    message = refused(written().split("#: my-story/s7")[0])
    assert "left with 12 blocks, and ends after the first 6" in message
    assert "take the line X-Blocks out" in message


# Hostile files -------------------------------------------------------------------------------

POLISH = "Zażółć gęślą jaźń. Mieszkańcy wrócili do domów, a most otwarto ponownie. " * 3
UKRAINIAN = "Мешканці повернулися додому, а міст відкрили знову; їхні сусіди чекали на це. " * 3
CHINESE = "橋重新開放之後，居民陸續回到家裡，鄰居們等這一天已經等了很久。" * 5


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"PK\x03\x04" + b"x" * 99, "a Word document or a ZIP archive"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "an old Word"),
        (b"\x1f\x8b\x08", "a GZIP archive"),
        (b"\xde\x12\x04\x95" + b"\0" * 30, "a compiled catalogue"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not text"),
        (f'msgid "a"\nmsgstr "{POLISH}"\n'.encode("cp1250"), "it looks like cp1250"),
        (f'msgid "a"\nmsgstr "{CHINESE}"\n'.encode("big5"), "it looks like big5"),
        (f'msgid "a"\nmsgstr "{UKRAINIAN}"\n'.encode("koi8-u"), "it looks like koi8_u"),
        ('msgid "a"\nmsgstr "b"\n'.encode("utf-16-le"), "UTF-16-LE"),
        ('msgid "a"\nmsgstr "b"\n'.encode("utf-16-be"), "UTF-16-BE"),
        (b"\xff\xfea", "says that it is UTF-16"),
        (b'msgid "a"\nmsgstr "b\0c"\n', "line 2"),
        ('msgid "a"\nmsgstr "б'.encode()[:-1], "in the middle of a letter"),
        (b'msgid "a"\nmsgstr "b', "line 2: The quotation mark that opens here is never closed."),
        (b'msgid "a"\n', "no translation (msgstr)"),
        (b'msgid "a"\nmsgid "b"\nmsgstr "c"\n', "line 2: msgid cannot stand here"),
        (b'msgstr "c"\n', "line 1: msgstr cannot stand here"),
        (b'"c"\n', "without msgid or msgstr"),
        (b'msgid "a"\nmsgstr "b" c\n', "after the closing quotation mark"),
        (b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n', "plural forms"),
        (b"{\"a\": 1}", "no line of a PO file"),
        (b"a\n" * 50, "There are 30 more such lines."),
        (b'msgid ""\nmsgstr "Language: uk\\n"\n', "no entries"),
        (b"# nothing\n", "no entries"),
    ],
)  # fmt: skip
def test_what_is_no_po_file_is_refused_with_what_it_is(data: bytes, says: str) -> None:
    assert says in refused(data)


def test_a_file_too_large_for_any_story_is_refused_unread() -> None:
    assert "larger than 8 MB" in refused(b"#" * (MOST_BYTES + 1))


def test_a_text_too_long_or_nested_too_deeply_for_a_block_is_refused_by_its_line() -> None:
    long = written(out_file(unit("s1", "A", "б" * (MAX_PARAGRAPH + 1))))
    assert "line 14: This block has 50001 characters" in refused(long)
    deep = written(out_file(unit("s1", "A", "*a_b " * 20 + "c_ d*" * 20)))
    assert "levels deep" in refused(deep)


def test_a_character_set_that_is_none_is_not_believed() -> None:
    for name in (b"unicode_escape", b"rot13", b"undefined", b"x-nothing", b"zlib"):
        data = b'msgid ""\nmsgstr "charset=%s\\n"\n\nmsgid "a"\nmsgstr "\xff\xfe\xfd"\n' % name
        assert "not UTF-8" in refused(data) or "not text" in refused(data)


def test_a_list_of_blocks_longer_than_any_is_no_list() -> None:
    text = written().replace("X-Blocks: s1-11 n1", "X-Blocks: s1-999999999")
    assert len(read(text).units) == 12


@given(st.data())
def test_a_file_with_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    found = bytearray(po.write(story()))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(found) - 1))
        piece = data.draw(
            st.sampled_from([b"", b'"', b"\\", b"\n", b"\0", b"#", b"#~ ", b"msgid ", b"\xff"])
            | st.binary(max_size=3)
        )
        found[at : at + data.draw(st.integers(0, 30))] = piece
    read_or_refused(read, bytes(found))


po_pieces = st.sampled_from(
    [
        "msgid ", "msgstr ", "msgctxt ", "msgid_plural ", "msgstr[0] ", '"a"', '""', '"s1 body"',
        "\n", "\n", "\n\n", "#~ ", "#| ", "#, fuzzy", "#, x", "#: my-story/s1:2", "#. c", "# d",
        '"_: a\\n"', '"\\"', "domain ", '"charset=utf-8\\n"', "#", "#~", "#~| ", "\\", "﻿",
    ]
)  # fmt: skip


@given(st.lists(po_pieces, max_size=25).map("".join))
@example('msgid ""\nmsgstr ""\n#~ msgid "a"\n#~ msgstr "b"\n\nmsgid "c"\nmsgstr "d"')
def test_pieces_of_po_in_any_order_are_read_or_refused(text: str) -> None:
    read_or_refused(read, text.encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refused(read, data)
