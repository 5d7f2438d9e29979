"""Running a library's own method with our ``requests``, and changing nothing in the library.

deep-translator calls ``requests.get`` and ``requests.post`` of its module: without time-outs, with
the text and the key in the address. Putting another ``requests`` into the module would change it
for everybody in this process, and one after the other threads would meet each other's. Instead
the method's code is run with names of its own: those of its module, but for ``requests``.
"""

from collections.abc import Callable
from types import FunctionType
from typing import Any

import requests

from workflow.machine.wire import Answer


class Sending:
    """A ``requests`` that gives what the library asks for to a function of ours."""

    def __init__(self, send: Callable[[requests.Request], Answer]) -> None:
        self._send = send

    def get(self, url: str, *, params: dict[str, str], **_: Any) -> Answer:
        """Fetch, with what is asked in the address, as the provider wants it."""
        return self._send(requests.Request("GET", url, params=params))

    def post(self, url: str, *, params: dict[str, str], **_: Any) -> Answer:
        """Send, with text and key in the body: addresses end in other people's logs."""
        return self._send(requests.Request("POST", url, data=params))


def with_requests(method: Callable[..., Any], sending: Sending) -> Callable[..., Any]:
    """The method (a plain function of a class), with ``sending`` where it says ``requests``."""
    if not isinstance(method, FunctionType):
        raise TypeError(f"{method!r} is no method written in Python.")
    names = {**method.__globals__, "requests": sending}
    return FunctionType(
        method.__code__, names, method.__name__, method.__defaults__, method.__closure__
    )
