"""Email addresses: what may be one, and the form of it that every mail server understands.

A domain in letters outside ASCII is written the way IDNA 2008 says (``żółw.pl`` is
``xn--w-uga1v8h.pl``). No message of this module repeats the address: messages end up in logs.
"""

import re
import unicodedata
from dataclasses import dataclass

import idna

from workflow.languages.catalogue import catalogue, marked
from workflow.languages.language import Language

LONGEST_ADDRESS = 254
LONGEST_LOCAL_PART = 64

_ATEXT = r"[^\s\x00-\x20\x7f\"(),:;<>@\[\\\]]"
_LOCAL_PART = re.compile(rf"{_ATEXT}+")
_PLAIN = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])"
)
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "HANGUL")
_WRITTEN_TOGETHER = ({"CJK", "BOPOMOFO"}, {"CJK", "HIRAGANA", "KATAKANA"}, {"CJK", "HANGUL"})


NO_ADDRESS = marked("This is no address: one @ must stand between a name and a domain.")
TOO_LONG = marked("The address is too long: {most} bytes are the most. Check it.")
NAME_TOO_LONG = marked("The part before @ is too long: {most} bytes are the most. Check it.")
NAME_NOT_ASCII = marked(
    "The part before @ has letters outside ASCII, which most mail servers refuse. "
    "Ask the reader for another address, or send through a server with SMTPUTF8."
)
NAME_MALFORMED = marked(
    "The part before @ holds a space, a quotation mark, a bracket or a stray dot. "
    "Write it as in name.surname@example.org."
)
DOMAIN_IMPOSSIBLE = marked(
    "The domain after @ is not one that can exist. Check its letters, dots and hyphens."
)
DOMAIN_NOT_WHOLE = marked(
    "The domain after @ is not whole. Write it as in example.org, without a dot at its end."
)


class AddressRefused(ValueError):
    """A text is no address we can write to; the message says why and how to mend it."""

    def __init__(self, msgid: str, **values: object) -> None:
        self.msgid, self.values = msgid, values
        super().__init__(msgid.format(**values))

    def in_(self, language: Language) -> str:
        """The message in one language."""
        return catalogue(language).text(self.msgid, **self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address as mail servers want it: the domain in ASCII, in small letters.

    ``mixed_scripts`` holds the labels of the domain whose letters come from more than one script,
    such as a Ukrainian letter inside a Latin name: often a slip, sometimes a trap.
    """

    local_part: str
    domain: str
    mixed_scripts: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.local_part}@{self.domain}"

    @property
    def key(self) -> str:
        """The address folded for comparison: two spellings of one mailbox have one key."""
        return unicodedata.normalize("NFC", self.local_part).casefold() + "@" + self.domain


def parse_address(text: str, *, smtputf8: bool = False) -> Address:
    """The address of ``text``, or :class:`AddressRefused`.

    ``smtputf8`` says that the way out can carry letters outside ASCII before the @.
    """
    text = unicodedata.normalize("NFC", text.strip())
    local_part, at, domain = text.rpartition("@")
    if _PLAIN.fullmatch(text) and len(text) <= LONGEST_ADDRESS and "xn--" not in domain:
        _refuse_long_local_part(local_part)
        return Address(local_part=local_part, domain=domain)
    if not at or not local_part or not domain:
        raise AddressRefused(NO_ADDRESS)
    _check_local_part(local_part, smtputf8=smtputf8)
    address = Address(
        local_part=local_part, domain=_ascii_domain(domain), mixed_scripts=_mixed_labels(domain)
    )
    if len(str(address).encode()) > LONGEST_ADDRESS:
        raise AddressRefused(TOO_LONG, most=LONGEST_ADDRESS)
    return address


def _check_local_part(local_part: str, *, smtputf8: bool) -> None:
    if not local_part.isascii() and not smtputf8:
        raise AddressRefused(NAME_NOT_ASCII)
    dots_in_order = not local_part.startswith(".") and not local_part.endswith(".")
    clean = _LOCAL_PART.fullmatch(local_part) and not any(
        unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
        for letter in local_part
    )
    if not clean or not dots_in_order or ".." in local_part:
        raise AddressRefused(NAME_MALFORMED)
    _refuse_long_local_part(local_part)


def _refuse_long_local_part(local_part: str) -> None:
    if len(local_part.encode()) > LONGEST_LOCAL_PART:
        raise AddressRefused(NAME_TOO_LONG, most=LONGEST_LOCAL_PART)


def _ascii_domain(domain: str) -> str:
    try:
        encoded = idna.encode(domain, uts46=True, std3_rules=True).decode("ascii").lower()
    except idna.IDNAError as error:
        raise AddressRefused(DOMAIN_IMPOSSIBLE) from error
    last = encoded.rpartition(".")[2]
    if "." not in encoded.strip(".") or encoded.endswith(".") or last.isdigit():
        raise AddressRefused(DOMAIN_NOT_WHOLE)
    return encoded


def _mixed_labels(domain: str) -> tuple[str, ...]:
    return tuple(label for label in re.split("[.。．｡]", domain) if _mixes_scripts(label))


def _mixes_scripts(label: str) -> bool:
    """Whether letters of scripts that are not written together stand side by side."""
    scripts = {script for letter in label if (script := _script(letter))}
    return len(scripts) > 1 and not any(scripts <= together for together in _WRITTEN_TOGETHER)


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((script for script in _SCRIPTS if name.startswith(script)), "")
