"""How often the same person, or the same network, may do a thing that can be abused.

Counters live in the cache of the process: `terreau serve` runs one web process with threads, so one cache sees
every request. A restart forgets them, which harms nobody.
"""

from __future__ import annotations

import functools
import ipaddress
import time
from typing import TYPE_CHECKING, Concatenate, Literal, ParamSpec

from django.conf import settings
from django.core.cache import cache

from terreau.foundation.errors import TooManyRequestsError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from django.http import HttpRequest, HttpResponse

View = ParamSpec("View")
By = Literal["user", "network", "user-or-network"]

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
#: A third place, a school or a town hall speaks from one address: a network may do so many times what a person may.
NETWORK_FACTOR = 10


def limit(name: str, key: str, rate: str, factor: int = 1) -> None:
    """Count one more `name` by `key`; `rate` is "20/h", "120/5m"… and a host may replace it (TERREAU_LIMITS).

    `factor` multiplies the rate, for a key that stands for many people.

    Raises TooManyRequestsError with the seconds to wait. Windows are fixed: at worst twice the rate passes around
    the turn of one.
    """
    most, period = _read(settings.LIMITS.get(name, rate))
    now = time.time()
    window = int(now // period)
    counter = f"limit:{name}:{key}:{window}"
    cache.add(counter, 0, period)
    try:
        times = cache.incr(counter)
    except ValueError:  # the window closed between the two calls
        return
    if times > most * factor:
        raise TooManyRequestsError(wait=max(1, int((window + 1) * period - now)))


def limited(
    name: str, rate: str, *, by: By = "user-or-network", methods: Collection[str] = ()
) -> Callable[
    [Callable[Concatenate[HttpRequest, View], HttpResponse]],
    Callable[Concatenate[HttpRequest, View], HttpResponse],
]:
    """A view that one person, or visitors of one network, may call so often; only for `methods` when given."""

    def around(
        view: Callable[Concatenate[HttpRequest, View], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, View], HttpResponse]:
        @functools.wraps(view)
        def counted(request: HttpRequest, *args: View.args, **kwargs: View.kwargs) -> HttpResponse:
            if not methods or request.method in methods:
                key, factor = _key(request, by)
                limit(name, key, rate, factor)
            return view(request, *args, **kwargs)

        return counted

    return around


def network_of(request: HttpRequest) -> str:
    """The visitor's network: an IPv4 address, or the /64 of an IPv6 one (one subscriber holds a whole /64).

    X-Forwarded-For is believed only as far as the host's own front servers wrote it (TERREAU_PROXIES).
    """
    said = request.META.get("REMOTE_ADDR", "")
    proxies: int = settings.TRUSTED_PROXIES
    if proxies:
        forwarded = [
            part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()
        ]
        if len(forwarded) >= proxies:
            said = forwarded[-proxies]
    try:
        address = ipaddress.ip_address(said)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _key(request: HttpRequest, by: By) -> tuple[str, int]:
    """Who is counted, and by how much a network may do more than a person."""
    if by != "network" and request.user.is_authenticated:
        return f"user:{request.user.pk}", 1
    return f"network:{network_of(request)}", NETWORK_FACTOR


def _read(rate: str) -> tuple[int, int]:
    """("120/5m") → 120 times in 300 seconds."""
    most, _, unit = rate.partition("/")
    return int(most), int(unit[:-1] or 1) * _UNITS[unit[-1]]
