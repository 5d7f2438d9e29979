"""Pins: exactly which source and translation versions an edition is made of."""

from collections.abc import Iterable
from typing import TypedDict

from workflow.issues.decide import SlotDecision


class Pin(TypedDict):
    """One text of an edition. ``version`` is the approved version, None for a source revision."""

    story: str
    language: str
    revision: int
    version: int | None


def pins(decisions: Iterable[SlotDecision]) -> list[Pin]:
    """The pins of an edition, letter first, in the order shown; omitted stories have none."""
    return [
        Pin(
            story=decision.shown.slug,
            language=decision.shown.language.tag,
            revision=decision.shown.revision,
            version=decision.shown.version,
        )
        for decision in decisions
        if decision.shown
    ]
