"""Fetching a page: only from the web, only so much, only so long."""

import gzip
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import trustme

from workflow.stories.fetch import FetchLimits, FetchProblem, fetch, is_public

HOME = FetchLimits(allow_private=True, total_seconds=5, connect_seconds=2, max_bytes=1_000_000)
WEB = FetchLimits(total_seconds=5, connect_seconds=2)


class Pages(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.seen.append((self.path, self.headers.get("Host"), self.headers.get("Accept")))
        name = self.path.partition("?")[0].strip("/").partition("/")[0] or "page"
        getattr(self, f"page_{name}", self.page_missing)()

    def reply(self, status=200, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page_page(self):
        self.reply(body="Тайвань".encode(), Content_Type="text/html; charset=utf-8")

    def page_missing(self):
        self.reply(404)

    def page_hop(self):
        self.reply(302, Location="/page?from=hop")

    def page_loop(self):
        self.reply(302, Location="/loop")

    def page_away(self):
        self.reply(301, Location=self.server.away)

    def page_large(self):
        self.reply(body=b"x" * 1_000_001)

    def page_bomb(self):
        self.reply(body=gzip.compress(b"\0" * 200_000_000, 1), Content_Encoding="gzip")

    def page_packed(self):
        self.reply(body=gzip.compress(b"words"), Content_Encoding="gzip")

    def page_cut(self):
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"half")
        self.close_connection = True

    def page_slow(self):
        self.send_response(200)
        self.end_headers()
        self.drip(b"x")

    def page_header(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        self.drip(b"x")

    def drip(self, piece):
        self.close_connection = True
        try:
            for _ in range(200):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    def log_message(self, *_args):
        pass


def serve(context=None):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    server.seen, server.away = [], ""
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    ).start()
    return server


@pytest.fixture
def site():
    server = serve()
    yield server
    server.shutdown()
    server.server_close()


def at(server, path, host="127.0.0.1", scheme="http"):
    return f"{scheme}://{host}:{server.server_port}{path}"


def test_a_page_comes_with_its_type_and_its_address(site):
    fetched = fetch(at(site, "/page?a=1"), limits=HOME)
    assert fetched.data.decode() == "Тайвань"
    assert fetched.content_type == "text/html; charset=utf-8"
    assert fetched.final_url == at(site, "/page?a=1")
    path, host, accept = site.seen[0]
    assert (path, host) == ("/page?a=1", f"127.0.0.1:{site.server_port}")
    assert "text/html" in accept


def test_an_address_with_letters_of_its_own_is_encoded(site):
    fetch(at(site, "/page/тайвань і?q=台灣"), limits=HOME)
    assert site.seen[0][0].isascii()
    assert "%D1%82" in site.seen[0][0]


def test_a_redirect_is_followed_and_the_last_address_is_told(site):
    assert fetch(at(site, "/hop"), limits=HOME).final_url == at(site, "/page?from=hop")


def test_a_compressed_page_is_unpacked(site):
    assert fetch(at(site, "/packed"), limits=HOME).data == b"words"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/missing", "status 404"),
        ("/loop", "more than 5 redirects"),
        ("/large", "longer than 1,000,000 bytes"),
        ("/bomb", "longer than 1,000,000 bytes"),
        ("/cut", "could not be fetched"),
    ],
)
def test_what_cannot_be_fetched_is_refused_with_a_sentence(site, path, words):
    with pytest.raises(FetchProblem, match=words):
        fetch(at(site, path), limits=HOME)


@pytest.mark.parametrize("path", ["/slow", "/header"])
def test_a_server_that_drips_is_cut_off_in_time(site, path):
    limits = FetchLimits(allow_private=True, total_seconds=0.6, connect_seconds=0.5)
    began = time.monotonic()
    with pytest.raises(FetchProblem, match="took too long"):
        fetch(at(site, path), limits=limits)
    assert time.monotonic() - began < 3


def test_a_host_that_refuses_the_connection_is_told(site):
    port = site.server_port
    site.shutdown()
    site.server_close()
    with pytest.raises(FetchProblem, match="could not be fetched"):
        fetch(f"http://127.0.0.1:{port}/", limits=HOME)


@pytest.mark.parametrize(
    "away",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "http://user:pw@127.0.0.1/",
        "http://[::1",
        "gopher:x",
    ],
)
def test_a_redirect_to_a_refused_address_is_refused(site, away):
    site.away = away
    with pytest.raises(FetchProblem):
        fetch(at(site, "/away"), limits=HOME)
    assert len(site.seen) == 1


