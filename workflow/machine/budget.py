"""A day's characters, counted before a provider is asked, by all workers together."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from workflow.machine.models import MachineDay
from workflow.machine.provider import QuotaUsed


def spend(slug: str, name: str, characters: int, *, daily: int, at: datetime) -> None:
    """Count what is about to be sent; QuotaUsed when the day's limit does not hold it.

    ``daily`` of 0 is no limit; it is counted all the same. Days are those of UTC. What a provider
    then refuses stays counted: it may have been billed.
    """
    with transaction.atomic():
        MachineDay.objects.get_or_create(provider=slug, day=at.date())
        day = MachineDay.objects.filter(provider=slug, day=at.date())
        if daily:
            day = day.filter(characters__lte=daily - characters)
        counted = day.update(characters=F("characters") + characters)
    if not counted:
        raise QuotaUsed(name, ours=daily)
