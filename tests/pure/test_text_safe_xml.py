"""XML from strangers: what is read, what is refused and where, and that nothing crashes."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.safe_xml import XML_LANG, XmlRefused, local_name, parse_events, parse_whole

GOOD = '<tmx xmlns="urn:x">\n<tu xml:lang="uk">Є &lt; <b>100</b></tu>\n<tu>台北</tu></tmx>'
LAUGHS = b'<!DOCTYPE lol [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (after, b"&%c;" % before * 10)
    for before, after in zip(b"abcdefgh", b"bcdefghi", strict=True)
)


def read(
    data: bytes, *, tags=("tu",), most_bytes=10_000_000
) -> tuple[list[str], XmlRefused | None]:
    """The texts of the elements that came, and why no more came."""
    found = []
    try:
        for element in parse_events(io.BytesIO(data), tags=tags, most_bytes=most_bytes):
            found.append("".join(element.itertext()))
    except XmlRefused as refused:
        return found, refused
    return found, None


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        f'<?xml version="1.0" encoding="UTF-16"?>{GOOD}'.encode("utf-16-le"),
        f'<?xml version="1.0" encoding="UTF-16"?>{GOOD}'.encode("utf-16-be"),
        f'<?xml version="1.0" encoding="UTF-16"?>{GOOD}'.encode(),
        f'<!-- [a] -->\n<?x y?><!DOCTYPE tmx SYSTEM "tmx14.dtd">\n{GOOD}'.encode(),
        f"<!DOCTYPE tmx PUBLIC '-//x//y' 'http://192.0.2.1/tmx.dtd'>{GOOD}<!-- end -->".encode(),
    ],
)
def test_elements_come_one_by_one_whatever_the_encoding_and_a_plain_document_type(data):
    assert read(data) == (["Є < 100", "台北"], None)
    root = parse_whole(data, most_bytes=10_000)
    assert [local_name(each) for each in root] == ["tu", "tu"]
    assert root[0].get(XML_LANG) == "uk"


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (LAUGHS + b"]>\n<lol>&i;</lol>", 1, "document type"),
        (b'\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 2, "DOCTYPE"),
        (b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://192.0.2.1/x"> %x;]><a/>', 1, "DOCTYPE"),
        (b'<!DOCTYPE a SYSTEM "x" [ ]><a/>', 1, "DOCTYPE"),
        (b"<a>\n<tu>\n<!DOCTYPE a [<!ENTITY x 'y'>]></tu></a>", 3, "broken"),
        (b"<!DOCTYPE a SYSTEM 'x.dtd'>\n<a>\n&nbsp;</a>", 3, "nbsp"),
        (b"<a b='&x;'/>", 1, "broken"),
        (b"<a>\n" + b"<b>" * 100_000, 2, "more than 100"),
        (b"<a>" + b" " * 10_000_001 + b"</a>", 1, "10 MB"),
        (GOOD.encode("utf-32"), 1, "UTF-32"),
        (b'<?xml version="1.0" encoding="big5"?><a/>', 1, "big5"),
        (GOOD.encode("cp1251", "ignore"), 2, "UTF-8"),
        (GOOD.encode("utf-16")[:-1], 3, "UTF-16"),
        (b"<a>\0</a>", 1, "broken"),
        (b"<a>&#1;</a>", 1, "broken"),
        (b"<a>\n<b>\n</a>", 3, "broken"),
        (b"<a>\n<b>", 2, "ends before"),
        (b"", 1, "ends before"),
        (b"<!DOCTYPE", 1, "ends before"),
        (b"PK\3\4 and so on", 1, "broken"),
    ],
)
def test_what_is_hostile_or_broken_is_refused_with_its_line(data, line, words):
    found, refused = read(data, tags=("none",))
    assert found == []
    assert refused is not None
    assert refused.line == line
    assert words in str(refused)
    with pytest.raises(XmlRefused):
        parse_whole(data, most_bytes=10_000_000)


@pytest.mark.parametrize("break_at", [b"</tu></c>", b"\xff", b"<tu>\xd0", b"<tu>&no;</tu>", b"<tu"])
def test_what_ended_before_the_fault_is_given_before_it_is_said(break_at):
    found, refused = read(b"<a><tu>one</tu>\n<tu>two</tu>\n" + break_at)
    assert found == ["one", "two"]
    assert refused is not None
    assert refused.line == 3


def test_no_other_file_is_opened(tmp_path):
    other = tmp_path / "other.dtd"
    other.write_text("<!ENTITY told 'secret'>", encoding="utf-8")
    found, refused = read(f'<!DOCTYPE a SYSTEM "{other.as_uri()}"><a><tu>&told;</tu></a>'.encode())
    assert (found, refused is not None) == ([], True)


def test_ancestors_keep_their_attributes():
    parts = b"<x><note>n</note><tu>t</tu></x>" * 3
    data = b"<a><file id='1'>" + parts + b"</file><file id='2'><tu/></file></a>"
    files = [
        next(each for each in element.iterancestors() if local_name(each) == "file").get("id")
        for element in parse_events(io.BytesIO(data), tags=["tu"], most_bytes=10_000)
    ]
    assert files == ["1", "1", "1", "2"]


class Long(io.RawIOBase):
    """A file of many units that is nowhere whole."""

    def __init__(self, units: int) -> None:
        self.parts = iter([b"<a>", *[b"<tu><b>some words</b></tu><junk/>\n" * 10] * units, b"</a>"])

    def read(self, _: int = -1) -> bytes:
        return next(self.parts, b"")


def test_what_has_ended_is_forgotten_however_long_the_file_is():
    units = parse_events(Long(2_000), tags=["tu"], most_bytes=10**7)
    kept = [len(element.getparent()) for element in units]
    assert len(kept) == 20_000
    assert max(kept) <= 2 * 10 + 1


@given(data=st.data())
def test_a_spoilt_file_is_read_or_refused_and_never_crashes(data):
    spoilt = bytearray(data.draw(st.sampled_from([GOOD.encode(), GOOD.encode("utf-16"), LAUGHS])))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(spoilt) - 1))
        spoilt[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    read(bytes(spoilt))


@given(
    st.binary(max_size=60)
    | st.text(alphabet="<>!-?[]DOCTYPE tmx\"'&;/", max_size=60).map(str.encode)
)
def test_any_bytes_are_read_or_refused_and_never_crash(data):
    read(data)
