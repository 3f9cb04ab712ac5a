"""The guarded client, against real servers on this machine that misbehave in every way."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import io
import socket
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import httpcore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from terreau.foundation import outgoing
from terreau.foundation.errors import TerreauError
from terreau.foundation.outgoing import Client, is_public
from terreau.foundation.outgoing.network import Deadline, GuardedNetwork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytest_django.fixtures import Settings

    Answering = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    answering: dict[str, Answering] = {}
    seen: list[tuple[str, dict[str, str]]] = []

    def do_GET(self) -> None:
        self.seen.append((self.path, dict(self.headers)))
        with contextlib.suppress(ConnectionError):
            self.answering[self.path.partition("?")[0]](self)

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def answer(self, body: bytes = b"", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Site:
    """A server on this machine; `at(path)` gives its address."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.handler: type[Handler] = type("OneHandler", (Handler,), {"answering": {}, "seen": []})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler)
        self.scheme = "http"
        if context:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
            self.scheme = "https"
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.port = self.server.server_port
        self.allowed = f"127.0.0.1:{self.port}"
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def says(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> None:
        self.handler.answering[path] = lambda handler: handler.answer(body, status, **headers)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    with contextlib.closing(Site()) as made:
        settings.OUTGOING_ALLOW = (made.allowed,)
        yield made


PUBLIC = [
    "1.1.1.1",
    "193.252.0.1",
    "2a01:e0a::1",
    "2001:67c::1",
    "::ffff:1.1.1.1",
    "64:ff9b::1.1.1.1",
    "2002:101:101::1",
]
PRIVATE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",  # noqa: S104 - nothing is bound to it
    "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "192.88.99.1",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1",
    "fd00::1", "fec0::1", "ff02::1", "2001:db8::1", "2001::1", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1",
    "64:ff9b:1::1", "2002:7f00:1::1", "2002:a00:1::1", "3fff::1", "5f00::1", "100::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_of_our_networks_are_known_in_any_disguise(address: str) -> None:
    assert not is_public(address)


def test_what_is_fetched_comes_back_whole(site: Site) -> None:
    site.says("/a", b'{"a": 1}', Content_Type="application/json", ETag='"x"')
    answer = Client().get(site.at("/a"), headers={"If-None-Match": '"y"'})
    assert (answer.status_code, answer.json(), answer.headers["ETag"]) == (200, {"a": 1}, '"x"')
    headers = site.handler.seen[0][1]
    assert headers["If-None-Match"] == '"y"'
    assert headers["User-Agent"].startswith("Terreau (+http")


def test_an_error_of_the_other_site_is_an_answer(site: Site) -> None:
    site.says("/a", b"gone", 410)
    assert Client().get(site.at("/a")).status_code == 410


REFUSED = [
    "http://127.0.0.1/",
    "http://localhost/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://0/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://[fd00::1]/",
    "http://1.1.1.1:22/",
    "https://1.1.1.1:8080/",
    "http://1.1.1.1:6379/",
    "http://someone:secret@1.1.1.1/",
    "http://someone@1.1.1.1/",
    "ftp://1.1.1.1/",
    "file:///etc/passwd",
    "gopher://1.1.1.1/",
    "javascript:alert(1)",
    "//1.1.1.1/",
    "1.1.1.1",
    "",
    "http://",
    "http:///a",
    "https://xn--/a",
    "http://[::1",
    "http://a\x00b/",
    "http://\ud800/",
    "https://1.1.1.1/" + "a" * 3_000,
    "http://" + "a" * 300 + "/",
]


@pytest.mark.parametrize("url", REFUSED, ids=range(len(REFUSED)))
def test_what_does_not_lead_to_the_public_internet_is_refused(url: str) -> None:
    with pytest.raises(TerreauError) as refused:
        Client(seconds=5).get(url)
    assert type(refused.value) in {outgoing.ForbiddenAddressError, outgoing.UnreachableError}
    assert str(refused.value)
    assert refused.value.advice
    assert "secret" not in str(refused.value)


def test_only_the_very_address_allowed_is_reached(site: Site, settings: Settings) -> None:
    site.says("/a", b"ok")
    settings.OUTGOING_ALLOW = (f"127.0.0.1:{site.port + 1}",)
    with pytest.raises(outgoing.ForbiddenAddressError):
        Client().get(site.at("/a"))
    assert site.handler.seen == []


def test_a_name_that_changes_after_the_check_gains_nothing(
    site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.says("/a", b"ours")
    answers = iter(["93.184.216.34", "127.0.0.1", "127.0.0.1"])
    asked: list[str] = []

    def rebinding(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    connected: list[str] = []

    def connect(self: object, host: str, *_: object) -> None:  # noqa: ARG001 - httpcore's signature
        connected.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr("terreau.foundation.outgoing.network.socket.getaddrinfo", rebinding)
    monkeypatch.setattr("httpcore.SyncBackend.connect_tcp", connect)
    settings.OUTGOING_ALLOW = ()
    with pytest.raises(outgoing.UnreachableError):
        Client().get("http://rebinding.example/a")
    assert asked == ["rebinding.example"]
    assert connected == ["93.184.216.34"]
    with pytest.raises(outgoing.ForbiddenAddressError):
        Client().get("http://rebinding.example/a")
    assert connected == ["93.184.216.34"]


def test_a_name_with_one_address_of_ours_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [(0, 0, 0, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr("terreau.foundation.outgoing.network.socket.getaddrinfo", lambda *_, **__: lines)
    with pytest.raises(outgoing.ForbiddenAddressError) as refused:
        Client().get("http://mixed.example/")
    assert "10.0.0.1" not in str(refused.value)


def test_redirects_are_followed_and_the_address_arrived_at_is_told(site: Site) -> None:
    site.says("/a", b"", 302, Location="/b?x=1")
    site.says("/b", b"there")
    answer = Client().get(site.at("/a"))
    assert answer.content == b"there"
    assert str(answer.url) == site.at("/b?x=1")


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/",
        "http://127.0.0.1:1/",
        "file:///etc/passwd",
        "http://a:b@1.1.1.1/",
        "http://[::1",
    ],
)
def test_a_redirect_is_checked_as_the_first_address_was(site: Site, location: str) -> None:
    site.says("/a", b"", 302, Location=location)
    with pytest.raises(outgoing.OutgoingError):
        Client().get(site.at("/a"))


def test_redirects_are_counted(site: Site) -> None:
    site.says("/a", b"", 302, Location="/a")
    with pytest.raises(outgoing.TooManyRedirectsError):
        Client(redirects=3).get(site.at("/a"))
    assert len(site.handler.seen) == 4


def test_a_secret_is_not_carried_to_another_site(site: Site, settings: Settings) -> None:
    settings.OUTGOING_ALLOW = (site.allowed, f"localhost:{site.port}")
    site.says("/a", b"", 302, Location=site.at("/b", host="localhost"))
    site.says("/b", b"there")
    Client().get(site.at("/a"), headers={"Authorization": "Bearer x", "Accept": "text/csv"})
    assert site.handler.seen[0][1]["Authorization"] == "Bearer x"
    assert "Authorization" not in site.handler.seen[1][1]
    assert site.handler.seen[1][1]["Accept"] == "text/csv"


def test_too_much_is_refused_while_it_comes(site: Site) -> None:
    site.says("/a", b"x" * 200_000)
    with pytest.raises(outgoing.TooHeavyError):
        Client(most_bytes=100_000).get(site.at("/a"))
    assert len(Client(most_bytes=200_000).get(site.at("/a")).content) == 200_000


def test_an_answer_without_end_is_cut(site: Site) -> None:
    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65_536)

    site.handler.answering["/a"] = endless
    with pytest.raises(outgoing.TooHeavyError):
        Client(most_bytes=500_000).get(site.at("/a"))


def test_a_small_answer_that_swells_is_cut_before_it_fills_the_memory(site: Site) -> None:
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb") as file:
        for _ in range(100):
            file.write(b"\0" * 1_000_000)
    site.says("/a", bomb.getvalue(), Content_Encoding="gzip")
    with pytest.raises(outgoing.TooHeavyError):
        Client(most_bytes=1_000_000).get(site.at("/a"))


def test_what_is_compressed_comes_back_plain_in_several_members_too(site: Site) -> None:
    site.says("/a", gzip.compress(b"one ") + gzip.compress(b"two"), Content_Encoding="gzip")
    assert Client().get(site.at("/a")).content == b"one two"


@pytest.mark.parametrize(("encoding", "body"), [("gzip", b"not gzip"), ("br", b"x"), ("gzip, gzip", b"x")])
def test_what_cannot_be_decompressed_is_said_so(site: Site, encoding: str, body: bytes) -> None:
    site.says("/a", body, Content_Encoding=encoding)
    with pytest.raises(outgoing.UnreadableAnswerError):
        Client().get(site.at("/a"))


def test_a_byte_at_a_time_does_not_hold_us(site: Site) -> None:
    stop = threading.Event()

    def drip(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not stop.wait(0.02):
            handler.wfile.write(b"x")

    site.handler.answering["/a"] = drip
    begun = time.monotonic()
    with pytest.raises(outgoing.TooSlowError):
        Client(seconds=0.4).get(site.at("/a"))
    stop.set()
    assert time.monotonic() - begun < 5


def test_a_site_that_says_nothing_does_not_hold_us(site: Site) -> None:
    stop = threading.Event()
    site.handler.answering["/a"] = lambda _: (stop.wait(10), None)[1]
    with pytest.raises(outgoing.TooSlowError):
        Client(seconds=0.3).get(site.at("/a"))
    stop.set()


def test_a_name_that_does_not_resolve_in_time_does_not_hold_us(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    monkeypatch.setattr(
        "terreau.foundation.outgoing.network.socket.getaddrinfo", lambda *_, **__: stop.wait(10) and []
    )
    with pytest.raises(outgoing.TooSlowError):
        Client(seconds=0.2).get("http://slow.example/")
    stop.set()


@pytest.mark.parametrize("said", [b"rubbish\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", b""])
def test_an_answer_that_is_not_http_is_said_so(settings: Settings, said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        settings.OUTGOING_ALLOW = (f"127.0.0.1:{port}",)

        def once() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(said)

        thread = threading.Thread(target=once, daemon=True)
        thread.start()
        with pytest.raises(outgoing.UnreadableAnswerError):
            Client().get(f"http://127.0.0.1:{port}/")
        thread.join()


def test_a_site_that_is_not_there_is_unreachable(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    settings.OUTGOING_ALLOW = (f"127.0.0.1:{port}",)
    with pytest.raises(outgoing.UnreachableError):
        Client().get(f"http://127.0.0.1:{port}/")


def test_a_proxy_set_in_the_environment_is_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    site.says("/a", b"direct")
    assert Client().get(site.at("/a")).content == b"direct"


def test_a_socket_of_this_machine_is_never_opened() -> None:
    with pytest.raises(outgoing.ForbiddenAddressError):
        GuardedNetwork(Deadline(1), ()).connect_unix_socket("/run/docker.sock")


def test_cookies_are_not_kept(site: Site) -> None:
    site.says("/a", b"", 302, Location="/b", Set_Cookie="spy=1")
    site.says("/b", b"", Set_Cookie="spy=2")
    answer = Client().get(site.at("/a"))
    assert "Cookie" not in site.handler.seen[1][1]
    assert "Set-Cookie" not in answer.headers


def certificate(name: str, folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server for `name` shows, and what a client that trusts it checks with."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "site.pem").write_bytes(pem + secret)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "site.pem")
    return server, ssl.create_default_context(cadata=pem.decode())


def test_a_secure_site_is_verified_by_its_name_although_reached_by_its_address(
    tmp_path: Path, settings: Settings
) -> None:
    shown, trusted = certificate("localhost", tmp_path)
    with contextlib.closing(Site(shown)) as site:
        settings.OUTGOING_ALLOW = (f"localhost:{site.port}", site.allowed)
        site.says("/a", b"safe")
        assert Client(ssl_context=trusted).get(site.at("/a", host="localhost")).content == b"safe"
        with pytest.raises(outgoing.UnreachableError):  # the certificate is not for this name
            Client(ssl_context=trusted).get(site.at("/a"))
        with pytest.raises(outgoing.UnreachableError):  # nobody we trust signed it
            Client().get(site.at("/a", host="localhost"))


def test_a_secure_site_may_not_send_us_to_one_that_is_not(
    tmp_path: Path, settings: Settings, site: Site
) -> None:
    shown, trusted = certificate("localhost", tmp_path)
    site.says("/b", b"plain")
    with contextlib.closing(Site(shown)) as secure:
        settings.OUTGOING_ALLOW = (f"localhost:{secure.port}", site.allowed)
        secure.says("/a", b"", 302, Location=site.at("/b"))
        with pytest.raises(outgoing.ForbiddenAddressError):
            Client(ssl_context=trusted).get(secure.at("/a", host="localhost"))
    assert site.handler.seen == []
