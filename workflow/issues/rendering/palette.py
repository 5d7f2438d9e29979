"""The colours of an edition, light and dark, and the contrast between two of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """One set of colours, each ``#rrggbb``. Text colours are used on ``paper`` and on ``quiet``."""

    paper: str  # the ground
    quiet: str  # the ground of boxes
    ink: str  # running text and headlines
    muted: str  # bylines, captions, footer
    accent: str  # links, labels and the button
    on_accent: str  # words on the button
    rule: str  # hairlines


LIGHT = Palette(
    paper="#fcfbf8",
    quiet="#f2efe7",
    ink="#1b1e20",
    muted="#5a5f63",
    accent="#0b5d4e",
    on_accent="#ffffff",
    rule="#d9d5ca",
)
DARK = Palette(
    paper="#15181a",
    quiet="#202528",
    ink="#ece8df",
    muted="#a9adab",
    accent="#82d3bd",
    on_accent="#0d211c",
    rule="#3a4043",
)


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two colours, from 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
