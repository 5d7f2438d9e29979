"""A notice's mail as a message: to one of the desk's own people, so it belongs to no list."""

from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256

from workflow.delivery import headers
from workflow.delivery.message import MessageTemplate, SenderFacts, body, lines
from workflow.delivery.splice import plain, spliced
from workflow.notices.compose import DESK, NoticeMail

# As long as a reader's token, and nobody's: a notice has no place for one.
NO_READER = "NOTICE0TO0A0COLLEAGUE0NO0READER0"
_AUTOMATIC = ("Auto-Submitted", "auto-generated")  # RFC 3834: no out-of-office answers, please


def build_notice(mail: NoticeMail, sender: SenderFacts, *, dated: datetime) -> MessageTemplate:
    """The message of a notice's mail, in the shape in which every transport takes an edition.

    Raises :class:`workflow.delivery.headers.HeaderRefused` for a subject that holds a line break or
    control character.
    """
    shared = [
        headers.one_line(*_AUTOMATIC),
        headers.one_line("Content-Language", mail.language.html_tag),
    ]
    opening = (
        headers.mailbox("From", DESK, sender.address),
        headers.words("Subject", mail.subject),
        headers.words("Date", format_datetime(dated)),
    )
    digest = sha256(f"{mail.text}\n{mail.html}".encode()).hexdigest()
    content = body(text=mail.text, html=mail.html, language=mail.language, sha256=digest)
    return MessageTemplate(
        language=mail.language,
        folder=f"notices-{mail.language}",
        subject=mail.subject,
        sender_name=DESK,
        sender_address=sender.address,
        headers=tuple((line.partition(":")[0], headers.value(line)) for line in shared),
        unsubscribe="",
        html=mail.html,
        text=mail.text,
        opening=lines(*opening),
        rest=spliced([*plain(lines(*shared)), *content]),
    )
