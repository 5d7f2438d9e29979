"""Every word on the desk's coloured grounds can be read, in the light and in the dark."""

import re
from pathlib import Path

import pytest

from workflow.issues.rendering.palette import DARK, LIGHT, Palette, contrast

CSS = "workflow/desk/static/desk/desk.css"
READABLE = 4.5  # WCAG 2 AA for running text


def colours(project_root: Path, palette: Palette) -> dict[str, str]:
    css = (project_root / CSS).read_text(encoding="utf-8")
    light, dark = css.split("@media (prefers-color-scheme: dark)", 1)
    return dict(re.findall(r"--([\w-]+): (#\w{6})", light if palette is LIGHT else dark))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_every_ground(project_root: Path, palette: Palette) -> None:
    found = colours(project_root, palette)
    assert set(found) >= {"good", "good-ground", "slow", "slow-ground", "bad", "bad-ground"}
    pairs = {
        (word, ground): contrast(found[word], found[f"{word}-ground"])
        for word, ground in (("good", "own"), ("slow", "own"), ("bad", "own"))
    }
    for ground in ("good-ground", "slow-ground", "bad-ground"):
        pairs["ink", ground] = contrast(palette.ink, found[ground])
        pairs["muted", ground] = contrast(palette.muted, found[ground])
    pairs["good", "paper"] = contrast(found["good"], palette.paper)
    pairs["bad", "paper"] = contrast(found["bad"], palette.paper)
    assert {pair: value for pair, value in pairs.items() if value < READABLE} == {}
