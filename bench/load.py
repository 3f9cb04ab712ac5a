"""A small, even load on one address: a few kept-alive connections, a bounded number of requests."""

from __future__ import annotations

import http.client
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.processes import cpu_seconds

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Cost:
    """What one address costs its server: processor milliseconds an answer, bytes, status."""

    milliseconds: float
    size: int
    status: int
    etag: str


def cost(
    pid: int,
    port: int,
    path: str,
    *,
    requests: int = 600,
    connections: int = 4,
    headers: Mapping[str, str] | None = None,
) -> Cost:
    """Processor time a page, over `requests` answers, after a warm-up of a tenth of them."""
    first = _fetch(port, path, requests // 10, headers or {})
    before = cpu_seconds(pid)
    share = requests // connections
    threads = [
        threading.Thread(target=_fetch, args=(port, path, share, headers or {})) for _ in range(connections)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = cpu_seconds(pid) - before
    return Cost(spent * 1000 / (share * connections), first[1], first[0], first[2])


def _fetch(port: int, path: str, times: int, headers: Mapping[str, str]) -> tuple[int, int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    status, size, etag = 0, 0, ""
    for _ in range(max(times, 1)):
        connection.request("GET", path, headers=dict(headers))
        answer = connection.getresponse()
        size = len(answer.read())
        status, etag = answer.status, answer.getheader("ETag") or ""
        if status >= http.client.BAD_REQUEST:
            raise RuntimeError(f"{path} answered {status}")
    connection.close()
    return status, size, etag
