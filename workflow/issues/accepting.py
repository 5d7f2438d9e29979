"""Running an outdated text as it stands: an editor's decision, recorded for one issue."""

from datetime import datetime

from django.db import transaction

from workflow.issues.actions import IssueRefused
from workflow.issues.models import AcceptedOutdated, Issue
from workflow.issues.states import IssueState
from workflow.journal.actions import record
from workflow.languages.language import Language
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act
from workflow.stories.models import Story
from workflow.text.cleaning import clean
from workflow.translation.queries import standings
from workflow.translation.texts import Standing


def accept_outdated(
    issue: Issue, story: Story, language: Language, *, note: str, by: User, at: datetime
) -> AcceptedOutdated:
    """Let the approved text run in this issue though its source says something else now.

    The decision is for the version and the sources as they are: when either changes, it has to
    be made again. What is retracted is pulled all the same.
    """
    require(by, Act.ACCEPT_OUTDATED)
    note = clean(note)
    if not note.strip():
        raise IssueRefused("Say why the text may run as it stands: the decision is kept.")
    with transaction.atomic():
        state = Issue.objects.select_for_update().values_list("state", flat=True).get(pk=issue.pk)
        if state != IssueState.PLANNING:
            raise IssueRefused(f"{issue} is {state}; nothing about it is decided any more.")
        standing = standings([story.pk], [language]).get((story.pk, language))
        if standing is None or standing.approved is None or not standing.outdated:
            raise IssueRefused(
                f"'{story}' has no outdated text in {language}: there is nothing to accept."
            )
        row, created = AcceptedOutdated.objects.get_or_create(
            issue=issue,
            story=story,
            language=language,
            version=standing.approved.number,
            against=against(standing),
            defaults={"note": note, "accepted_at": at, "accepted_by": by},
        )
        if created:
            detail = {
                "story": story.slug,
                "language": language.tag,
                "version": standing.approved.number,
                "against": row.against,
                "note": note,
            }
            record(issue, "accept outdated", by=by, at=at, detail=detail)
    return row


def against(standing: Standing) -> str:
    """The versions of its sources against which a text is outdated, as one mark."""
    marks = {
        f"{reason.language}@{reason.to_number}{':' if reason.via else ''}{reason.via or ''}"
        f"={reason.level}"
        for reason in standing.outdated
    }
    return " ".join(sorted(marks))[:200]
