"""A Word document goes out, is edited in Word, LibreOffice or Google Docs, and comes back."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.exchange_docx_files import W, by_key, edited, read, repacked, row
from tests.exchange_out_files import EN, out_file, out_files, read_or_refused, story, told, unit
from workflow.exchange import docx, docx_parts
from workflow.exchange.looks import as_it_looks
from workflow.exchange.values import FileRefused, Form, FoundUnit, OutFile, Unit, UnitState
from workflow.text.segments import Kind


def refused(data: bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        read(data)
    return str(caught.value)


# The law -------------------------------------------------------------------------------------


TWO_IN_ONE = re.compile(r"\]\((?P<address>[^)]*)\)\[[^\]]*\]\((?P=address)\)")


def with_notes_of_ours(file: OutFile) -> OutFile:
    """The file as the desk writes it: its notes are words of the catalogue."""
    units = (replace(each, note=each.note.removesuffix(" -->")) for each in file.units)
    return replace(file, units=tuple(units))


def looks(unit: Unit | FoundUnit, kind: Kind) -> tuple[str, ...]:
    """A unit's texts as Word shows them; code has no looks."""
    texts = unit.source, unit.target
    return texts if kind is Kind.CODE else tuple(map(as_it_looks, texts))


@settings(max_examples=40)
@given(file=out_files())
def test_what_goes_out_comes_in(file: OutFile) -> None:
    assume(not any(TWO_IN_ONE.search(each.source + each.target) for each in file.units))
    file = with_notes_of_ours(file)
    found = read(docx.write(file))
    assert (found.form, found.story, found.made_from) == (Form.DOCX, "my-story", "en@2")
    assert found.languages == ("en", file.language.tag)
    assert [(each.key, each.version, each.damage) for each in found.units] == [
        (each.key, each.version, ()) for each in file.units
    ]
    for came, left in zip(found.units, file.units, strict=True):
        assert looks(came, left.kind) == looks(left, left.kind)
        assert came.state == left.state or came.target != left.target
    assert found.remarks == ()


def test_two_links_to_one_address_without_a_word_between_are_one_link_in_word():
    """Word cuts a link into pieces as it likes, so pieces are put together again."""
    file = out_file(unit("s1", "a", "[a](https://a.example)[b](https://a.example)"))
    assert read(docx.write(file)).units[0].target == "[ab](https://a.example)"


def test_the_document_has_a_head_that_repeats_and_says_how_to_use_it_in_the_translators_words():
    document = Document(io.BytesIO(docx.write(story())))
    told_there = [paragraph.text for paragraph in document.paragraphs]
    assert told_there[0] == 'A "title" of two lines'
    assert told_there[2] == "my-story · en@2 · en → uk"
    [table] = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["", "англійська", "українська"]
    assert table.rows[0]._tr.find(f".//{W}tblHeader") is not None
    assert len(table.rows) == 1 + len(story().units)


# As people work in it --------------------------------------------------------------------------


def test_words_typed_into_the_empty_cell_are_translated():
    def work(document):
        cell = row(document, "s2").cells[2]
        cell.paragraphs[0].add_run("Другий ")
        cell.paragraphs[0].add_run("рядок")

    found = by_key(edited(work))["s2"]
    assert (found.target, found.state, found.version) == (
        "Другий рядок",
        UnitState.TRANSLATED,
        0,
    )


def test_bold_italic_links_and_breaks_of_word_are_marks_again():
    def work(document):
        paragraph = row(document, "s6").cells[2].paragraphs[0]
        paragraph.add_run("Не ")
        bold = paragraph.add_run("чекай ")
        bold.bold = True
        both = paragraph.add_run("на")
        both.bold = both.italic = True
        paragraph.add_run().add_break()
        paragraph.add_run("каву")
        off = paragraph.add_run("!")
        off.bold = False

    assert by_key(edited(work))["s6"].target == "Не **чекай *на***\\\nкаву!"


def test_several_paragraphs_in_a_cell_are_one_block_with_line_breaks():
    def work(document):
        cell = row(document, "s2").cells[2]
        cell.paragraphs[0].add_run("Перший")
        cell.add_paragraph("")
        cell.add_paragraph("другий")

    file = out_file(unit("s2", "One"))
    assert by_key(edited(work, file))["s2"].target == "Перший\\\nдругий"


