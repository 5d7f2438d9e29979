"""Fetching a source from the web, and nothing but from the web.

An address given by a person must not make the desk look around in its own network: only http and
https, only public addresses, resolved once and connected to as checked, every redirect checked
again, size and time bounded, also after decompression.
"""

import ipaddress
import logging
import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse
from urllib3.util.ssl_match_hostname import CertificateError

log = logging.getLogger("workflow.stories")

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_PATH_SIGNS = "/?%:@!$&'()*+,;=~[]"
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?")
_HEADERS = {
    "User-Agent": "DumplingDesk/0.1 (newsroom; fetches a page when an editor asks)",
    "Accept": "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
# Networks for use inside a house, and IPv6 forms that carry an IPv4 address to one.
_REFUSED_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15",
        "::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16",
        "fec0::/10",
    )
)  # fmt: skip


class FetchProblem(ValueError):
    """A page that cannot be fetched; the message says what, where and how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """How much a fetch may take, and how far into the newsroom's own network it may go.

    ``allow_private`` allows every private address, ``trusted_hosts`` those of the named hosts
    only (a content system in the house).
    """

    max_bytes: int = 10_000_000
    connect_seconds: float = 10.0
    total_seconds: float = 30.0
    max_redirects: int = 5
    allow_private: bool = False
    trusted_hosts: frozenset[str] = frozenset()

    def trusts(self, host: str) -> bool:
        """Say whether a host may have a private address and an unusual port."""
        return self.allow_private or host in self.trusted_hosts


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came back."""

    data: bytes
    content_type: str
    final_url: str


@dataclass(frozen=True, slots=True)
class _Target:
    """An address that has been checked, with the IP that was checked."""

    url: str
    scheme: str
    host: str
    port: int
    ip: str
    path: str


def fetch(url: str, *, limits: FetchLimits) -> Fetched:
    """Fetch a page, following redirects by hand; raises ``FetchProblem``."""
    deadline = time.monotonic() + limits.total_seconds
    for _ in range(limits.max_redirects + 1):
        target = _checked(url, limits)
        answer = _fetch_one(target, limits, deadline)
        if isinstance(answer, Fetched):
            log.info("stories.fetched", extra={"bytes": len(answer.data)})
            return answer
        url = _joined(target.url, answer)
    raise FetchProblem(
        f"{url} was reached after more than {limits.max_redirects} redirects. Give the address "
        "the last one leads to."
    )


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchProblem(
            f"{url} redirects to something that is no web address. Look for the page by hand."
        ) from error


# Checking ------------------------------------------------------------------------------------


def _checked(url: str, limits: FetchLimits) -> _Target:
    parts = _split(url)
    host = _host(parts, url)
    port = _port(parts, url)
    if port != _PORTS[parts.scheme] and not limits.trusts(host):
        raise FetchProblem(
            f"{url} names port {port}. Only the usual ports 80 and 443 are allowed; "
            "download the page and add the file."
        )
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    path = quote(path, safe=_PATH_SIGNS)
    ip = _resolved(host, port, url, limits)
    return _Target(parts.geturl(), parts.scheme, host, port, ip, path)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
    except ValueError as error:
        raise FetchProblem(f"{url} is no web address. Copy it again from the browser.") from error
    if parts.scheme not in _PORTS:
        raise FetchProblem(
            f"{url} does not begin with http:// or https://. Only pages of the web can be fetched."
        )
    if parts.username is not None or parts.password is not None:
        raise FetchProblem("The address holds a user name or password. Take it out.")
    return parts


def _port(parts: SplitResult, url: str) -> int:
    try:
        port = _PORTS[parts.scheme] if parts.port is None else parts.port
    except ValueError:
        port = 0
    if not port:
        raise FetchProblem(f"{url} names a port that does not exist. Correct it.")
    return port


