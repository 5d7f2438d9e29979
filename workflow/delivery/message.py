"""One edition as a message: finished bytes with gaps for a reader's own values.

A message is built once for each edition (:func:`build_template`) and filled for each reader
(:func:`fill`). One mailing of a frozen edition gives the same bytes, today and in a year: the date
is the instant of its planning, the boundary comes from the edition's hash, the Message-ID from
issue, reader and the secret key.
"""

import hmac
import re
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime

from workflow.delivery import headers
from workflow.delivery.splice import Piece, Spliced, encode, plain, spliced
from workflow.issues.links import READER_TOKEN, Links
from workflow.languages.catalogue import catalogue
from workflow.languages.language import Language

TEST_HEADER = ("X-Dumpling-Desk", "test")
FEEDBACK_SENDER = "dumplingdesk"  # the same in every message, as feedback loops want it
_TOKEN = re.compile(rf"[A-Za-z0-9_-]{{{len(READER_TOKEN)}}}")


class TokenRefused(ValueError):
    """A reader's token has not the one length and alphabet that fit a finished message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderFacts:
    """Who sends and where replies, links and identifiers point. Domains are in ASCII."""

    address: str
    list_domain: str
    links: Links
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFacts:
    """What a message says and is filed under; ``dated`` is its ``Date``.

    ``issue`` and ``coverage`` are slugs. ``sender_name`` is the newsletter's name, and its list's.
    """

    language: Language
    subject: str
    html: str
    text: str
    sha256: str
    dated: datetime
    sender_name: str
    issue: str
    coverage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageTemplate:
    """A message before its reader is known.

    ``opening`` and ``rest`` are the finished bytes before and after the reader's own headers. The
    other fields say the same in parts, for services that build the message themselves: ``headers``
    are the shared ones beyond sender and subject, as name and one-line value; ``unsubscribe``,
    ``html`` and ``text`` carry ``READER_TOKEN`` where a reader's token goes. ``unsubscribe`` is
    empty where nobody subscribed: in mail to the desk's own people.
    """

    language: Language
    folder: str
    subject: str
    sender_name: str
    sender_address: str
    headers: tuple[tuple[str, str], ...]
    unsubscribe: str
    html: str = field(repr=False)
    text: str = field(repr=False)
    opening: bytes = field(repr=False)
    rest: Spliced = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One reader's own values. ``message_id`` is without angle brackets.

    What identifies the reader stays out of ``repr``, and so out of logs and tracebacks.
    """

    delivery_id: int
    address: str = field(repr=False)
    name: str = field(repr=False)
    token: str = field(repr=False)
    message_id: str


def message_id(*, issue: str, reader: str, sender: SenderFacts) -> str:
    """The Message-ID of one issue for one reader, always the same; it tells an outsider nothing."""
    said = f"message-id\n{issue}\n{reader}".encode()
    digest = hmac.digest(sender.secret.encode(), said, "sha256").hex()
    return f"{digest[:32]}@{sender.list_domain}"


def build_template(
    facts: EditionFacts, sender: SenderFacts, *, test: bool = False
) -> MessageTemplate:
    """The message of an edition. ``test`` marks the subject and a header.

    Raises :class:`workflow.delivery.headers.HeaderRefused` for a subject or name that holds a line
    break or control character.
    """
    subject = _subject(facts, test=test)
    shared = _shared_headers(facts, sender, test=test)
    opening = (
        headers.mailbox("From", facts.sender_name, sender.address),
        headers.words("Subject", subject),
        headers.words("Date", format_datetime(facts.dated)),
    )
    unsubscribe = sender.links.unsubscribe(facts.language)
    own = headers.one_line("List-Unsubscribe", f"<{unsubscribe}>")
    return MessageTemplate(
        language=facts.language,
        folder=f"{facts.issue}-{facts.language}{'-test' if test else ''}",
        subject=subject,
        sender_name=facts.sender_name,
        sender_address=sender.address,
        headers=tuple((line.partition(":")[0], headers.value(line)) for line in shared),
        unsubscribe=unsubscribe,
        html=facts.html,
        text=facts.text,
        opening=lines(*opening),
        rest=spliced([*plain(lines(own, *shared)), *_body(facts)]),
    )


def fill(template: MessageTemplate, envelope: Envelope) -> bytes:
    """The finished message of one reader, with CRLF line ends.

    Dots at the beginning of a line are left to the SMTP client.
    """
    if not _TOKEN.fullmatch(envelope.token):
        raise TokenRefused(
            f"The token of delivery {envelope.delivery_id} is not {len(READER_TOKEN)} letters, "
            "digits, hyphens or underscores. Give the reader a new one."
        )
    own = lines(
        headers.mailbox("To", envelope.name, envelope.address),
        headers.one_line("Message-ID", f"<{envelope.message_id}>"),
    )
    return b"".join([template.opening, own, *template.rest.filled(envelope.token.encode("ascii"))])


def _subject(facts: EditionFacts, *, test: bool) -> str:
    if not test:
        return facts.subject
    return catalogue(facts.language).text("Test copy: {subject}", subject=facts.subject)


def _shared_headers(facts: EditionFacts, sender: SenderFacts, *, test: bool) -> list[str]:
    """The headers that every reader's copy has, in their order."""
    tag = facts.language.tag.lower()
    archive = sender.links.archive(facts.language, facts.coverage)
    shared = [
        headers.one_line("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        headers.mailbox(
            "List-Id", facts.sender_name, f"{facts.coverage}.{tag}.{sender.list_domain}"
        ),
        headers.one_line("List-Archive", f"<{archive}>"),
        headers.one_line(
            "Feedback-ID", f"{facts.issue}:{facts.language}:{facts.coverage}:{FEEDBACK_SENDER}"
        ),
        headers.one_line("Content-Language", facts.language.html_tag),
    ]
    return [*shared, headers.one_line(*TEST_HEADER)] if test else shared


def _body(facts: EditionFacts) -> list[Piece]:
    return body(text=facts.text, html=facts.html, language=facts.language, sha256=facts.sha256)


def body(*, text: str, html: str, language: Language, sha256: str) -> list[Piece]:
    """Text first, HTML second: mail programs show the last one they can.

    The boundary holds ``=_``, which neither transfer encoding ever writes.
    """
    boundary = f"=_{sha256[:40]}"
    opening = lines(
        "MIME-Version: 1.0", f'Content-Type: multipart/alternative; boundary="{boundary}"', ""
    )
    return [
        opening,
        *_part("plain", text, language, boundary),
        *_part("html", html, language, boundary),
        f"--{boundary}--\r\n".encode("ascii"),
    ]


def _part(kind: str, content: str, language: Language, boundary: str) -> list[Piece]:
    opening = lines(
        f"--{boundary}",
        f'Content-Type: text/{kind}; charset="utf-8"',
        f"Content-Transfer-Encoding: {language.mail_encoding}",
        "",
    )
    return [opening, *encode(content, language.mail_encoding), b"\r\n"]


def lines(*said: str) -> bytes:
    """Finished lines of a message, each with its line end."""
    return "".join(f"{line}\r\n" for line in said).encode()
