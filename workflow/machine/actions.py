"""Asking a machine for translations: what is not known yet joins the queue, and nothing waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from workflow.journal.actions import record
from workflow.languages.language import Language
from workflow.machine.models import MachineRequest, MachineText
from workflow.machine.queries import answers, digest_of, open_digests
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of the texts is answered already, how many wait, and how many of those are new."""

    answered: dict[str, MachineText]
    waiting: int
    new: int


def ask(
    texts: Iterable[str],
    *,
    source: Language,
    target: Language,
    by: User,
    at: datetime,
    about: str = "",
    provider: str = "",
) -> Asked:
    """Have these texts translated by a machine in the background.

    No text is asked twice of one provider; one that is waiting already waits once. Texts without
    a letter or digit are left out: they need no machine. The journal keeps who asked, for how
    much. ``provider`` (its slug) leaves them to that one; nothing leaves them to whoever is set.
    """
    require(by, Act.SUGGEST, language=target)
    wanted = {digest_of(text): text for text in texts if any(map(str.isalnum, text))}
    with transaction.atomic():
        known = answers(wanted.values(), source, target, provider=provider)
        lacking = {key: text for key, text in wanted.items() if text not in known}
        waiting = open_digests(lacking, source, target, provider=provider)
        new = {key: text for key, text in lacking.items() if key not in waiting}
        if new:
            _queue(new, source, target, by=by, at=at, about=about, provider=provider)
    return Asked(answered=known, waiting=len(lacking), new=len(new))


def _queue(
    new: dict[str, str],
    source: Language,
    target: Language,
    *,
    by: User,
    at: datetime,
    about: str,
    provider: str,
) -> None:
    """Write the requests (another asking at the same moment may have brought some), and say so."""
    rows = [
        MachineRequest(
            source_language=source,
            target_language=target,
            digest=key,
            source_text=text,
            provider=provider,
            about=about[:200],
            not_before=at,
            asked_by=by,
            asked_at=at,
            changed_at=at,
        )
        for key, text in new.items()
    ]
    MachineRequest.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    first = MachineRequest.objects.filter(digest__in=list(new)[:1]).latest("id")
    detail = {
        "about": about,
        "source": source.tag,
        "target": target.tag,
        "texts": len(new),
        "characters": sum(map(len, new.values())),
    }
    record(first, "ask a machine", by=by, at=at, detail=detail)
