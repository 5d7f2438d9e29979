"""What single tools write back into an XLIFF, and what the standard asks of what leaves."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.exchange_out_files import EN, out_files, read_or_refused, story, told
from workflow.exchange import limits, xliff1, xliff2
from workflow.exchange.limits import MOST_TOLD
from workflow.exchange.values import FileRefused, FoundUnit, OutFile, UnitState

ONE = "urn:oasis:names:tc:xliff:document:1.2"
TWO = "urn:oasis:names:tc:xliff:document:2.0"


def _file_12(body: str) -> str:
    """An XLIFF 1.2 file that a tool wrote."""
    return (
        f'<xliff xmlns="{ONE}" version="1.2" xmlns:mq="MQXliff" xmlns:sdl="sdl" xmlns:m="m"><file '
        'original="my-story" source-language="en" target-language="uk" datatype="x"><body>'
        f"<group>{body}</group></body></file></xliff>"
    )


def of_12(inside: str, attributes: str = 'mq:status="Confirmed"') -> FoundUnit:
    """The one unit of an XLIFF 1.2 file that a tool wrote."""
    unit = f'<trans-unit id="s1" resname="s1@3 paragraph" {attributes}>{inside}</trans-unit>'
    [found] = xliff1.read(_file_12(unit).encode(), name="a.xlf").units
    return found


def _file_2(body: str) -> str:
    """An XLIFF 2.1 file that a tool wrote."""
    return (
        f'<xliff xmlns="{TWO}" xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" version="2.1" '
        f'srcLang="en" trgLang="uk"><file id="f1" original="my-story">{body}</file></xliff>'
    )


def of_2(inside: str) -> FoundUnit:
    """The one unit of an XLIFF 2.1 file that a tool wrote."""
    text = _file_2(f'<unit id="s1" name="s1@3 paragraph">{inside}</unit>')
    [found] = xliff2.read(text.encode(), name="a.xlf").units
    return found


# XLIFF 1.2 -----------------------------------------------------------------------------------


BOLD = '<bpt id="1">**</bpt>Lviv<ept id="1">**</ept>'
CITY = '<bpt id="i1">[</bpt>city<ept id="i1">](https://a.example)</ept>'


@pytest.mark.parametrize(
    ("source", "target", "text"),
    [
        (BOLD, '<g id="1">Львів</g>', "**Львів**"),
        (BOLD, '<bx id="1"/>Львів<ex id="1"/>', "**Львів**"),
        (BOLD, '<bx id="5" rid="1"/>Львів<ex id="6" rid="1"/>', "**Львів**"),
        (BOLD, '<it id="1" pos="open">**</it>Львів<it id="1" pos="close">**</it>', "**Львів**"),
        (CITY, '<g id="i1">місто</g>', "[місто](https://a.example)"),
        (CITY, '<bx id="i1"/>місто<ex id="i1"/>', "[місто](https://a.example)"),
        ('<ph id="a-7">[^1]</ph>', 'Так<x id="a-7"/>', "Так[^1]"),
        ("Tea", 'Чай<x id="9" equiv-text="[^2]"/>', "Чай[^2]"),
        ("Tea &amp; milk", "<![CDATA[Чай & <молоко>]]>", r"Чай & \<молоко>"),
        (
            "One. Two.",
            '<mrk mtype="seg" mid="0">Раз.</mrk> <mrk mtype="seg" mid="1">Два.</mrk>',
            "Раз. Два.",
        ),
        ("Tea", '<mq:ch val=""/>Чай<sdl:cmt id="1"/>', "Чай"),
    ],
)
def test_tags_of_12_in_each_tools_own_spelling(source: str, target: str, text: str) -> None:
    found = of_12(f"<source>{source}</source><target>{target}</target>")
    assert (found.target, found.damage) == (text, ())
    assert (found.key, found.version, found.state) == ("s1", 3, UnitState.TRANSLATED)


@pytest.mark.parametrize(
    "tag", ['<x id="9"/>', '<ph id="9"/>', '<g id="9">Чай</g>', '<bx id="9"/>']
)
def test_a_tag_of_12_that_nobody_knows_is_told_by_its_name(tag: str) -> None:
    found = of_12(f"<source>Tea</source><target>{tag} о п’ятій</target>")
    name = tag[1:].partition(" ")[0]
    assert f"<{name} 9>" in " ".join(told(found))
    assert "о п’ятій" in found.target


@pytest.mark.parametrize(
    ("original", "story_"),
    [
        ("my-story", "my-story"),
        (r"C:\Users\Ola\my-story.uk.xlf", "my-story"),
        ("source/my-story.zh-Hant.xliff", "my-story"),
        (r"C:\Users\Ola\Final version (2).docx", ""),
        ("global", "global"),
        ("", ""),
    ],
)
def test_the_story_is_told_from_where_a_tool_kept_the_file(original: str, story_: str) -> None:
    text = (
        f'<xliff xmlns="{ONE}" version="1.2"><file original="{original}" source-language="en">'
        '<body><trans-unit id="s1"><source>Tea</source></trans-unit></body></file></xliff>'
    )
    assert xliff1.read(text.encode(), name="a.xlf").story == story_


# XLIFF 2.x -----------------------------------------------------------------------------------


SEGMENT = "<segment><source>{}</source><target>{}</target></segment>"


def test_a_space_between_segments_that_no_one_translates_stays() -> None:
    space = '<ignorable><source xml:space="preserve"> </source></ignorable>'
    found = of_2(SEGMENT.format("One.", "Раз.") + space + SEGMENT.format("Two.", "Два."))
    assert (found.source, found.target) == ("One. Two.", "Раз. Два.")


def test_segments_that_changed_places_are_read_as_they_are_said() -> None:
    found = of_2(
        "<segment><source>One. </source><target order='3'>раз.</target></segment>"
        "<ignorable><source> </source></ignorable>"
        "<segment><source>Two.</source><target order='1'>Два,</target></segment>"
    )
    assert found.target == "Два, раз."


def test_a_unit_half_of_which_is_translated_is_unfinished() -> None:
    found = of_2(SEGMENT.format("One. ", "Раз. ") + "<segment><source>Two.</source></segment>")
    assert (found.target, found.state) == ("Раз.", UnitState.UNFINISHED)


def test_nothing_translated_between_ignorables_is_nothing() -> None:
    found = of_2(
        "<segment><source>One.</source></segment><ignorable><source> x </source></ignorable>"
    )
    assert (found.target, found.state) == ("", UnitState.NEW)


def test_codes_of_a_match_from_a_memory_are_not_the_units_own() -> None:
    found = of_2(
        '<originalData><data id="d1">[^1]</data></originalData>'
        '<mtc:matches><mtc:match ref="#1"><originalData><data id="d1">__x__</data></originalData>'
        "<source>no</source><target>ні</target></mtc:match></mtc:matches>"
        + SEGMENT.format('Yes<ph id="1" dataRef="d1"/>', 'Так<ph id="1" dataRef="d1"/>')
    )
    assert (found.source, found.target, found.damage) == ("Yes[^1]", "Так[^1]", ())


def test_a_copy_of_a_tag_has_the_code_of_the_first() -> None:
    found = of_2(
        '<originalData><data id="d1">{city}</data></originalData>'
        + SEGMENT.format('<ph id="1" dataRef="d1"/>', '<ph id="1"/> і <ph id="2" copyOf="1"/>')
    )
    assert (found.target, found.damage) == ("{city} і {city}", ())


@pytest.mark.parametrize(
    "target",
    ['<sc id="1"/>Львів<ec startRef="1"/>', '<pc id="1"><mrk id="m">Львів</mrk></pc>'],
)
def test_a_pair_of_2_keeps_its_code_in_each_spelling(target: str) -> None:
    found = of_2(
        '<originalData><data id="d1">**</data></originalData>'
        + SEGMENT.format('<pc id="1" dataRefStart="d1" dataRefEnd="d1">Lviv</pc>', target)
    )
    assert (found.target, found.damage) == ("**Львів**", ())


def test_a_tag_of_2_that_nobody_knows_is_told_by_its_name() -> None:
    found = of_2(SEGMENT.format("Tea", 'Чай<ph id="tool7"/>'))
    assert "<ph tool7>" in " ".join(told(found))


# How far a tool says that a text is --------------------------------------------------------------


def _segment(number: int, words: str) -> str:
    return f'<mrk mtype="seg" mid="{number}">{words}</mrk>'


def _defs(*confirmed: str) -> str:
    """What Trados tells of each segment; of one that nobody has begun it tells nothing."""
    told_of = (f'conf="{each}"' if each else "" for each in confirmed)
    segments = "".join(f'<sdl:seg id="{at}" {each}/>' for at, each in enumerate(told_of, start=1))
    return f"<sdl:seg-defs>{segments}</sdl:seg-defs>"


@pytest.mark.parametrize(
    ("attributes", "of_target", "after", "state"),
    [
        ("", "", "", UnitState.TRANSLATED),
        ('mq:status="NotStarted"', "", "", UnitState.UNFINISHED),
        ('mq:status="PartiallyEdited"', "", "", UnitState.UNFINISHED),
        ('mq:status="MachineTranslated"', "", "", UnitState.UNFINISHED),
        ('mq:status="PreTranslated"', "", "", UnitState.UNFINISHED),
        ('mq:status="Rejected"', "", "", UnitState.UNFINISHED),
        ('mq:status="ManuallyConfirmed"', "", "", UnitState.TRANSLATED),
        ('mq:status="Proofread"', "", "", UnitState.TRANSLATED),
        ('m:confirmed="0"', "", "", UnitState.UNFINISHED),
        ('m:confirmed="false"', "", "", UnitState.UNFINISHED),
        ('m:confirmed="1"', "", "", UnitState.TRANSLATED),
        ("", 'state-qualifier="mt-suggestion"', "", UnitState.UNFINISHED),
        ("", 'state-qualifier="fuzzy-match"', "", UnitState.UNFINISHED),
        ("", 'state-qualifier="leveraged-mt"', "", UnitState.UNFINISHED),
        ("", 'state="translated" state-qualifier="leveraged-mt"', "", UnitState.UNFINISHED),
        ("", 'state-qualifier="exact-match"', "", UnitState.TRANSLATED),
        ("", "", _defs("Draft"), UnitState.UNFINISHED),
        ("", "", _defs(""), UnitState.UNFINISHED),
        ("", "", _defs("Translated", "RejectedTranslation"), UnitState.UNFINISHED),
        ("", "", _defs("Translated", "ApprovedSignOff"), UnitState.TRANSLATED),
        # the mark that it left with still stands
        ('approved="yes"', "", _defs("Translated"), UnitState.REVIEWED),
        ('approved="yes"', "", _defs("Draft"), UnitState.UNFINISHED),
        ('approved="yes" mq:status="PartiallyEdited"', "", "", UnitState.UNFINISHED),
        ('approved="no" translate="no"', 'state="translated"', "", UnitState.TRANSLATED),
    ],
)
def test_what_a_tool_marks_in_its_own_words_as_not_finished_is_not(
    attributes: str, of_target: str, after: str, state: UnitState
) -> None:
    found = of_12(f"<source>Tea</source><target {of_target}>Чай</target>{after}", attributes)
    assert (found.target, found.state, found.damage) == ("Чай", state, ())


def test_the_sources_words_in_a_unit_that_a_tool_has_not_begun_are_nothing() -> None:
    found = of_12("<source>Tea</source><target>Tea</target>", 'mq:status="NotStarted"')
    assert found.state is UnitState.NEW


LEFT = "<seg-source>" + _segment(1, "Tea.") + " " + _segment(2, "Milk.") + "</seg-source>"
TEA = _segment(1, "Чай.")
STRUCK = '<mrk mtype="x-sdl-deleted">ой</mrk>'
ADDED = '<mrk mtype="x-sdl-added">Ой</mrk>'
HALF = "Only a part of this block has a text in the file (segments: 1 of 2)."


@pytest.mark.parametrize(
    ("left", "target", "half"),
    [
        (LEFT, TEA + _segment(2, ""), True),
        (LEFT, TEA + _segment(2, " "), True),
        (LEFT, TEA + _segment(2, STRUCK), True),
        (LEFT, TEA, True),
        ("", TEA + _segment(2, ""), True),
        (LEFT, TEA + _segment(2, ADDED), False),
        (LEFT, TEA + _segment(2, '<x id="7" equiv-text="{milk}"/>'), False),
        (LEFT.replace("Milk.", " "), TEA + _segment(2, ""), False),
        (LEFT, "Чай.", False),
        (LEFT, TEA.replace('"seg"', '"x-own"'), False),
        (LEFT, _segment(1, "") + _segment(2, ""), False),
    ],
)
def test_a_unit_of_12_half_of_which_has_a_text_is_told_and_not_finished(
    left: str, target: str, half: bool
) -> None:
    found = of_12(f"<source>Tea. Milk.</source>{left}<target>{target}</target>")
    assert told(found) == [HALF] * half
    assert (found.state is UnitState.UNFINISHED) is half


@pytest.mark.parametrize("second", ["", "<target/>", "<target> </target>"])
def test_a_unit_of_2_half_of_which_has_a_text_is_told_and_not_finished(second: str) -> None:
    found = of_2(
        SEGMENT.format("Tea. ", "Чай. ") + f"<segment><source>Milk.</source>{second}</segment>"
    )
    assert (found.target, found.state) == ("Чай.", UnitState.UNFINISHED)
    assert told(found) == [HALF]


def test_a_segment_of_2_without_words_needs_no_text() -> None:
    found = of_2(SEGMENT.format("Tea.", "Чай.") + SEGMENT.format(" ", ""))
    assert (found.target, found.state, found.damage) == ("Чай.", UnitState.TRANSLATED, ())


@pytest.mark.parametrize("kind", ["x-sdl-deleted", "x-sdl-feedback-deleted"])
def test_struck_words_are_out_and_added_ones_in_and_that_is_told(kind: str) -> None:
    added = kind.replace("deleted", "added")
    found = xliff1.read(
        _file_12(
            '<trans-unit id="s1"><source>Tea</source><target>Пʼю <mrk mtype="seg" mid="1">'
            f'<mrk mtype="{kind}" sdl:revid="1">каву <g id="1">щодня</g></mrk>'
            f'<mrk mtype="{added}" sdl:revid="2">чай</mrk></mrk>.</target></trans-unit>'
        ).encode(),
        name="a.xlf",
    )
    assert [each.target for each in found.units] == ["Пʼю чай."]
    assert [each.msgid.partition(".")[0] for each in found.remarks] == [
        "Changes are tracked in the document"
    ]


# Comments ----------------------------------------------------------------------------------------


def remarks_of_12(inside: str, *, before: str = "", after: str = "") -> list[str]:
    """What is told of a file of 1.2 with one unit, on its second line."""
    unit = f'<trans-unit id="s1" resname="s1@3 paragraph"><source>Tea</source>{inside}</trans-unit>'
    text = _file_12(f"\n{unit}\n{after}").replace("<body>", f"{before}<body>", 1)
    return [each.in_(EN) for each in xliff1.read(text.encode(), name="a.xlf").remarks]


UNSURE = "a comment stands here: Is this a quotation?"
LISTED = (
    '<doc-info><cmt-defs><cmt-def id="c1"><Comments><Comment user="Ola">Is this a\nquotation?'
    "</Comment></Comments></cmt-def></cmt-defs></doc-info>"
)


@pytest.mark.parametrize(
    "inside",
    [
        '<target>Чай</target><note from="translator">Is this a quotation?</note>',
        "<target>Чай</target><note>Is this a\nquotation?</note>",
        (
            '<mq:comments><mq:comment id="1" deleted="false">Is this a quotation?</mq:comment>'
            '<mq:comment id="2" deleted="true">no</mq:comment></mq:comments>'
        ),
        '<target><mrk mtype="x-c" comment="Is this a quotation?">Чай</mrk></target>',
        f'<target><mrk mtype="x-sdl-comment" sdl:cid="c1">Чай</mrk></target>{LISTED}',
        (
            '<seg-source><mrk mtype="x-sdl-comment" sdl:cid="c1">Tea</mrk></seg-source>'
            f'<target><mrk mtype="x-sdl-comment" sdl:cid="c1">Чай</mrk></target>{LISTED}'
        ),
    ],
    ids=["author", "none", "memoQ", "mark", "Trados", "Trados, both sides"],
)
def test_a_comment_of_12_is_told_once_with_its_block(inside: str) -> None:
    assert remarks_of_12(inside) == [f"s1, line 2: {UNSURE}"]


def test_comments_of_no_unit_of_12_are_told_with_their_line() -> None:
    header = (
        '<header><note>Title</note><note from="made-from">en@2</note>'
        "<note>Is this a quotation?</note></header>"
    )
    assert remarks_of_12("", before=header) == [f"line 1: {UNSURE}"]
    assert remarks_of_12("", after="<note>Is this a quotation?</note>") == [f"line 3: {UNSURE}"]
    assert remarks_of_12("", before=LISTED) == [f"line 1: {UNSURE}"]


def test_what_left_as_a_note_is_no_comment_nor_is_what_a_memory_says() -> None:
    assert (
        remarks_of_12(
            '<note from="block">Heading</note><note from="original">Чай</note>'
            "<mq:comments><mq:comment>Heading</mq:comment></mq:comments>"
            "<alt-trans><target>Кава</target><note>no</note></alt-trans>",
            before='<header><note>Title</note><note from="made-from">en@2</note></header>',
        )
        == []
    )


@pytest.mark.parametrize(
    ("inside", "place"),
    [
        ('<notes><note category="comment" appliesTo="target">Is this a quotation?</note></notes>'
         + SEGMENT.format("Tea", "Чай"), "s1, line 1"),
        ("<notes><note>Is this a quotation?</note></notes>" + SEGMENT.format("Tea", "Чай"),
         "s1, line 1"),
        (SEGMENT.format("Tea",
         '<mrk id="m" type="comment" value="Is this a quotation?">Чай</mrk>'), "s1, line 1"),
        (SEGMENT.format("Tea",
         '<sm id="m" type="comment" value="Is this a quotation?"/>Чай<em startRef="m"/>'),
         "s1, line 1"),
        (SEGMENT.format("Tea", "Чай") + "</unit><group><notes><note>Is this a quotation?</note>"
         "</notes></group><unit>", "line 1"),
        ('<notes><note category="description">Heading</note><note category="original">Чай</note>'
         "</notes><mtc:matches><mtc:match><source>no</source><target>"
         '<mrk id="m" type="comment" value="no">Чай</mrk></target></mtc:match></mtc:matches>'
         + SEGMENT.format("Tea", '<mrk id="n" type="term" value="no">Чай</mrk>'), ""),
    ],
    ids=["category", "none", "mark", "start and end", "group", "ours, a match’s and a term"],
)  # fmt: skip
def test_a_comment_of_2_is_told_with_its_block(inside: str, place: str) -> None:
    text = _file_2(f'<unit id="s1" name="s1@3 paragraph">{inside}</unit>')
    told_ = [each.in_(EN) for each in xliff2.read(text.encode(), name="a.xlf").remarks]
    assert told_ == ([f"{place}: {UNSURE}"] if place else [])


def test_two_texts_in_one_unit_of_12_are_both_looked_at() -> None:
    text = _file_12(
        '<trans-unit id="s1"><source>Tea</source><target>Чай</target>\n'
        "<target>Чайок</target></trans-unit>"
    )
    found = xliff1.read(text.encode(), name="a.xlf").units
    assert [(each.key, each.target) for each in found] == [("s1", "Чай"), ("s1", "Чайок")]
    assert all("another text for this block" in told(each)[0] for each in found)


# What the standard asks ------------------------------------------------------------------------


ORDER_12 = ["source", "target", "note"]
ORDER_2 = ["notes", "originalData", "segment"]
PAIR_TYPES = {"bold", "italic", "underlined", "link"}
SINGLE_TYPES = {"image", "pb", "lb"}


def _names(element) -> list[str]:
    return [etree.QName(each).localname for each in element]


def _in_order(names: list[str], order: list[str]) -> bool:
    return names == sorted(names, key=order.index)


@given(file=out_files())
def test_files_of_12_keep_the_rules(file: OutFile) -> None:
    root = etree.fromstring(xliff1.write(file))
    assert root.tag == f"{{{ONE}}}xliff"
    for entry in root.iter(f"{{{ONE}}}trans-unit"):
        assert _in_order(_names(entry), ORDER_12)
        for side in entry.iter(f"{{{ONE}}}source", f"{{{ONE}}}target"):
            names = [(etree.QName(each).localname, each.get("id")) for each in side]
            assert len(set(names)) == len(names)
            opened = {number for name, number in names if name == "bpt"}
            assert opened == {number for name, number in names if name == "ept"}
    for tag in root.iter(f"{{{ONE}}}bpt", f"{{{ONE}}}ph"):
        kinds = PAIR_TYPES if tag.tag.endswith("bpt") else SINGLE_TYPES
        assert tag.get("ctype") in kinds or tag.get("ctype").startswith("x-")


@given(file=out_files())
def test_files_of_2_keep_the_rules(file: OutFile) -> None:
    root = etree.fromstring(xliff2.write(file))
    assert (root.get("srcLang"), root.get("trgLang")) == (
        file.source_language.tag,
        file.language.tag,
    )
    ids = [entry.get("id") for entry in root.iter(f"{{{TWO}}}unit")]
    assert len(set(ids)) == len(ids)
    for entry in root.iter(f"{{{TWO}}}unit"):
        assert _in_order(_names(entry), ORDER_2)
        data = {each.get("id") for each in entry.iter(f"{{{TWO}}}data")}
        for side in entry.iter(f"{{{TWO}}}source", f"{{{TWO}}}target"):
            tags = list(side.iterdescendants())
            assert len({each.get("id") for each in tags}) == len(tags)
            said = [each.get(name) for each in tags for name in each.attrib if "Ref" in name]
            assert set(said) <= data
        for segment in entry.iter(f"{{{TWO}}}segment"):
            assert segment.get("state") or not segment.get("subState")


# Hostile ---------------------------------------------------------------------------------------


BYTES = {form: form.write(story()) for form in (xliff1, xliff2)}


@pytest.mark.parametrize("form", [xliff1, xliff2], ids=["xliff1", "xliff2"])
@given(data=st.data())
def test_cut_doubled_and_overwritten_bytes_are_read_or_refused(form, data: st.DataObject) -> None:
    whole = BYTES[form]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 400)))
    put = data.draw(
        st.sampled_from(
            [b"", whole[start:end] * 2, b"</g>", b'<x id="\xd9\xa1"/>', b"&#0;", b"&a;"]
        )
    )
    read_or_refused(partial(form.read, name="a.xlf"), whole[:start] + put + whole[end:])


def test_digits_of_other_scripts_are_no_numbers_that_fail() -> None:
    found = of_12('<source><ph id="²">{n}</ph></source><target><ph id="²"/></target>')
    assert found.target == "{n}"


@pytest.mark.parametrize("form", [xliff1, xliff2], ids=["xliff1", "xliff2"])
def test_a_file_of_more_units_than_any_story_is_refused(form, monkeypatch) -> None:
    monkeypatch.setattr(limits, "MOST_UNITS", 12)
    assert len(form.read(BYTES[form], name="a.xlf").units) == 12
    monkeypatch.setattr(limits, "MOST_UNITS", 11)
    with pytest.raises(FileRefused, match="more blocks than 11"):
        form.read(BYTES[form], name="a.xlf")


def _nested(pairs: int) -> str:
    """So many pairs of emphasis within one another, with a word between each two."""
    marks = ["*", "**"] * (pairs // 2)
    begun = "".join(f'<bpt id="{at}">{mark}</bpt>w ' for at, mark in enumerate(marks))
    ended = "".join(f' w<ept id="{at}">{marks[at]}</ept>' for at in reversed(range(pairs)))
    return f"{begun}x{ended}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("б " * 30_000, "60000 characters; 50000 is the most, with"),
        ("[" * 20_001, "at most 20000 square brackets and 5000 of the signs"),
        ("`" * 5_001, "5000 of the signs"),
        ("a" + "\u0301\u0316" * 100, "accents stand over one letter. Take them out."),
        (f'<ph id="1">{"]" * 60_000}</ph>', "60000 characters; 50000 is the most, with"),
        (_nested(20), "more than 16 levels deep. Take the extra"),
        (_nested(300), "more than 50 deep. Close those that are open"),
        (_nested(600), "more than 50 deep. Close those that are open"),
        ('<bx id="1"/>' * 1_000 + '<ex id="9"/>' * 1_000, "more than 50 deep"),
    ],
    ids=[
        "long",
        "brackets",
        "signs",
        "accents",
        "code",
        "20 deep",
        "300 deep",
        "600 deep",
        "never closed",
    ],
)
@pytest.mark.parametrize("side", ["source", "target"])
def test_more_than_a_block_can_be_is_refused_with_its_unit_the_limit_and_the_mend(
    side: str, text: str, said: str
) -> None:
    sides = {"source": "Tea", "target": "Чай", side: text}
    inside = "".join(f"<{name}>{words}</{name}>" for name, words in sides.items())
    with pytest.raises(FileRefused) as caught:
        of_12(inside)
    assert "s1, line 1: " in str(caught.value)
    assert said in str(caught.value)
    assert ("take the translation out again" in str(caught.value)) is (side == "source")


def test_every_unit_that_is_too_much_is_named_at_once() -> None:
    text = _file_12(
        "".join(
            f'<trans-unit id="s{number}"><source>{_nested(60)}</source></trans-unit>\n'
            for number in (1, 2)
        )
    )
    with pytest.raises(FileRefused) as caught:
        xliff1.read(text.encode(), name="a.xlf")
    assert [problem.place for problem in caught.value.problems] == ["s1, line 1", "s2, line 2"]


def test_a_long_code_block_may_be_a_source_as_it_left() -> None:
    text = _file_12(
        '<trans-unit id="s1" resname="s1@0 code">'
        f"<source>{'x = 1; ' * 10_000}</source></trans-unit>"
    )
    assert len(xliff1.read(text.encode(), name="a.xlf").units[0].source) == 70_000


def test_more_signs_than_a_story_has_are_refused_before_they_are_read() -> None:
    many = "[" * 16_000
    unit = f'<trans-unit id="s{{}}"><source>Tea</source><target>{many}</target></trans-unit>'
    with pytest.raises(FileRefused, match="more signs of Markdown"):
        xliff1.read(_file_12(unit.format(1) + unit.format(2)).encode(), name="a.xlf")


def test_a_unit_with_many_texts_counts_as_many_units() -> None:
    unit = f"<trans-unit id='s1'><source>{'word ' * 9_000}</source>{'<target/>' * 400}</trans-unit>"
    with pytest.raises(FileRefused, match="more letters than 8,000,000"):
        xliff1.read(_file_12(unit).encode(), name="a.xlf")


def test_only_the_first_problems_are_looked_for() -> None:
    unit = f"<trans-unit id='s1'><source>{'word ' * 11_000}</source>{'<target/>' * 90}</trans-unit>"
    with pytest.raises(FileRefused) as caught:
        xliff1.read(_file_12(unit).encode(), name="a.xlf")
    assert len(caught.value.problems) == MOST_TOLD
