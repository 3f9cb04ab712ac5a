"""Stands in for foundation.limits until it is there."""

from __future__ import annotations

import time

from django.core.cache import cache

from terreau.foundation.errors import TooManyRequestsError

_UNITS = {"m": 60, "h": 3600, "d": 86400}


def limit(name: str, key: str, rate: str) -> None:
    most, unit = rate.split("/")
    wait = _UNITS[unit]
    now = time.time()
    cached = f"limit:{name}:{key}"
    times = [moment for moment in cache.get(cached, []) if moment > now - wait]
    if len(times) >= int(most):
        raise TooManyRequestsError(wait=int(times[0] + wait - now))
    cache.set(cached, [*times, now], wait)
