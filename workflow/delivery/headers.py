"""Mail headers, encoded and folded by ourselves (RFC 2047 and RFC 5322).

Python's own folding loses spaces between the words of Ukrainian and Polish subjects in some
versions, and writes encoded words longer than the standard allows in others. So every header whose
words people read is written here: plain ASCII stays plain and is folded at its spaces; anything
else becomes base64 words, cut between characters, each of which a mail program can read alone.
"""

import re
from base64 import b64encode
from collections.abc import Iterator

LONGEST_LINE = 76  # of a line that carries an encoded word
LONGEST_WORD = 75  # of one encoded word, frame included
LONGEST_ANY_LINE = 998  # of any line that may pass through SMTP

_OPENING, _CLOSING = "=?utf-8?B?", "?="
_FOLD = "\r\n "
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+( [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_PRINTABLE = re.compile(r"[\x20-\x7e]*")
# Control characters, the two Unicode line breaks, and halves of letters.
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BREAKING = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class HeaderRefused(ValueError):
    """A text cannot stand in a header; the message names the header and the mend."""


def words(name: str, text: str) -> str:
    """The header ``name`` whose whole value is a text, such as a subject. No line end after it."""
    _refuse_controls(name, text)
    start = f"{name}: "
    if _may_stay_plain(text):
        folded = _fold_plain(start, text)
        if folded is not None:
            return folded
    return start + _encode(text, room=LONGEST_LINE - len(start))


def mailbox(name: str, phrase: str, address: str) -> str:
    """The header ``name`` that shows a phrase before an address or list identifier.

    ``address`` must be finished: without its angle brackets, in ASCII (or, where the transport can
    take it, UTF-8). An empty phrase leaves the bare address.
    """
    _refuse_controls(name, phrase)
    refuse_breaks(name, address)
    start = f"{name}: "
    if not phrase.strip():
        return f"{start}<{address}>" if name == "List-Id" else f"{start}{address}"
    shown = _phrase(start, phrase.strip())
    last_line = (start + shown).rpartition("\r\n")[2]
    fits = len(last_line) + len(address) + 3 <= LONGEST_LINE
    return f"{start}{shown}{' ' if fits else _FOLD}<{address}>"


def one_line(name: str, value: str) -> str:
    """The header ``name`` with a value of ASCII that is never folded, such as a page's address."""
    refuse_breaks(name, value)
    if not _PRINTABLE.fullmatch(value):
        raise HeaderRefused(
            f"{name} would carry letters outside ASCII. Write the address in its encoded form "
            "(xn--… for a domain, %XX in a path)."
        )
    line = f"{name}: {value}"
    if len(line) > LONGEST_ANY_LINE:
        raise HeaderRefused(
            f"{name} would be {len(line)} characters long; {LONGEST_ANY_LINE} is the most a mail "
            "server takes. Shorten the public address or the list's name."
        )
    return line


def value(header: str) -> str:
    """The value alone, on one line, as services that build the message themselves want it."""
    return header.partition(": ")[2].replace("\r\n", "")


def refuse_breaks(name: str, text: str) -> None:
    """Let a finished value pass; refuse one that could begin a header of its own, or a line."""
    if _BREAKING.search(text):
        raise HeaderRefused(
            f"{name} would carry a space, a line break or a control character inside an address. "
            "Remove it."
        )


def _refuse_controls(name: str, text: str) -> None:
    found = _FORBIDDEN.search(text)
    if found:
        raise HeaderRefused(
            f"{name} holds the character U+{ord(found[0]):04X}, a line break, control character "
            "or half a letter, which no header may carry. Remove it."
        )


def _may_stay_plain(text: str) -> bool:
    """Plain only where no reader could see anything else: no lost spaces, no seeming code."""
    return (
        _PRINTABLE.fullmatch(text) is not None
        and "=?" not in text
        and "  " not in text
        and text == text.strip()
    )


def _fold_plain(start: str, text: str) -> str | None:
    """The header folded at spaces, or nothing where a word is too long for a line of its own."""
    lines = [start.rstrip()]
    for word in text.split(" "):
        if len(lines[-1]) + 1 + len(word) <= LONGEST_LINE:
            lines[-1] += f" {word}"
        elif len(word) < LONGEST_LINE and len(lines[-1]) > len(start):
            lines.append(f" {word}")
        else:
            return None
    return "\r\n".join(lines) if text else start


def _phrase(start: str, phrase: str) -> str:
    """A display name: atoms as they are, other ASCII quoted, the rest in encoded words."""
    room = LONGEST_LINE - len(start)
    if _may_stay_plain(phrase):
        shown = phrase
        if not _ATOMS.fullmatch(phrase):
            escaped = phrase.replace("\\", "\\\\").replace('"', '\\"')
            shown = f'"{escaped}"'
        if len(shown) <= room:
            return shown
    return _encode(phrase, room=room)


def _encode(text: str, *, room: int) -> str:
    """Base64 words one to a line; the first has ``room`` characters, the others a whole line."""
    return _FOLD.join(
        _OPENING + b64encode(piece).decode("ascii") + _CLOSING for piece in _pieces(text, room)
    )


def _pieces(text: str, room: int) -> Iterator[bytes]:
    """The text in UTF-8, cut between characters into what fits each word."""
    most = _bytes_in(min(room, LONGEST_WORD))
    piece = b""
    for letter in text:
        encoded = letter.encode()
        if len(piece) + len(encoded) > most:
            yield piece
            piece, most = b"", _bytes_in(LONGEST_WORD)
        piece += encoded
    yield piece


def _bytes_in(room: int) -> int:
    """How many bytes fit an encoded word of ``room`` characters: three for every four."""
    return (room - len(_OPENING) - len(_CLOSING)) // 4 * 3
