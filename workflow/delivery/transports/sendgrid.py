"""Through SendGrid's mail/send: up to a thousand readers a call, nothing of them but the address.

SendGrid keeps what it is told for good, so it gets opaque numbers only. It takes a request whole or
not at all and has no way to recognise one it has seen, so an answer that never came leaves the
whole request uncertain.
"""

import json
import logging
import re
import ssl
import traceback as tracebacks
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.error import URLError

from python_http_client.exceptions import HTTPError
from sendgrid import SendGridAPIClient

from workflow.delivery import headers
from workflow.delivery.message import Envelope, MessageTemplate
from workflow.delivery.transport import Outcome, Result, TransportProblem
from workflow.delivery.transports.reasons import clean
from workflow.issues.links import READER_TOKEN

MOST_READERS = 1000  # personalizations and recipients of one request
_ACCEPTED, _CHECKED = 202, 200
_ONE_READER = re.compile(r"personalizations\.(\d+)\.")

# The client writes the API key and the addresses to its debug log; nothing of it may be kept.
logging.getLogger("python_http_client.client").addFilter(lambda record: False)

# What cannot be mended by trying again, by status; nothing was taken.
_MENDS: Mapping[int, str] = {
    400: "The request is malformed. Check SENDER_ADDRESS and the edition's subject",
    401: "The API key is not valid. Mend SENDGRID_API_KEY",
    403: (
        "The API key may not send, or the sender is not verified. Give SENDGRID_API_KEY the "
        "Mail Send permission and verify SENDER_ADDRESS"
    ),
    404: "There is no such service. Mend SENDGRID_HOST",
    405: "The service does not take this call. Mend SENDGRID_HOST",
    406: "The service does not answer in JSON. Mend SENDGRID_HOST",
    413: "The message is too large for SendGrid (30 MB). Shorten the edition",
    415: "The service does not take JSON. Mend SENDGRID_HOST",
}
# What is certainly not taken and may be tried again later.
_LATER: Mapping[int, str] = {
    408: "SendGrid did not get the request in time",
    429: "SendGrid gets too many requests from us",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SendGridSettings:
    """The key, where the API is, and seconds to wait. ``sandbox`` checks without delivering."""

    api_key: str = field(repr=False)
    host: str
    timeout: float
    sandbox: bool


class SendGridTransport:
    """Hands messages over in requests of up to a thousand, each address once in a request."""

    name = "sendgrid"
    batch_size = MOST_READERS
    takes_smtputf8 = False

    def __init__(self, settings: SendGridSettings) -> None:
        self.settings = settings
        self._client = SendGridAPIClient(settings.api_key, host=settings.host)
        self._client.client.timeout = settings.timeout  # it would wait for ever

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Each call has a connection of its own; nothing is held open."""

    def hand_over(
        self, template: MessageTemplate, envelopes: Sequence[Envelope]
    ) -> Sequence[Outcome]:
        """One outcome an envelope, in order, from as few requests as the limits allow."""
        outcomes: dict[int, Outcome] = {}
        for places in requests(envelopes):
            try:
                came = self._request(template, [envelopes[place] for place in places])
            except TransportProblem as problem:
                if not outcomes:
                    raise
                came = [Outcome(result=Result.NOT_TAKEN, reason=str(problem))] * len(places)
            outcomes.update(zip(places, came, strict=True))
        return [outcomes[place] for place in range(len(envelopes))]

    def _request(
        self, template: MessageTemplate, envelopes: Sequence[Envelope]
    ) -> Sequence[Outcome]:
        """One call, and one more without the readers SendGrid found fault with."""
        try:
            response = self._client.send(
                payload(template, envelopes, sandbox=self.settings.sandbox)
            )
        except HTTPError as error:
            faults = _faults(error) if error.status_code == 400 else {}
            if faults:
                return self._without(template, envelopes, faults)
            return [self._refused(error)] * len(envelopes)
        except (URLError, OSError) as error:
            return [self._unanswered(error)] * len(envelopes)
        return [self._taken(response)] * len(envelopes)

    def _without(
        self, template: MessageTemplate, envelopes: Sequence[Envelope], faults: Mapping[int, str]
    ) -> Sequence[Outcome]:
        rejected = {
            place: Outcome(result=Result.REJECTED, reason=self._clean(f"SendGrid: {fault}"))
            for place, fault in faults.items()
            if place < len(envelopes)
        }
        rest = [place for place in range(len(envelopes)) if place not in rejected]
        if not rejected or not rest:
            return list(rejected.values()) or [_malformed()] * len(envelopes)
        try:
            came = self._request(template, [envelopes[place] for place in rest])
        except TransportProblem as problem:
            came = [Outcome(result=Result.NOT_TAKEN, reason=str(problem))] * len(rest)
        outcomes = {**rejected, **dict(zip(rest, came, strict=True))}
        return [outcomes[place] for place in range(len(envelopes))]

    def _taken(self, response: Any) -> Outcome:
        """The outcome of an answer that is no error; only 202 says that SendGrid took it."""
        if response.status_code == _ACCEPTED:
            reference = clean(str(response.headers.get("X-Message-Id", "")))
            return Outcome(result=Result.ACCEPTED, reference=reference[:200])
        if response.status_code == _CHECKED and self.settings.sandbox:
            return Outcome(
                result=Result.ACCEPTED, reason="Checked in SendGrid's sandbox, not delivered."
            )
        return Outcome(
            result=Result.UNCERTAIN,
            reason=f"SendGrid answered {response.status_code} where 202 means taken. "
            "Check SENDGRID_HOST and SENDGRID_SANDBOX, and look at SendGrid's activity.",
        )

    def _refused(self, error: HTTPError) -> Outcome:
        """What an error status says; raises where a setting must be mended first."""
        status = error.status_code
        said = self._clean(_said(error))
        if status in _LATER:
            wait = clean(str(error.headers.get("X-RateLimit-Reset", "")))[:20]
            until = f" Its limit is lifted at {wait} (seconds since 1970)." if wait else ""
            return Outcome(result=Result.NOT_TAKEN, reason=f"{_LATER[status]} ({status}).{until}")
        if 400 <= status < 500:
            mend = _MENDS.get(status, "SendGrid refuses the request. Look the status up there")
            raise TransportProblem(f"{mend} ({status}{f': {said}' if said else ''}).")
        return Outcome(
            result=Result.UNCERTAIN,
            reason=f"SendGrid failed ({status}) after it got the request. "
            "Look at its activity before sending again.",
        )

    def _unanswered(self, error: OSError) -> Outcome:
        """No answer: not taken if no connection came about, uncertain if one did."""
        cause = error.reason if isinstance(error, URLError) else error
        if isinstance(cause, ssl.SSLError) and _while_connecting(cause):
            raise TransportProblem(
                "The connection to SendGrid cannot be protected. Mend SENDGRID_HOST, or this "
                "machine's certificates."
            ) from error
        kind = type(cause).__name__
        if isinstance(cause, BaseException) and _while_connecting(cause):
            return Outcome(
                result=Result.NOT_TAKEN,
                reason=f"SendGrid cannot be reached ({kind}). Mend SENDGRID_HOST or the network.",
            )
        return Outcome(
            result=Result.UNCERTAIN,
            reason=f"SendGrid did not answer ({kind}) after it may have got the request. "
            "Look at its activity before sending again.",
        )

    def _clean(self, answer: str) -> str:
        return clean(answer, private=self.settings.api_key)


def requests(envelopes: Sequence[Envelope]) -> Iterator[list[int]]:
    """Places of the envelopes by request: at most a thousand, an address once in each."""
    waiting = list(range(len(envelopes)))
    while waiting:
        places: list[int] = []
        later: list[int] = []
        seen: set[str] = set()
        for place in waiting:
            key = envelopes[place].address.casefold()
            fits = len(places) < MOST_READERS and key not in seen
            (places if fits else later).append(place)
            seen.add(key)
        yield places
        waiting = later


def payload(
    template: MessageTemplate, envelopes: Sequence[Envelope], *, sandbox: bool
) -> dict[str, Any]:
    """The body of one mail/send request."""
    return {
        "personalizations": [_personalization(template, envelope) for envelope in envelopes],
        "from": {"email": template.sender_address, "name": template.sender_name},
        "subject": template.subject,
        "headers": dict(template.headers),
        "content": [
            {"type": "text/plain", "value": template.text},
            {"type": "text/html", "value": template.html},
        ],
        "mail_settings": {"sandbox_mode": {"enable": sandbox}},
        "tracking_settings": {
            "click_tracking": {"enable": False, "enable_text": False},
            "open_tracking": {"enable": False},
            "subscription_tracking": {"enable": False},
            "ganalytics": {"enable": False},
        },
    }


def _personalization(template: MessageTemplate, envelope: Envelope) -> dict[str, Any]:
    """One reader's own values; the delivery's number is all that SendGrid learns beyond them."""
    headers.refuse_breaks("To", envelope.address)
    reader = {"email": envelope.address}
    own = {"Message-ID": f"<{envelope.message_id}>"}
    if template.unsubscribe:
        unsubscribe = template.unsubscribe.replace(READER_TOKEN, envelope.token)
        own["List-Unsubscribe"] = f"<{unsubscribe}>"
    return {
        "to": [{**reader, "name": envelope.name} if envelope.name else reader],
        "headers": own,
        "substitutions": {READER_TOKEN: envelope.token},
        "custom_args": {"delivery": str(envelope.delivery_id)},
    }


def _malformed() -> Outcome:
    return Outcome(
        result=Result.NOT_TAKEN, reason="SendGrid refused the request without saying for whom."
    )


def _errors(error: HTTPError) -> list[Mapping[str, Any]]:
    """The errors SendGrid lists in its answer; none if it is not its usual JSON."""
    try:
        listed = json.loads(error.body)["errors"]
    except (ValueError, TypeError, KeyError):
        return []
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _said(error: HTTPError) -> str:
    return "; ".join(
        f"{each.get('field') or 'request'}: {each.get('message', '')}" for each in _errors(error)
    )


def _faults(error: HTTPError) -> dict[int, str]:
    """The readers SendGrid finds fault with; none if it finds fault with anything else too."""
    faults: dict[int, str] = {}
    for each in _errors(error):
        match = _ONE_READER.match(str(each.get("field") or ""))
        if match is None:
            return {}
        faults[int(match[1])] = str(each.get("message", ""))
    return faults


def _while_connecting(error: BaseException) -> bool:
    """Whether the error happened before there was a connection, so that nothing had been sent.

    ``urllib`` wraps errors of connecting and of sending alike; only the way the error came tells.
    """
    frames = tracebacks.walk_tb(error.__traceback__)
    return any(frame.f_code.co_name == "connect" for frame, _ in frames)
