"""The catalogue of checks: one table, and the two questions that can be put to it.

``check_text`` looks at a text alone, ``check_pair`` at a translation beside its source as well. A
new check is a function of a ``Passage`` (or of two) and one line in ``CHECKS``.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from workflow.languages.language import Language, Script
from workflow.text.checks.characters import control_chars, lost_letters, nfc
from workflow.text.checks.chinese import simplified
from workflow.text.checks.copied import copied_source
from workflow.text.checks.doubled_words import doubled_words
from workflow.text.checks.finding import Finding, Grade, Severity
from workflow.text.checks.hedges import hedges
from workflow.text.checks.kept import code, footnotes, images, placeholders
from workflow.text.checks.length import length
from workflow.text.checks.letters import homoglyph, russian_letters
from workflow.text.checks.links import links
from workflow.text.checks.markup import broken_markup, lost_emphasis
from workflow.text.checks.names import names
from workflow.text.checks.negation import negation
from workflow.text.checks.numbers import numbers
from workflow.text.checks.passage import Passage
from workflow.text.checks.quotations import lost_quotations, unbalanced_quotations
from workflow.text.checks.remainder import foreign_remainder, source_remainder
from workflow.text.checks.terms import forbidden_terms, missing_terms
from workflow.text.checks.vocabulary import mainland_vocab
from workflow.text.segments import Field, Kind
from workflow.text.terms.base import EMPTY, TermBase
from workflow.text.typography import apply
from workflow.text.typography.style import USUAL, HouseStyle


class Alone(Protocol):
    """Looks at a text by itself."""

    def __call__(self, passage: Passage, /) -> Iterable[Finding]:
        """What it finds there."""
        ...


class Against(Protocol):
    """Looks at a translation beside its source."""

    def __call__(self, source: Passage, passage: Passage, /) -> Iterable[Finding]:
        """What it finds in the translation."""
        ...


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it is called, how much it may weigh, how it looks, and where.

    ``ids`` are the names its findings bear; ``tags`` and ``scripts`` the languages it is for, None
    for all; what is code is left alone unless ``in_code``.
    """

    ids: tuple[str, ...]
    severities: tuple[Severity, ...]
    alone: Alone | None = None
    against: Against | None = None
    tags: frozenset[str] | None = None
    scripts: frozenset[Script] | None = None
    in_code: bool = False

    @property
    def needs_source(self) -> bool:
        """Whether it has nothing to say of a text by itself."""
        return self.alone is None

    def minds(self, passage: Passage) -> bool:
        """Whether it has a say in this text."""
        language = passage.language
        return (
            (self.tags is None or language.tag in self.tags)
            and (self.scripts is None or language.script in self.scripts)
            and (self.in_code or passage.kind is not Kind.CODE)
        )


class _OfTexts(Protocol):
    """A check that knows two texts and their languages only."""

    def __call__(
        self, source_text: str, text: str, /, *, source_language: Language, language: Language
    ) -> Iterable[Finding]: ...


def _of_texts(check: _OfTexts) -> Against:
    def against(source: Passage, passage: Passage, /) -> Iterable[Finding]:
        return check(
            source.text,
            passage.text,
            source_language=source.language,
            language=passage.language,
        )

    return against


def _names_and_terms(source: Passage, passage: Passage, /) -> Iterator[Finding]:
    yield from names(source, passage)
    yield from missing_terms(source, passage)


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
_HAN = frozenset({Script.HAN_TRADITIONAL})
_REMAINDER = "untranslated-remainder"

CHECKS: tuple[Check, ...] = (
    # What no text should hold.
    Check(("control-chars",), (_E,), alone=control_chars, in_code=True),
    Check(("lost-letters",), (_E,), alone=lost_letters, in_code=True),
    Check(("nfc",), (_N,), alone=nfc),
    # Letters and words of the wrong script or country.
    Check(("homoglyph",), (_E, _W), alone=homoglyph),
    Check(("russian-letters",), (_W,), alone=russian_letters, tags=frozenset({"uk"})),
    Check(("simplified",), (_E,), alone=simplified, scripts=_HAN),
    Check(("mainland-vocab",), (_W, _N), alone=mainland_vocab, scripts=_HAN),
    Check(("doubled-words",), (_W, _N), alone=doubled_words),
    # Words that nobody translated.
    Check(("copied-source",), (_E, _W), against=copied_source),
    Check((_REMAINDER,), (_E, _W, _N), alone=foreign_remainder, against=source_remainder),
    # The shape of a text.
    Check(("markup",), (_E, _W, _N), alone=broken_markup, against=lost_emphasis),
    Check(("links",), (_W, _N), against=links),
    Check(("images",), (_E, _W, _N), against=images),
    Check(("footnotes",), (_E, _W), against=footnotes),
    Check(("placeholders",), (_E, _W), against=placeholders),
    Check(("code",), (_W,), against=code),
    Check(("quotations",), (_W, _N), alone=unbalanced_quotations, against=lost_quotations),
    # What a text says.
    Check(("forbidden-term",), (_W, _N), alone=forbidden_terms),
    Check(("names", "glossary"), (_W, _N), against=_names_and_terms),
    Check(("length",), (_W, _N), against=length),
    Check(("numbers", "dates", "currencies", "units"), (_W, _N), against=_of_texts(numbers)),
    Check(("negation",), (_W, _N), against=_of_texts(negation)),
    Check(("hedges",), (_W, _N), against=_of_texts(hedges)),
)

