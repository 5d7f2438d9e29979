"""Words of a Word document that stand where no translation is read: told, and never counted."""

import io
from dataclasses import replace

import pytest
from docx import Document

from tests.exchange_docx_files import (
    NAMES,
    W,
    by_key,
    edited,
    fill,
    made,
    paragraph,
    read,
    repacked,
    row,
    run,
)
from tests.exchange_out_files import EN, out_file, story, told, unit
from workflow.exchange import docx
from workflow.exchange.values import FileRefused, FoundFile, UnitState

TEXT = "Міст стоїть"
FILE = out_file(
    unit("s1", "A bridge", original="Pont", note="Heading · Part 1 of 2"),
    unit("s2", "A boat", "Човен"),
)


def remarks(found: FoundFile) -> list[str]:
    return [each.in_(EN) for each in found.remarks]


def s1(document, *elements: str):
    fill(row(document, "s1").cells[2], *elements)


def brought(*elements: str) -> FoundFile:
    """What comes back after these elements were put into the cell of the translation."""
    return edited(lambda document: s1(document, *elements), FILE)


def test_a_document_as_it_left_gives_no_remark():
    assert remarks(edited(lambda _: None, FILE)) == []


# Columns ---------------------------------------------------------------------------------------


def with_column(words: str, *, at: int, head: str = ""):
    """Put in a column as Word and LibreOffice do, with the same words in each row."""

    def work(document):
        s1(document, paragraph(run(TEXT)))
        table = document.tables[0]._tbl
        table.tblGrid.insert(at, made('<w:gridCol w:w="2000"/>'))
        for number, each in enumerate(table.tr_lst):
            cell = made(f"<w:tc><w:tcPr/>{paragraph(run(words if number else head))}</w:tc>")
            each.insert(list(each).index(each.tc_lst[at - 1]) + 1, cell)

    return work


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("words", ["", "sure?"])
def test_a_column_that_somebody_added_is_told_and_the_translation_stays_what_it_is(at, words):
    found = edited(with_column(words, at=at), FILE)
    assert [(each.source, each.target, each.damage) for each in found.units] == [
        ("A bridge", TEXT, ()),
        ("A boat", "Човен", ()),
    ]
    assert len(remarks(found)) == (2 if words else 0)
    assert all(f"column {at + 1}: " in each and "sure?" in each for each in remarks(found))


def test_a_cell_that_no_grid_knows_is_told_too():
    def work(document):
        s1(document, paragraph(run(TEXT)))
        row(document, "s1")._tr.append(made(f"<w:tc>{paragraph(run('sure?'))}</w:tc>"))

    found = edited(work, FILE)
    assert by_key(found)["s1"].target == TEXT
    assert remarks(found) == [
        "row 2, column 4: words outside the column of the translation were left out: sure?"
    ]


def test_the_translation_is_found_by_its_columns_name_when_the_source_was_taken_out():
    def work(document):
        s1(document, paragraph(run(TEXT)))
        for each in document.tables[0]._tbl.tr_lst:
            each.remove(each.tc_lst[1])

    found = edited(work, FILE)
    assert [(each.target, each.damage) for each in found.units] == [(TEXT, ()), ("Човен", ())]


@pytest.mark.parametrize(("here", "elsewhere"), [(1, 2), (2, 1)])
def test_a_line_that_was_dragged_between_two_cells_changes_nothing(here, elsewhere):
    def work(document):
        s1(document, paragraph(run(TEXT)))
        table = document.tables[0]._tbl
        table.tblGrid.insert(2, made('<w:gridCol w:w="900"/>'))
        for each in table.tr_lst:
            wide = each.tc_lst[here if each is row(document, "s1")._tr else elsewhere]
            wide.get_or_add_tcPr().append(made('<w:gridSpan w:val="2"/>'))

    found = edited(work, FILE)
    assert [(each.target, each.damage) for each in found.units] == [(TEXT, ()), ("Човен", ())]


# Merged cells ----------------------------------------------------------------------------------


@pytest.mark.parametrize("cells", [(1, 2), (0, 2)])
def test_a_merged_row_counts_for_nothing_and_all_its_words_are_told(cells):
    def work(document):
        s1(document, paragraph(run(TEXT)))
        merged = row(document, "s1").cells
        merged[cells[0]].merge(merged[cells[1]])

    found = by_key(edited(work, FILE))["s1"]
    [sentence] = told(found)
    assert (found.target, found.state) == ("", UnitState.NEW)
    assert "merged or missing" in sentence
    assert "A bridge" in sentence
    assert TEXT in sentence


