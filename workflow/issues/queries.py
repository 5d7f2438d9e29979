"""Reading issues and editions."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings

from workflow.issues.models import Edition, Issue
from workflow.languages.language import Language


def latest_edition(issue: Issue, language: Language) -> Edition | None:
    """The newest freeze of an issue in one language, or None before the first."""
    return Edition.objects.filter(issue=issue, language=language).order_by("number").last()


def planned_date(issue: Issue) -> date:
    """The day an issue is dated: that of its sending, in the newsroom's time zone."""
    return issue.planned_at.astimezone(ZoneInfo(settings.NEWSROOM_TIME_ZONE)).date()
