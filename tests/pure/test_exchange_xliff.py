"""XLIFF 1.2 and 2.x go out, are edited as translators' tools edit them, and come back whole."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage import xliff as toolkit1
from translate.storage import xliff2 as toolkit2

from tests.exchange_out_files import out_file, out_files, read_or_refused, story, told, unit
from workflow.exchange import xliff1, xliff2
from workflow.exchange.values import FileRefused, Form, FoundFile, FoundUnit, OutFile, UnitState
from workflow.exchange.xliff import MOST_BYTES
from workflow.languages.negotiation import negotiate
from workflow.text.segments import Kind

FORMS = {Form.XLIFF_1: xliff1, Form.XLIFF_2: xliff2}
BOTH = pytest.mark.parametrize("form", list(FORMS.values()), ids=list(FORMS))
N1 = "{urn:oasis:names:tc:xliff:document:1.2}"
N2 = "{urn:oasis:names:tc:xliff:document:2.0}"


def by_key(found: FoundFile) -> dict[str, FoundUnit]:
    return {each.key: each for each in found.units}


def read(form, text: str | bytes) -> FoundFile:
    return form.read(text if isinstance(text, bytes) else text.encode(), name="a.xlf")


def refused(form, text: str | bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        read(form, text)
    return str(caught.value)


def edited(form, edit, file: OutFile | None = None) -> FoundFile:
    """What comes back after a tool has changed the tree of a file that left."""
    root = etree.fromstring(form.write(file or story()))
    edit(root)
    return read(form, etree.tostring(root))


def find(root, name: str, key: str):
    return next(each for each in root.iter(f"{N1}{name}", f"{N2}{name}") if each.get("id") == key)


# The law -------------------------------------------------------------------------------------


@BOTH
@given(file=out_files())
def test_what_goes_out_comes_in(form, file: OutFile) -> None:
    found = read(form, form.write(file))
    assert FORMS[found.form] is form
    assert (found.story, found.made_from) == ("my-story", "en@2")
    assert [negotiate(tag) for tag in found.languages] == [file.source_language, file.language]
    assert [
        (each.key, each.source, each.target, each.state, each.version, each.damage)
        for each in found.units
    ] == [(each.key, each.source, each.target, each.state, each.version, ()) for each in file.units]
    assert found.remarks == ()


@BOTH
def test_every_unit_says_in_which_line_it_stands(form) -> None:
    assert all(each.place.startswith("line ") for each in read(form, form.write(story())).units)


# As translators' tools have it -----------------------------------------------------------------


def test_translate_toolkit_sees_the_same_sources_targets_and_ids():
    ours = story()
    store = toolkit1.Xliff1File()
    store.parse(xliff1.write(ours))
    assert [each.xmlelement.get("id") for each in store.units] == [each.key for each in ours.units]
    assert store.sourcelanguage == "en"
    assert store.targetlanguage == "uk"
    plain = {each.xmlelement.get("id"): each for each in store.units}
    assert (plain["s1"].source, plain["s1"].target) == ("Hope is a language", "Надія — це мова")
    assert plain["s3"].isapproved()
    second = toolkit2.Xliff2File()
    second.parse(xliff2.write(ours))
    assert [each.xmlelement.getparent().get("id") for each in second.units] == [
        each.key for each in ours.units
    ]


def _drop(seg, tag) -> None:
    """Take a tag out as tools do: the words after it stay."""
    before = tag.getprevious()
    if before is None:
        seg.text = (seg.text or "") + (tag.tail or "")
    else:
        before.tail = (before.tail or "") + (tag.tail or "")
    seg.remove(tag)


def _as_g(seg) -> None:
    """A tool that writes pairs as ``g`` and single tags as ``x``."""
    for child in list(seg):
        seg.remove(child)
    pair = etree.SubElement(seg, f"{N1}g", {"id": "1"})
    seg.text = None
    pair.text = "Місто"


TAGGED = out_file(
    unit(
        "s1",
        "A [city](https://a.example) in *May*[^1]",
        "[Місто](https://a.example) в *травні*[^1]",
    )
)


@pytest.mark.parametrize(
    ("edit", "text", "damage"),
    [
        (lambda seg: None, "[Місто](https://a.example) в *травні*[^1]", 0),
        # tags emptied: their codes come from the source's
        (
            lambda seg: [setattr(tag, "text", None) for tag in seg],
            "[Місто](https://a.example) в *травні*[^1]",
            0,
        ),
        (lambda seg: seg.remove(seg[-1]), "[Місто](https://a.example) в *травні*", 0),
        (lambda seg: _drop(seg, seg[1]), "Місто в *травні*[^1]", 1),
        (lambda seg: _drop(seg, seg[2]), "[Місто](https://a.example) в травні[^1]", 1),
        (_as_g, "[Місто](https://a.example)", 0),
    ],
)
def test_tags_of_12_come_back_however_a_tool_leaves_them_or_are_told(edit, text, damage):
    def change(root):
        edit(root.find(f".//{N1}target"))

    [found] = edited(xliff1, change, TAGGED).units
    assert found.target == text
    assert len(found.damage) == damage


@pytest.mark.parametrize(
    ("edit", "text", "damage"),
    [
        (lambda seg: None, "[Місто](https://a.example) в *травні*[^1]", 0),
        (
            lambda seg: [
                tag.attrib.pop(name) for tag in seg for name in list(tag.attrib) if "Ref" in name
            ],
            "[Місто](https://a.example) в *травні*[^1]",
            0,
        ),
        (lambda seg: _apart(seg, seg[0]), "[Місто](https://a.example) в *травні*[^1]", 0),
        (lambda seg: seg.remove(seg[-1]), "[Місто](https://a.example) в *травні*", 0),
        (lambda seg: _half(seg, seg[0]), "Місто в *травні*[^1]", 1),
    ],
)
def test_tags_of_2_come_back_however_a_tool_leaves_them_or_are_told(edit, text, damage):
    def change(root):
        edit(root.find(f".//{N2}target"))

    [found] = edited(xliff2, change, TAGGED).units
    assert found.target == text
    assert len(found.damage) == damage


def _apart(seg, pair) -> None:
    """A tool that writes a pair as a start and an end code."""
    start = etree.Element(f"{N2}sc", {"id": pair.get("id"), "dataRef": pair.get("dataRefStart")})
    end = etree.Element(f"{N2}ec", {"startRef": pair.get("id"), "dataRef": pair.get("dataRefEnd")})
    start.tail, end.tail = pair.text, pair.tail
    at = seg.index(pair)
    seg.remove(pair)
    seg.insert(at, start)
    seg.insert(at + 1, end)


def _half(seg, pair) -> None:
    _apart(seg, pair)
    end = seg[1]
    seg[0].tail = (seg[0].tail or "") + (end.tail or "")
    seg.remove(end)


@pytest.mark.parametrize(
    ("state", "approved", "found"),
    [
        ("new", "", UnitState.UNFINISHED),
        ("needs-translation", "", UnitState.UNFINISHED),
        ("needs-review-translation", "", UnitState.UNFINISHED),
        ("translated", "", UnitState.TRANSLATED),
        (None, "", UnitState.TRANSLATED),
        ("x-own", "", UnitState.TRANSLATED),
        ("final", "", UnitState.REVIEWED),
        ("translated", "yes", UnitState.REVIEWED),
    ],
)
def test_what_a_tool_says_of_a_text_in_12(state, approved, found):
    def change(root):
        entry = find(root, "trans-unit", "s1")
        target = entry.find(f"{N1}target")
        target.attrib.pop("state")
        if state:
            target.set("state", state)
        if approved:
            entry.set("approved", approved)

    assert by_key(edited(xliff1, change))["s1"].state is found


@pytest.mark.parametrize(
    ("attributes", "found"),
    [
        ({}, UnitState.TRANSLATED),
        ({"state": "initial"}, UnitState.UNFINISHED),
        ({"state": "translated"}, UnitState.TRANSLATED),
        ({"state": "final"}, UnitState.REVIEWED),
        ({"state": "translated", "subState": "desk:unfinished"}, UnitState.TRANSLATED),
    ],
)
def test_what_a_tool_says_of_a_text_in_2(attributes, found):
    def change(root):
        segment = find(root, "unit", "s1").find(f"{N2}segment")
        segment.attrib.clear()
        segment.attrib.update(attributes)

    assert by_key(edited(xliff2, change))["s1"].state is found


@BOTH
def test_a_text_filled_in_where_there_was_none_is_translated_and_the_sources_words_are_not(form):
    def change(root):
        for key, words in (("s2", "Другий рядок"), ("s6", None)):
            entry = next(each for each in root.iter() if each.get("id") == key)
            source = next(each for each in entry.iter() if each.tag.endswith("}source"))
            target = etree.SubElement(source.getparent(), source.tag.replace("source", "target"))
            target.text = words or source.text
            if words is None and form is xliff1:
                target.set("state", "new")
            elif words is None:
                source.getparent().set("state", "initial")

    found = by_key(edited(form, change))
    assert (found["s2"].target, found["s2"].state) == ("Другий рядок", UnitState.TRANSLATED)
    assert found["s6"].state is UnitState.NEW


def test_a_unit_that_a_tool_cut_into_segments_is_one_again():
    def change(root):
        entry = find(root, "unit", "s7")
        segment = entry.find(f"{N2}segment")
        segment[0].text, segment[1].text = "We ", "Ми "
        rest = etree.SubElement(entry, f"{N2}segment", {"state": "initial"})
        etree.SubElement(rest, f"{N2}source").text = "stayed"
        etree.SubElement(rest, f"{N2}target").text = "лишилися"

    found = by_key(edited(xliff2, change))["s7"]
    assert (found.source, found.target) == ("We stayed", "Ми лишилися")
    assert found.state is UnitState.UNFINISHED


def test_marks_of_the_tools_own_leave_their_words():
    def change(root):
        target = find(root, "trans-unit", "s1").find(f"{N1}target")
        target.text = None
        for words in ("Надія — ", "це мова"):
            mark = etree.SubElement(target, f"{N1}mrk", {"mtype": "seg", "mid": words})
            mark.text = words
        seg_source = etree.SubElement(find(root, "trans-unit", "s1"), f"{N1}seg-source")
        seg_source.text = "Hope"
        other = etree.SubElement(find(root, "trans-unit", "s1"), f"{N1}alt-trans")
        etree.SubElement(other, f"{N1}target").text = "Сподівання"

    assert by_key(edited(xliff1, change))["s1"].target == "Надія — це мова"


@BOTH
def test_names_notes_and_the_version_may_be_dropped_and_are_then_not_known(form):
    def change(root):
        for each in list(root.iter()):
            each.attrib.pop("resname", None)
            each.attrib.pop("name", None)
            each.attrib.pop("product-version", None)
            if each.tag.endswith("}note"):
                each.getparent().remove(each)

    found = edited(form, change)
    assert found.made_from == ""
    assert {each.version for each in found.units} == {None}
    assert [each.key for each in found.units] == [each.key for each in story().units]


@BOTH
def test_a_key_survives_in_the_name_where_a_tool_has_numbered_the_units_anew(form):
    def change(root):
        for number, each in enumerate(root.iter(f"{N1}trans-unit", f"{N2}unit"), start=1):
            each.set("id", str(number))

    assert [each.key for each in edited(form, change).units] == [each.key for each in story().units]


@BOTH
def test_a_block_that_stands_twice_is_told(form):
    def change(root):
        entry = next(each for each in root.iter() if each.get("id") == "s1")
        copy = etree.fromstring(etree.tostring(entry))
        next(each for each in copy.iter() if each.tag.endswith("}target")).text = "Інше"
        entry.addnext(copy)

    found = [each for each in edited(form, change).units if each.key == "s1"]
    assert [each.target for each in found] == ["Надія — це мова", "Інше"]
    assert all("another text for this block" in told(each)[0] for each in found)


@BOTH
def test_utf_16_a_byte_order_mark_and_windows_lines_are_read(form):
    text = form.write(story()).decode().replace("encoding='UTF-8'", "encoding='UTF-16'")
    assert len(read(form, text.replace("\n", "\r\n").encode("utf-16")).units) == 12
    assert len(read(form, b"\xef\xbb\xbf" + form.write(story())).units) == 12


# What is refused -------------------------------------------------------------------------------


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><xliff>&b;</xliff>'


@BOTH
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (BOMB, "Remove the DOCTYPE"),
        (b"PK\x03\x04" + bytes(200), "Line 1"),
        ('msgid ""', "Line 1"),
        ("", "Bring the whole file"),
        ("<tmx version='1.4'/>", "begins with <tmx>"),
        ("<xliff version='3.0'/>", "version it left in"),
        ("<xliff/>", "without a version"),
        ("<a>" * 200, "100 deep"),
    ],
)
def test_what_is_no_file_of_ours_is_refused_with_its_mend(form, data, said):
    assert said in refused(form, data)


@BOTH
def test_a_file_cut_short_anywhere_is_refused(form):
    data = form.write(story())
    for end in range(len(data) - 3, 0, -97):
        refused(form, data[:end])


@BOTH
def test_a_wrong_character_set_is_refused_and_not_guessed(form):
    text = form.write(story()).decode()
    assert "UTF-8" in refused(form, text.encode("cp1251", "replace"))
    assert "windows-1251" in refused(
        form, text.replace("UTF-8", "windows-1251").encode("cp1251", "replace")
    )


@BOTH
def test_a_file_larger_than_any_story_is_refused(form):
    assert "Split it" in refused(form, form.write(story())[:-20] + b" " * MOST_BYTES)


def test_a_file_of_several_stories_is_refused():
    def change(root):
        part = etree.fromstring(etree.tostring(root[0]))
        part.set("original", "another-story")
        root.append(part)

    with pytest.raises(FileRefused, match="another-story"):
        edited(xliff1, change)


@BOTH
@given(place=st.integers(0, 3000), bytes_=st.binary(max_size=6))
def test_whatever_is_done_to_a_file_it_is_read_or_refused(form, place, bytes_):
    data = bytearray(form.write(TAGGED))
    data[place : place + len(bytes_)] = bytes_
    read_or_refused(partial(read, form), bytes(data))


def test_each_version_refuses_the_other_by_name():
    assert "XLIFF 2.0" in refused(xliff1, xliff2.write(story()))
    assert "XLIFF 1.2" in refused(xliff2, xliff1.write(story()))


def test_a_text_of_code_has_no_tags():
    file = out_file(unit("s1", "x = *1*", "x = *2*", kind=Kind.CODE, frame="```"))
    for form in FORMS.values():
        assert b"<ph" not in form.write(file)
        assert by_key(read(form, form.write(file)))["s1"].target == "x = *2*"