def test_a_row_whose_last_cell_is_gone_does_not_take_the_source_for_the_translation():
    def work(document):
        each = row(document, "s1")._tr
        each.remove(each.tc_lst[2])

    found = by_key(edited(work, FILE))["s1"]
    assert found.target == ""
    assert "A bridge" in told(found)[0]


def test_cells_merged_with_the_row_below_are_looked_at_before_they_count():
    def work(document):
        cells = document.tables[0].columns[2].cells
        cells[1].merge(cells[2])

    found = by_key(edited(work, FILE))
    assert found["s1"].target == "Човен"
    assert ["merged with another" in told(each)[0] for each in found.values()] == [True, True]


def test_a_cell_merged_with_an_added_column_is_looked_at_before_it_counts():
    def work(document):
        with_column("sure?", at=3)(document)
        cells = row(document, "s1").cells
        cells[2].merge(cells[3])

    found = by_key(edited(work, FILE))
    assert (found["s1"].target, len(told(found["s1"]))) == (f"{TEXT}\\\nsure?", 1)
    assert told(found["s2"]) == []


def as_google_writes(document):
    """No style of ours, every switch written out, no title among the properties."""
    body = document.element.body
    for each in list(body.iter(f"{W}rStyle", f"{W}pStyle")):
        each.getparent().remove(each)
    for each in body.iter(f"{W}tr"):
        each.get_or_add_trPr().append(made('<w:tblHeader w:val="0"/>'))
    for each in body.iter(f"{W}tc"):
        each.get_or_add_tcPr().append(made('<w:gridSpan w:val="1"/>'))
    for each in body.iter(f"{W}rPr"):
        each.extend([made('<w:strike w:val="0"/>'), made('<w:vanish w:val="0"/>')])
    document.core_properties.title = ""


def test_a_document_from_google_says_the_same_and_gives_no_remark():
    file = replace(FILE, units=tuple(replace(each, original="") for each in FILE.units))

    def work(document):
        as_google_writes(document)
        s1(document, paragraph(run(TEXT)))
        document.tables[0].add_row().cells[2].paragraphs[0].add_run("Ще")
        document.tables[0].rows[-1]._tr.get_or_add_trPr().append(made('<w:tblHeader w:val="0"/>'))

    found = edited(work, file)
    assert [(each.source, each.target, each.damage) for each in found.units] == [
        ("A bridge", TEXT, ()),
        ("A boat", "Човен", ()),
        ("", "Ще", ()),
    ]
    assert remarks(found) == []


# Rows and words that are not ours --------------------------------------------------------------


def test_a_row_of_one_cell_keeps_its_words():
    def work(document):
        words = f'<w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr>{paragraph(run(TEXT))}</w:tc>'
        document.tables[0]._tbl.append(made(f"<w:tr>{words}</w:tr>"))

    found = edited(work, FILE).units[-1]
    assert (found.key, found.target, found.place) == ("", TEXT, "row 4")


@pytest.mark.parametrize("place", [0, 1, 2])
def test_words_in_whichever_cell_of_a_new_row_are_kept(place):
    def work(document):
        document.tables[0].add_row().cells[place].paragraphs[0].add_run(TEXT)

    found = edited(work, FILE)
    assert (found.units[-1].key, found.units[-1].target) == ("", TEXT)
    assert remarks(found) == []


def test_all_words_of_a_row_without_its_mark_are_kept_or_told():
    def work(document):
        s1(document, paragraph(run(TEXT)))
        fill(row(document, "s1").cells[0], "<w:p/>")

    found = edited(work, FILE)
    assert [each.target for each in found.units] == [TEXT, "Човен"]
    assert ["A bridge" in each for each in remarks(found)] == [True]


