"""Through an SMTP relay: one connection for many messages, and exact about what is known.

What matters is the dot that ends a message. Before it has been written, certainly nothing was
taken; after it, only the relay's answer tells. A connection lost in between leaves the message
uncertain, and uncertain messages are never sent again blindly (RFC 1047 describes the gap).
"""

import contextlib
import smtplib
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Self

from workflow.delivery.message import Envelope, MessageTemplate, fill
from workflow.delivery.transport import Outcome, Result, TransportProblem
from workflow.delivery.transports.reasons import clean

BATCH_SIZE = 20  # as many lines are uncertain after a crash
_SHUTTING_DOWN = 421

# What goes wrong while connecting, and its mend; the first kind that fits.
_MENDS: Mapping[type[Exception], str] = {
    ssl.SSLCertVerificationError: (
        "The certificate of {where} is not valid for it. Set SMTP_HOST to the name in the "
        "certificate, or have the certificate mended."
    ),
    ssl.SSLError: (
        "{where} does not speak TLS the way SMTP_TLS={tls} wants. "
        "Set SMTP_TLS to starttls (usually port 587) or implicit (465)."
    ),
    smtplib.SMTPAuthenticationError: (
        "{where} does not accept our name and password. Mend SMTP_USERNAME or SMTP_PASSWORD."
    ),
    smtplib.SMTPNotSupportedError: (
        "{where} offers no way to sign in or to protect the connection with SMTP_TLS={tls}. "
        "Mend SMTP_TLS, SMTP_PORT or SMTP_USERNAME."
    ),
    socket.gaierror: "There is no server called {host}. Mend SMTP_HOST.",
    TimeoutError: (
        "{where} did not answer within {timeout} seconds. "
        "Mend SMTP_HOST, SMTP_PORT or SMTP_TLS, or raise SMTP_TIMEOUT."
    ),
    Exception: "{where} could not be used ({kind}). Mend SMTP_HOST, SMTP_PORT or SMTP_TLS.",
}


class Security(StrEnum):
    """How the connection is protected. Certificates are always verified."""

    NONE = "none"
    STARTTLS = "starttls"
    IMPLICIT = "implicit"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """Where the relay is and how to sign in; ``hello`` is the domain we introduce ourselves by."""

    host: str
    port: int
    security: Security
    username: str
    password: str = field(repr=False)
    timeout: float
    hello: str
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)


class _SenderRefused(Exception):
    """The relay does not let us send at all; the text is its answer."""


