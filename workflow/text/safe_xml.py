"""XML from strangers, read in one safe way: in a stream, without a document type or entities.

The bytes are decoded here and the document type is blanked before the parser sees a letter, so
that no entity can be declared, no other file is opened, and no other encoding guessed. UTF-8 and
UTF-16 are read; the bytes decide between the two, whatever the first line says.
"""

import codecs
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any, BinaryIO, TypeAlias

from lxml import etree

from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say

Element: TypeAlias = Any  # an element of lxml, which has no types
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOST_DEEP = 100
_CHUNK = 65_536
_READ_ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_DECLARED = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]{1,40})["']""")
_DOCTYPE = re.compile(
    r"""<!DOCTYPE\s+[^\s<>\[\]"']+(?:\s+(?:SYSTEM|PUBLIC)(?:\s+(?:"[^"]*"|'[^']*')){1,2})?\s*>"""
)
_NOT_NEWLINES = re.compile("[^\n]")

TOO_LARGE = marked("The file is larger than {limit}. Split it, and bring the parts.")
NOT_READ = marked("The file is written in {encoding}, which is not read. Save it as UTF-8.")
BAD_BYTES = marked("Line {line} holds bytes that are not {encoding}. Save the file as UTF-8.")
DECLARES = marked(
    "Line {line}: the document type declares entities or rules of its own, which are never read. "
    "Remove the DOCTYPE and save the file again."
)
TOO_DEEP = marked(
    "Line {line}: elements stand within one another more than {most} deep. No tool writes that: "
    "export the file again."
)
BROKEN = marked("Line {line}: the XML is broken ({detail}). Mend it there or export again.")
CUT_OFF = marked("Line {line}: the file ends before its XML does. Bring the whole file.")


class XmlRefused(ValueError):
    """XML that is not read any further; ``sentence`` says what, where and how to mend it."""

    def __init__(self, line: int, sentence: Sentence) -> None:
        self.line = line
        self.sentence = sentence
        super().__init__(sentence.msgid.format_map(sentence.values))


def parse_events(stream: BinaryIO, *, tags: Collection[str], most_bytes: int) -> Iterator[Element]:
    """Each element with one of these local names, when it has ended and in that order.

    Its ancestors still have their attributes; everything that ended before is forgotten, so that
    memory stays flat. An element is emptied once the next one is asked for, unless it stands
    within another that is wanted. ``XmlRefused`` comes after all elements that ended before it.
    """
    wanted = frozenset(tags)
    inside = 0
    for event, element in _events(stream, most_bytes):
        asked = local_name(element) in wanted
        if event == "start":
            inside += asked
            continue
        if asked:
            inside -= 1
            yield element
        if not inside:
            _forget(element)


def parse_whole(data: bytes, *, most_bytes: int) -> Element:
    """The root of a document, whole; for files that are small by their nature."""
    root = None
    for _, element in _events(BytesIO(data), most_bytes):
        root = element if root is None else root
    return root


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _forget(element: Element) -> None:
    """Empty an element and remove those before it; the parser still stands at this one."""
    element.clear()
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)