def _host(parts: SplitResult, url: str) -> str:
    """Return the host as it goes into DNS; addresses must be written in the usual way."""
    host = parts.hostname or ""
    if "[" in parts.netloc:
        return host
    try:
        host = idna.encode(host, uts46=True).decode("ascii") if not host.isascii() else host
    except idna.IDNAError:
        host = ""
    last = host.rstrip(".").rpartition(".")[2]
    numeric = last.isdecimal() or last.startswith("0x")
    if not _NAME.fullmatch(host) or (numeric and not _is_ip(host)):
        raise FetchProblem(f"{url} has no proper host name. Copy the address from the browser.")
    return host.rstrip(".")


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _resolved(host: str, port: int, url: str, limits: FetchLimits) -> str:
    """Look the host up once; every address it has must be allowed, and the first is used."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchProblem(f"{url}: the host {host} cannot be found. Check the address.") from error
    ips = [str(entry[4][0]) for entry in found]
    if not limits.trusts(host) and (refused := [ip for ip in ips if not is_public(ip)]):
        raise FetchProblem(
            f"{url} leads to {refused[0]}, an address inside a network and not on the web. "
            "Download the page and add the file, or allow private addresses in the settings."
        )
    return ips[0]


def is_public(ip: str) -> bool:
    """Say whether an IP address is one of the public web."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    if any(address in network for network in _REFUSED_NETWORKS):
        return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


# Fetching ------------------------------------------------------------------------------------


def _fetch_one(target: _Target, limits: FetchLimits, deadline: float) -> Fetched | str:
    """Return the page, or the address it redirects to."""
    connection = _connection(target, min(limits.connect_seconds, _left(deadline, target)))
    try:
        connection.connect()
        with _cut_off(connection, _left(deadline, target)):
            connection.request(
                "GET",
                target.path,
                headers={**_HEADERS, "Host": _host_header(target)},
                preload_content=False,
            )
            return _answer(connection.getresponse(), target, limits, deadline)
    except (HTTPError, HTTPException, CertificateError, OSError) as error:
        _left(deadline, target)
        raise FetchProblem(
            f"{target.url} could not be fetched ({type(error).__name__}). Try again later, "
            "or download the page and add the file."
        ) from error
    finally:
        connection.close()


def _connection(target: _Target, seconds: float) -> HTTPConnection:
    """Return a connection to the checked IP that, with TLS, proves the name of the host."""
    if target.scheme == "http":
        return HTTPConnection(target.ip, target.port, timeout=seconds)
    return HTTPSConnection(
        target.ip,
        target.port,
        timeout=seconds,
        ssl_context=ssl.create_default_context(),
        server_hostname=target.host,
        assert_hostname=target.host,
    )


@contextmanager
def _cut_off(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Shut the connection when time is up, however slowly the other side goes on talking."""
    timer = Timer(seconds, _shut, args=(connection.sock,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _shut(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)


def _host_header(target: _Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return host if target.port == _PORTS[target.scheme] else f"{host}:{target.port}"


def _answer(
    response: BaseHTTPResponse, target: _Target, limits: FetchLimits, deadline: float
) -> Fetched | str:
    if response.status in _REDIRECTS and (location := response.headers.get("Location")):
        return location
    if response.status != 200:
        raise FetchProblem(
            f"{target.url} answered with status {response.status}. Check in a browser that the "
            "page is there for everyone."
        )
    return Fetched(
        data=_body(response, target, limits, deadline),
        content_type=response.headers.get("Content-Type", ""),
        final_url=target.url,
    )


def _body(
    response: BaseHTTPResponse, target: _Target, limits: FetchLimits, deadline: float
) -> bytes:
    """Read the page piece by piece; what counts is its size after decompression."""
    body = bytearray()
    for chunk in _chunks(response):
        _left(deadline, target)
        body += chunk
        if len(body) > limits.max_bytes:
            raise FetchProblem(
                f"{target.url} is longer than {limits.max_bytes:,} bytes. Save the text alone and "
                "add that file."
            )
    _left(deadline, target)
    return bytes(body)


def _chunks(response: BaseHTTPResponse) -> Iterator[bytes]:
    while chunk := response.read1(_CHUNK):
        yield chunk


def _left(deadline: float, target: _Target) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchProblem(
            f"{target.url} took too long. Try again later, or download the page and add the file."
        )
    return left
