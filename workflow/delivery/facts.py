"""From rows to the plain values a message is built of."""

from datetime import datetime

from workflow.delivery.message import EditionFacts
from workflow.issues.models import Edition


def facts_of(edition: Edition, *, dated: datetime) -> EditionFacts:
    """What the message of a frozen edition says, and nothing that can change after the freeze.

    ``dated`` is the instant it is sent under. Every run of a mailing must give the same one.
    """
    return EditionFacts(
        language=edition.language,
        subject=edition.subject,
        html=edition.html,
        text=edition.text,
        sha256=edition.sha256,
        dated=dated,
        sender_name=edition.sender_name,
        issue=edition.issue.slug,
        coverage=edition.issue.coverage.slug,
    )
