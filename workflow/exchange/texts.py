"""The bytes of a text file: read as what they say they are, or refused with what was guessed."""

import codecs
import re

from charset_normalizer import from_bytes

from workflow.exchange.limits import MOST_BYTES, refused, too_large
from workflow.exchange.values import FileRefused
from workflow.text.cleaning import clean

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXTS = (
    (b"PK\x03\x04", "a Word document or a ZIP archive"),
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Word"),
    (b"\x1f\x8b", "a GZIP archive"),
    (b"\xde\x12\x04\x95", "a compiled catalogue (.mo)"),
    (b"\x95\x04\x12\xde", "a compiled catalogue (.mo)"),
    (b"{\\rtf", "an RTF document"),
)
_GUESSES = ["cp1250", "cp1251", "big5", "cp1252", "iso8859_2", "koi8_u"]
_NO_CHARACTER_SETS = {
    "unicode_escape", "raw_unicode_escape", "idna", "punycode", "utf_7", "charmap"
}  # fmt: skip
_NUL = "\x00"
_SAMPLE = 50_000
_CONTROLS = re.compile("[\x80-\x9f]")
_CYRILLIC = re.compile("[а-яґєіїё]{3,}", re.IGNORECASE)
_SWAPPED = re.compile("\\b[а-яґєії][А-ЯҐЄІЇЁ]{2,}")


def read_text(data: bytes, *, name: str, declared: str = "") -> str:
    """The words of a file, cleaned, with LF line ends; raises ``FileRefused`` like ``decoded``."""
    return clean(decoded(data, name=name, declared=declared))


def decoded(data: bytes, *, name: str, declared: str = "") -> str:
    """The words of a file as they stand there.

    A byte order mark decides, else UTF-8, else the character set that the file itself declares.
    Anything else is only a guess, and raises ``FileRefused`` with it.
    """
    _refuse_no_text(data, name)
    text = _by_mark(data, name)
    if text is None:
        text = _tried(data, "utf-8")
    if text is None:
        text = _tried(data, declared)
        text = None if text and _is_garbled(text) else text
    if text is None:
        raise refused(name, _guessed(data))
    if _NUL in text:
        line = text.count("\n", 0, text.index(_NUL)) + 1
        raise refused(name, _guessed(data), place=f"line {line}")
    if problem := too_large(text):
        raise FileRefused(name, (problem,))
    return text


def _refuse_no_text(data: bytes, name: str) -> None:
    if len(data) > MOST_BYTES:
        sentence = f"The file is larger than {MOST_BYTES // 1_000_000} MB, which no story is."
        raise refused(name, f"{sentence} Bring the file of one story.")
    if not data.strip():
        raise refused(name, "The file is empty. Take the translation out again.")
    for sign, what in _NO_TEXTS:
        if data.startswith(sign):
            sentence = f"This is {what}, not a text file. Bring it in as what it is, or save the "
            raise refused(name, f"{sentence}words in it as UTF-8 text.")


def _by_mark(data: bytes, name: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise refused(
                    name,
                    f"The file says that it is {encoding.upper()}, and this is not. "
                    "Save it again as UTF-8.",
                    place=f"byte {error.start}",
                ) from error
    return None


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        if not encoding or codecs.lookup(encoding).name.replace("-", "_") in _NO_CHARACTER_SETS:
            return None
        return data.decode(encoding)
    except (LookupError, ValueError):  # no text encoding, or bytes that do not fit it
        return None


def _is_garbled(text: str) -> bool:
    """Whether letters came out wrong: control characters, or words such as мЮДЁЪ for Надія."""
    swapped = len(_SWAPPED.findall(text[:_SAMPLE]))
    return bool(_CONTROLS.search(text)) or swapped * 20 > len(_CYRILLIC.findall(text[:_SAMPLE]))


def _guessed(data: bytes) -> str:
    if _is_cut(data):
        return "The file ends in the middle of a letter: it was cut short. Bring the whole of it."
    guess = _wide(data) or _narrow(data)
    if not guess:
        return "This is not text. Bring the file that the translation was worked on in."
    return (
        f"The file is not UTF-8; it looks like {guess}, but that is a guess, and a wrong one would "
        "spoil letters. Open it in its own program and save it as UTF-8."
    )


def _is_cut(data: bytes) -> bool:
    """UTF-8 that is whole up to its last letter."""
    reader = codecs.getincrementaldecoder("utf-8")()
    try:
        reader.decode(data)
    except UnicodeDecodeError:
        return False
    return bool(reader.getstate()[0])


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: its line ends and spaces have a zero in every other byte."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if sample.count(0) * 20 < len(sample) or b"\n" not in sample:
        return ""
    encoding = "utf-16-be" if sample.index(b"\n") % 2 else "utf-16-le"
    text = sample.decode(encoding, "replace")
    words = sum(char.isprintable() or char.isspace() for char in text)
    return encoding.upper() if words > len(text) * 0.95 else ""


def _narrow(data: bytes) -> str:
    if 0 in data:
        return ""
    best = from_bytes(data[:_SAMPLE], cp_isolation=_GUESSES).best()
    return best.encoding if best else ""
