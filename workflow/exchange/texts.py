"""The bytes of a text file: read as what they say they are, or refused with what was guessed."""

import codecs

from charset_normalizer import from_bytes

from workflow.exchange.values import FileProblem, FileRefused
from workflow.text.cleaning import clean

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = ["cp1250", "cp1251", "big5", "cp1252", "iso8859_2", "koi8_u"]
_NO_CHARACTER_SETS = {"unicode_escape", "raw_unicode_escape", "idna", "punycode", "utf-7"}
_NUL = "\x00"
_SAMPLE = 50_000


def read_text(data: bytes, *, name: str, declared: str = "") -> str:
    """The words of a file, cleaned, with LF line ends.

    A byte order mark decides, else UTF-8, else the character set that the file itself declares.
    Anything else is only a guess, and raises ``FileRefused`` with it.
    """
    if not data.strip():
        raise _refused(name, "", "The file is empty. Take the translation out again.")
    text = _by_mark(data, name) or _tried(data, "utf-8") or _tried(data, declared)
    if text is None:
        raise _refused(name, "", _guessed(data))
    if _NUL in text:
        line = text[: text.index(_NUL)].count("\n") + 1
        raise _refused(name, f"line {line}", _guessed(data))
    return clean(text)


def _by_mark(data: bytes, name: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _refused(
                    name,
                    f"byte {error.start}",
                    f"The file says that it is {encoding.upper()}, and this is not. "
                    "Save it again as UTF-8.",
                ) from error
    return None


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        if not encoding or codecs.lookup(encoding).name in _NO_CHARACTER_SETS:
            return None
        return data.decode(encoding)
    except (LookupError, ValueError):  # no text encoding, or bytes that do not fit it
        return None


def _guessed(data: bytes) -> str:
    guess = _wide(data) or _narrow(data)
    if not guess:
        return "This is not text. Bring the file that the translation was worked on in."
    return (
        f"The file is not UTF-8; it looks like {guess}, but that is a guess, and a wrong one would "
        "spoil letters. Open it in its own program and save it as UTF-8."
    )


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of its line ends and spaces is zero."""
    sample = data[:_SAMPLE]
    for encoding, sign in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        if sample.count(sign) and sample.count(0) * 20 > len(sample):
            return encoding.upper()
    return ""


def _narrow(data: bytes) -> str:
    if 0 in data:
        return ""
    best = from_bytes(data[:_SAMPLE], cp_isolation=_GUESSES).best()
    return best.encoding if best else ""


def _refused(name: str, place: str, sentence: str) -> FileRefused:
    return FileRefused(name, (FileProblem(place=place, sentence=sentence),))
