"""Where a line must not be broken: numbers and their units, abbreviations, initials, dates.

Sources: Український правопис 2019, technical rules of hyphenation; the language advice of PWN
(sjp.pwn.pl/poradnia) and the notes on hanging words, *sierotki*, for Polish.
"""

import re
from collections.abc import Iterator

from workflow.text.typography.abbreviations import POLISH, UKRAINIAN, Abbreviations, lettered
from workflow.text.typography.months import DAY, POLISH_MONTHS, UKRAINIAN_MONTHS, genitives
from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle, Option
from workflow.text.typography.swaps import NBSP, Find, Swap, spots, swapping

_SPACE = r"[ \u00a0]"
_GAP = r"(?P<spot> +)"
_CAPITAL = "A-ZĄĆĘŁŃÓŚŹŻА-ЯІЇЄҐ"
_BEFORE = 40  # characters that tell an initial from the letter of a plan or a vitamin


def ukrainian() -> Find:
    """The gaps of Ukrainian: units, № and §, initials, dates, parts of one abbreviation."""
    return swapping(
        (re.compile(r"(?P<spot>[№§]+ *)(?=\w)"), _sign),
        (re.compile(rf"(?<!\w)(?P<spot>(?:і|та|й){_SPACE}т\.{_SPACE}*[дп]\.)"), _joined),
        (re.compile(rf"(?<!\w)(?P<spot>(?:і|та|й){_SPACE}(?:ін|под)\.)"), _joined),
        (re.compile(rf"(?<!\w)(?P<spot>(?:до{_SPACE})?н\.{_SPACE}*е\.)"), _joined),
        (re.compile(rf"(?<!\w)(?P<spot>т\.{_SPACE}зв\.)"), _joined),
        (re.compile(rf"{DAY}{_GAP}(?=(?i:{genitives(UKRAINIAN_MONTHS)})(?!\w))"), NBSP),
        (re.compile(r"(?<![\w’'-])(?P<spot>[А-ЯІЇЄҐ]\.)(?=[А-ЯІЇЄҐ][а-яіїєґ’]{2})"), _parted),
        *_around_numbers(UKRAINIAN),
        *_around_names(UKRAINIAN),
    )


def polish() -> Find:
    """The gaps of Polish: units, titles, abbreviations, initials, dates."""
    return swapping(
        (re.compile(r"(?P<spot>§ *)(?=\w)"), _sign),
        (re.compile(rf"{DAY}{_GAP}(?=(?i:{genitives(POLISH_MONTHS)})(?!\w))"), NBSP),
        (re.compile(rf"(?<!\w)(?:dr|prof\.|mgr){_GAP}(?=(?:hab|inż)\.|dr(?!\w))"), NBSP),
        *_around_numbers(POLISH),
        *_around_names(POLISH),
    )


def before_dash() -> Find:
    """A dash within a line does not begin the next one."""
    return swapping((re.compile(rf"(?<=[^\s|]){_GAP}(?=[–—](?:[ \n]|$))"), NBSP))


def polish_letters() -> Find:
    """A word of one letter does not hang at the end of a line."""
    return swapping(
        (re.compile(rf"(?<![\w’'-])[aiouwz]{_GAP}(?=[^\s–—-])"), NBSP),
        (
            re.compile(
                rf"(?:^|[.!?…:”»\"]{_SPACE}|[–—„«(\[*_\"]|[–—] )[AIOUWZ]{_GAP}(?=[^\s–—-])",
                re.MULTILINE,
            ),
            NBSP,
        ),
        (re.compile(rf"(?<=[{_CAPITAL}]{{2}} )[AIOUWZ]{_GAP}(?=[{_CAPITAL}]{{2}})"), NBSP),
    )


def ukrainian_letters(option: Option) -> Find:
    """A word of one letter does not hang at the end of a line, where the house wants it so."""
    within = re.compile(rf"(?<![\w’ʼ'-])[авзійоуАВЗІЙОУ]{_GAP}(?=[^\s–—-])")

    def find(text: str, style: HouseStyle) -> Iterator[Spot]:
        if style.of(option) == "on":
            yield from spots(text, within, NBSP)

    return find


def _around_numbers(words: Abbreviations) -> Iterator[Swap]:
    """A number with its groups, its unit, and what says which number it is."""
    symbols = r"°[CСF]?|[₴€$£](?!\d)"
    grouped = (
        rf"(?<![\w.,:+/-])(?<!\d{_SPACE})(?<!\){_SPACE})(?P<spot>[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+)"
        rf"(?![\w:/-]|{_SPACE}\d)"
    )
    yield re.compile(grouped), _joined
    yield re.compile(rf"(?<=\d){_GAP}(?=(?:{words.after_number}|{symbols})(?!\w))"), NBSP
    yield re.compile(rf"(?<!\w)[IVXLCІХ]+{_GAP}(?={words.after_roman})"), NBSP
    yield (
        re.compile(rf"(?<!\w)(?!(?<=\d{_SPACE})[стгмрstmr]\.){words.before_number}{_GAP}(?=\d)"),
        NBSP,
    )


def _around_names(words: Abbreviations) -> Iterator[Swap]:
    """A name with its initials and with what it is the name of."""
    other = lettered(words)

    def unless_lettered(found: re.Match[str]) -> str | None:
        before = found.string[max(0, found.start() - _BEFORE) : found.start()]
        return None if other.search(before) else NBSP

    initial, surname = words.initial, words.surname
    both = rf"{initial}[ \u00a0]?{initial}"
    yield re.compile(rf"(?<![\w’'-]){initial}{_GAP}(?={initial}|{surname})"), unless_lettered
    yield re.compile(rf"(?<!\w){surname}\w+{_GAP}(?={both}(?!{_SPACE}?[{_CAPITAL}]))"), NBSP
    named = rf"(?<!\w)(?<!\d{_SPACE}){words.before_name}{_GAP}(?=[{_CAPITAL}\d«„\"])"
    yield re.compile(named), NBSP


def _sign(found: re.Match[str]) -> str:
    return found["spot"].rstrip(" ") + NBSP


def _parted(found: re.Match[str]) -> str:
    return found["spot"] + NBSP


def _joined(found: re.Match[str]) -> str:
    words = re.sub(r"\.[ \u00a0]*(?=\w)", f".{NBSP}", found["spot"])
    return words.replace(" ", NBSP)
