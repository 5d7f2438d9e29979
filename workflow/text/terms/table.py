"""A glossary as a table that people can edit: one form a line, read whole or refused whole.

A concept's lines stand together or apart; its note is taken from the first of them that has one.
Several inflected forms are parted by a vertical bar.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from io import StringIO
from typing import TypeVar

from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.languages.registry import ALL, by_tag
from workflow.languages.sentences import Sentence, say
from workflow.text.cleaning import one_line
from workflow.text.terms.values import Concept, Confidence, Domain, FormStatus, TermForm

COLUMNS = (
    "concept",
    "domain",
    "language",
    "form",
    "status",
    "exact_case",
    "inflected",
    "reason",
    "note",
    "confidence",
    "decided_on",
)
MOST_ROWS = 100_000
LONGEST_FORM = 200  # characters
LONGEST_WORDS = 1_000  # of a note, of a reason
KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")
_BAR = "|"
_YES, _NO = "yes", ""

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermProblem:
    """What is wrong, and in which row; the first below the names of the columns is row 2."""

    row: int
    sentence: Sentence


class TermsRefused(ValueError):
    """A table that is refused whole; ``problems`` says of each row what to mend."""

    def __init__(self, problems: Iterable[TermProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            "\n".join(
                f"{each.row}: {each.sentence.msgid.format_map(each.sentence.values)}"
                for each in self.problems
            )
        )


def read_terms(text: str) -> tuple[Concept, ...]:
    """The concepts of a table, in the order in which they first stand; raises ``TermsRefused``."""
    reader = _Reader()
    rows = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        for number, cells in enumerate(rows, start=1):
            if number == 1:
                reader.head(cells)
            elif number > MOST_ROWS + 1:
                reader.wrong(number, _TOO_MANY, most=MOST_ROWS)
            elif any(cell.strip() for cell in cells):
                reader.row(number, cells)
            if reader.stopped:
                break
    except csv.Error as error:
        reader.wrong(rows.line_num, _NO_TABLE, detail=str(error))
    concepts = tuple(reader.concepts())
    if reader.problems:
        raise TermsRefused(reader.problems)
    return concepts


def write_terms(concepts: Iterable[Concept]) -> str:
    """The table of these concepts, with LF line ends; read again it gives the same concepts."""
    written = StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for concept in concepts:
        for place, form in enumerate(concept.forms):
            writer.writerow(
                (
                    concept.key,
                    concept.domain,
                    form.language.tag,
                    form.text,
                    form.status,
                    _YES if form.exact_case else _NO,
                    _BAR.join(form.inflected),
                    form.reason,
                    "" if place else concept.note,
                    form.confidence,
                    form.decided_on,
                )
            )
    return written.getvalue()


_TOO_MANY = marked("The table has more than {most} rows. Split it, and bring the parts.")
_NO_TABLE = marked("This cannot be read as a table ({detail}). Save it as CSV with commas, UTF-8.")
_NO_HEAD = marked("The first row must name the columns: {columns}. Missing: {missing}.")
_UNKNOWN_COLUMN = marked("There is no column {name}. Remove it, or write one of: {columns}.")
_TWICE = marked("The column {name} stands twice. Keep one.")
_CELLS = marked("This row has {found} cells, and the first {expected}. Put the commas right.")
_BAD_KEY = marked(
    "“{key}” cannot name a concept. Use small Latin letters, digits and hyphens, 80 at most."
)
_CHOOSE = marked("{column} is “{found}”. Write one of: {choices}.")
_EMPTY_FORM = marked("The form is empty. Write the word, or remove the row.")
_TOO_LONG = marked("{column} has more than {most} characters. Shorten it.")
_NO_WORD = marked("“{form}” has no letter or digit, so no text can be searched for it.")
_BAD_DAY = marked("decided_on is “{found}”, which is no day. Write it as 2026-10-02, or nothing.")
_OTHER_DOMAIN = marked("{key} has the domain {found} here and {first} in row {row}. Keep one.")
_SAME_FORM = marked("{key} has the form “{form}” in this language in row {row} already. Keep one.")
_TWO_PREFERRED = marked(
    "{key} has a preferred form in this language in row {row} already. Call one of them accepted."
)


@dataclass(slots=True)
class _Rows:
    """The rows of one concept so far."""

    domain: Domain
    row: int
    note: str = ""
    forms: dict[tuple[str, str], tuple[int, TermForm]] = field(default_factory=dict)
    preferred: dict[str, int] = field(default_factory=dict)


class _Reader:
    """Reads row by row and remembers everything that was wrong."""

    def __init__(self) -> None:
        self.problems: list[TermProblem] = []
        self.stopped = False
        self._columns: list[str] = []
        self._concepts: dict[str, _Rows] = {}

    def wrong(self, row: int, msgid: str, /, **values: object) -> None:
        self.problems.append(TermProblem(row=row, sentence=say(msgid, **values)))
        self.stopped = self.stopped or msgid in {_TOO_MANY, _NO_HEAD}

    def head(self, cells: list[str]) -> None:
        self._columns = [cell.strip().lower() for cell in cells]
        named = ", ".join(COLUMNS)
        missing = [name for name in COLUMNS[:4] if name not in self._columns]
        if missing:
            self.wrong(1, _NO_HEAD, columns=named, missing=", ".join(missing))
        for name in dict.fromkeys(self._columns):
            if name not in COLUMNS:
                self.wrong(1, _UNKNOWN_COLUMN, name=name or "–", columns=named)
            elif self._columns.count(name) > 1:
                self.wrong(1, _TWICE, name=name)

    def row(self, number: int, cells: list[str]) -> None:
        if len(cells) != len(self._columns):
            self.wrong(number, _CELLS, found=len(cells), expected=len(self._columns))
            return
        said = {name: one_line(cell) for name, cell in zip(self._columns, cells, strict=True)}
        before = len(self.problems)
        key, domain, form = said["concept"], self._domain(number, said), self._form(number, said)
        if not KEY.fullmatch(key):
            self.wrong(number, _BAD_KEY, key=key)
        if form and domain and len(self.problems) == before:
            self._add(number, key, domain, said.get("note", ""), form)

    def _domain(self, number: int, said: Mapping[str, str]) -> Domain | None:
        return self._choice(number, "domain", said, Domain)

    def _form(self, number: int, said: Mapping[str, str]) -> TermForm | None:
        language = self._language(number, said)
        status = self._choice(number, "status", said, FormStatus, FormStatus.PREFERRED)
        confidence = self._choice(number, "confidence", said, Confidence, Confidence.HIGH)
        exact = said.get("exact_case", "").lower()
        if exact not in {_YES, _NO, "no"}:
            self.wrong(number, _CHOOSE, column="exact_case", found=exact, choices="yes, no")
        self._lengths(number, said)
        inflected = [one_line(each) for each in said.get("inflected", "").split(_BAR)]
        self._words(number, said["form"], [each for each in inflected if each])
        day = said.get("decided_on", "")
        if day and not is_day(day):
            self.wrong(number, _BAD_DAY, found=day)
        if not (language and status and confidence):
            return None
        return TermForm(
            language=language,
            text=said["form"],
            status=status,
            exact_case=exact == _YES,
            inflected=tuple(dict.fromkeys(filter(None, inflected))),
            reason=said.get("reason", ""),
            confidence=confidence,
            decided_on=day,
        )

    def _language(self, number: int, said: Mapping[str, str]) -> Language | None:
        try:
            return by_tag(said["language"])
        except KeyError:
            choices = ", ".join(language.tag for language in ALL)
            self.wrong(number, _CHOOSE, column="language", found=said["language"], choices=choices)
            return None

    def _choice(
        self,
        number: int,
        column: str,
        said: Mapping[str, str],
        kind: type[Choice],
        usual: Choice | None = None,
    ) -> Choice | None:
        found = said.get(column, "").lower()
        if not found and usual is not None:
            return usual
        try:
            return kind(found)
        except ValueError:
            self.wrong(number, _CHOOSE, column=column, found=found, choices=", ".join(kind))
            return None

    def _lengths(self, number: int, said: Mapping[str, str]) -> None:
        for column, most in (
            ("form", LONGEST_FORM),
            ("reason", LONGEST_WORDS),
            ("note", LONGEST_WORDS),
            ("inflected", LONGEST_WORDS),
        ):
            if len(said.get(column, "")) > most:
                self.wrong(number, _TOO_LONG, column=column, most=most)

    def _words(self, number: int, form: str, inflected: list[str]) -> None:
        if not form:
            self.wrong(number, _EMPTY_FORM)
            return
        for each in (form, *inflected):
            if not any(map(str.isalnum, each)):
                self.wrong(number, _NO_WORD, form=each)

    def _add(self, number: int, key: str, domain: Domain, note: str, form: TermForm) -> None:
        rows = self._concepts.setdefault(key, _Rows(domain=domain, row=number))
        if rows.domain is not domain:
            self.wrong(
                number, _OTHER_DOMAIN, key=key, found=domain, first=rows.domain, row=rows.row
            )
        tag = form.language.tag
        first = rows.forms.get((tag, form.text))
        if first:
            self.wrong(number, _SAME_FORM, key=key, form=form.text, row=first[0])
            return
        if form.status is FormStatus.PREFERRED:
            if tag in rows.preferred:
                self.wrong(number, _TWO_PREFERRED, key=key, row=rows.preferred[tag])
            rows.preferred.setdefault(tag, number)
        rows.note = rows.note or note
        rows.forms[tag, form.text] = (number, form)

    def concepts(self) -> Iterator[Concept]:
        for key, rows in self._concepts.items():
            forms = tuple(form for _, form in rows.forms.values())
            yield Concept(key=key, domain=rows.domain, forms=forms, note=rows.note)


def is_day(text: str) -> bool:
    """Whether a word is an ISO date: 2026-10-02."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
