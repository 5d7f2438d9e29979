"""Preflight: everything worth knowing of a finished edition before it goes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from workflow.issues.assemble import assemble_decided
from workflow.issues.checks.addresses import (
    broken_link,
    malformed_link,
    no_unsubscribe,
    reader_token,
)
from workflow.issues.checks.finding import EditionFinding, Examined
from workflow.issues.checks.left_out import left_out_of_letter
from workflow.issues.checks.message import (
    one_heading,
    preheader,
    subject,
    too_large,
    wrong_language,
)
from workflow.issues.checks.translations import missing_translation, outdated_translation
from workflow.issues.checks.words import (
    control_characters,
    leftover_source,
    missing_alt,
    wrong_script,
)
from workflow.issues.content import EditionContent, RenderedEdition
from workflow.issues.decide import SlotDecision, decide
from workflow.issues.links import Links
from workflow.issues.pins import Pin, pins
from workflow.issues.render import render
from workflow.issues.texts import IssueSnapshot
from workflow.languages.language import Language
from workflow.text.checks.finding import Severity

CHECKS: tuple[Callable[[Examined], Iterator[EditionFinding]], ...] = (
    missing_translation,
    outdated_translation,
    missing_alt,
    wrong_script,
    leftover_source,
    malformed_link,
    broken_link,
    no_unsubscribe,
    reader_token,
    left_out_of_letter,
    subject,
    preheader,
    too_large,
    control_characters,
    one_heading,
    wrong_language,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One edition, finished and looked over, but not yet frozen."""

    language: Language
    decisions: tuple[SlotDecision, ...]
    content: EditionContent
    rendered: RenderedEdition
    pins: tuple[Pin, ...]
    findings: tuple[EditionFinding, ...]

    @property
    def sendable(self) -> bool:
        """Whether nothing stands against sending it."""
        return not errors(self.findings)


def prepare(issue: IssueSnapshot, language: Language, *, links: Links) -> Prepared:
    """Decide, assemble, render and look over one edition."""
    decisions = decide(issue, language)
    content = assemble_decided(issue, decisions, language, links=links)
    rendered = render(content)
    edition = Examined(
        issue=issue, decisions=decisions, content=content, rendered=rendered, links=links
    )
    return Prepared(
        language=language,
        decisions=decisions,
        content=content,
        rendered=rendered,
        pins=tuple(pins(decisions)),
        findings=preflight(edition),
    )


def preflight(edition: Examined) -> tuple[EditionFinding, ...]:
    """The findings of all checks, in the order of the catalogue."""
    return tuple(finding for check in CHECKS for finding in check(edition))


def errors(findings: Iterable[EditionFinding]) -> tuple[EditionFinding, ...]:
    """Those that keep the edition from being frozen."""
    return tuple(each for each in findings if each.severity is Severity.ERROR)
