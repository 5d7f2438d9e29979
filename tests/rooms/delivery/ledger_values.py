"""Rows for a small newsroom that is about to send: an editor, an issue, editions, readers."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from workflow.audience.models import Reader
from workflow.audience.states import ReaderState
from workflow.delivery.message import SenderFacts
from workflow.issues.freeze import content_hash
from workflow.issues.links import READER_TOKEN, Links
from workflow.issues.models import Edition, Issue
from workflow.languages.registry import by_tag
from workflow.people.models import User
from workflow.people.roles import NewsroomRole
from workflow.stories.models import Coverage, CoverageWords, Story
from workflow.stories.states import StoryKind

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
ALL_TAGS = ("en", "zh-Hant", "uk", "pl")
SENDER = SenderFacts(
    address="desk@news.example",
    list_domain="list.news.example",
    links=Links(base="https://news.example"),
    secret="s3cret-not-in-any-log",
)


def an_editor(username: str = "ewa", role: NewsroomRole = NewsroomRole.EDITOR) -> User:
    user, _ = User.objects.get_or_create(username=username, defaults={"newsroom_role": role})
    return user


def an_issue(number: int = 1, languages: Sequence[str] = ALL_TAGS) -> Issue:
    coverage, new = Coverage.objects.get_or_create(
        slug="taiwan-ukraine", defaults={"languages": list(ALL_TAGS), "created_at": AT}
    )
    for tag in ALL_TAGS if new else ():
        CoverageWords.objects.create(
            coverage=coverage,
            language=by_tag(tag),
            name="Two Shores",
            publisher="Dumpling Desk",
            postal_address="1 Harbour Road",
        )
    letter = Story.objects.create(
        coverage=coverage,
        slug=f"letter-{number}",
        kind=StoryKind.LETTER,
        source_language=by_tag("en"),
        created_at=AT,
    )
    return Issue.objects.create(
        coverage=coverage,
        slug=f"issue-{number}",
        number=number,
        letter=letter,
        languages=list(languages),
        planned_at=AT,
        created_at=AT,
    )


def a_frozen_edition(issue: Issue, tag: str = "en", **changes: Any) -> Edition:
    said: dict[str, Any] = {
        "language": by_tag(tag),
        "subject": "Winter coats — зимові куртки",
        "preheader": "A secret-preheader",
        "sender_name": "Dumpling Desk",
        "html": f'<p>A secret-body</p><a href="https://news.example/{READER_TOKEN}/">.</a>\n',
        "text": f"A secret-body https://news.example/{READER_TOKEN}/\n",
        "pins": [],
    }
    values = {"number": 1, "frozen_at": AT, **changes}
    return Edition.objects.create(issue=issue, sha256=content_hash(**said), **said, **values)


def some_readers(
    count: int, tag: str = "en", *, state: ReaderState = ReaderState.SUBSCRIBED
) -> list[Reader]:
    start = Reader.objects.count()
    return Reader.objects.bulk_create(
        Reader(
            address=f"reader{number}@mail.example",
            address_key=f"reader{number}@mail.example",
            name=f"Олена {number}",
            language=by_tag(tag),
            state=state,
            token=hashlib.sha256(f"{number}".encode()).hexdigest()[:32],
            created_at=AT,
        )
        for number in range(start, start + count)
    )