_WRONG_SCRIPT = frozenset({"homoglyph", "russian-letters", "simplified"})
_OF_SHAPE = frozenset(
    {"control-chars", "lost-letters", "markup", "links", "images", "footnotes", "placeholders"}
    | {"code", "quotations"}
)
# A word that one of these names is not named again by the check before them.
_TOLD_BY = {
    "mainland-vocab": frozenset({"simplified"}),
    "forbidden-term": frozenset(
        {"simplified", "mainland-vocab", "russian-place-names", "old-spelling"}
    ),
}
_WEIGHT = {_E: 0, _W: 1, _N: 2}


def check_text(
    text: str,
    *,
    language: Language,
    style: HouseStyle = USUAL,
    kind: Kind | None = None,
    field: Field | None = None,
    terms: TermBase = EMPTY,
) -> tuple[Finding, ...]:
    """Everything the checks and the language's typography say of a text, in order of place."""
    passage = Passage(text=text, language=language, kind=kind, field=field, terms=terms)
    return _once(_of_one(passage, style))


def check_pair(
    text: str,
    *,
    language: Language,
    source_text: str,
    source_language: Language,
    style: HouseStyle = USUAL,
    kind: Kind | None = None,
    field: Field | None = None,
    terms: TermBase = EMPTY,
) -> tuple[Finding, ...]:
    """Everything the checks say of a translation, by itself and beside its source."""
    passage = Passage(text=text, language=language, kind=kind, field=field, terms=terms)
    source = Passage(
        text=source_text, language=source_language, kind=kind, field=field, terms=terms
    )
    return _once([*_of_one(passage, style), *_of_two(source, passage)])


def check_against(
    text: str,
    *,
    language: Language,
    source_text: str,
    source_language: Language,
    kind: Kind | None = None,
    field: Field | None = None,
    terms: TermBase = EMPTY,
) -> tuple[Finding, ...]:
    """What only the comparison of a translation with its source shows, in order of place."""
    passage = Passage(text=text, language=language, kind=kind, field=field, terms=terms)
    source = Passage(
        text=source_text, language=source_language, kind=kind, field=field, terms=terms
    )
    return _once(_of_two(source, passage))


def wrong_script(text: str, language: Language) -> tuple[Finding, ...]:
    """Find letters and characters that do not belong to the language, in order of place."""
    passage = Passage(text=text, language=language)
    checks = (check for check in CHECKS if not _WRONG_SCRIPT.isdisjoint(check.ids))
    return _in_order(_alone(checks, passage))


def sure_fixes(passage: Passage) -> tuple[Finding, ...]:
    """The findings of the checks, typography apart, whose fix may be put in place silently."""
    found = _alone((check for check in CHECKS if check.ids != (_REMAINDER,)), passage)
    return _in_order(each for each in found if each.grade is Grade.AUTO and each.fix is not None)


def _of_one(passage: Passage, style: HouseStyle) -> Iterator[Finding]:
    yield from _alone(CHECKS, passage)
    if passage.kind not in {Kind.CODE, Kind.RULE}:
        yield from apply.findings(passage.text, passage.language, style)


def _alone(checks: Iterable[Check], passage: Passage) -> Iterator[Finding]:
    for check in checks:
        if check.alone is not None and check.minds(passage):
            yield from check.alone(passage)


def _of_two(source: Passage, passage: Passage) -> Iterator[Finding]:
    if not passage.text.strip() or not source.text.strip():
        return  # nothing to compare: the flow of a translation refuses gaps
    for check in CHECKS:
        if check.against is not None and check.minds(passage):
            yield from check.against(source, passage)


# One cause, one finding ----------------------------------------------------------------------

Span = tuple[int, int]


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In order of place, without those that only say again what a weightier one says.

    A text that is certainly its source over again has no other fault worth naming, words of
    another language none but of shape, and a Simplified word is not besides one of the mainland.
    """
    found = sorted(findings, key=lambda each: (_WEIGHT[each.severity], each.start))
    copied = tuple(each for each in found if each.check == "copied-source" and each.severity is _E)
    if copied:
        return copied
    foreign = _apart(each for each in found if each.check == _REMAINDER)
    others = {
        check: sorted((each.start, each.end) for each in found if each.check in told)
        for check, told in _TOLD_BY.items()
    }
    kept: dict[tuple[str, int, int, str], Finding] = {}
    for each in found:
        if not _is_told(each, foreign, others.get(each.check, ())):
            says = "" if each.check == _REMAINDER else str(each)
            kept.setdefault((each.check, each.start, each.end, says), each)
    return _in_order(kept.values())


def _is_told(finding: Finding, foreign: Sequence[Span], others: Sequence[Span]) -> bool:
    if _met(finding, others) is not None:
        return True
    if finding.check in _TOLD_BY:
        return False
    met = _met(finding, foreign)
    if met is None or finding.check in _OF_SHAPE:
        return False
    if finding.check == _REMAINDER:
        return met != (finding.start, finding.end)
    return met[0] <= finding.start and finding.end <= met[1]


def _apart(weightiest_first: Iterable[Finding]) -> list[Span]:
    """The spans of findings, without those that meet one already taken."""
    spans: list[Span] = []
    for finding in weightiest_first:
        if _met(finding, spans) is None:
            insort(spans, (finding.start, finding.end))
    return spans


def _met(finding: Finding, spans: Sequence[Span]) -> Span | None:
    """The last of these spans, in order and apart, that shares a character with the finding."""
    at = bisect_left(spans, (finding.end, finding.end))
    if at and spans[at - 1][1] > finding.start:
        return spans[at - 1]
    return None


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda each: (each.start, each.end, each.check)))
