"""``python -m workflow add_story FILE_OR_URL``: bring a story in, and say what was understood."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from workflow.languages.catalogue import catalogue
from workflow.languages.formatting import format_date, format_list
from workflow.languages.registry import ALL, by_tag
from workflow.people.actions import terminal_user
from workflow.stories.actions import Words, add_coverage, add_story, set_coverage_words
from workflow.stories.content import SourceContent, StoryRefused, slug_problems
from workflow.stories.fetch import FetchLimits, FetchProblem
from workflow.stories.intake import Newcomer, content_of, read_newcomer
from workflow.stories.models import Coverage, Story
from workflow.stories.states import StoryKind
from workflow.text.problems import TextProblem
from workflow.text.segments import Field, Kind


class Command(BaseCommand):
    """Bring in a story from a file or an address, and show what was understood of it."""

    help = __doc__

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = catalogue(by_tag(settings.TERMINAL_LANGUAGE))

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The source, its language and coverage; a slug where the headline makes no good one."""
        text = self.words.text
        parser.add_argument(
            "source", help=text("A Markdown, HTML, DOCX or text file, or a web address")
        )
        parser.add_argument(
            "--language",
            required=True,
            choices=[language.tag for language in ALL],
            help=text("The language the story is written in"),
        )
        parser.add_argument(
            "--coverage", required=True, help=text("The slug of its coverage; a new one is begun")
        )
        parser.add_argument("--slug", help=text("Its name in addresses; made of the headline"))
        parser.add_argument(
            "--kind",
            choices=[kind.value for kind in StoryKind],
            default=StoryKind.STORY.value,
            help=text("A story for readers, or the letter that opens an issue"),
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Read, keep, and say what was kept; or why nothing was."""
        kind = StoryKind(options["kind"])
        try:
            newcomer = read_newcomer(options["source"], limits=_limits())
            with transaction.atomic():
                self._keep(newcomer, kind, options)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            path = options["source"]
            raise CommandError(
                self.words.text("{path} cannot be read: {reason}.", path=path, reason=reason)
            ) from error
        except (TextProblem, FetchProblem, StoryRefused) as problem:
            raise CommandError(str(problem)) from problem

    def _keep(self, newcomer: Newcomer, kind: StoryKind, options: dict[str, Any]) -> None:
        slug = options["slug"] or newcomer.slug
        language = by_tag(options["language"])
        if not options["slug"] and slug_problems(slug):
            raise StoryRefused(
                newcomer.name,
                ["Its headline makes no name in Latin letters. Give it one, such as --slug ferry."],
            )
        if Story.objects.filter(slug=slug).exists():
            raise StoryRefused(slug, ["There is a story of this name. Choose another --slug."])
        content = content_of(newcomer, kind)
        add_story(
            self._coverage(options["coverage"]),
            slug,
            language=language,
            content=content,
            kind=kind,
            by=terminal_user(),
            at=datetime.now(UTC),
        )
        for line in self._understood(newcomer, content):
            self.stdout.write(line)
        hint = newcomer.document.language_hint
        if hint is not None and hint != language:
            self._warn(
                self.words.text(
                    "The text looks like {found}, not {said}. Check --language.",
                    found=hint.native_name,
                    said=language.native_name,
                )
            )
        for warning in filter(None, (*newcomer.document.warnings, newcomer.picture_problem)):
            self._warn(warning)
        self.stdout.write(self.words.text("Added as {slug}.", slug=slug))

    def _coverage(self, slug: str) -> Coverage:
        """The coverage of this slug; a new one gets a plain name, to be replaced by an editor."""
        coverage = Coverage.objects.filter(slug=slug).first()
        if coverage is not None:
            return coverage
        by, at = terminal_user(), datetime.now(UTC)
        name = slug.replace("-", " ").replace("_", " ").strip().capitalize() or slug
        plain = Words(name=name, blurb="", publisher="", postal_address="")
        coverage = add_coverage(slug, languages=ALL, by=by, at=at)
        set_coverage_words(coverage, dict.fromkeys(ALL, plain), by=by, at=at)
        self.stdout.write(
            self.words.text(
                "A new coverage was begun, named “{name}”. Give it its words in {file}.",
                name=name,
                file=f"issues/{slug}.toml",
            )
        )
        return coverage

    def _understood(self, newcomer: Newcomer, content: SourceContent) -> Iterator[str]:
        text, document = self.words.text, newcomer.document
        language = self.words.language
        yield text("Headline: {headline}", headline=document.headline)
        if document.tagline:
            yield text("Tagline: {tagline}", tagline=document.tagline)
        if document.authors:
            yield text("Authors: {names}", names=format_list(document.authors, language))
        if document.published:
            yield text("Date: {date}", date=format_date(document.published, language))
        yield text("Text: {parts}", parts=format_list(list(self._parts(content)), language))
        if content.image:
            size = f"{content.image.width}×{content.image.height}"
            yield text("Picture: {size} pixels", size=size)

    def _parts(self, content: SourceContent) -> Iterator[str]:
        """How many blocks of each sort the body has."""
        body = [block for block in content.blocks if block.field is Field.BODY]
        counts = Counter(block.kind for block in body)
        count = self.words.count
        if n := counts[Kind.PARAGRAPH]:
            yield count("{n} paragraph", "{n} paragraphs", n)
        if n := counts[Kind.HEADING]:
            yield count("{n} heading", "{n} headings", n)
        if n := _quotations(content):
            yield count("{n} quotation", "{n} quotations", n)
        if n := counts[Kind.ITEM]:
            yield count("{n} list item", "{n} list items", n)
        if n := counts[Kind.IMAGE]:
            yield count("{n} picture", "{n} pictures", n)
        if n := counts[Kind.FOOTNOTE]:
            yield count("{n} footnote", "{n} footnotes", n)

    def _warn(self, sentence: str) -> None:
        self.stdout.write(self.words.text("Look at this: {sentence}", sentence=sentence))


def _quotations(content: SourceContent) -> int:
    """How many quotations there are, however many paragraphs each has."""
    return sum(">" in block.frame.split(" ") for block in content.blocks)


def _limits() -> FetchLimits:
    return FetchLimits(
        max_bytes=settings.FETCH_MAX_BYTES,
        total_seconds=settings.FETCH_TIMEOUT,
        allow_private=settings.FETCH_ALLOW_PRIVATE,
    )