@pytest.mark.parametrize(
    ("kind", "text", "back", "damaged"),
    [
        (Kind.IMAGE, "![А](b.jpg)", "![А](b.jpg)", False),
        (Kind.PARAGRAPH, "Ось ![А](b.jpg) тут", "Ось А тут", True),
    ],
)
def test_a_lost_tag_is_put_back_where_its_place_is_certain_and_told_elsewhere(
    kind, text, back, damaged
):
    def work(document):
        paragraph = row(document, "s4").cells[2].paragraphs[0]
        end = next(run for run in paragraph.runs if run.text.startswith("]("))
        paragraph._p.remove(end._r)

    [found] = edited(work, out_file(unit("s4", text, text, kind=kind))).units
    assert found.target == back
    assert bool(told(found)) is damaged


def test_a_deleted_row_is_absent_a_new_one_has_no_key_and_a_moved_one_keeps_its():
    def work(document):
        table = document.tables[0]._tbl
        table.remove(row(document, "s3")._tr)
        table.append(row(document, "s1")._tr)
        cells = document.tables[0].add_row().cells
        cells[2].paragraphs[0].add_run("Зайве")

    found = edited(work)
    assert [each.key for each in found.units] == [
        *[each.key for each in story().units if each.key not in {"s1", "s3"}],
        "s1",
        "",
    ]
    assert (found.units[-1].target, found.units[-1].place) == ("Зайве", "row 13")


def test_tracked_changes_are_taken_as_accepted_and_told():
    def work(document):
        paragraph = row(document, "s7").cells[2].paragraphs[0]._p
        run = paragraph.find(f"{W}r")
        struck = OxmlElement("w:del")
        paragraph.replace(run, struck)
        run.find(f"{W}t").tag = f"{W}delText"
        struck.append(run)
        put_in = OxmlElement("w:ins")
        new = OxmlElement("w:r")
        words = OxmlElement("w:t")
        words.text = "Ми тут"
        new.append(words)
        put_in.append(new)
        paragraph.append(put_in)

    found = edited(work)
    assert by_key(found)["s7"].target == "Ми тут"
    assert "struck words" in found.remarks[0].in_(EN)


def test_a_row_struck_out_in_tracked_changes_is_absent():
    def work(document):
        properties = row(document, "s7")._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:del"))

    assert "s7" not in by_key(edited(work))


def test_content_controls_smart_tags_and_fields_leave_their_words():
    def work(document):
        paragraph = row(document, "s2").cells[2].paragraphs[0]._p
        for name in ("w:smartTag", "w:fldSimple", "w:sdt"):
            holder = OxmlElement(name)
            inner = OxmlElement("w:sdtContent") if name == "w:sdt" else holder
            if inner is not holder:
                holder.append(inner)
            run = OxmlElement("w:r")
            words = OxmlElement("w:t")
            words.text = name[2:4]
            run.append(words)
            inner.append(run)
            paragraph.append(holder)

    assert by_key(edited(work))["s2"].target == "smflsd"


def test_a_program_that_drops_our_styles_leaves_the_tags_readable():
    def work(document):
        for name in ("rStyle", "pStyle"):
            for each in list(document.element.body.iter(f"{W}{name}")):
                each.getparent().remove(each)

    found = by_key(edited(work))
    assert found["s4"].target == by_key(read(docx.write(story())))["s4"].target


def test_comments_and_pictures_are_told_and_left():
    def with_comments(name, data):
        return data

    data = repacked(docx.write(story()), with_comments)
    written = io.BytesIO(data)
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr("word/comments.xml", "<w:comments/>")

    def work(document):
        paragraph = row(document, "s2").cells[2].paragraphs[0]._p
        run = OxmlElement("w:r")
        run.append(OxmlElement("w:drawing"))
        paragraph.append(run)

    assert "Comments stand" in read(written.getvalue()).remarks[0].in_(EN)
    assert "Pictures stand" in edited(work).remarks[0].in_(EN)


