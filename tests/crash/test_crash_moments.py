"""Killed at any moment of a day: what was acknowledged is there, and nothing is half-done."""

from random import Random

import pytest

from tests.conftest import on_postgres
from tests.crash.day import NAMES

ACTS = 3  # in a row, in one process
SEEDS = range(1, 31 if on_postgres() else 141)


@pytest.mark.parametrize("seed", SEEDS, ids="seed-{}".format)
def test_killed_at_any_moment_nothing_acknowledged_is_lost_and_nothing_is_half_done(
    crash_site, seed
):
    chance = Random(seed)
    first = chance.randrange(len(NAMES) - ACTS + 1)
    report = crash_site.crash(act=first, acts=ACTS, share=chance.uniform(0, 0.9))
    acknowledged = report["acknowledged"]
    assert report["broken"] == []
    assert report["after"] in {acknowledged, acknowledged + 1}, report["differences"]
    assert report["again"] == []
