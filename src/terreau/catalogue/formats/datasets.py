"""Data sets, to carry away and bring in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from terreau.catalogue.actions.describing import PLAIN
from terreau.catalogue.actions.keeping import place
from terreau.catalogue.formats.moments import day, moment_of
from terreau.catalogue.models import Dataset, DatasetNeed, State
from terreau.catalogue.queries.listing import who_publishes
from terreau.foundation import search
from terreau.foundation.slots import PublicSet
from terreau.participation.kinds import visible
from terreau.territories.models import Territory

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAYS = ("period_start", "period_end")
_DATASET = {
    "id": "https://schema.org/identifier",
    "identifier": "http://purl.org/dc/terms/identifier",
    "title": "http://purl.org/dc/terms/title",
    "description": "http://purl.org/dc/terms/description",
    "theme": "http://www.w3.org/ns/dcat#theme",
    "questions": "",
    "producer": "http://purl.org/dc/terms/creator",
    "contact": "http://www.w3.org/ns/dcat#contactPoint",
    "licence": "http://purl.org/dc/terms/license",
    "frequency": "http://purl.org/dc/terms/accrualPeriodicity",
    "period_start": "http://www.w3.org/ns/dcat#startDate",
    "period_end": "http://www.w3.org/ns/dcat#endDate",
    "decided_by": "",
    "collected_by": "",
    "personal_data": "",
    "places": "http://purl.org/dc/terms/spatial",
    "who": "http://purl.org/dc/terms/publisher",
    "organisation": "",
    "needs": "",
    "is_example": "",
    "published_at": "http://purl.org/dc/terms/issued",
    "changed_at": "http://purl.org/dc/terms/modified",
}


def public() -> list[Dataset]:
    found = visible(Dataset.objects.filter(state=State.PUBLISHED))
    return list(found.select_related("organisation", "created_by").order_by("pk"))


def _datasets() -> Iterable[dict[str, Any]]:
    for dataset in public():
        told = {name: getattr(dataset, name) for name in PLAIN}
        yield {
            "id": dataset.pk,
            "identifier": dataset.identifier,
            **told,
            **{name: told[name].isoformat() if told[name] else None for name in _DAYS},
            "places": dataset.places,
            "who": who_publishes(dataset),
            "organisation": dataset.organisation_id,
            "needs": list(dataset.need_links.order_by("need_id").values_list("need_id", flat=True)),
            "is_example": dataset.is_example,
            "published_at": dataset.published_at.isoformat() if dataset.published_at else None,
            "changed_at": dataset.changed_at.isoformat(),
        }


def _take_datasets(rows: Iterable[dict[str, Any]]) -> int:
    """Under the numbers they had; who published in their own name is kept as the producer."""
    done = 0
    for row in rows:
        told = {name: row[name] for name in PLAIN if name not in _DAYS}
        dataset = Dataset(pk=row["id"], identifier=row["identifier"], places=row["places"], **told)
        dataset.period_start, dataset.period_end = (day(row[name]) for name in _DAYS)
        dataset.organisation_id, dataset.is_example = row["organisation"], row["is_example"]
        if not dataset.organisation_id and not dataset.producer:
            dataset.producer = row["who"]
        dataset.state, dataset.published_at = State.PUBLISHED, moment_of(row["published_at"])
        dataset.clean_fields(exclude=["places", "portrait", "quality_points", "summary", "key", "created_by"])
        dataset._change_reason = "export"
        dataset.save(force_insert=True)
        refs = [one["ref"] for one in row["places"]]
        place(dataset, list(Territory.objects.filter(pk__in=refs).order_by("pk")))
        DatasetNeed.objects.bulk_create(
            [DatasetNeed(dataset=dataset, need_id=need) for need in row["needs"]], ignore_conflicts=True
        )
        search.put(dataset)
        done += 1
    return done


def sets() -> list[PublicSet]:
    """Their words, without their tables."""
    return [
        PublicSet(
            "donnees",
            _("Jeux de données"),
            "http://www.w3.org/ns/dcat#Dataset",
            _DATASET,
            _datasets,
            _take_datasets,
            Dataset.objects.count,
        )
    ]
