"""What every machine translator offers us, and what can go wrong with each, in an editor's words.

::

    ProviderProblem
    ├── NotSpoken     it does not translate this pair; choose another provider
    ├── TooLong       one text is longer than it takes; split the paragraph
    ├── Refused       it does not accept the key; mend MACHINE_KEY
    ├── QuotaUsed     our share of it, or our own day's limit, is used up; wait or raise it
    ├── TooBusy       it asks us to come back later, perhaps saying when
    ├── Unreachable   no answer in time; mend MACHINE_URL or wait
    └── BadAnswer     it answered with something that is no translation

Each carries a sentence that is not yet in any language. None ever holds a key, the address of a
request, or a text: they end in logs, in the database and before people.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.languages.registry import ALL
from workflow.languages.sentences import Sentence, say


class Marks(StrEnum):
    """How markup is written in what a provider is sent, so that it comes back most often."""

    XML = "xml"  # <b1>words</b1> and <x2/>; words have &, < and > as references
    TOKENS = "tokens"  # {1}words{/1} and {2}; words as they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most one request may hold; None is no limit that we know of."""

    characters: int | None = None
    bytes: int | None = None  # of UTF-8


class Provider(Protocol):
    """A machine translator. One instance may be used by several threads at once."""

    @property
    def slug(self) -> str:
        """Its name in settings and in the database: ``libretranslate``."""

    @property
    def name(self) -> str:
        """Its name as people read it: LibreTranslate."""

    @property
    def limits(self) -> Limits:
        """The most that one request may hold."""

    @property
    def marks(self) -> Marks:
        """How markup is written in what it is sent."""

    @property
    def model(self) -> str:
        """Which model or version answers, where the provider tells; otherwise nothing."""

    def speaks(self, source: Language, target: Language) -> bool:
        """Whether it translates this pair; may have to ask it, and raise ProviderProblem."""

    def translate(self, text: str, *, source: Language, target: Language) -> str:
        """The text in another language, marks and all; raises ProviderProblem.

        ``text`` is within the limits and written with this provider's marks.
        """


class ProviderProblem(Exception):
    """A machine translator gave no translation; ``told`` says why and what to mend."""

    def __init__(self, told: Sentence) -> None:
        self.told = told
        super().__init__(told.in_(ALL[0]))


class NotSpoken(ProviderProblem):
    """It does not translate this pair; choose another provider in MACHINE_PROVIDER."""

    def __init__(self, provider: str, source: Language, target: Language) -> None:
        super().__init__(
            say(
                marked(
                    "{provider} does not translate between these languages: {source}, {target}. "
                    "Translate it yourself, or choose another provider in MACHINE_PROVIDER."
                ),
                provider=provider,
                source=source,
                target=target,
            )
        )


class TooLong(ProviderProblem):
    """One text is longer than it takes; split the paragraph, or translate it yourself."""

    def __init__(self, provider: str) -> None:
        super().__init__(
            say(
                marked(
                    "The text is longer than {provider} takes. Split the paragraph, or translate "
                    "it yourself."
                ),
                provider=provider,
            )
        )


class Refused(ProviderProblem):
    """It does not accept the key; an administrator mends MACHINE_KEY."""

    def __init__(self, provider: str) -> None:
        super().__init__(
            say(
                marked(
                    "{provider} does not accept our key. An administrator must set MACHINE_KEY "
                    "to a valid one."
                ),
                provider=provider,
            )
        )


class QuotaUsed(ProviderProblem):
    """What we may have translated is used up; wait, or get more."""

    def __init__(self, provider: str, *, ours: int | None = None) -> None:
        if ours is None:
            told = marked(
                "What {provider} translates for us is used up for now. Wait until it renews, or "
                "get a larger allowance there."
            )
            super().__init__(say(told, provider=provider))
            return
        told = marked(
            "Today’s limit of {characters} characters for {provider} is used up. Wait until "
            "tomorrow, or raise MACHINE_DAILY_CHARACTERS."
        )
        super().__init__(say(told, provider=provider, characters=ours))


class TooBusy(ProviderProblem):
    """It asks us to come back later; ``retry_after`` in seconds where it says when."""

    def __init__(self, provider: str, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(
            say(
                marked("{provider} has too much to do. It will be asked again by itself."),
                provider=provider,
            )
        )


class Unreachable(ProviderProblem):
    """No answer came in time, or none at all; wait, or mend MACHINE_URL."""

    def __init__(self, provider: str) -> None:
        super().__init__(
            say(
                marked(
                    "{provider} does not answer. It will be asked again by itself; if that goes "
                    "on, an administrator checks MACHINE_URL and MACHINE_TIMEOUT."
                ),
                provider=provider,
            )
        )


class BadAnswer(ProviderProblem):
    """It answered with something that is no translation; check what stands at MACHINE_URL."""

    def __init__(self, provider: str) -> None:
        super().__init__(
            say(
                marked(
                    "{provider} answered with something that is no translation. If that goes on, "
                    "an administrator checks whether MACHINE_URL is the right address."
                ),
                provider=provider,
            )
        )
