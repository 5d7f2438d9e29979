"""Freezing: bytes under one hash, once, and never changed after."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from tests import factories as make
from tests.factories import AT, EN, LATER, UK
from workflow.issues.freeze import (
    EditionNotReady,
    EditionTampered,
    EditionUnderway,
    FreezeRefused,
    content_hash,
    freeze,
    verify,
)
from workflow.issues.links import Links
from workflow.issues.models import Edition, Issue
from workflow.issues.states import EDITION_TRANSITIONS, EditionState
from workflow.journal.actions import move
from workflow.journal.models import Entry
from workflow.people.models import User
from workflow.people.permissions import NotAllowed
from workflow.stories.actions import revise

pytestmark = pytest.mark.django_db

LINKS = Links(base="https://news.example")


def planned() -> Issue:
    return make.issue(stories=[make.story("harbour")])


def frozen(issue: Issue, *, by: User | None = None) -> Edition:
    return freeze(issue, EN, by=by or make.editor(), at=AT, links=LINKS)


def change_story(issue: Issue) -> None:
    story = issue.slots.get().story
    revise(story, make.content(headline="Another harbour wakes"), by=make.editor(), at=LATER)


def carry(edition: Edition, *states: EditionState) -> None:
    for state in states:
        move(edition, state, table=EDITION_TRANSITIONS, verb=state, by=make.editor(), at=LATER)


def test_a_frozen_edition_holds_its_bytes_and_pins_and_stands_in_the_journal() -> None:
    by = make.editor("maria")
    edition = frozen(planned(), by=by)
    assert (edition.number, edition.state, edition.frozen_at) == (1, EditionState.FROZEN, AT)
    assert edition.frozen_by == by
    assert edition.subject == "Two harbours"
    assert edition.sender_name == "Harbours (en)"
    assert "A harbour wakes" in edition.html
    assert "A harbour wakes" in edition.text
    assert edition.pins[1] == {"story": "harbour", "language": "en", "revision": 1, "version": None}
    line = Entry.objects.get(verb="freeze")
    assert (line.by, line.detail["sha256"]) == (by, edition.sha256)


def test_the_same_content_is_frozen_once() -> None:
    issue = planned()
    assert frozen(issue) == frozen(issue)
    assert Edition.objects.count() == 1
    assert Entry.objects.filter(verb="freeze").count() == 1


def test_changed_content_makes_a_new_edition_and_supersedes_the_old() -> None:
    issue = planned()
    first = frozen(issue)
    change_story(issue)
    second = frozen(issue)
    first.refresh_from_db()
    assert (first.state, second.state) == (EditionState.SUPERSEDED, EditionState.FROZEN)
    assert (first.number, second.number) == (1, 2)
    assert first.sha256 != second.sha256
    verify(first)


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([EditionState.SENDING], "is being sent"),
        ([EditionState.SENDING, EditionState.SENT], "was sent"),
    ],
)
def test_an_edition_underway_is_never_touched(states: list[EditionState], said: str) -> None:
    issue = planned()
    edition = frozen(issue)
    carry(edition, *states)
    assert frozen(issue) == edition  # nothing changed, so it is the edition asked for
    change_story(issue)
    with pytest.raises(EditionUnderway, match=said):
        frozen(issue)
    edition.refresh_from_db()
    assert edition.state == states[-1]
    assert Edition.objects.count() == 1


def test_every_error_of_preflight_is_told_at_once_and_nothing_is_frozen() -> None:
    issue = planned()
    with pytest.raises(EditionNotReady) as refused:
        freeze(issue, UK, by=make.editor(), at=AT, links=LINKS)
    assert [finding.check for finding in refused.value.findings] == ["missing-translation"] * 2
    assert "A harbour wakes" in str(refused.value)
    assert "Approve the translation" in str(refused.value)
    assert Edition.objects.count() == 0


def test_warnings_do_not_keep_an_edition_from_being_frozen() -> None:
    assert frozen(planned()).preheader == "News"  # four columns: a warning


def test_a_language_the_issue_does_not_appear_in_is_refused() -> None:
    issue = planned()
    issue.languages = ["pl"]
    with pytest.raises(FreezeRefused, match="no edition in en; it appears in pl"):
        frozen(issue)


def test_only_who_assembles_issues_may_freeze() -> None:
    with pytest.raises(NotAllowed, match="may not assemble issues"):
        frozen(planned(), by=make.user("translator"))
    assert Edition.objects.count() == 0


# The hash --------------------------------------------------------------------------------------


CHANGES: dict[str, Callable[[Any], Any]] = {
    "subject": lambda text: text + ".",
    "preheader": lambda text: text[:-1],
    "sender_name": lambda text: "X" + text[1:],
    "html": lambda text: text.replace("harbour", "harbouR", 1),
    "text": lambda text: text[:-1] + " ",
    "pins": lambda pins: [{**pins[0], "revision": 2}, *pins[1:]],
    "language": lambda _: UK,
    "sha256": lambda text: ("1" if text[0] != "1" else "2") + text[1:],
}


@pytest.mark.parametrize("column", CHANGES)
def test_one_byte_changed_in_any_column_is_noticed(column: str) -> None:
    edition = frozen(planned())
    verify(edition)
    changed = CHANGES[column](getattr(edition, column))
    Edition.objects.filter(pk=edition.pk).update(**{column: changed})
    with pytest.raises(EditionTampered, match="does not match its SHA-256"):
        verify(Edition.objects.get(pk=edition.pk))


def test_a_tampered_edition_is_replaced_by_the_next_freeze() -> None:
    issue = planned()
    first = frozen(issue)
    Edition.objects.filter(pk=first.pk).update(html=first.html + " ")
    second = frozen(issue)
    assert (second.number, second.html) == (2, first.html)
    first.refresh_from_db()
    assert first.state == EditionState.SUPERSEDED


def test_the_hash_tells_where_one_part_ends_and_the_next_begins() -> None:
    parts = {"preheader": "", "sender_name": "", "html": "", "text": "", "pins": []}
    one = content_hash(language=EN, **{**parts, "subject": "ab", "preheader": "c"})
    other = content_hash(language=EN, **{**parts, "subject": "a", "preheader": "bc"})
    assert one != other


# Two at once -----------------------------------------------------------------------------------


def database_url(folder: Path) -> str:
    """A database that other processes can open: on PostgreSQL the one of the tests."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'race.sqlite3'}"
    at = {key: quote(str(value), safe="") for key, value in connection.settings_dict.items()}
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_of_two_freezes_at_once_one_wins_and_both_get_the_same_edition(
    tmp_path: Path, project_root: Path
) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(tmp_path),
        "DJANGO_SETTINGS_MODULE": "workflow.config.settings",
        "PYTHONPATH": str(project_root),
    }
    script = str(Path(__file__).with_name("freezing_process.py"))

    def start(*arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, script, *arguments],
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def printed(process: subprocess.Popen[str]) -> str:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        return out

    printed(start("prepare"))
    moment = str(time.time() + 3)
    racers = [start("freeze", moment) for _ in range(2)]
    frozen_by_each = {printed(racer) for racer in racers}
    assert len(frozen_by_each) == 1
    if connection.vendor == "postgresql":
        assert Entry.objects.filter(verb="freeze").count() == 1
