"""``python -m workflow suggest WHAT``: what the memory, terms and machines offer; asking them."""

import time
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from workflow.languages.catalogue import catalogue, marked
from workflow.languages.formatting import name_of
from workflow.languages.registry import ALL, by_tag
from workflow.machine.models import damage_of
from workflow.machine.provider import Provider, ProviderProblem
from workflow.machine.queries import standing
from workflow.machine.states import RequestState
from workflow.machine.texts import suggest_now
from workflow.machine.work import Round, run_requests
from workflow.people.actions import terminal_user
from workflow.people.permissions import NotAllowed
from workflow.translation.aids import aids
from workflow.translation.models import Translation
from workflow.translation.problems import TranslationProblem
from workflow.translation.taking import ask_machine, fill_from_memory
from workflow.translation.told_aids import told_aids

NONE_SET = marked(
    "No machine translator is set. Set MACHINE_PROVIDER to one of: {names}; the README says what "
    "each needs."
)
NOT_BEGUN = marked(
    "Nobody has begun the story {story} in {language}. Start it, or check the two names: "
    "track free lists what there is."
)
NAMES = "libretranslate, mymemory, google, deepl"
PAUSE, LONG_PAUSE = 5.0, 60.0  # seconds until the next look into the queue, and when stopped
EVERY = 10  # requests between two lines of progress
STATES = {
    RequestState.WAITING: marked("Waiting"),
    RequestState.ASKING: marked("Being asked"),
    RequestState.FAILED: marked("Given up"),
}


class Command(BaseCommand):
    """Shows what waits, works it off, or asks for one text at once."""

    help = __doc__

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = by_tag(settings.TERMINAL_LANGUAGE)
        self.words = catalogue(self.language)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do; languages of one text."""
        words = self.words
        parts = parser.add_subparsers(dest="what", required=True)
        parts.add_parser("status", help=words.text("who is asked, and what waits"))
        parts.add_parser("languages", help=words.text("which pairs of languages are translated"))
        work = parts.add_parser("work", help=words.text("ask what waits, until interrupted"))
        work.add_argument("--once", action="store_true", help=words.text("stop when nothing waits"))
        story = parts.add_parser(
            "story", help=words.text("what helps with each block of a translation")
        )
        story.add_argument("story", help=words.text("The story’s short name"))
        tags = [language.tag for language in ALL]
        story.add_argument("language", choices=tags)
        story.add_argument(
            "--fill",
            action="store_true",
            help=words.text("put into empty blocks what was always translated in one way"),
        )
        story.add_argument(
            "--ask", action="store_true", help=words.text("ask a machine for the other empty ones")
        )
        one = parts.add_parser("text", help=words.text("ask for one text now"))
        one.add_argument("text")
        one.add_argument("--from", dest="source", choices=tags, required=True)
        one.add_argument("--to", dest="target", choices=tags, required=True)

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it; what a provider refuses is said in the terminal's language."""
        acts: dict[str, Callable[..., None]] = {
            "status": self.status,
            "languages": self.languages,
            "work": self.work,
            "text": self.text,
            "story": self.story,
        }
        try:
            acts[options["what"]](**options)
        except ProviderProblem as problem:
            raise CommandError(problem.told.in_(self.language)) from None
        except (TranslationProblem, NotAllowed) as problem:
            raise CommandError(str(problem)) from None

    def status(self, **_: Any) -> None:
        """Who is asked, how much of the day is used, what waits, what was given up."""
        provider = self._configured()
        name = provider.name if provider else self.words.text(NONE_SET, names=NAMES)
        self.stdout.write(self.words.text("Machine translator: {name}", name=name))
        now = standing(at=datetime.now(UTC))
        for state, number in now.requests.items():
            self.stdout.write(f"{self.words.text(STATES[state])}: {number}")
        for slug, characters in now.characters.items():
            self.stdout.write(
                self.words.text(
                    "Characters sent to {name} today: {characters}",
                    name=slug,
                    characters=characters,
                )
            )
        for request in now.last_failed:
            why = request.why.in_(self.language) if request.why else ""
            self.stdout.write(f"- {request}: {why}")

    def languages(self, **_: Any) -> None:
        """Each pair of ours, and whether it is translated."""
        provider = self._provider()
        for source in ALL:
            for target in ALL:
                if source != target:
                    sign = "+" if provider.speaks(source, target) else "–"
                    names = [
                        name_of(each, in_language=self.language).nominative
                        for each in (source, target)
                    ]
                    self.stdout.write(f"{sign} {names[0]} → {names[1]}")

    def text(self, *, text: str, source: str, target: str, **_: Any) -> None:
        """One text, at once: nobody's page waits for a terminal."""
        provider = self._provider()
        said = suggest_now(
            text,
            provider,
            source=by_tag(source),
            target=by_tag(target),
            at=datetime.now(UTC),
            daily=settings.MACHINE_DAILY_CHARACTERS,
        )
        self.stdout.write(said.text)
        if said.lost:
            self.stderr.write(damage_of(list(said.lost)).in_(self.language))

    def story(self, *, story: str, language: str, fill: bool, ask: bool, **_: Any) -> None:
        """Every block that something is known of; before that fill or ask, as is wanted."""
        translation = Translation.objects.filter(story__slug=story, language=language).first()
        if translation is None:
            raise CommandError(self.words.text(NOT_BEGUN, story=story, language=language))
        by, at = terminal_user(), datetime.now(UTC)
        if fill:
            taken = fill_from_memory(translation, by=by, at=at)
            self.stdout.write(
                self.words.text("Filled from the memory: {blocks}", blocks=len(taken))
            )
        if ask:
            self._provider()
            asked = ask_machine(translation, by=by, at=at)
            self.stdout.write(
                self.words.text(
                    "Asked of a machine: {new}. Answered already: {answered}.",
                    new=asked.new,
                    answered=len(asked.answered),
                )
            )
        for line in told_aids(aids(translation), self.words):
            self.stdout.write(line)

    def work(self, *, once: bool, **_: Any) -> None:
        """Ask what is due; again and again unless once is enough.

        Each pass begins anew with the provider: what it said of its languages may have changed.
        """
        while True:
            told = run_requests(
                self._provider(),
                clock=lambda: datetime.now(UTC),
                daily=settings.MACHINE_DAILY_CHARACTERS,
                progress=self._progress,
            )
            if told.stopped is not None:
                self.stderr.write(told.stopped.in_(self.language))
            if once or told.done % EVERY:
                self._say(told)
            if once:
                return
            time.sleep(LONG_PAUSE if told.stopped else PAUSE)

    def _progress(self, told: Round) -> None:
        if told.done % EVERY == 0:
            self._say(told)

    def _say(self, told: Round) -> None:
        self.stdout.write(
            self.words.text(
                "Answered: {answered} (with lost marks: {damaged}). Later: {later}. "
                "Given up: {failed}.",
                answered=told.answered,
                damaged=told.damaged,
                later=told.later,
                failed=told.failed,
            )
        )

    def _configured(self) -> Provider | None:
        provider: Provider | None = import_string(settings.MACHINE)(settings.ENVIRONMENT)
        return provider

    def _provider(self) -> Provider:
        provider = self._configured()
        if provider is None:
            raise CommandError(self.words.text(NONE_SET, names=NAMES))
        return provider
