"""What is known of the place that data are about, for what is plausible there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.tables import Context
from terreau.territories.models import FormerCode, Kind, Shape, Territory
from terreau.territories.queries import home, locate, refs_within

if TYPE_CHECKING:
    from terreau.catalogue.models import Dataset


def context_of(dataset: Dataset) -> Context:
    """Points should be in the territories announced, else in the home territory; communes should exist."""
    announced = list(Territory.objects.filter(dataset_links__dataset=dataset).order_by("pk"))
    around = announced or [one for one in (home(),) if one is not None]
    refs: set[str] = set()
    for one in around:
        refs |= set(
            Territory.objects.filter(pk__in=refs_within(one)).order_by("pk").values_list("pk", flat=True)
        )
    communes = _communes()

    def inside(longitude: float, latitude: float) -> bool:
        found = locate(longitude, latitude)
        return found is not None and bool({found.ref, *found.others} & refs)

    siren = dataset.organisation.siren if dataset.organisation else ""
    drawn = Shape.objects.filter(territory_id__in=refs).exists()
    return Context(
        inside=inside if drawn else None,
        commune_exists=(lambda code: code in communes) if communes else None,
        siren=siren,
    )


def _communes() -> set[str]:
    """Codes of communes, those of the past included: what existed once is not a slip."""
    now = Territory.objects.filter(kind=Kind.COMMUNE).order_by("pk").values_list("code", flat=True)
    return {*now, *FormerCode.objects.order_by("pk").values_list("code", flat=True)}