@pytest.mark.parametrize(
    ("state", "words", "found"),
    [
        (UnitState.REVIEWED, "Міст", UnitState.REVIEWED),
        (UnitState.REVIEWED, "Новий міст", UnitState.TRANSLATED),
        (UnitState.UNFINISHED, "Міст", UnitState.UNFINISHED),
        (UnitState.UNFINISHED, "Новий міст", UnitState.TRANSLATED),
        (UnitState.TRANSLATED, "", UnitState.NEW),
    ],
)
def test_a_text_that_somebody_changed_is_no_more_what_it_was(state, words, found):
    def work(document):
        cell = row(document, "s1").cells[2]
        for run in cell.paragraphs[0].runs:
            run.text = ""
        cell.paragraphs[0].add_run(words)

    [back] = edited(work, out_file(unit("s1", "A bridge", "Міст", state=state))).units
    assert back.state is found


def test_a_block_that_stands_twice_is_told():
    def work(document):
        again = etree.fromstring(etree.tostring(row(document, "s1")._tr))
        for each in again.iter(f"{W}t"):
            each.text = each.text.replace("мова", "все")
        document.tables[0]._tbl.append(again)

    found = [each for each in edited(work).units if each.key == "s1"]
    assert len(found) == 2
    assert all("another text" in told(each)[0] for each in found)


def test_a_file_whose_line_is_gone_says_nothing_of_its_story():
    def work(document):
        for paragraph in document.paragraphs:
            paragraph._p.getparent().remove(paragraph._p)

    found = edited(work)
    assert (found.story, found.made_from, found.languages) == ("", "", ("", ""))
    assert len(found.units) == 12


# What is refused -------------------------------------------------------------------------------


def bomb() -> bytes:
    """A part that unpacks to more than a story ever holds."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 70_000_000)
    return written.getvalue()


def crowd() -> bytes:
    """An archive of thousands of parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", b"<a/>")
        for number in range(4_000):
            archive.writestr(f"word/{number}.xml", b"")
    return written.getvalue()


def with_entities() -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'

    def change(name, data):
        return head + data.partition(b"?>")[2] if name == "word/document.xml" else data

    return repacked(docx.write(story()), change)


def without(part: str) -> bytes:
    return repacked(docx.write(story()), lambda name, data: None if name == part else data)


def no_table() -> bytes:
    document = Document()
    document.add_paragraph("Nothing of ours")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (bomb, "unpacks to 70,000,000 bytes"),
        (crowd, "4,001 parts"),
        (with_entities, "Remove the DOCTYPE"),
        (lambda: without("word/document.xml"), "no Word document"),
        (no_table, "no table with our marks"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word"),
        (lambda: b'msgid ""', "cannot be opened"),
        (lambda: b"", "cannot be opened"),
        (lambda: docx.write(story())[:-400], "cannot be opened"),
        (lambda: b"PK" + bytes(docx_parts.MOST_BYTES), "larger than 20 MB"),
    ],
)
def test_what_is_no_document_of_ours_is_refused_with_its_mend(make, said):
    assert said in refused(make())


@settings(max_examples=60)
@given(place=st.integers(0, 20_000), bytes_=st.binary(min_size=1, max_size=8))
def test_whatever_is_done_to_a_document_it_is_read_or_refused(place, bytes_):
    data = bytearray(DATA)
    data[place : place + len(bytes_)] = bytes_
    read_or_refused(read, bytes(data))


DATA = docx.write(story())


@given(place=st.integers(0, 20_000), bytes_=st.binary(max_size=6))
@settings(max_examples=60)
def test_whatever_is_done_to_its_text_it_is_read_or_refused(place, bytes_):
    def change(name, data):
        if name != "word/document.xml":
            return data
        return data[:place] + bytes_ + data[place + len(bytes_) :]

    read_or_refused(read, repacked(DATA, change))


def test_the_languages_of_word_are_those_of_the_text():
    document = Document(io.BytesIO(DATA))
    cells = row(document, "s1").cells
    said = [cell._tc.find(f".//{W}lang").get(qn("w:val")) for cell in cells[1:]]
    assert said == ["en", "uk"]
