"""``python -m workflow freeze ISSUE``: freeze editions now, to send them later, byte for byte."""

from argparse import ArgumentParser
from datetime import UTC, datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workflow.issues.freeze import FreezeRefused, freeze
from workflow.issues.links import Links
from workflow.issues.models import Issue
from workflow.issues.snapshot import IssueIncomplete
from workflow.languages.catalogue import catalogue
from workflow.languages.formatting import name_of
from workflow.languages.language import Language
from workflow.languages.negotiation import negotiate
from workflow.languages.registry import by_tag
from workflow.people.actions import terminal_user


class Command(BaseCommand):
    """Freezes an issue's editions; an edition that was changed after its freeze is made anew."""

    help = "Freeze the editions of an issue: what is frozen is what will be sent."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The issue's folder name, and the languages if not all."""
        parser.add_argument("issue")
        parser.add_argument("--language", nargs="+", action="extend", default=[])

    def handle(self, *_: object, **options: list[str] | str) -> None:
        """Freeze each edition, or stop with everything that keeps one from it."""
        issue = Issue.objects.filter(slug=options["issue"]).first()
        if issue is None:
            known = ", ".join(Issue.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"No issue is called {options['issue']!r}. There are: {known}.")
        for language in _languages(issue, options["language"]):
            self._freeze(issue, language)

    def _freeze(self, issue: Issue, language: Language) -> None:
        words = catalogue(by_tag(settings.TERMINAL_LANGUAGE))
        links = Links(base=settings.PUBLIC_URL)
        try:
            edition = freeze(issue, language, by=terminal_user(), at=datetime.now(UTC), links=links)
        except (FreezeRefused, IssueIncomplete) as refused:
            raise CommandError(str(refused)) from refused
        name = name_of(language, in_language=words.language).nominative
        self.stdout.write(f"{name}: {words.text('frozen')}, SHA-256 {edition.sha256}")


def _languages(issue: Issue, wanted: list[str] | str) -> list[Language]:
    """The languages asked for, or all of the issue's."""
    if not wanted:
        return [by_tag(tag) for tag in issue.languages]
    found = {tag: negotiate([tag]) for tag in wanted}
    foreign = [
        tag for tag, each in found.items() if each is None or each.tag not in issue.languages
    ]
    if foreign:
        raise CommandError(
            f"The issue has no edition in {', '.join(foreign)}. "
            f"It appears in: {', '.join(issue.languages)}."
        )
    return [each for each in found.values() if each is not None]