@pytest.mark.parametrize("where", ["above", "below", "header", "title"])
def test_words_outside_the_table_are_told(where):
    def work(document):
        if where == "above":
            document.tables[0]._tbl.addprevious(made(paragraph(run("Не певна."))))
        elif where == "below":
            document.add_paragraph("Не певна.")
        elif where == "header":
            document.sections[0].header.paragraphs[0].text = "Не певна."
        else:
            document.paragraphs[0].runs[0].text = "Не певна."

    assert remarks(edited(work, FILE)) == ["Words outside the table were left out: Не певна."]


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (lambda cell: cell.paragraphs[0].add_run(" not sure"), "not sure"),
        (lambda cell: cell.add_paragraph("Не певна."), "Не певна."),
        (lambda cell: cell.add_paragraph("Не певна.", style="Desk mark"), "Не певна."),
        (lambda cell: cell.add_paragraph("s7@0"), "s7@0"),
        (lambda cell: cell.paragraphs[0].insert_paragraph_before("see the last item"), "see the"),
    ],
)
def test_words_typed_beside_the_mark_are_told(work, words):
    found = edited(lambda document: work(row(document, "s1").cells[0]), FILE)
    assert by_key(found)["s1"].version == 0
    assert [words in each for each in remarks(found)] == [True]


def test_a_second_grey_paragraph_under_the_source_is_told():
    def work(document):
        row(document, "s1").cells[1].add_paragraph("Не певна.", style="Desk mark")

    found = edited(work, FILE)
    assert by_key(found)["s1"].source == "A bridge"
    assert ["Не певна." in each and "Pont" not in each for each in remarks(found)] == [True]


# In the cell of the translation ------------------------------------------------------------------


RUBY = ("<w:r><w:ruby><w:rubyPr/><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>").format(
    run("ㄇㄧㄥˊ"), run("名字", "<w:b/>")
)


def test_characters_count_and_the_reading_beside_them_is_told():
    found = brought(paragraph(run("她說") + RUBY + run("。")))
    unit_ = by_key(found)["s1"]
    assert (unit_.target, unit_.damage) == ("她說**名字**。", ())
    assert remarks(found) == [
        "row 2, column 3: the reading beside the characters was left out: ㄇㄧㄥˊ"
    ]


def test_a_paragraph_in_the_style_of_our_marks_is_the_translators_all_the_same():
    look = '<w:pPr><w:pStyle w:val="Deskmark"/></w:pPr>'
    assert by_key(brought(paragraph(look + run(TEXT))))["s1"].target == TEXT


def table(*cells: str) -> str:
    columns = "".join(f"<w:tc><w:tcPr/>{paragraph(run(each))}</w:tc>" for each in cells)
    return f"<w:tbl><w:tblGrid/><w:tr>{columns}</w:tr></w:tbl>"


def test_a_table_of_one_cell_is_a_frame_around_its_words():
    found = brought(paragraph(run(TEXT)), table("і далі"), "<w:p/>")
    assert by_key(found)["s1"].target == f"{TEXT}\\\nі далі"
    assert (len(found.units), by_key(found)["s2"].place, remarks(found)) == (2, "row 3", [])


def test_our_table_is_found_in_a_cell_of_another():
    def work(document):
        ours = document.tables[0]._tbl
        outer = made(table("примітка", "тут"))
        ours.addprevious(outer)
        outer.findall(f".//{W}tc")[1].insert(1, ours)

    found = edited(work, FILE)
    assert [(each.key, each.target) for each in found.units] == [("s1", ""), ("s2", "Човен")]
    assert remarks(found) == ["Words outside the table were left out: примітка тут"]


BOX = paragraph(run("примітка"))
SHAPE = f"<w:drawing><w:txbxContent>{BOX}</w:txbxContent></w:drawing>"
ALTERNATIVES = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{SHAPE}</mc:Choice>'
    f"<mc:Fallback><w:pict><w:txbxContent>{BOX}</w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("elements", "target", "said"),
    [
        ([paragraph(run(TEXT) + f"<w:r>{SHAPE}</w:r>")], TEXT, "left out: примітка"),
        ([paragraph(run(TEXT) + ALTERNATIVES)], TEXT, "left out: примітка"),
        ([paragraph(run(TEXT)), table("один", "два"), "<w:p/>"], TEXT, "left out: один два"),
        (
            [paragraph(run(TEXT) + "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>")],
            TEXT,
            "left out: a+b",
        ),
        ([paragraph(run(TEXT, "<w:vanish/>"))], TEXT, f"kept: {TEXT}"),
        ([paragraph(run(TEXT, "<w:strike/>"))], TEXT, f"kept: {TEXT}"),
        (
            [paragraph(run(TEXT) + '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>')],
            TEXT,
            "symbol font",
        ),
        (
            [paragraph('<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>' + run(TEXT))],
            TEXT,
            "sets a number",
        ),
    ],
)
def test_what_cannot_be_read_for_certain_is_told_and_looked_at(elements, target, said):
    found = brought(*elements)
    [sentence] = told(by_key(found)["s1"])
    assert by_key(found)["s1"].target == target
    assert said in sentence
    assert remarks(found) == []


