"""Cleaning a text before anything else looks at it: one normal form, no invisible characters.

Letters that come as two code points (й, ó from PDFs and macOS) become one (NFC). Control
characters, byte order marks, zero-width spaces, lone surrogates and the two code points that no
XML may hold carry no words, break mail clients and files, and are taken out; line and paragraph
separators become newlines. U+FFFD stays, because it marks a place where a letter was lost and
somebody has to look.
"""

import re
import unicodedata

_NEWLINES = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n\n"}
_NEWLINE = re.compile("\r\n|[\r\u2028\u2029]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\ufeff\ufffe\uffff\ud800-\udfff]")
_PAGE_BREAKS = re.compile("[\x0b\x0c]")
_ASCII_SPACES = re.compile("[ \t\n]+")


def clean(text: str) -> str:
    """Return ``text`` in NFC, with LF newlines and without invisible control characters."""
    text = _NEWLINE.sub(lambda found: _NEWLINES[found.group()], text)
    text = _PAGE_BREAKS.sub(" ", text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))


def one_line(text: str) -> str:
    """Return ``text`` cleaned, as one line with single spaces; no-break spaces are kept."""
    return _ASCII_SPACES.sub(" ", clean(text)).strip()
