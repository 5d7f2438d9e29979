"""Machine translators on this machine, for the real clients to talk to.

Each "translates" by writing every letter as a capital and leaving marks alone, so that a test sees
whose answer it got. ``how`` makes the next answers misbehave; ``seen`` holds what came in.
"""

import contextlib
import json
import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "k3y-not-in-any-log"
MARKS = re.compile(r"(<[^>]*>|\{[^}]*\}|&\w+;)")


def capitals(text: str) -> str:
    """The stand-ins' translation: the words in capitals, marks and references as they were."""
    return "".join(part if MARKS.fullmatch(part) else part.upper() for part in MARKS.split(text))


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One request as it came in."""

    method: str
    path: str  # with its query
    headers: dict[str, str]
    body: str

    @property
    def asked(self) -> dict[str, str]:
        """What the address asks, each once."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}


@dataclass(kw_only=True)
class Reply:
    """An answer to one request."""

    status: int = 200
    body: Any = ""
    headers: dict[str, str] = field(default_factory=dict)
    slow: float = 0.0  # seconds before the answer
    drip: float = 0.0  # seconds between its bytes
    head: bytes = b""  # instead of all that, over and over, a tenth of a second between two

    def bytes(self) -> bytes:
        body = self.body
        return body if isinstance(body, bytes) else json.dumps(body).encode()


@dataclass(kw_only=True)
class StandIn:
    """A running server: what it saw, and how it answers."""

    port: int = 0
    scheme: str = "http"
    usual: Callable[[Seen], Reply]
    seen: list[Seen] = field(default_factory=list)
    how: list[Reply] = field(default_factory=list)  # for the next translations, then as usual
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def reply(self, seen: Seen) -> Reply:
        self.seen.append(seen)
        listing = urlsplit(seen.path).path.endswith("/languages")
        return self.usual(seen) if listing or not self.how else self.how.pop(0)


class Handler(BaseHTTPRequestHandler):
    """Reads a request, and answers as the stand-in says."""

    stand_in: StandIn

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        seen = Seen(
            method=self.command,
            path=self.path,
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(length).decode(),
        )
        reply = self.stand_in.reply(seen)
        self.stand_in.ended.wait(reply.slow)
        with contextlib.suppress(OSError):
            self.send(reply)

    def do_GET(self) -> None:
        self.do_POST()

    def send(self, reply: Reply) -> None:
        while reply.head and not self.stand_in.ended.wait(0.1):
            self.wfile.write(reply.head)
        body = reply.bytes()
        self.send_response(reply.status)
        for name, value in {**reply.headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if not reply.drip:
            self.wfile.write(body)
            return
        for byte in body:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            self.stand_in.ended.wait(reply.drip)

    def log_message(self, *_: Any) -> None:
        pass


@contextlib.contextmanager
def running(
    usual: Callable[[Seen], Reply], context: ssl.SSLContext | None = None
) -> Iterator[StandIn]:
    """A stand-in that runs for a while, under TLS where a context is given."""
    stand_in = StandIn(usual=usual, scheme="https" if context else "http")
    handler = type("Handler", (Handler,), {"stand_in": stand_in})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    stand_in.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield stand_in
    finally:
        stand_in.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


def libre_languages(chinese: str = "zt") -> list[dict[str, Any]]:
    codes = ["en", chinese, "uk", "pl", "zh"]
    return [{"code": code, "name": code, "targets": codes} for code in codes]


def libre(*, key: str = "", chinese: str = "zt") -> Callable[[Seen], Reply]:
    """LibreTranslate: form or JSON in the body or, as the stock class sends it, the address."""

    def usual(seen: Seen) -> Reply:
        if seen.path == "/languages":
            return Reply(body=libre_languages(chinese))
        asked = seen.asked | {name: values[0] for name, values in parse_qs(seen.body).items()}
        if len(seen.path) > 8000:
            return Reply(status=414, body={"error": "URI too long"})
        if key and asked.get("api_key") != key:
            return Reply(status=403, body={"error": "Invalid API key"})
        for code in (asked["source"], asked["target"]):
            if code not in {"en", chinese, "uk", "pl", "zh"}:
                return Reply(status=400, body={"error": f"{code} is not supported"})
        return Reply(body={"translatedText": capitals(asked["q"])})

    return usual


def mymemory(seen: Seen) -> Reply:
    """MyMemory: 500 bytes a text, codes with a region; refusals come with status 200."""
    text = seen.asked["q"]
    if len(text.encode()) > 500:
        return mymemory_says("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", "403")
    if any("-" not in code for code in seen.asked["langpair"].split("|")):
        return mymemory_says("INVALID LANGUAGE PAIR SPECIFIED.", "403")
    return mymemory_says(capitals(text), 200)


def mymemory_says(text: Any, status: object = 200, **more: object) -> Reply:
    return Reply(
        body={
            "responseData": {"translatedText": text, "match": 1},
            "quotaFinished": False,
            "responseDetails": "" if status == 200 else text,
            "responseStatus": status,
            "matches": [],
            **more,
        }
    )


def google(seen: Seen) -> Reply:
    """Google's page for small screens."""
    text = capitals(seen.asked["q"])
    page = f'<html><body><div class="result-container">{text}</div></body></html>'
    return Reply(body=page.encode())


def deepl(seen: Seen) -> Reply:
    """DeepL: POST and a header since GET and keys in the address were withdrawn."""
    if seen.method != "POST" or "auth_key" in seen.path:
        return Reply(status=403, body={"message": "Legacy authentication is withdrawn"})
    if seen.headers.get("authorization") != f"DeepL-Auth-Key {KEY}":
        return Reply(status=403, body={"message": "Forbidden"})
    asked = json.loads(seen.body)
    if asked["target_lang"] not in {"EN-GB", "ZH-HANT", "UK", "PL"}:
        return Reply(status=400, body={"message": "Value for 'target_lang' not supported."})
    return deepl_says(*map(capitals, asked["text"]))


def deepl_says(*texts: str) -> Reply:
    usual = {"detected_source_language": "EN", "billed_characters": 3}
    return Reply(body={"translations": [{**usual, "text": text} for text in texts]})


def moments() -> tuple[Callable[[], float], Callable[[float], None], list[float]]:
    """A clock that stands still but for sleeping, the sleep, and what was slept."""
    slept: list[float] = []
    began = time.monotonic()

    def sleep(seconds: float) -> None:
        slept.append(seconds)

    return (lambda: began + sum(slept)), sleep, slept
