"""Days and moments, as files carry them."""

from __future__ import annotations

import datetime as dt


def day(said: str | None) -> dt.date | None:
    return dt.date.fromisoformat(said) if said else None


def moment_of(said: str | None) -> dt.datetime | None:
    if said is None:
        return None
    moment = dt.datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError(said)
    return moment
