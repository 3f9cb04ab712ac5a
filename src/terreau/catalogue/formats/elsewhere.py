"""Catalogues of other portals that are read here, to carry away and bring in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from terreau.catalogue.actions.sources import next_reading
from terreau.catalogue.models import HarvestSource
from terreau.foundation.slots import PublicSet

if TYPE_CHECKING:
    from collections.abc import Iterable

_SOURCE = {
    "title": "http://purl.org/dc/terms/title",
    "url": "http://www.w3.org/ns/dcat#endpointURL",
    "every": "http://purl.org/dc/terms/accrualPeriodicity",
    "added_at": "",
}


def _sources() -> Iterable[dict[str, Any]]:
    for one in HarvestSource.objects.order_by("pk"):
        yield {
            "title": one.title,
            "url": one.url,
            "every": one.every,
            "added_at": one.added_at.isoformat(),
        }


def _take_sources(rows: Iterable[dict[str, Any]]) -> int:
    """They are read when their time comes; what was read in them is read again, not carried."""
    done = 0
    for row in rows:
        one = HarvestSource(title=row["title"], url=row["url"], every=row["every"])
        one.added_at = dt.datetime.fromisoformat(row["added_at"])
        if one.added_at.tzinfo is None:
            raise ValueError(row["added_at"])
        one.clean_fields(exclude=["added_by"])
        one.next_at = next_reading(one.every)
        one.save(force_insert=True)
        done += 1
    return done


def sets() -> list[PublicSet]:
    """What this room gives of other portals: where they are, never what they publish."""
    return [
        PublicSet(
            "catalogues-lus",
            _("Catalogues d’autres portails, lus ici"),
            "http://www.w3.org/ns/dcat#DataService",
            _SOURCE,
            _sources,
            _take_sources,
            HarvestSource.objects.count,
        )
    ]
