"""Connections of the guarded client: a name is resolved once, and connected to at the address checked.

So a name that changes between the check and the connection (DNS rebinding) gains nothing; TLS still verifies
the name, since only the place of the connection is replaced.
"""

from __future__ import annotations

import socket
import time
from threading import Thread
from typing import TYPE_CHECKING, Any

import httpcore
from django.utils.translation import gettext as _

from terreau.foundation.outgoing.addresses import is_public
from terreau.foundation.outgoing.errors import ForbiddenAddressError, TooSlowError, UnreachableError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Collection, Iterable


class Deadline:
    """The moment when the whole exchange has to be over, redirects included."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self, host: str, most: float | None = None) -> float:
        """Seconds that an operation may take, `most` at most; raises TooSlowError when none are left."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooSlowError(host=host, seconds=round(self.seconds))
        return left if most is None else min(left, most)


class GuardedNetwork(httpcore.NetworkBackend):
    """Connects to public addresses, and to the `allowed` ones ("host:port"), before the deadline."""

    def __init__(self, deadline: Deadline, allowed: Collection[str]) -> None:
        self._deadline = deadline
        self._allowed = allowed
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = resolve(host, port, self._deadline)
        if f"{host}:{port}" not in self._allowed and not all(map(is_public, addresses)):
            # Not said which: the answer must not draw a map of the network behind us.
            raise ForbiddenAddressError(host=host, why=_("elle ne mène pas à l’internet public"))
        for address in addresses:
            left = self._deadline.left(host, timeout)
            try:
                stream = self._plain.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
            return _TimedStream(stream, host, self._deadline)
        self._deadline.left(host)
        raise UnreachableError(host=host)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002 - httpcore's signature
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        raise ForbiddenAddressError(host=path, why=_("elle ne mène pas à l’internet public"))

    def sleep(self, seconds: float) -> None:
        time.sleep(self._deadline.left("", seconds))


class _TimedStream(httpcore.NetworkStream):
    """A connection of which each operation ends before the deadline: a byte a minute does not hold us."""

    def __init__(self, stream: httpcore.NetworkStream, host: str, deadline: Deadline) -> None:
        self._stream, self._host, self._deadline = stream, host, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(self._host, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(self._host, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(self._host, timeout)
        secured = self._stream.start_tls(ssl_context, server_hostname, left)
        return _TimedStream(secured, self._host, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def resolve(host: str, port: int, deadline: Deadline) -> list[str]:
    """The addresses of a name, before the deadline; raises UnreachableError when there are none.

    In a thread of its own because getaddrinfo knows no time limit.
    """
    found: list[str] = []

    def ask() -> None:
        try:
            lines = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(line[4][0]) for line in lines))

    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(deadline.left(host))
    if thread.is_alive():
        raise TooSlowError(host=host, seconds=round(deadline.seconds))
    if not found:
        raise UnreachableError(host=host)
    return found
