"""``python -m workflow accept_outdated ISSUE STORY LANGUAGE --because WHY``: it runs as it is."""

from argparse import ArgumentParser
from datetime import UTC, datetime

from django.core.management.base import BaseCommand, CommandError

from workflow.issues.accepting import accept_outdated
from workflow.issues.actions import IssueRefused
from workflow.issues.models import Issue
from workflow.languages.negotiation import negotiate
from workflow.people.actions import terminal_user
from workflow.stories.models import Story


class Command(BaseCommand):
    """Records an editor's decision to send a text whose source has changed."""

    help = "Let an outdated translation run in one issue as it stands; the decision is recorded."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which text of which issue, and why."""
        parser.add_argument("issue", help="the issue's folder name")
        parser.add_argument("story", help="the story's folder name")
        parser.add_argument("language", help="the language of the outdated text")
        parser.add_argument("--because", required=True, help="why it may run; kept on record")

    def handle(self, *_: object, **options: str) -> None:
        """Record the decision, or say what is wrong."""
        issue = Issue.objects.filter(slug=options["issue"]).first()
        story = Story.objects.filter(slug=options["story"]).first()
        language = negotiate([options["language"]])
        if issue is None or story is None or language is None:
            raise CommandError(
                "There is no such issue, story or language. Name the folders under issues/ and "
                "translations/, and a language such as uk."
            )
        try:
            row = accept_outdated(
                issue,
                story,
                language,
                note=options["because"],
                by=terminal_user(),
                at=datetime.now(UTC),
            )
        except IssueRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{story} ({language}), version {row.version}, runs as it stands.")
