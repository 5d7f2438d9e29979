"""Finding and keeping what a provider made of a text; and asking for one text at once."""

from datetime import datetime

from workflow.languages.language import Language
from workflow.machine.budget import spend
from workflow.machine.models import MachineText
from workflow.machine.provider import NotSpoken, Provider, TooLong
from workflow.machine.queries import digest_of
from workflow.machine.suggest import Between, Suggested, suggest


def known_text(
    text: str, provider: Provider, *, source: Language, target: Language
) -> MachineText | None:
    """What this provider made of this text before: it is never asked twice."""
    return MachineText.objects.filter(
        digest=digest_of(text),
        source_language=source,
        target_language=target,
        provider=provider.slug,
    ).first()


def keep_text(
    text: str,
    said: Suggested,
    provider: Provider,
    *,
    source: Language,
    target: Language,
    at: datetime,
) -> None:
    """Keep what a provider made of a text, unless another worker was faster."""
    row = MachineText(
        source_language=source,
        target_language=target,
        digest=digest_of(text),
        source_text=text,
        text=said.text,
        provider=provider.slug,
        model=provider.model[:100],
        lost=list(said.lost),
        asked_at=at,
        characters=len(text),
    )
    MachineText.objects.bulk_create([row], ignore_conflicts=True)


def ask_provider(
    text: str,
    provider: Provider,
    *,
    source: Language,
    target: Language,
    at: datetime,
    daily: int = 0,
    between: Between = lambda: None,
) -> Suggested:
    """Ask a provider for one text, within the day's limit; raises ProviderProblem.

    ``between`` is called between two pieces of a text that is cut.
    """
    if daily and len(text) > daily:
        raise TooLong(provider.name)
    if not provider.speaks(source, target):
        raise NotSpoken(provider.name, source, target)
    spend(provider.slug, provider.name, len(text), daily=daily, at=at)
    return suggest(text, provider, source=source, target=target, between=between)


def suggest_now(
    text: str,
    provider: Provider,
    *,
    source: Language,
    target: Language,
    at: datetime,
    daily: int = 0,
) -> Suggested:
    """What a provider makes of a text, asked at once if it is not known; never for a page."""
    known = known_text(text, provider, source=source, target=target)
    if known is not None:
        return Suggested(text=known.text, lost=tuple(known.lost))
    said = ask_provider(text, provider, source=source, target=target, at=at, daily=daily)
    keep_text(text, said, provider, source=source, target=target, at=at)
    return said
