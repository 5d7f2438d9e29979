"""Killed at any statement, an act is done whole or not at all, and can be done again."""

from itertools import chain
from random import Random

import pytest

from tests.conftest import on_postgres
from tests.crash.day import NAMES

MANY = 30  # of the statements of a longer act only this many, drawn by chance
FEW = 8  # on PostgreSQL, where bringing a database back takes ten times as long
EACH = 50 if on_postgres() else 3  # after each so many the act is done again


def moments(statements: int, name: str) -> list[int]:
    """Before which statements to kill; the last two are before COMMIT, and after it."""
    most = FEW if on_postgres() else MANY
    among = range(1, statements + 1)
    drawn = among if statements <= most else sorted(Random(name).sample(among, most))
    return [*drawn, statements + 1, statements + 2]


@pytest.mark.parametrize("name", NAMES)
def test_killed_at_any_statement_an_act_is_whole_or_not_done_and_can_be_done_again(
    crash_site, name
):
    act = NAMES.index(name)
    statements = crash_site.statements[act]
    reports = {
        moment: crash_site.crash(
            act=act, statement=moment, again=moment > statements or moment % EACH == 0
        )
        for moment in moments(statements, name)
    }
    wrong = {
        moment: report
        for moment, report in reports.items()
        if report["after"] != (act + 1 if moment == statements + 2 else act)
        or report["broken"]
        or report["again"]
    }
    assert not wrong
    assert all(report["killed"] and report["acknowledged"] == act for report in reports.values())


def test_hundreds_of_moments_are_tried(crash_site):
    tried = chain.from_iterable(map(moments, crash_site.statements, NAMES))
    assert on_postgres() or len(list(tried)) > 500
