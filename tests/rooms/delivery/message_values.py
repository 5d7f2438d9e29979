"""A small edition and its readers, as plain values."""

from datetime import UTC, datetime
from typing import Any

from workflow.delivery.message import (
    EditionFacts,
    Envelope,
    MessageTemplate,
    SenderFacts,
    build_template,
    message_id,
)
from workflow.issues.links import READER_TOKEN, Links
from workflow.languages.registry import by_tag

SENDER = SenderFacts(
    address="desk@news.example",
    list_domain="list.news.example",
    links=Links(base="https://news.example"),
    secret="s3cret-not-in-any-log",
)
SUBJECT = "Winter coats and “solidarity”"


def template(tag: str = "en", **changes: Any) -> MessageTemplate:
    link = f"https://news.example/{tag}/reader/{READER_TOKEN}/"
    values: dict[str, Any] = {
        "language": by_tag(tag),
        "subject": SUBJECT,
        "html": f'<p>Ґанок 水餃 — <a href="{link}">your choices</a></p>\n',
        "text": f"Ґанок 水餃: {link}\n",
        "sha256": "5e" * 32,
        "dated": datetime(2026, 11, 24, 7, 0, tzinfo=UTC),
        "sender_name": "Dumpling Desk",
        "issue": "issue-1",
        "coverage": "taiwan-ukraine",
    }
    return build_template(EditionFacts(**{**values, **changes}), SENDER)


def envelope(number: int = 0, **changes: Any) -> Envelope:
    values: dict[str, Any] = {
        "delivery_id": number + 100,
        "address": f"reader{number}@mail.example",
        "name": f"Олена {number}",
        "token": f"{number:032d}",
        "message_id": message_id(issue="issue-1", reader=str(number), sender=SENDER),
    }
    return Envelope(**{**values, **changes})


def envelopes(count: int) -> list[Envelope]:
    return [envelope(number) for number in range(count)]