def test_a_redirect_from_an_allowed_host_to_a_private_one_is_refused(site):
    trusting = FetchLimits(trusted_hosts=frozenset({"127.0.0.1"}), total_seconds=5)
    assert fetch(at(site, "/hop"), limits=trusting).data.decode() == "Тайвань"
    for away in (at(site, "/page", host="localhost"), "http://localhost/", "http://[::1]/"):
        site.away = away
        with pytest.raises(FetchProblem, match=r"inside a network|names port"):
            fetch(at(site, "/away"), limits=trusting)
    assert [path for path, _, _ in site.seen] == ["/hop", "/page?from=hop", *["/away"] * 3]


def test_an_address_inside_a_network_is_refused_before_anything_is_sent(site):
    for host in ("127.0.0.1", "localhost"):
        with pytest.raises(FetchProblem):
            fetch(at(site, "/page", host=host), limits=WEB)
    assert site.seen == []


INSIDE = "inside a network"
TRICK = "no proper host name"
REFUSED = [
    ("http://localhost/", INSIDE),
    ("http://localhost./", INSIDE),
    ("https://localhost/", INSIDE),
    ("http://LOCALHOST:80/", INSIDE),
    ("http://127.0.0.1/", INSIDE),
    ("http://0.0.0.0/", INSIDE),
    ("http://[::1]/", INSIDE),
    ("http://[::]/", INSIDE),
    ("http://[::ffff:127.0.0.1]/", INSIDE),
    ("http://[::ffff:7f00:1]/", INSIDE),
    ("http://①②⑦.0.0.1/", INSIDE),
    ("http://127。0。0。1/", INSIDE),
    ("http://127.1/", TRICK),
    ("http://2130706433/", TRICK),
    ("http://0x7f000001/", TRICK),
    ("http://0177.0.0.1/", TRICK),
    ("http://0x7f.1/", TRICK),
    ("http://0/", TRICK),
    ("http://", TRICK),
    ("http:///path", TRICK),
    ("http://lo cal/", TRICK),
    ("http://-bad.localhost/", TRICK),
    ("http://localhost:8080/", "names port 8080"),
    ("https://localhost:80/", "names port 80"),
    ("http://localhost:0/", "a port that does not exist"),
    ("http://localhost:99999/", "a port that does not exist"),
    ("http://user@localhost/", "user name or password"),
    ("http://user:secret@localhost/", "user name or password"),
    ("ftp://localhost/", "does not begin with http"),
    ("file:///etc/passwd", "does not begin with http"),
    ("javascript:alert(1)", "does not begin with http"),
    ("//localhost/", "does not begin with http"),
    ("localhost", "does not begin with http"),
    ("", "does not begin with http"),
    ("http://[::1", "no web address"),
]


@pytest.mark.parametrize(("url", "words"), REFUSED)
def test_an_address_that_is_not_of_the_public_web_is_refused(url, words):
    with pytest.raises(FetchProblem, match=words):
        fetch(url, limits=WEB)


@pytest.mark.parametrize("url", ["http://0177.0.0.1/", "http://2130706433/", "http://0x7f.1/"])
def test_tricks_are_refused_even_where_private_addresses_are_allowed(url):
    with pytest.raises(FetchProblem, match=TRICK):
        fetch(url, limits=HOME)


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254",
        "169.254.169.254", "172.16.5.5", "172.31.255.255", "192.0.0.8", "192.168.1.1", "198.18.0.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1",
        "::ffff:93.184.216.34", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "fc00::1", "fd00::1",
        "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    ],
)  # fmt: skip
def test_an_ip_address_inside_a_network_is_not_public(ip):
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["93.184.216.34", "1.1.1.1", "2606:2800:220:1::1"])
def test_an_ip_address_of_the_web_is_public(ip):
    assert is_public(ip)


def test_a_password_in_an_address_is_not_repeated():
    with pytest.raises(FetchProblem) as caught:
        fetch("http://user:secret@localhost/", limits=WEB)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(("name", "trusted"), [("localhost", True), ("elsewhere.example", False)])
def test_tls_proves_the_name_of_the_host(monkeypatch, tmp_path, name, trusted):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    server = serve(context)
    server.handle_error = lambda *_: None
    try:
        url = at(server, "/page", host="localhost", scheme="https")
        if trusted:
            assert fetch(url, limits=HOME).data.decode() == "Тайвань"
        else:
            with pytest.raises(FetchProblem, match="could not be fetched"):
                fetch(url, limits=HOME)
    finally:
        server.shutdown()
        server.server_close()