class SmtpTransport:
    """Hands messages to one relay, in order, over a connection that is kept and renewed."""

    name = "smtp"
    batch_size = BATCH_SIZE

    def __init__(self, settings: SmtpSettings) -> None:
        self.settings = settings
        self._server: smtplib.SMTP | None = None

    @property
    def takes_smtputf8(self) -> bool:
        """Whether the relay says so, once connected."""
        return self._server is not None and self._server.has_extn("smtputf8")

    def __enter__(self) -> Self:
        self._connected()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Say goodbye; whether the relay still hears it does not matter."""
        if self._server is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._server.quit()
        self._drop()

    def hand_over(
        self, template: MessageTemplate, envelopes: Sequence[Envelope]
    ) -> Sequence[Outcome]:
        """Send one message after the other; when the relay is gone, the rest is not taken."""
        outcomes: list[Outcome] = []
        for envelope in envelopes:
            try:
                outcomes.append(self._send(template, envelope))
            except TransportProblem as problem:
                if not outcomes:
                    raise
                left = len(envelopes) - len(outcomes)
                return outcomes + [_outcome(Result.NOT_TAKEN, str(problem))] * left
        return outcomes

    def _send(self, template: MessageTemplate, envelope: Envelope) -> Outcome:
        """One message. A kept connection that turns out dead is renewed once: nothing had left."""
        kept = self._server is not None
        server = self._connected()
        try:
            return _converse(server, template, envelope)
        except smtplib.SMTPServerDisconnected:
            self._drop()
            if kept:
                return self._send(template, envelope)
            return _outcome(
                Result.NOT_TAKEN, "The relay closed the connection before it took the message."
            )
        except _SenderRefused as refused:
            raise TransportProblem(
                f"The relay refuses our sender: {refused} "
                "Set SENDER_ADDRESS to one it lets us use, or mend our account there."
            ) from refused

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            self._server = connect(self.settings)
        return self._server

    def _drop(self) -> None:
        if self._server is not None:
            self._server.close()
        self._server = None


def connect(settings: SmtpSettings) -> smtplib.SMTP:
    """A connection that is greeted, protected and signed in, or a problem naming the setting."""
    try:
        server = _open(settings)
    except (OSError, smtplib.SMTPException) as error:
        raise TransportProblem(_sentence(error, settings)) from error
    try:
        _prepare(server, settings)
    except (OSError, smtplib.SMTPException) as error:
        server.close()
        raise TransportProblem(_sentence(error, settings)) from error
    return server


def _open(settings: SmtpSettings) -> smtplib.SMTP:
    if settings.security is Security.IMPLICIT:
        return smtplib.SMTP_SSL(
            settings.host,
            settings.port,
            local_hostname=settings.hello,
            timeout=settings.timeout,
            context=settings.trust,
        )
    return smtplib.SMTP(
        settings.host, settings.port, local_hostname=settings.hello, timeout=settings.timeout
    )


def _prepare(server: smtplib.SMTP, settings: SmtpSettings) -> None:
    server.ehlo_or_helo_if_needed()
    if settings.security is Security.STARTTLS:
        server.starttls(context=settings.trust)
        server.ehlo()
    if settings.username:
        server.login(settings.username, settings.password)


def _sentence(error: Exception, settings: SmtpSettings) -> str:
    """What went wrong while connecting, and the setting to mend."""
    where = f"{settings.host}:{settings.port}"
    if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(error.__context__, OSError):
        error = error.__context__  # smtplib says "disconnected" for a time-out as well
    kind = next(kind for kind in _MENDS if isinstance(error, kind))
    return _MENDS[kind].format(
        where=where,
        host=settings.host,
        tls=settings.security,
        timeout=f"{settings.timeout:g}",
        kind=_kind(error),
    )


def _kind(error: Exception) -> str:
    """The error's kind, with the code of the relay's answer if it gave one."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def _converse(server: smtplib.SMTP, template: MessageTemplate, envelope: Envelope) -> Outcome:
    """MAIL, RCPT, DATA and the message; raises ``SMTPServerDisconnected`` before its last dot."""
    options = []
    if not envelope.address.isascii():
        if not server.has_extn("smtputf8"):
            return _outcome(
                Result.REJECTED, "The relay lacks SMTPUTF8, which this reader's address needs."
            )
        options = ["SMTPUTF8", "BODY=8BITMIME"]
    refused = _address(server, template.sender_address, envelope.address, options)
    if refused is not None:
        server.rset()
        return refused
    message = fill(template, envelope).replace(b"\r\n.", b"\r\n..") + b".\r\n"
    server.send(message)
    return _after_the_dot(server)


def _address(
    server: smtplib.SMTP, sender: str, reader: str, options: Sequence[str]
) -> Outcome | None:
    """Name sender and reader and ask to send; nothing when the relay waits for the message."""
    code, answer = _living(server.mail(sender, options))
    if code >= 500:
        server.rset()
        raise _SenderRefused(f"{code} {clean(answer)}.")
    if code == 250:
        code, answer = _living(server.rcpt(reader))
        if code in {250, 251}:
            code, answer = _living(server.docmd("DATA"))
            if code == 354:
                return None
    return _refused(code, answer)


def _living(reply: tuple[int, bytes]) -> tuple[int, bytes]:
    """The reply, unless it says that the relay hangs up."""
    if reply[0] == _SHUTTING_DOWN:
        raise smtplib.SMTPServerDisconnected("The relay hung up.")
    return reply


def _after_the_dot(server: smtplib.SMTP) -> Outcome:
    """The relay has the whole message; only a plain answer tells what it did with it."""
    code, answer = 0, b""
    with contextlib.suppress(OSError, smtplib.SMTPException):
        code, answer = server.getreply()
    if 200 <= code < 300:
        return Outcome(result=Result.ACCEPTED, reference=clean(answer)[:200])
    if 400 <= code < 600:
        return _refused(code, answer)
    server.close()
    return _outcome(
        Result.UNCERTAIN,
        "The relay got the whole message and did not say what it did with it. "
        "Look for the Message-ID in its log.",
    )


def _refused(code: int, answer: bytes) -> Outcome:
    result = Result.REJECTED if 500 <= code < 600 else Result.NOT_TAKEN
    return _outcome(result, f"The relay answered {code} {clean(answer)}")


def _outcome(result: Result, reason: str) -> Outcome:
    return Outcome(result=result, reason=reason)
