"""What the glossary's file brings into the desk."""

from collections.abc import Sequence
from datetime import datetime

from workflow.glossary.importing import import_terms
from workflow.glossary.queries import concepts
from workflow.issues.folders.bring_issue import News
from workflow.people.models import User
from workflow.text.terms.values import Concept


def bring_glossary(terms: Sequence[Concept], *, by: User, at: datetime) -> News:
    """Let the desk call things what the file calls them; what the file lacks stays.

    A form that is to go is retired at the desk, where the reason is kept.
    """
    was_there = bool(concepts())
    report = import_terms(terms, by=by, at=at)
    if not report.added and not report.changed:
        return News.NOTHING
    return News.CHANGED if was_there else News.ADDED
