"""Bytes to text: byte order marks, UTF-8, the declared character set, then detection."""

import codecs
import re

from charset_normalizer import from_bytes

from workflow.text.problems import SourceProblem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ["cp1250", "cp1251", "big5", "cp1252", "iso8859_2", "koi8_u"]
_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"""^\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)""")
_HEADER = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NO_CHARACTER_SETS = {"unicode_escape", "raw_unicode_escape", "idna", "punycode", "utf-7"}
_SAMPLE = 100_000


def decode(data: bytes, *, name: str, content_type: str | None = None) -> str:
    """Return the text of a source; binary or undecodable bytes raise ``SourceProblem``."""
    text = _by_mark(data, name=name) or _by_declaration(data, content_type)
    if text is None and not data.count(0):
        text = _detected(data)
    if text is None or len(_BINARY.findall(text)) > len(text) // 1000:
        raise SourceProblem(
            "this is not text that can be read. Save it as UTF-8 text, Markdown, HTML or DOCX "
            "and add it again.",
            name=name,
        )
    return text


def _by_mark(data: bytes, *, name: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding).removeprefix("\ufeff")
            except UnicodeDecodeError as error:
                raise SourceProblem(
                    f"the file says it is {encoding.upper()}, but byte {error.start} does not fit. "
                    "Save it again as UTF-8.",
                    name=name,
                ) from error
    return None


def _by_declaration(data: bytes, content_type: str | None) -> str | None:
    for encoding in ("utf-8", _header_charset(content_type), _document_charset(data)):
        text = _try(data, encoding)
        if text is not None:
            return text
    return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        if not encoding or codecs.lookup(encoding).name in _NO_CHARACTER_SETS:
            return None
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def _header_charset(content_type: str | None) -> str:
    found = _HEADER.search(content_type or "")
    return _web_name(found[1]) if found else ""


def _document_charset(data: bytes) -> str:
    head = data[:4096]
    found = _DECLARED_XML.search(head) or _DECLARED.search(head)
    return _web_name(found[1].decode("ascii")) if found else ""


def _web_name(charset: str) -> str:
    """Web pages say latin-1 and mean windows-1252, say big5 and mean its common extension."""
    names = {"iso-8859-1": "cp1252", "latin1": "cp1252", "big5": "cp950"}
    return names.get(charset.lower(), charset)


def _detected(data: bytes) -> str | None:
    best = from_bytes(data[:_SAMPLE], cp_isolation=_LEGACY).best()
    if best is None:
        return None
    return _try(data, "cp950" if best.encoding == "big5" else best.encoding)
