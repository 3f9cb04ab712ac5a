"""How often something may be done, so that one hand cannot wear out the service for all.

The counters live in the cache. `terreau serve` runs one web process with threads, so that the cache in the
memory of the process counts everything; a host that starts several processes needs a shared cache.
"""

from __future__ import annotations

import hashlib
import re
import time
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from django.conf import settings
from django.core.cache import cache

from terreau.foundation.errors import TooManyRequestsError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from django.http import HttpRequest, HttpResponseBase

By = Literal["user", "user-or-network", "network"]

#: How many times the rate of one person is left to an address: a third place, a school share one.
SHARED_ADDRESS = 10
#: Searches of one person; a network is left SHARED_ADDRESS times as many.
SEARCHES = "120/m"
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


class Rate(NamedTuple):
    """So many times in so many seconds."""

    times: int
    seconds: int


def rate_of(said: str) -> Rate:
    """Read "20/h", "5/10m": times, then a number of seconds, minutes, hours or days. Raises ValueError."""
    parts = re.fullmatch(r"(\d+)/(\d*)([smhd])", said)
    if not parts:
        raise ValueError(f"not a rate: {said!r}")
    return Rate(int(parts[1]), int(parts[2] or 1) * _SECONDS[parts[3]])


def rate_in_force(name: str, rate: str) -> Rate:
    """The rate that the host chose for `name` (TERREAU_LIMITS), else `rate`.

    A choice that is no rate is passed over: a slip in a setting must not close a door nor open it wide.
    """
    try:
        return rate_of(settings.LIMITS.get(name, rate).strip())
    except ValueError:
        return rate_of(rate)


def limit(name: str, key: object, rate: str | Rate) -> None:
    """Count one more `name` by `key`; raises TooManyRequestsError, with the seconds to wait, past the rate.

    Counts by fixed periods: at the turn of one, twice the rate may pass, which is no harm here. Keys are kept
    hashed, so that no address or e-mail stays readable in memory.
    """
    times, seconds = rate_in_force(name, rate) if isinstance(rate, str) else rate
    period, spent = divmod(time.time(), seconds)
    digest = hashlib.blake2b(f"{key}".encode("utf-8", "replace"), digest_size=16).hexdigest()
    counter = f"limit:{name}:{digest}:{int(period)}"
    cache.add(counter, 0, timeout=seconds)
    try:
        count = cache.incr(counter)
    except ValueError:  # dropped between the two lines, because the cache was full
        return
    if count > times:
        raise TooManyRequestsError(wait=int(seconds - spent) + 1)


def limited(
    name: str, rate: str, *, by: By = "user-or-network", methods: Collection[str] = ()
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Limit a view: a person with an account by `rate`, an address without one by ten times as much.

    Only requests by one of `methods` count; all do when none is given. The rate is read at once, so that a
    mistake shows at start. "user" and "user-or-network" count a person wherever they are; "network" counts
    persons of one address together.
    """
    rate_of(rate)

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not methods or request.method in methods:
                times, seconds = rate_in_force(name, rate)
                user = request.user.pk if by != "network" and request.user.is_authenticated else None
                if user is not None:
                    limit(name, f"user {user}", Rate(times, seconds))
                else:
                    limit(name, f"network {network_of(request)}", Rate(times * SHARED_ADDRESS, seconds))
            answer: HttpResponseBase = view(request, *args, **kwargs)
            return answer

        return counted

    return decorate


def limited_search(*parameters: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Count a reading that searches (one of these parameters holds words), all doors of a network together.

    Searching costs more than any other reading; lists that nobody narrows by words are not counted.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if any(request.GET.get(name, "").strip() for name in parameters):
                times, seconds = rate_in_force("search", SEARCHES)
                limit("search", f"network {network_of(request)}", Rate(times * SHARED_ADDRESS, seconds))
            answer: HttpResponseBase = view(request, *args, **kwargs)
            return answer

        return counted

    return decorate


def network_of(request: HttpRequest) -> str:
    """Where a request comes from: its IPv4 address, or the /64 of its IPv6 one, which one subscriber holds.

    X-Forwarded-For is believed only as far as it was written by our own front servers
    (settings.TRUSTED_PROXIES of them): each adds one address at the end, so the visitor's is the nth from it.
    """
    said = request.META.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    proxies = settings.TRUSTED_PROXIES
    if proxies and len(forwarded) >= proxies and forwarded[-proxies]:
        said = forwarded[-proxies]
    try:
        address = ip_address(said.strip("[]").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, 64), strict=False))
    return str(address)
