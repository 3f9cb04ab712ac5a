"""Where one can go in the home territory."""

from __future__ import annotations

import unicodedata

from django.conf import settings
from django.db.models import Q

from terreau.territories.models import TownHall

#: A département has hundreds of them: a page stays a page.
MOST = 120


def town_halls() -> list[TownHall]:
    """Town halls of the home territory, by name of commune: one query."""
    inside = Q(commune__part_of__whole_id=settings.TERRITORY, commune__part_of__until__isnull=True)
    halls = TownHall.objects.filter(inside | Q(commune_id=settings.TERRITORY)).select_related("commune")
    return sorted(halls.distinct()[:MOST], key=lambda hall: _sorted_as_read(hall.commune.name))


def _sorted_as_read(name: str) -> str:
    """Échirolles stands with the E: databases do not agree on accents."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