def test_a_footnote_of_the_word_processor_is_told_with_its_words():
    refer = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnotes {NAMES}><w:footnote w:id="2">{BOX}</w:footnote></w:footnotes>'
    document = Document(io.BytesIO(docx.write(FILE)))
    s1(document, paragraph(run(TEXT) + refer))
    document.tables[0]._tbl.addnext(made(paragraph(refer)))
    written = io.BytesIO()
    document.save(written)
    data = repacked(written.getvalue(), lambda _, part: part, {"word/footnotes.xml": notes})
    found = read(data)
    assert by_key(found)["s1"].target == TEXT
    assert told(by_key(found)["s1"]) == [
        "A footnote of the word processor stands here. It was left out: примітка"
    ]
    assert remarks(found) == []


def test_a_footnote_elsewhere_is_told_as_words_outside_the_table():
    notes = f'<w:endnotes {NAMES}><w:endnote w:id="2">{BOX}</w:endnote></w:endnotes>'
    data = repacked(docx.write(FILE), lambda _, part: part, {"word/endnotes.xml": notes})
    assert remarks(read(data)) == ["Words outside the table were left out: примітка"]


# Tracked changes, fields and what else Word writes ------------------------------------------------


def struck(words: str) -> str:
    return f'<w:del w:id="1" w:author="a">{run(words)}</w:del>'


def put_in(words: str) -> str:
    return f'<w:ins w:id="2" w:author="a">{run(words)}</w:ins>'


SMILE = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="w16se">'
    '<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F60A"/></mc:Choice>'
    "<mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent></w:r>"
)
STRUCK_END = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
EMPTY_CONTROL = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    f"<w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    ("elements", "target"),
    [
        ([paragraph(struck("Човен") + put_in("Міст") + run(" є"))], "Міст є"),
        ([paragraph(f'<w:ins w:id="1">{struck("Човен")}</w:ins>' + run("Міст"))], "Міст"),
        (
            [paragraph(f"<w:moveFrom>{run('є ')}</w:moveFrom>" + run("Міст"))],
            "Міст",
        ),
        ([paragraph(f"<w:moveTo>{run('Міст')}</w:moveTo>")], "Міст"),
        ([paragraph(STRUCK_END + run("Мі")), paragraph(run("ст"))], "Міст"),
        ([paragraph(STRUCK_END + run("Мі")), "<w:p/>", paragraph(run("ст"))], "Мі\\\nст"),
        ([paragraph(EMPTY_CONTROL + run("Міст"))], "Міст"),
        ([f"<w:sdt><w:sdtContent>{paragraph(run('Міст'))}</w:sdtContent></w:sdt>"], "Міст"),
        ([paragraph(run("Міст ") + SMILE)], "Міст 😊"),
        ([paragraph(run("а") + "<w:r><w:tab/></w:r>" + run("б"))], "а б"),
        ([paragraph(run("а") + "<w:r><w:ptab/></w:r>" + run("б"))], "а б"),
        ([paragraph(run("а") + "<w:r><w:cr/></w:r>" + run("б"))], "а\\\nб"),
        ([paragraph(run("а") + "<w:r><w:noBreakHyphen/></w:r>" + run("б"))], "а\u2011б"),
        ([paragraph(run("24\u00a0000 а\u00adб"))], "24\u00a0000 а\u00adб"),
    ],
)
def test_words_put_in_count_and_words_taken_out_do_not(elements, target):
    unit_ = by_key(brought(*elements))["s1"]
    assert (unit_.target, unit_.damage) == (target, ())


def test_a_cell_struck_out_counts_for_nothing():
    def work(document):
        s1(document, paragraph(run(TEXT)))
        cell = row(document, "s1").cells[2]._tc
        cell.get_or_add_tcPr().append(made('<w:cellDel w:id="1"/>'))

    found = edited(work, FILE)
    assert (by_key(found)["s1"].target, remarks(found)) == ("", [])


