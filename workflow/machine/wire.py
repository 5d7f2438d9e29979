"""One request to a provider: timed, limited, asked again where that may help, and no secret told.

The libraries of the providers call ``requests`` without time-outs and give its errors on, which
hold the whole address with key and text in it. Everything they send goes through here instead:

- one connection a call, so that threads share nothing; the environment's proxies and ``.netrc``
  are not used, and no redirect is followed, so that texts and keys reach the set address only;
- ``timeout`` for the connection, the head and the body of one try each, ``patience`` for the call
  with its repetitions, also against a server that sends a byte now and then; at most
  ``most_bytes`` of an answer are read;
- 429, 5xx and broken connections are tried again, later each time and never in step with others;
  ``Retry-After`` is obeyed, or told on where it is longer than we wait;
- whatever goes wrong becomes one of our own problems, raised outside the handler of the first.
"""

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests
import urllib3

from workflow.machine.in_time import InTime
from workflow.machine.provider import (
    BadAnswer,
    ProviderProblem,
    QuotaUsed,
    Refused,
    TooBusy,
    TooLong,
    Unreachable,
)

MOST_TRIES = 4
FIRST_WAIT, LONGEST_WAIT = 0.5, 8.0  # seconds
MOST_BYTES = 4_000_000
A_DAY = 86400.0  # the longest that anybody is believed who asks us to wait
_CHUNK = 65536
_HEADERS = {"User-Agent": "dumpling-desk", "Accept-Encoding": "identity"}

Explain = Callable[[int, bytes], ProviderProblem | None]


def _nothing_special(_status: int, _content: bytes) -> ProviderProblem | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer as the libraries read it: what ``requests`` calls a response."""

    provider: str
    status_code: int
    content: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The answer as text."""
        return self.content.decode("utf-8", "replace")

    def json(self) -> dict[str, Any]:
        """The answer as a JSON object; BadAnswer for anything else."""
        try:
            read = json.loads(self.content)
        except (ValueError, RecursionError):
            read = None
        if not isinstance(read, dict):
            raise BadAnswer(self.provider)
        return read

    def close(self) -> None:
        """Nothing: it was read whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """How one provider is spoken to. Times in seconds; clock, sleep and chance for tests."""

    provider: str  # its name as people read it
    timeout: float = 20.0
    patience: float = 60.0
    most_bytes: int = MOST_BYTES
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    today: Callable[[], datetime] = lambda: datetime.now(UTC)

    def send(self, request: requests.Request, explain: Explain = _nothing_special) -> Answer:
        """Send a request until it is answered, or raise a ProviderProblem.

        ``explain`` reads an answer that is no success, where a provider has its own way of
        saying what is wrong.
        """
        end = self.clock() + self.patience
        tries = 0
        while True:
            tries += 1
            problem, answer = self._try(request, explain, end)
            if answer is not None:
                return answer
            wait = self._wait(problem, tries)
            if wait is None or tries >= MOST_TRIES or self.clock() + wait >= end:
                raise problem
            self.sleep(wait)

    def _try(
        self, request: requests.Request, explain: Explain, end: float
    ) -> tuple[ProviderProblem, Answer | None]:
        """One try: its answer, or what went wrong."""
        try:
            status, headers, content = self._once(request, end)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError):
            return Unreachable(self.provider), None
        if len(content) > self.most_bytes:
            return BadAnswer(self.provider), None
        if 200 <= status < 300:
            answer = Answer(provider=self.provider, status_code=status, content=content)
            return Unreachable(self.provider), answer
        special = explain(status, content)
        return special or self._problem(status, headers.get("Retry-After", "")), None

    def _once(
        self, request: requests.Request, end: float
    ) -> tuple[int, requests.structures.CaseInsensitiveDict[str], bytes]:
        with requests.Session() as session:
            session.trust_env = False
            session.mount("http://", InTime())
            session.mount("https://", InTime())
            session.headers.update(_HEADERS)
            timeout = max(0.01, min(self.timeout, end - self.clock()))
            with session.send(
                session.prepare_request(request),
                timeout=timeout,
                allow_redirects=False,
                stream=True,
            ) as response:
                return response.status_code, response.headers, self._body(response, end)

    def _body(self, response: requests.Response, end: float) -> bytes:
        """The body, up to a byte more than may be read; TimeoutError when it does not end."""
        stop = min(end, self.clock() + self.timeout)
        content = bytearray()
        while len(content) <= self.most_bytes:
            chunk = response.raw.read1(_CHUNK, decode_content=True)
            if not chunk:
                break
            content += chunk
            if self.clock() > stop:
                raise TimeoutError
        return bytes(content)

    def _problem(self, status: int, retry_after: str) -> ProviderProblem:
        """What a status means with every provider."""
        if status in {429, 503, 529}:
            return TooBusy(self.provider, _seconds(retry_after, self.today()))
        if status >= 500:
            return Unreachable(self.provider)
        known = {401: Refused, 403: Refused, 413: TooLong, 414: TooLong, 456: QuotaUsed}
        return known.get(status, BadAnswer)(self.provider)

    def _wait(self, problem: ProviderProblem, tries: int) -> float | None:
        """How long to wait before the next try; None when another would not help."""
        if isinstance(problem, TooBusy) and problem.retry_after is not None:
            return problem.retry_after
        if isinstance(problem, TooBusy | Unreachable):
            longest: float = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1))
            return longest * (0.5 + self.chance() / 2)
        return None


def _seconds(retry_after: str, now: datetime) -> float | None:
    """``Retry-After`` in seconds from now: it is a number of them, or a date."""
    if retry_after.strip().isdecimal():
        return min(float(retry_after), A_DAY)
    try:
        date = parsedate_to_datetime(retry_after)
    except (ValueError, TypeError, OverflowError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return min(max(0.0, (date - now).total_seconds()), A_DAY)
