"""The guarded HTTP client."""

from __future__ import annotations

import zlib
from functools import cache
from typing import TYPE_CHECKING

import httpcore
import httpx
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from terreau.foundation.outgoing.errors import (
    ForbiddenAddressError,
    OutgoingError,
    TooHeavyError,
    TooManyRedirectsError,
    TooSlowError,
    UnreachableError,
    UnreadableAnswerError,
)
from terreau.foundation.outgoing.network import Deadline, GuardedNetwork

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator, Mapping
    from typing import BinaryIO

    #: Reads the body of an answer, and answers the part of it that is kept in memory.
    Taking = Callable[[httpx.Response], bytes]

PORTS = {80, 443}
LONGEST_ADDRESS = 2_000
#: Decompressed at once, so that a small answer that swells is caught before it fills the memory.
PIECE = 64 * 1024
#: A size with more digits is nobody's.
_DIGITS = 16


class Client:
    """Fetches from the public internet, with bounds on all that the other side decides.

    `most_bytes` bounds what comes through the network and what it becomes once decompressed, each; `seconds`
    the whole exchange, names, redirects and body included; `redirects` how many are followed, each checked as
    the first address was; `silence`, when given, how long the other side may say nothing in the middle.
    Proxies set in the environment are not used, cookies not kept.
    Errors are `OutgoingError`s, that can be shown as they are.
    """

    def __init__(
        self,
        *,
        most_bytes: int = 10_000_000,
        seconds: float = 20,
        redirects: int = 5,
        silence: float | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self.most_bytes = most_bytes
        self.seconds = seconds
        self.silence = min(silence or seconds, seconds)
        self.redirects = redirects
        self._ssl = ssl_context

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        """The answer to a GET, whatever its status, its body read and decompressed."""
        return self.request("GET", url, headers=headers)

    def request(
        self, method: str, url: str, *, content: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """The answer to a request; only GET and HEAD follow redirects. Raises OutgoingError."""
        return self._followed(method, url, lambda answer: b"".join(self._body(answer)), content, headers)

    def save(
        self,
        url: str,
        into: BinaryIO,
        headers: Mapping[str, str] | None = None,
        heard: Callable[[int, int], object] = lambda _written, _announced: None,
    ) -> httpx.Response:
        """The answer to a GET, its body written to `into` as it comes when the status is 200, else not read.

        `heard` is told how many bytes were written and how many were announced (0 when nobody said); what it
        raises ends the exchange. Raises OutgoingError: what was written by then is not the whole.
        """

        def write(answer: httpx.Response) -> bytes:
            if answer.status_code != httpx.codes.OK:
                return b""
            announced, written = self._announced(answer), 0
            for piece in self._body(answer):
                into.write(piece)
                written += len(piece)
                heard(written, announced)
            return b""

        return self._followed("GET", url, write, b"", headers)

    def _announced(self, answer: httpx.Response) -> int:
        """The size that is announced, when it is that of what will be written; one too large is refused."""
        said = answer.headers.get("Content-Length", "")
        size = int(said) if said.isascii() and said.isdigit() and len(said) < _DIGITS else 0
        if size > self.most_bytes:
            raise TooHeavyError(host=answer.url.host, limit=filesizeformat(self.most_bytes))
        return 0 if "gzip" in answer.headers.get("Content-Encoding", "").lower() else size

    def _followed(
        self, method: str, url: str, take: Taking, content: bytes, headers: Mapping[str, str] | None
    ) -> httpx.Response:
        deadline = Deadline(self.seconds)
        address = checked(url)
        with httpx.Client(transport=self._transport(deadline), trust_env=False, timeout=self.silence) as http:
            http.headers = httpx.Headers(
                {
                    "User-Agent": f"Terreau (+{settings.ADDRESS})",
                    "Accept-Encoding": "gzip",
                }
            )
            for _hop in range(self.redirects + 1):
                asked = http.build_request(method, address, content=content, headers=headers)
                answer = self._exchange(http, asked, take)
                if not (answer.has_redirect_location and method in {"GET", "HEAD"}):
                    return answer
                http.cookies.clear()
                following = checked(_following(answer), before=address)
                if following.host != address.host:
                    headers = _without_secrets(headers)
                address = following
        raise TooManyRedirectsError(host=address.host)

    def _transport(self, deadline: Deadline) -> httpx.HTTPTransport:
        transport = httpx.HTTPTransport(trust_env=False)
        transport.close()
        # httpx passes no network backend to its pool; this is the one place where it can be put.
        transport._pool = httpcore.ConnectionPool(
            ssl_context=self._ssl or _authorities(),
            max_keepalive_connections=0,
            network_backend=GuardedNetwork(deadline, settings.OUTGOING_ALLOW),
        )
        return transport

    def _exchange(self, http: httpx.Client, asked: httpx.Request, take: Taking) -> httpx.Response:
        host = asked.url.host
        try:
            answer = http.send(asked, stream=True)
            try:
                body = b"" if answer.has_redirect_location else take(answer)
            finally:
                answer.close()
        except OutgoingError:
            raise
        except httpx.TimeoutException as error:
            raise TooSlowError(host=host, seconds=round(self.silence)) from error
        except (httpx.ProtocolError, httpx.DecodingError, zlib.error) as error:
            raise UnreadableAnswerError(host=host) from error
        except httpx.HTTPError as error:
            raise UnreachableError(host=host) from error
        dropped = {b"content-encoding", b"transfer-encoding", b"content-length", b"set-cookie"}
        # As bytes: httpx reads letters outside ASCII in a header, and refuses to write them.
        kept = [(name, value) for name, value in answer.headers.raw if name.lower() not in dropped]
        return httpx.Response(answer.status_code, headers=kept, content=body, request=asked)

    def _body(self, answer: httpx.Response) -> Iterator[bytes]:
        """The body piece by piece, raw and decompressed sizes counted as they come."""
        encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in {"identity", "gzip", "x-gzip", ""}:
            raise UnreadableAnswerError(host=answer.url.host)
        raw = decoded = 0
        swell = _Gunzip() if "gzip" in encoding else None
        for chunk in answer.iter_raw():
            raw += len(chunk)
            for piece in swell.pieces(chunk) if swell else (chunk,):
                decoded += len(piece)
                if max(raw, decoded) > self.most_bytes:
                    raise TooHeavyError(host=answer.url.host, limit=filesizeformat(self.most_bytes))
                yield piece
        if swell and raw and not swell.whole:
            raise UnreadableAnswerError(host=answer.url.host)


@cache
def _authorities() -> ssl.SSLContext:
    """The certificate authorities of the public internet, read once: it takes longer than most answers."""
    return httpx.create_ssl_context(trust_env=False)


class _Gunzip:
    """Decompresses by pieces of bounded size, several gzip members in a row included."""

    def __init__(self) -> None:
        self._decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def whole(self) -> bool:
        """Whether what came ends where a member ends: a connection that closes does not say it was cut."""
        return self._decoder.eof

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        while chunk:
            if self._decoder.eof:
                self._decoder = zlib.decompressobj(zlib.MAX_WBITS | 16)
            yield self._decoder.decompress(chunk, PIECE)
            chunk = self._decoder.unconsumed_tail or self._decoder.unused_data


def checked(url: str | httpx.URL, before: httpx.URL | None = None) -> httpx.URL:
    """The address, when it may be asked for; raises ForbiddenAddressError with the reason."""
    try:
        address = httpx.URL(url)
        address.host  # noqa: B018 - read once here: a name that only looks international is refused when it is read
    except (httpx.InvalidURL, UnicodeError, TypeError, ValueError) as error:
        raise ForbiddenAddressError(host=str(url)[:60], why=_("ce n’est pas une adresse")) from error
    why = _refused(address, before)
    if why:
        raise ForbiddenAddressError(host=address.host or str(address)[:60], why=why)
    return address


def _refused(address: httpx.URL, before: httpx.URL | None) -> str:
    if address.scheme not in {"http", "https"} or not address.host or len(str(address)) > LONGEST_ADDRESS:
        return _("ce n’est pas une adresse du web")
    if address.userinfo:
        return _("elle contient un nom ou un mot de passe")
    port = address.port or (443 if address.scheme == "https" else 80)
    if port not in PORTS and f"{address.host}:{port}" not in settings.OUTGOING_ALLOW:
        return _("son port n’est pas celui d’un site public")
    if before and before.scheme == "https" and address.scheme == "http":
        return _("elle renvoie d’une connexion sûre vers une qui ne l’est pas")
    return ""


def _following(answer: httpx.Response) -> httpx.URL:
    try:
        return answer.url.join(answer.headers["Location"])
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise UnreadableAnswerError(host=answer.url.host) from error


def _without_secrets(headers: Mapping[str, str] | None) -> dict[str, str]:
    return {
        name: value
        for name, value in (headers or {}).items()
        if name.lower() not in {"authorization", "cookie", "proxy-authorization"}
    }
