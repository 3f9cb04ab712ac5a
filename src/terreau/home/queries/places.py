"""Where one can go in the home territory."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.territories.queries import town_halls_of
from terreau.territories.queries.hours import in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.territories.models import Territory

#: A page stays under 600 elements; the page of each commune has its own town hall anyway.
MOST_HALLS = 60


@dataclass(frozen=True)
class Desk:
    """A town hall as one needs it to go there."""

    commune: str
    url: str
    address: str
    phone: str
    hours: Sequence[str]


def town_halls(home: Territory | None) -> list[Desk]:
    """Town halls of the home territory in reading order: one query."""
    desks = [
        Desk(
            hall.commune.name, hall.commune.get_absolute_url(), hall.address, hall.phone, in_words(hall.hours)
        )
        for hall in (town_halls_of(home, MOST_HALLS) if home else [])
    ]
    return sorted(desks, key=lambda desk: _as_read(desk.commune))


def _as_read(name: str) -> str:
    """Échirolles stands with the E: databases do not agree on accents."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
