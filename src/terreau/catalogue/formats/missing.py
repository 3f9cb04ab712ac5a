"""What is missing, to carry away and bring in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from terreau.catalogue.formats.moments import moment_of
from terreau.catalogue.models import Dataset, MissingData, MissingTerritory
from terreau.foundation import search
from terreau.foundation.slots import PublicSet
from terreau.participation.kinds import visible
from terreau.territories.models import Territory

if TYPE_CHECKING:
    from collections.abc import Iterable

_MISSING = dict.fromkeys(
    ("id", "title", "why", "holder", "theme", "places", "need", "found", "organisation", "asked_at"), ""
)


def _missing() -> Iterable[dict[str, Any]]:
    for one in visible(MissingData.objects.order_by("pk")):
        yield {
            "id": one.pk,
            **{name: getattr(one, name) for name in ("title", "why", "holder", "theme", "places")},
            "need": one.need_id,
            "found": one.found_id,
            "organisation": one.organisation_id,
            "asked_at": one.asked_at.isoformat(),
        }


def _take_missing(rows: Iterable[dict[str, Any]]) -> int:
    """How many ask is not brought along: nobody's name came, and they may ask again."""
    known = set(Dataset.objects.order_by("pk").values_list("pk", flat=True))
    done = 0
    for row in rows:
        plain = {name: row[name] for name in ("title", "why", "holder", "theme", "places")}
        one = MissingData(pk=row["id"], need_id=row["need"], organisation_id=row["organisation"], **plain)
        one.found_id = row["found"] if row["found"] in known else None
        one.asked_at = moment_of(row["asked_at"]) or one.asked_at
        one.clean_fields(exclude=["places", "need", "found", "organisation", "asked_by", "raised", "key"])
        one.save(force_insert=True)
        refs = [place_["ref"] for place_ in row["places"]]
        MissingTerritory.objects.bulk_create(
            MissingTerritory(missing=one, territory=found)
            for found in Territory.objects.filter(pk__in=refs).order_by("pk")
        )
        search.put(one)
        done += 1
    return done


def sets() -> list[PublicSet]:
    """Requests for data, without those who ask."""
    return [
        PublicSet(
            "donnees-manquantes",
            _("Données qui manquent"),
            "https://schema.org/Demand",
            _MISSING,
            _missing,
            _take_missing,
            MissingData.objects.count,
        )
    ]
