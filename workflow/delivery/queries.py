"""Reads: who would get which edition, and what the ledger says of a mailing."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from workflow.audience.models import Reader
from workflow.audience.states import ReaderState
from workflow.delivery.models import Delivery, Mailing
from workflow.delivery.routing import How, edition_for
from workflow.delivery.states import DeliveryState
from workflow.issues.models import Issue
from workflow.languages.language import Language
from workflow.languages.registry import ALL, by_tag


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceShare:
    """The subscribed readers of one language, and which edition of an issue they get.

    ``edition`` is None where the issue has nothing for them (held). ``planned`` of the ``readers``
    stand in the issue's ledger already.
    """

    language: Language
    edition: Language | None
    how: How
    readers: int
    planned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """The lines of a mailing's ledger, counted; ``planned`` is what was written at the start."""

    planned: int
    accepted: int
    rejected: int
    excluded: int
    uncertain: int
    waiting: int
    handing_over: int

    @property
    def settled(self) -> int:
        """Lines of which we know what came of them, or know that we do not."""
        return self.accepted + self.rejected + self.excluded + self.uncertain

    @property
    def balance(self) -> bool:
        """Whether every planned line is settled and none has been lost or added."""
        return self.planned == self.settled and not self.waiting and not self.handing_over

    def __str__(self) -> str:
        return (
            f"{self.planned} planned = {self.accepted} accepted + {self.rejected} rejected + "
            f"{self.excluded} excluded + {self.uncertain} uncertain"
            f" (and {self.waiting} waiting, {self.handing_over} being handed over)"
        )


def issue_languages(issue: Issue) -> tuple[Language, ...]:
    """The languages an issue appears in."""
    return tuple(by_tag(tag) for tag in issue.languages)


def audience_by_language(issue: Issue) -> tuple[AudienceShare, ...]:
    """The readers of each language, in the order of languages; languages without readers too."""
    among = issue_languages(issue)
    of_issue = Q(deliveries__issue=issue)
    counted = {
        row["language"]: row
        for row in Reader.objects.filter(state=ReaderState.SUBSCRIBED)
        .values("language")
        .annotate(readers=Count("pk", distinct=True), planned=Count("deliveries", filter=of_issue))
    }
    shares = []
    for language in ALL:
        edition, how = edition_for(language, among)
        row = counted.get(language, {"readers": 0, "planned": 0})
        shares.append(
            AudienceShare(
                language=language,
                edition=edition,
                how=how,
                readers=row["readers"],
                planned=row["planned"],
            )
        )
    return tuple(shares)


def books(mailing: Mailing) -> Books:
    """The books of a mailing, as the ledger stands now."""
    rows = Delivery.objects.filter(mailing=mailing).values_list("state").annotate(n=Count("pk"))
    lines: Counter[str] = Counter(dict(rows))
    return Books(
        planned=mailing.planned,
        accepted=lines[DeliveryState.ACCEPTED],
        rejected=lines[DeliveryState.REJECTED],
        excluded=lines[DeliveryState.EXCLUDED],
        uncertain=lines[DeliveryState.UNCERTAIN],
        waiting=lines[DeliveryState.PLANNED],
        handing_over=lines[DeliveryState.HANDING_OVER],
    )
