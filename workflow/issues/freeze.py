"""Freezing: what an editor approved becomes bytes under one hash, and stays that.

FreezeRefused           the edition cannot be frozen now
├── EditionNotReady     preflight found errors
└── EditionUnderway     it is being sent or was sent
EditionTampered         a frozen edition no longer matches its hash
"""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from workflow.issues.checks.finding import EditionFinding
from workflow.issues.links import Links
from workflow.issues.models import Edition, Issue
from workflow.issues.preflight import Prepared, errors, prepare
from workflow.issues.queries import latest_edition
from workflow.issues.snapshot import snapshot
from workflow.issues.states import EDITION_TRANSITIONS, EditionState
from workflow.journal.actions import move, record
from workflow.languages.language import Language
from workflow.languages.registry import by_tag
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act

UNDERWAY = frozenset({EditionState.SENDING, EditionState.SENT})
_ENGLISH = by_tag("en")


class FreezeRefused(Exception):
    """The edition cannot be frozen now; the message says why and what would change that."""


class EditionNotReady(FreezeRefused):
    """Preflight found errors; ``findings`` holds every one. Mend them, then freeze again."""

    def __init__(
        self, issue: Issue, language: Language, findings: Sequence[EditionFinding]
    ) -> None:
        self.findings = tuple(findings)
        lines = [
            f"[{each.check}] {each.sentence.in_(_ENGLISH)} {each.mend.in_(_ENGLISH)}"
            for each in findings
        ]
        super().__init__(
            f"Issue {issue.number} ({language}) cannot be frozen:\n- " + "\n- ".join(lines)
        )


class EditionUnderway(FreezeRefused):
    """It is being sent or was sent: what readers get cannot change. Run a correction instead."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        done = "is being sent" if edition.state == EditionState.SENDING else "was sent"
        super().__init__(
            f"{edition} {done} and its words have changed since; the frozen edition was not "
            "touched. Readers who have it can be told in a correction."
        )


class EditionTampered(Exception):
    """A frozen edition is not what was frozen. Do not send it; freeze the issue anew."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        super().__init__(
            f"{edition}, freeze {edition.number}, does not match its SHA-256: it was changed after "
            "it was frozen. It is not sent. Find out who changed it, then freeze the issue anew."
        )


def freeze(issue: Issue, language: Language, *, by: User, at: datetime, links: Links) -> Edition:
    """Freeze one edition, or return the frozen one that already says just this.

    Raises :class:`EditionNotReady` with all errors at once, or :class:`EditionUnderway`.
    """
    require(by, Act.ASSEMBLE_ISSUES)
    if language.tag not in issue.languages:
        raise FreezeRefused(
            f"Issue {issue.number} has no edition in {language}; it appears in "
            f"{', '.join(issue.languages)}. Choose one of these, or add {language} to the issue."
        )
    with transaction.atomic():
        # Two editors freezing at once: the second waits here, then finds the work done.
        issue = Issue.objects.select_for_update().get(pk=issue.pk)
        prepared = prepare(snapshot(issue), language, links=links)
        current = latest_edition(issue, language)
        if current is not None and says_the_same(current, prepared):
            return current
        if current is not None and current.state in UNDERWAY:
            verify(current)
            raise EditionUnderway(current)
        if found := errors(prepared.findings):
            raise EditionNotReady(issue, language, found)
        return _replace(current, issue, prepared, by=by, at=at)


def verify(edition: Edition) -> None:
    """Let an edition pass that is byte for byte what was frozen.

    Raises :class:`EditionTampered`.
    """
    if _hash_of_row(edition) != edition.sha256:
        raise EditionTampered(edition)


def says_the_same(edition: Edition, prepared: Prepared) -> bool:
    """Whether freezing again would change nothing: never true of a row that was tampered with."""
    return _hash_of_row(edition) == edition.sha256 == _hash_of(prepared)


def _hash_of_row(edition: Edition) -> str:
    return content_hash(
        language=edition.language,
        subject=edition.subject,
        preheader=edition.preheader,
        sender_name=edition.sender_name,
        html=edition.html,
        text=edition.text,
        pins=edition.pins,
    )


def content_hash(
    *,
    language: Language,
    subject: str,
    preheader: str,
    sender_name: str,
    html: str,
    text: str,
    pins: Sequence[object],
) -> str:
    """SHA-256 over everything an edition says, as one JSON list: no two editions write it alike."""
    said = [language.tag, subject, preheader, sender_name, html, text, list(pins)]
    encoded = json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(encoded.encode()).hexdigest()


def _hash_of(prepared: Prepared) -> str:
    rendered = prepared.rendered
    return content_hash(
        language=prepared.language,
        subject=rendered.subject,
        preheader=rendered.preheader,
        sender_name=rendered.sender_name,
        html=rendered.html,
        text=rendered.text,
        pins=prepared.pins,
    )


def _replace(
    current: Edition | None, issue: Issue, prepared: Prepared, *, by: User, at: datetime
) -> Edition:
    if current is not None and current.state == EditionState.FROZEN:
        move(
            current,
            EditionState.SUPERSEDED,
            table=EDITION_TRANSITIONS,
            verb="supersede",
            by=by,
            at=at,
        )
    edition = Edition.objects.create(
        issue=issue,
        language=prepared.language,
        number=current.number + 1 if current else 1,
        subject=prepared.rendered.subject,
        preheader=prepared.rendered.preheader,
        sender_name=prepared.rendered.sender_name,
        html=prepared.rendered.html,
        text=prepared.rendered.text,
        pins=list(prepared.pins),
        sha256=_hash_of(prepared),
        frozen_at=at,
        frozen_by=by,
    )
    detail = {"sha256": edition.sha256, "number": edition.number}
    record(edition, "freeze", by=by, at=at, to_state=EditionState.FROZEN, detail=detail)
    return edition
