"""What machines said so far, and what stands in the queue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from workflow.languages.language import Language
from workflow.machine.models import MachineDay, MachineRequest, MachineText
from workflow.machine.states import RequestState

CHUNK = 500  # digests in one query


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many requests are in each state, and how many characters each provider had today."""

    requests: Mapping[RequestState, int] = field(default_factory=dict)
    characters: Mapping[str, int] = field(default_factory=dict)
    last_failed: tuple[MachineRequest, ...] = ()


def digest_of(text: str) -> str:
    """What texts are found by: SHA-256 in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def answers(
    texts: Iterable[str], source: Language, target: Language, *, provider: str = ""
) -> dict[str, MachineText]:
    """What a machine made of each of these texts, the newest where several did; others lack.

    ``provider`` (its slug) asks for what that one made.
    """
    wanted = sorted({digest_of(text) for text in texts})
    rows = MachineText.objects.filter(source_language=source, target_language=target)
    if provider:
        rows = rows.filter(provider=provider)
    found: dict[str, MachineText] = {}
    for start in range(0, len(wanted), CHUNK):
        for row in rows.filter(digest__in=wanted[start : start + CHUNK]).order_by("id"):
            found[row.source_text] = row
    return found


def open_digests(
    digests: Iterable[str], source: Language, target: Language, *, provider: str = ""
) -> set[str]:
    """Which of these texts wait for this provider, or are being asked just now."""
    wanted = sorted(set(digests))
    rows = MachineRequest.objects.filter(
        source_language=source,
        target_language=target,
        provider=provider,
        state__in=[RequestState.WAITING, RequestState.ASKING],
    )
    found: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        found.update(rows.filter(digest__in=chunk).values_list("digest", flat=True))
    return found


def standing(*, at: datetime, failed: int = 5) -> Standing:
    """What the queue looks like, with the newest of what was given up."""
    counts: dict[RequestState, int] = {
        state: MachineRequest.objects.filter(state=state).count()
        for state in RequestState
        if state is not RequestState.ANSWERED
    }
    days = MachineDay.objects.filter(day=at.date()).values_list("provider", "characters")
    newest = MachineRequest.objects.filter(state=RequestState.FAILED).order_by("-id")
    return Standing(requests=counts, characters=dict(days), last_failed=tuple(newest[:failed]))
