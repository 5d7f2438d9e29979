"""A connection that is shut when the head of its answer has not come in time.

The time-out of a connection is one for each byte: a server that sends a header letter by letter,
or one "100 Continue" after another, keeps whoever waits for the end of the head for ever.
"""

import socket
import time
from contextlib import suppress
from threading import Timer
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.response import HTTPResponse


class InTime(HTTPAdapter):
    """How a session of ``requests`` comes to such connections: mount it for both schemes."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """The usual pools, with connections of ours."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _PoolWithTLS}


class _Connection(HTTPConnection):
    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        """The answer's head and the way to its body; an OSError when the head is late."""
        if not self.timeout:
            return super().getresponse()
        began = time.monotonic()
        timer = Timer(self.timeout, _shut, args=(self.sock,))
        timer.daemon = True
        timer.start()
        try:
            response = super().getresponse()
        finally:
            timer.cancel()
        if time.monotonic() - began >= self.timeout:
            response.close()
            raise TimeoutError  # what looks like the end of the head is the end of our patience
        return response


class _ConnectionWithTLS(_Connection, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _PoolWithTLS(HTTPSConnectionPool):
    ConnectionCls = _ConnectionWithTLS


def _shut(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)
