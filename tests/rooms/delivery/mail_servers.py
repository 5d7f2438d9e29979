"""Real servers on this machine for the transports to talk to: SMTP, ugly SMTP, and SendGrid."""

import contextlib
import json
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USERNAME, PASSWORD = "desk", "p4ss-not-in-any-log"
API_KEY = "SG.not-in-any-log"


@dataclass
class Mailbox:
    """What an SMTP server got, and how it is to behave."""

    got: list[tuple[str, bytes]] = field(default_factory=list)
    connections: int = 0
    answers: dict[str, str] = field(default_factory=dict)  # address -> answer to RCPT
    after_data: str = "250 2.0.0 queued as 4ABC"

    async def handle_EHLO(  # noqa: N802
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        self.connections += not session.ssl
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.after_data.startswith("250"):
            self.got += [(address, bytes(envelope.content)) for address in envelope.rcpt_tos]
        return self.after_data


@dataclass(frozen=True, kw_only=True)
class Relay:
    """A running SMTP server."""

    port: int
    mailbox: Mailbox
    trust: ssl.SSLContext
    stranger: ssl.SSLContext


class _Implicit(Controller):
    """A controller whose check that the server is up speaks TLS without looking at the name."""

    def _trigger_server(self) -> None:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with (
            socket.create_connection((self.hostname, self.port), 5) as plain,
            context.wrap_socket(plain, server_hostname="localhost") as protected,
        ):
            protected.recv(1024)


def sign_in(server: SMTP, session: Session, envelope: Envelope, kind: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (
        USERNAME.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=right, handled=False)


@contextlib.contextmanager
def relay(
    *, security: str = "none", auth: bool = False, smtputf8: bool = False, name: str = "localhost"
) -> Iterator[Relay]:
    """A real SMTP server, protected as asked, with a certificate of its own authority."""
    authority, mailbox = trustme.CA(), Mailbox()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    extra: dict[str, Any] = {}
    if auth:  # the server knows of its TLS only after STARTTLS
        over_starttls = security == "starttls"
        extra = {
            "authenticator": sign_in,
            "auth_required": over_starttls,
            "auth_require_tls": over_starttls,
        }
    kind = _Implicit if security == "implicit" else Controller
    if security == "implicit":
        extra["ssl_context"] = context
    if security == "starttls":
        extra |= {"tls_context": context, "require_starttls": True}
    port = free_port()
    controller = kind(mailbox, hostname="127.0.0.1", port=port, enable_SMTPUTF8=smtputf8, **extra)
    controller.start()
    try:
        mailbox.connections = 0
        yield Relay(port=port, mailbox=mailbox, trust=trust, stranger=ssl.create_default_context())
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ugly_lines(connection: socket.socket) -> Iterator[bytes]:
    file = connection.makefile("rb")
    while line := file.readline():
        yield line


@contextlib.contextmanager
def ugly_relay(converse: Callable[[socket.socket, int], None]) -> Iterator[tuple[int, list[int]]]:
    """A raw socket server: ``converse`` gets each connection and its number. Yields its port."""
    listener = socket.create_server(("127.0.0.1", 0))
    served: list[int] = []
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            with contextlib.suppress(OSError):
                connection, _ = listener.accept()
                if stop.is_set():
                    connection.close()
                    return
                served.append(len(served))
                with connection, contextlib.suppress(OSError):
                    connection.settimeout(5)
                    converse(connection, served[-1])

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    port = listener.getsockname()[1]
    try:
        yield port, served
    finally:
        stop.set()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            pass
        thread.join(6)
        listener.close()


def script(*answers: bytes | None, hang: float = 0.0) -> Callable[[socket.socket, int], None]:
    """A conversation: greet, then one answer a command; None closes instead of answering.

    After an answer 354 the message is read up to its last dot before the next answer.
    """

    def converse(connection: socket.socket, number: int) -> None:
        connection.sendall(b"220 ugly ESMTP\r\n")
        lines, left = ugly_lines(connection), list(answers)
        in_data = False
        for line in lines:
            if in_data and line != b".\r\n":
                continue
            in_data = False
            if line.upper().startswith(b"EHLO"):
                connection.sendall(b"250 ugly\r\n")
                continue
            if not left:
                connection.sendall(b"250 fine\r\n")
                continue
            answer = left.pop(0)
            if answer is None:
                threading.Event().wait(hang)
                connection.shutdown(socket.SHUT_RDWR)
                return
            in_data = answer.startswith(b"354")
            connection.sendall(answer + b"\r\n")

    return converse


@dataclass
class SendGrid:
    """A stand-in that checks requests as the real one documents, and keeps what it accepted."""

    port: int = 0
    accepted: list[dict[str, Any]] = field(default_factory=list)
    checked: list[dict[str, Any]] = field(default_factory=list)
    calls: int = 0
    answers: list[tuple[int, dict[str, Any], dict[str, str]] | str] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def judge(self, headers: Any, path: str, raw: bytes) -> tuple[int, list[dict[str, Any]]]:
        if headers.get("Authorization") != f"Bearer {API_KEY}":
            return 401, [fault(None, "The provided authorization grant is invalid")]
        if path != "/v3/mail/send":
            return 404, [fault(None, "not found")]
        if headers.get_content_type() != "application/json":
            return 415, [fault(None, "unsupported media type")]
        body = json.loads(raw)
        faults = list(find_faults(body))
        return (400, faults) if faults else (self.keep(body), [])

    def keep(self, body: dict[str, Any]) -> int:
        sandbox = body.get("mail_settings", {}).get("sandbox_mode", {}).get("enable", False)
        (self.checked if sandbox else self.accepted).append(body)
        return 200 if sandbox else 202


def fault(where: str | None, message: str) -> dict[str, Any]:
    return {"field": where, "message": message, "help": None}


RESERVED = {
    "x-sg-id", "x-sg-eid", "received", "dkim-signature", "content-type",
    "content-transfer-encoding", "to", "from", "subject", "reply-to", "cc", "bcc",
}  # fmt: skip


def find_faults(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the documentation of mail/send forbids."""
    known = {
        "personalizations", "from", "subject", "headers", "content", "mail_settings",
        "tracking_settings",
    }  # fmt: skip
    for name in set(body) - known:
        yield fault(name, "unknown field")
    if "@" not in body.get("from", {}).get("email", ""):
        yield fault("from.email", "The from email does not contain a valid address.")
    if not body.get("subject"):
        yield fault("subject", "The subject is required.")
    kinds = [part["type"] for part in body.get("content", []) if part.get("value")]
    if kinds != ["text/plain", "text/html"]:
        yield fault("content", "text/plain must come first, then text/html, neither empty.")
    yield from find_header_faults(body.get("headers", {}), "headers")
    yield from find_reader_faults(body.get("personalizations", []))


def find_reader_faults(people: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    if not 1 <= len(people) <= 1000:
        yield fault("personalizations", "From 1 to 1000 personalizations are allowed.")
    seen: set[str] = set()
    for number, person in enumerate(people):
        where = f"personalizations.{number}"
        for place, to in enumerate(person["to"]):
            address = to["email"].lower()
            if not re.fullmatch(r"[!-~]+@[a-z0-9.-]+\.[a-z0-9-]+", address):
                yield fault(f"{where}.to.{place}.email", "Does not contain a valid address.")
            if address in seen:
                yield fault("personalizations", "Each email address should be unique.")
            seen.add(address)
        if sum(len(k) + len(v) for k, v in person.get("substitutions", {}).items()) > 10_000:
            yield fault(f"{where}.substitutions", "At most 10,000 bytes.")
        if len(json.dumps(person.get("custom_args", {}))) > 10_000:
            yield fault(f"{where}.custom_args", "At most 10,000 bytes.")
        yield from find_header_faults(person.get("headers", {}), f"{where}.headers")


def find_header_faults(headers: dict[str, str], where: str) -> Iterator[dict[str, Any]]:
    for name, value in headers.items():
        if name.lower() in RESERVED:
            yield fault(f"{where}.{name}", "A reserved header.")
        if not value.isascii() or "\n" in value or "\r" in value:
            yield fault(f"{where}.{name}", "Unicode must be encoded; no line breaks.")


@contextlib.contextmanager
def sendgrid() -> Iterator[SendGrid]:
    """The stand-in, listening. ``answers`` are given before judging anything: a status with body
    and headers, or ``"hang"`` and ``"close"``."""
    state = SendGrid()
    released = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.calls += 1
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            answer = state.answers.pop(0) if state.answers else None
            if isinstance(answer, str):
                if answer == "hang":
                    released.wait(5)
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            if answer is not None:
                self.reply(*answer)
                return
            status, faults = state.judge(self.headers, self.path, raw)
            extra = {} if faults else {"X-Message-Id": f"id{state.calls}"}
            self.reply(status, {"errors": faults} if faults else None, extra)

        def reply(self, status: int, body: Any, headers: dict[str, str]) -> None:
            data = b"" if body is None else json.dumps(body).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        released.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