def _events(stream: BinaryIO, most_bytes: int) -> Iterator[tuple[str, Element]]:
    parser = etree.XMLPullParser(
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth = 0
    for text in _without_doctype(_decoded(stream, most_bytes)):
        broken = _fed(parser, text)
        for event, element in parser.read_events():
            depth += 1 if event == "start" else -1
            if depth > MOST_DEEP:
                line = element.sourceline
                raise XmlRefused(line, say(TOO_DEEP, line=str(line), most=MOST_DEEP))
            yield event, element
        if broken is not None:
            raise broken
    _closed(parser)


def _fed(parser: Any, text: str) -> XmlRefused | None:
    """Feed some text; what is wrong with it is raised only once its events are read."""
    with suppress(etree.XMLSyntaxError):
        parser.feed(text.encode())
    faults = parser.feed_error_log.filter_from_fatals()
    if not faults:
        return None
    line = max(faults[0].line, 1)
    detail = " ".join(faults[0].message.split())
    return XmlRefused(line, say(BROKEN, line=str(line), detail=detail))


def _closed(parser: Any) -> None:
    try:
        parser.close()
    except etree.XMLSyntaxError as error:
        line = max(error.lineno or 1, 1)
        raise XmlRefused(line, say(CUT_OFF, line=str(line))) from None


def _decoded(stream: BinaryIO, most_bytes: int) -> Iterator[str]:
    """The text of the file in pieces; what stands before bytes that are no text comes first."""
    chunk = stream.read(_CHUNK)
    encoding = _encoding(chunk)
    decoder = codecs.getincrementaldecoder(encoding)()
    size, line = 0, 1
    while True:
        size += len(chunk)
        if size > most_bytes:
            raise XmlRefused(line, say(TOO_LARGE, limit=_megabytes(most_bytes)))
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode(encoding, "ignore")
            yield before
            line += before.count("\n")
            name = encoding.removesuffix("-sig").upper()
            raise XmlRefused(line, say(BAD_BYTES, line=str(line), encoding=name)) from None
        if text:
            yield text
        if not chunk:
            return
        line += text.count("\n")
        chunk = stream.read(_CHUNK)


def _encoding(start: bytes) -> str:
    """Which of UTF-8 and UTF-16 the bytes are; anything else is refused by its name."""
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise XmlRefused(1, say(NOT_READ, encoding="UTF-32"))
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
        (b"<\0", "utf-16-le"),
        (b"\0<", "utf-16-be"),
    ):
        if start.startswith(mark):
            return encoding
    declared = _DECLARED.match(start)
    name = declared[1].decode("ascii", "replace") if declared else "utf-8"
    if name.lower() not in _READ_ENCODINGS and not name.lower().startswith("utf-16"):
        raise XmlRefused(1, say(NOT_READ, encoding=name))
    return "utf-8"


def _without_doctype(pieces: Iterator[str]) -> Iterator[str]:
    """The text with its document type made blank; one that declares something is refused."""
    held = ""
    for piece in pieces:
        held += piece
        ready, held, begun = _prolog(held)
        if ready:
            yield ready
        if begun or len(held) > _CHUNK:
            break
    if held:
        yield held
    yield from pieces


def _prolog(text: str) -> tuple[str, str, bool]:
    """What may be parsed of the beginning, what has to wait, and whether the root has begun."""
    at = 0
    done: list[str] = []
    while at < len(text):
        end = _end_of_part(text, at)
        if end <= at:
            return "".join(done), text[at:], end < 0
        part = text[at:end]
        done.append(_NOT_NEWLINES.sub(" ", part) if part.startswith("<!DOCTYPE") else part)
        at = end
    return "".join(done), "", False


def _end_of_part(text: str, at: int) -> int:
    """Where spaces, a comment or the like end; ``at`` when more is needed, -1 at the root."""
    for opening, closing in (("<?", "?>"), ("<!--", "-->")):
        if text.startswith(opening, at):
            found = text.find(closing, at + len(opening))
            return at if found < 0 else found + len(closing)
    if text.startswith("<!DOCTYPE", at):
        return _end_of_doctype(text, at)
    if text[at].isspace():
        return at + len(text[at:]) - len(text[at:].lstrip())
    return at if "<!DOCTYPE".startswith(text[at:]) or "<!--".startswith(text[at:]) else -1


def _end_of_doctype(text: str, at: int) -> int:
    plain = _DOCTYPE.match(text, at)
    if plain:
        return plain.end()
    if "[" in text[at:] or ">" in text[at:]:
        line = text.count("\n", 0, at) + 1
        raise XmlRefused(line, say(DECLARES, line=str(line)))
    return at


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g} MB"
