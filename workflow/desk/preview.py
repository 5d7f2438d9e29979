"""An edition as it would be frozen now, in what the desk's pages need of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflow.issues.checks.finding import EditionFinding
from workflow.issues.preflight import Prepared
from workflow.languages.catalogue import Catalogue
from workflow.languages.formatting import format_number
from workflow.text.checks.finding import Severity

PHONE, DESKTOP = "phone", "desktop"
WIDTHS = (PHONE, DESKTOP)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """The findings of one severity under a counted heading: 3 błędy."""

    severity: Severity
    heading: str
    findings: tuple[EditionFinding, ...]


def finding_groups(
    findings: Iterable[EditionFinding], words: Catalogue
) -> tuple[FindingGroup, ...]:
    """Errors, then warnings, then notes; no group without findings."""
    by_severity: dict[Severity, list[EditionFinding]] = {severity: [] for severity in Severity}
    for finding in findings:
        by_severity[finding.severity].append(finding)
    return tuple(
        FindingGroup(
            severity=severity, heading=_counted(severity, len(found), words), findings=tuple(found)
        )
        for severity, found in by_severity.items()
        if found
    )


def size_in_words(edition: Prepared, words: Catalogue) -> str:
    """How large the HTML is: 42 kB."""
    kilobytes = format_number(round(edition.rendered.size / 1000), words.language)
    return words.text("{n} kB", n=kilobytes)


def _counted(severity: Severity, n: int, words: Catalogue) -> str:
    match severity:
        case Severity.ERROR:
            return words.count("{n} error", "{n} errors", n)
        case Severity.WARNING:
            return words.count("{n} warning", "{n} warnings", n)
        case Severity.NOTE:
            return words.count("{n} note", "{n} notes", n)
