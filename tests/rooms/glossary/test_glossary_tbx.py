"""TBX out and in: our own round trip, the dialects of other tools, and files nobody should open."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from workflow.glossary.files import GlossaryFileRefused, read_glossary, write_glossary
from workflow.glossary.tbx.read import MOST_BYTES, MOST_ENTRIES, read_tbx
from workflow.glossary.tbx.write import write_tbx
from workflow.languages.registry import ALL, by_tag
from workflow.text.cleaning import one_line
from workflow.text.safe_xml import XmlRefused
from workflow.text.terms.table import read_terms
from workflow.text.terms.values import Concept, Confidence, Domain, FormStatus, TermForm

EN, UK = by_tag("en"), by_tag("uk")
ROOT = Path(__file__).parents[3]
SHIPPED = read_terms((ROOT / "translations" / "glossary.csv").read_text("utf-8"))


def written(concepts) -> bytes:
    stream = BytesIO()
    write_tbx(concepts, stream)
    return stream.getvalue()


def told(left_out):
    return [each.in_(EN) for each in left_out]


def test_the_shipped_glossary_comes_back_from_tbx_as_it_was():
    found = read_tbx(BytesIO(written(SHIPPED)))
    assert found.left_out == ()
    assert [each.key for each in found.concepts] == [each.key for each in SHIPPED]
    for ours, theirs in zip(SHIPPED, found.concepts, strict=True):
        assert set(ours.forms) == set(theirs.forms), ours.key
        assert (ours.domain, ours.note) == (theirs.domain, theirs.note)


WORDS = st.text(
    st.characters(categories=["L", "Nd"], include_characters=" <>&'\"|"), max_size=12
).map(lambda text: one_line(f"a{text}"))
FORM = st.builds(
    TermForm,
    language=st.sampled_from(ALL),
    text=WORDS,
    status=st.sampled_from([FormStatus.ACCEPTED, FormStatus.FORBIDDEN]),
    exact_case=st.booleans(),
    inflected=st.lists(WORDS.filter(lambda text: "|" not in text), max_size=2, unique=True).map(
        tuple
    ),
    reason=WORDS | st.just(""),
    confidence=st.sampled_from(Confidence),
    decided_on=st.dates().map(str) | st.just(""),
)


@settings(max_examples=50)
@given(
    st.lists(
        st.builds(
            Concept,
            key=st.from_regex(r"[a-z0-9]{1,6}", fullmatch=True),
            domain=st.sampled_from(Domain),
            forms=st.lists(
                FORM, min_size=1, max_size=4, unique_by=lambda each: (each.language, each.text)
            ).map(lambda forms: tuple(sorted(forms, key=lambda each: each.language.tag))),
            note=WORDS | st.just(""),
        ),
        max_size=3,
        unique_by=lambda each: each.key,
    ).map(tuple)
)
def test_what_is_written_is_read_as_it_was(concepts):
    assert read_tbx(BytesIO(written(concepts))).concepts == concepts


MARTIF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en-US"><martifHeader><fileDesc/></martifHeader>
<text><body>{entries}</body></text></martif>"""
ONE = """<termEntry id="42"><descripGrp><descrip type="definition">A city.</descrip></descripGrp>
<langSet xml:lang="en-US"><ntig><termGrp><term>Kyiv</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
<tig><term>Kiev</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
<note>From Russian.</note></tig></langSet>
<langSet xml:lang="uk-UA"><tig><term>Київ</term></tig></langSet></termEntry>"""


def entry(*sections: tuple[str, str]) -> str:
    said = (
        f'<langSet xml:lang="{tag}"><tig><term>{term}</term></tig></langSet>'
        for tag, term in sections
    )
    return f'<termEntry id="a">{"".join(said)}</termEntry>'