SIMPLE_FIELD = (
    f'<w:fldSimple w:instr="HYPERLINK &quot;https://a.example/b&quot;">{run("місто")}</w:fldSimple>'
)


@pytest.mark.parametrize("where", ["below", "beside"])
def test_words_struck_out_elsewhere_are_not_told(where):
    def work(document):
        put = made(paragraph(struck("Не певна.")))
        if where == "below":
            document.tables[0]._tbl.addnext(put)
        else:
            row(document, "s1").cells[0]._tc.append(put)

    assert remarks(edited(work, FILE)) == []


def field(told: str) -> str:
    steps = [f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate")]
    begun = f"{steps[0]}<w:r><w:instrText>{told}</w:instrText></w:r>{steps[1]}"
    return f'{begun}{run("місто")}<w:r><w:fldChar w:fldCharType="end"/></w:r>{run(" є")}'


@pytest.mark.parametrize(
    ("inner", "target"),
    [
        (field(' HYPERLINK "https://a.example/b" '), "[місто](https://a.example/b) є"),
        (field(' HYPERLINK "https://a.example" \\l "c" '), "[місто](https://a.example#c) є"),
        (field(" PAGE "), "місто є"),
        (field(' HYPERLINK \\l "c" '), "місто є"),
        (SIMPLE_FIELD, "[місто](https://a.example/b)"),
    ],
)
def test_a_field_that_is_a_link_is_a_link(inner, target):
    assert by_key(brought(paragraph(inner)))["s1"].target == target


def test_the_place_in_an_address_that_word_keeps_apart_comes_back():
    def work(document):
        link = row(document, "s1").cells[2]._tc.find(f".//{W}hyperlink")
        link.set(f"{W}anchor", "top")

    file = out_file(unit("s1", "A bridge", "[Міст](https://a.example/b)"))
    assert by_key(edited(work, file))["s1"].target == "[Міст](https://a.example/b#top)"


# Too much ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (run("слово" * 20_000), "100000 characters; 50000"),
        (run("`" * 45_000), "90000 characters, the backslashes before its signs counted; 50000"),
        (run("*" * 49_000), "98000 characters, the backslashes before its signs counted; 50000"),
        (run("[" * 20_001), "20001 square brackets; 20000"),
        (
            (run("а", "<w:b/>") + run("б")) * 2_501,
            "5002 marks of emphasis, links and the like; 5000",
        ),
        (
            run('"', '<w:rStyle w:val="Desktag"/>') * 5_001,
            "5001 marks of emphasis, links and the like; 5000",
        ),
    ],
)
@pytest.mark.parametrize("column", [1, 2])
def test_a_cell_of_more_than_a_block_can_be_is_refused_with_its_row_and_block(words, said, column):
    def work(document):
        fill(row(document, "s1").cells[column], paragraph(words))

    with pytest.raises(FileRefused) as caught:
        edited(work, FILE)
    [problem] = caught.value.problems
    assert str(problem) == f"row 2, block s1: This cell has {said} is the most. Shorten it."


def test_more_signs_than_a_story_has_are_refused_before_they_are_read():
    def work(document):
        for key in ("s1", "s2"):
            fill(row(document, key).cells[2], paragraph(run("[" * 16_000)))

    with pytest.raises(FileRefused, match="more signs of Markdown"):
        edited(work, FILE)


def test_a_pile_of_accents_is_refused_before_it_is_put_in_order():
    def work(document):
        fill(row(document, "s1").cells[2], paragraph(run("a" + "\u0301\u0316" * 100)))

    with pytest.raises(FileRefused, match="row 2, block s1: More than 100 accents"):
        edited(work, FILE)


# All of it ---------------------------------------------------------------------------------------


def places() -> int:
    body = Document(io.BytesIO(docx.write(story()))).element.body
    return sum(1 for _ in body.iter(f"{W}p", f"{W}r"))


@pytest.mark.parametrize("place", range(places()))
def test_wherever_words_are_put_they_are_told_or_in_a_text(place):
    def work(document):
        where = list(document.element.body.iter(f"{W}p", f"{W}r"))[place]
        (where.addnext if where.tag == f"{W}r" else where.append)(made(run("ЗАЙВЕ")))

    found = edited(work)
    said = [*remarks(found), *(each.source + each.target for each in found.units)]
    assert sum("ЗАЙВЕ" in each for each in said) == 1
