"""What a check is given, and what it says of an edition."""

from dataclasses import dataclass

from workflow.issues.content import EditionContent, RenderedEdition
from workflow.issues.decide import SlotDecision
from workflow.issues.links import Links
from workflow.issues.texts import IssueSnapshot
from workflow.languages.sentences import Sentence
from workflow.text.checks.finding import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One edition from every side: what was decided, what it shows, and its bytes."""

    issue: IssueSnapshot
    decisions: tuple[SlotDecision, ...]
    content: EditionContent
    rendered: RenderedEdition
    links: Links


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFinding:
    """One thing found. ``check`` is its stable name; ``story`` the slug it is about, if one is."""

    check: str
    severity: Severity
    sentence: Sentence
    mend: Sentence
    story: str = ""