VERSION_3 = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:basic="http://www.tbxinfo.net/ns/basic"
style="dct" type="TBX-Basic" xml:lang="en"><text><body>
<conceptEntry id="c7"><basic:subjectField>place</basic:subjectField>
<langSec xml:lang="zh-TW"><termSec><term>基輔</term></termSec></langSec>
<langSec xml:lang="pl"><termSec><term>Kijów</term>
<basic:administrativeStatus>admittedTerm-admn-sts</basic:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>"""


def forms(text):
    found = read_tbx(BytesIO(text.encode()))
    return [(form.language.tag, form.text, form.status.value) for form in found.concepts[0].forms]


def test_the_files_of_other_tools_are_read_in_their_ways():
    assert forms(MARTIF.format(entries=ONE)) == [
        ("en", "Kyiv", "preferred"),
        ("en", "Kiev", "forbidden"),
        ("uk", "Київ", "preferred"),
    ]
    assert forms(VERSION_3) == [("zh-Hant", "基輔", "preferred"), ("pl", "Kijów", "accepted")]
    [concept] = read_tbx(BytesIO(MARTIF.format(entries=ONE).encode())).concepts
    assert (concept.note, concept.forms[1].reason) == ("A city.", "From Russian.")
    assert read_tbx(BytesIO(VERSION_3.encode())).concepts[0].domain is Domain.PLACE


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("preferredTerm-admn-sts", FormStatus.PREFERRED),
        ("standardizedTerm-admn-sts", FormStatus.PREFERRED),
        ("admittedTerm-admn-sts", FormStatus.ACCEPTED),
        ("deprecatedTerm-admn-sts", FormStatus.FORBIDDEN),
        ("supersededTerm-admn-sts", FormStatus.FORBIDDEN),
        ("forbidden", FormStatus.FORBIDDEN),
        ("preferredTerm", FormStatus.PREFERRED),
        ("obsolete", FormStatus.FORBIDDEN),
        ("nobody knows this", FormStatus.ACCEPTED),
    ],
)
def test_what_other_tools_say_of_a_term_is_understood(word, status):
    text = MARTIF.format(entries=ONE.replace("preferredTerm-admn-sts", word))
    assert read_tbx(BytesIO(text.encode())).concepts[0].forms[0].status is status


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (entry(("ru", "Киев")), ["ru is no language of the house", "a has no term"]),
        (entry(("zh-CN", "基辅"), ("uk", "Київ")), ["zh-CN is no language"]),
        (entry(), ["a has no term"]),
        (ONE + ONE, ["42 stands twice"]),
        (ONE.replace("preferredTerm-admn-sts", "fine"), ["“fine” is no known status"]),
        (ONE.replace("<term>Kiev</term>", "<term>Kyiv</term>"), ["“Kyiv” stands twice"]),
        (ONE.replace("A city.", "A city. " * 200), ["a note of 42 has more than 1,000"]),
        (
            ONE.replace('"definition"', '"subjectField"') + entry(("uk", "Кия")),
            ["“A city.” is no subject"],
        ),
        (
            2 * entry(("uk", "Кия")).replace("</tig>", "<descrip type='context'/></tig>"),
            ["“context” has no place", "a stands twice"],
        ),
        (entry(("uk", "—")), ["“—” has no letter", "a has no term"]),
        (entry(("uk", "К" * 201), ("pl", "K")), ["200 characters"]),
    ],
)
def test_what_is_left_out_is_told_with_its_line_and_reason(entries, said):
    found = read_tbx(BytesIO(MARTIF.format(entries=entries).encode()))
    left = told(found.left_out)
    assert len(left) == len(said)
    for sentence, part in zip(left, said, strict=True):
        assert sentence.startswith("Line ")
        assert part in sentence


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE martif [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    "<martif><text><body><termEntry/>&b;</body></text></martif>"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (BOMB.encode(), "Remove the DOCTYPE"),
        (MARTIF.format(entries=ONE).encode()[:-40], "Bring the whole file"),
        (b"PK\x03\x04" + bytes(200), "Line 1"),
        (MARTIF.format(entries=ONE).replace("UTF-8", "windows-1251").encode("cp1251"), "UTF-8"),
        (MARTIF.format(entries=ONE).encode("cp1251"), "UTF-8"),
        (b"", "Bring the whole file"),
        (b"<martif>" + b" " * MOST_BYTES, "50 MB"),
    ],
)
def test_a_broken_or_hostile_file_is_refused_whole_with_its_mend(data, said):
    with pytest.raises(GlossaryFileRefused) as refused:
        read_glossary(data, name="terms.tbx")
    assert said in refused.value.problems[0].in_(EN)


def test_a_file_of_endless_entries_is_refused():
    entries = '<termEntry id="a"/>' * (MOST_ENTRIES + 1)
    with pytest.raises(XmlRefused):
        read_tbx(BytesIO(MARTIF.format(entries=entries).encode()))


@given(st.integers(0, 900), st.binary(max_size=4))
def test_whatever_is_done_to_a_file_it_is_read_or_refused(place, bytes_):
    data = bytearray(MARTIF.format(entries=ONE).encode())
    data[place : place + len(bytes_)] = bytes_
    with suppress(GlossaryFileRefused):
        read_glossary(bytes(data), name="a.tbx")


@pytest.mark.parametrize("name", ["terms.xlsx", "terms", "terms.tbx.zip"])
def test_a_file_of_another_kind_is_refused_by_its_name(name):
    for act in (lambda: read_glossary(b"", name=name), lambda: write_glossary((), name=name)):
        with pytest.raises(GlossaryFileRefused):
            act()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("concept,domain,language,form\na,place,uk,Київ".encode("cp1251"), "Row 2: these bytes"),
        (b"concept,domain\n", "Row 1: The first row"),
    ],
)
def test_a_broken_table_is_refused_with_its_row(data, said):
    with pytest.raises(GlossaryFileRefused) as refused:
        read_glossary(data, name="a.csv")
    assert refused.value.problems[0].in_(EN).startswith(said)


def test_what_we_write_is_what_the_standard_says_of_its_elements():
    root = etree.fromstring(written(SHIPPED[:20]))
    assert root.tag == "martif"
    assert [child.tag for child in root] == ["martifHeader", "text"]
    for each in root.iter("termEntry"):
        assert {child.tag for child in each} <= {"descrip", "note", "langSet"}
        for section in each.iter("langSet"):
            assert all(child.tag == "tig" and child[0].tag == "term" for child in section)


def keys(*entries: str) -> list[str]:
    data = MARTIF.format(entries="".join(entries)).encode()
    return [each.key for each in read_tbx(BytesIO(data)).concepts]


@pytest.mark.parametrize("number", ['id="1"', 'id="c-1"', ""])
def test_the_numbers_of_other_tools_never_mix_two_concepts(number):
    """Each file counts its entries from one; the same thing gets the same name again."""

    def named(*words):
        return keys(entry(*words).replace('id="a"', number))

    drone = named(("en", "Drone"), ("uk", "Дрон"))
    assert drone != named(("en", "Parliament"))
    assert drone == named(("en", "Drone"), ("pl", "Dron"))
    assert drone[0].startswith("drone-")
    assert named(("uk", "Дрон"))[0].startswith("uk-")


def test_a_concept_that_our_file_named_keeps_its_name_whatever_its_terms_become():
    data = written(SHIPPED[:1]).replace(SHIPPED[0].forms[0].text.encode(), b"Edited")
    [concept] = read_tbx(BytesIO(data)).concepts
    assert concept.key == SHIPPED[0].key
    assert "Edited" in {each.text for each in concept.forms}


def test_what_is_said_of_a_concept_is_kept_wherever_the_tool_puts_it():
    said = (
        '<termEntry id="a"><note>One.</note><langSet xml:lang="uk"><note>Two.</note>'
        '<descripGrp><descrip type="definition">Three.</descrip></descripGrp>'
        "<tig><term>Кия</term><descrip type='definition'>Four.</descrip></tig>"
        "</langSet></termEntry>"
    )
    [concept] = read_tbx(BytesIO(MARTIF.format(entries=said).encode())).concepts
    assert (concept.note, concept.forms[0].reason) == ("One. Two. Three.", "Four.")
