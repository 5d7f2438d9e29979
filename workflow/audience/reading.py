"""Reading a file of readers, row by row: every row becomes a reader-to-be or its problems."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from workflow.audience.addresses import Address, AddressRefused, parse_address
from workflow.languages.catalogue import catalogue, marked
from workflow.languages.language import Language
from workflow.languages.negotiation import negotiate
from workflow.languages.registry import ALL

COLUMNS = ("address", "name", "language", "time_zone", "subscribed_at")
LONGEST_NAME = 200
EARLIEST_YEAR = 2000

NOT_UTF8 = marked("This line is not UTF-8. Save the file as UTF-8 and try again.")
NOT_CSV = marked("This row is not well-formed CSV. Check its quotation marks and line ends.")
WRONG_COLUMNS = marked("The first line must name these columns and no others: {columns}.")
WRONG_COUNT = marked(
    "This row has {found} fields where the first line names {wanted}. "
    "Add what is missing, or quote fields that hold a comma."
)
TWO_SCRIPTS = marked(
    "The domain mixes letters of two scripts in “{label}”, as false addresses do. "
    "Check each letter; if it is right, write the domain in its xn--… form."
)
BAD_NAME = marked(
    "The name holds a line break or control character, or more than {most} characters. Shorten it."
)
NO_LANGUAGE = marked("The language “{value}” is none of ours. Write one of: {known}.")
NO_TIME_ZONE = marked(
    "The time zone “{value}” is not known. Write one as in Europe/Kyiv, or leave it empty for UTC."
)
NO_TIME = marked(
    "“{value}” is no time with a zone. Write when the reader subscribed, "
    "as in 2026-03-01T09:30:00+01:00: it is the evidence of consent."
)
FUTURE_TIME = marked("The reader cannot have subscribed in the future ({value}). Mend the time.")
TOO_EARLY = marked(
    "The reader cannot have subscribed before the year {year} ({value}). Mend the time."
)

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """What is wrong with one row, and its mend. ``line`` is the row's first line in the file."""

    line: int
    msgid: str
    values: Mapping[str, object] = field(default_factory=dict)

    def in_(self, language: Language) -> str:
        """The sentence in one language."""
        words = catalogue(language)
        sentence = words.text(self.msgid, **self.values)
        return words.text("Line {line}: {sentence}", line=self.line, sentence=sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One reader as a file describes them."""

    line: int
    address: Address = field(repr=False)
    name: str = field(repr=False)
    language: Language
    time_zone: str
    subscribed_at: datetime


class _Refused(Exception):
    """A value that cannot be used: the message and its values."""

    def __init__(self, msgid: str, **values: object) -> None:
        self.msgid, self.values = msgid, values
        super().__init__(msgid)


def read_rows(lines: Iterable[bytes], *, at: datetime) -> Iterator[Row | RowProblem]:
    """Rows and problems, in the order of the file; nothing is held back but the row in hand.

    Commas or semicolons separate fields, whichever the first line uses. ``at`` is now.
    """
    undecoded: list[int] = []
    decoded = _decoded(lines, undecoded)
    first = next(decoded, "")
    columns = _columns(first)
    if columns is None or undecoded:
        msgid = NOT_UTF8 if undecoded else WRONG_COLUMNS
        yield RowProblem(line=1, msgid=msgid, values={"columns": ", ".join(COLUMNS)})
        return
    delimiter = ";" if ";" in first else ","
    table = csv.reader(decoded, delimiter=delimiter, strict=True)
    for line, fields in _records(table):
        yield from (RowProblem(line=each, msgid=NOT_UTF8) for each in undecoded)
        undecoded.clear()
        if fields is None:
            yield RowProblem(line=line, msgid=NOT_CSV)
        elif fields:
            yield from _read(line, fields, columns, at)
    yield from (RowProblem(line=each, msgid=NOT_UTF8) for each in undecoded)


def _decoded(lines: Iterable[bytes], undecoded: list[int]) -> Iterator[str]:
    """The lines as text. One that is not UTF-8 comes as an empty line, and its number is noted."""
    for number, line in enumerate(lines, 1):
        raw = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        try:
            yield raw.decode("utf-8")
        except UnicodeDecodeError:
            undecoded.append(number)
            yield "\n"


def _columns(first: str) -> tuple[str, ...] | None:
    """The columns as the first line names them, if they are ours."""
    named = tuple(name.strip(' "') for name in re.split("[,;]", first.strip()))
    return named if sorted(named) == sorted(COLUMNS) else None


def _records(table: Any) -> Iterator[tuple[int, list[str] | None]]:
    """Each record with the number of its first line; None where it is malformed."""
    while True:
        line = table.line_num + 2  # the first line of the file was read apart
        try:
            fields = next(table)
        except StopIteration:
            return
        except csv.Error:
            yield line, None
        else:
            yield line, fields


def _read(
    line: int, fields: list[str], columns: tuple[str, ...], at: datetime
) -> Iterator[Row | RowProblem]:
    """The row, or every problem it has."""
    if len(fields) != len(columns):
        values = {"found": len(fields), "wanted": len(columns)}
        yield RowProblem(line=line, msgid=WRONG_COUNT, values=values)
        return
    given = {name: value.strip() for name, value in zip(columns, fields, strict=True)}
    checks: dict[str, Callable[[str], object]] = {
        "address": _address,
        "name": _name,
        "language": _language,
        "time_zone": _time_zone,
        "subscribed_at": lambda value: _time(value, at),
    }
    read: dict[str, Any] = {}
    problems = []
    for name, check in checks.items():
        try:
            read[name] = check(given[name])
        except (_Refused, AddressRefused) as refused:
            problems.append(RowProblem(line=line, msgid=refused.msgid, values=refused.values))
    if problems:
        yield from problems
    else:
        yield Row(line=line, **read)


def _address(value: str) -> Address:
    address = parse_address(value)
    if address.mixed_scripts:
        raise _Refused(TWO_SCRIPTS, label=address.mixed_scripts[0])
    return address


def _name(value: str) -> str:
    if _UNPRINTABLE.search(value) or len(value) > LONGEST_NAME:
        raise _Refused(BAD_NAME, most=LONGEST_NAME)
    return value


def _language(value: str) -> Language:
    language = negotiate((value,))
    if language is None:
        known = ", ".join(each.tag for each in ALL)
        raise _Refused(NO_LANGUAGE, value=value[:40], known=known)
    return language


def _time_zone(value: str) -> str:
    if value and value not in _time_zones():
        raise _Refused(NO_TIME_ZONE, value=value[:40])
    return value or "UTC"


def _time(value: str, at: datetime) -> datetime:
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        raise _Refused(NO_TIME, value=value[:40]) from None
    if time.tzinfo is None:
        raise _Refused(NO_TIME, value=value[:40])
    if time.year < EARLIEST_YEAR:
        raise _Refused(TOO_EARLY, year=EARLIEST_YEAR, value=value[:40])
    if time > at:
        raise _Refused(FUTURE_TIME, value=value[:40])
    return time


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())
