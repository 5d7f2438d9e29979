"""Pins: exactly which source and translation versions an edition is made of."""

from collections.abc import Iterable
from typing import NotRequired, TypedDict

from workflow.issues.decide import ShownText, SlotDecision


class Pin(TypedDict):
    """One text of an edition. ``version`` is the approved version, None for a source revision.

    ``left_out`` names the source segments that had been retracted when it was frozen.
    """

    story: str
    language: str
    revision: int
    version: int | None
    left_out: NotRequired[list[str]]


def pins(decisions: Iterable[SlotDecision]) -> list[Pin]:
    """The pins of an edition, letter first, in the order shown; omitted stories have none."""
    return [_pin(decision.shown) for decision in decisions if decision.shown]


def _pin(shown: ShownText) -> Pin:
    pin = Pin(
        story=shown.slug,
        language=shown.language.tag,
        revision=shown.revision,
        version=shown.version,
    )
    if shown.left_out:
        pin["left_out"] = list(shown.left_out)
    return pin
