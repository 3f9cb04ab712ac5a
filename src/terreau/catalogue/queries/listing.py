"""The list of data sets: what is asked of it, and a page of answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max

from terreau.catalogue.models import Dataset, DatasetTerritory, State
from terreau.foundation import search
from terreau.needs.models import Theme, slug_of
from terreau.participation.kinds import visible
from terreau.territories.queries import refs_within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from terreau.territories.models import Territory

PAGE_SIZE = 20
_ON_A_CARD = (
    "identifier", "published_at",
    "title", "summary", "theme", "places", "quality", "changed_at", "is_example", "producer",
    "organisation__name", "organisation__slug", "organisation__is_hidden", "origin", "created_by__shown_name",
    "created_by__shows_name",
)  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """What a list of data sets is asked for."""

    words: str = ""
    theme: Theme | None = None
    territory: Territory | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.words or self.theme or self.territory)

    def as_query(self) -> dict[str, str]:
        """The same, as it stands in an address."""
        said = {
            "mots": self.words,
            "theme": slug_of(self.theme) if self.theme else "",
            "territoire": self.territory.ref if self.territory else "",
        }
        return {key: value for key, value in said.items() if value}


EVERYTHING = Filters()


@dataclass(frozen=True)
class Card:
    """A data set as a line of a list."""

    url: str
    title: str
    summary: str
    who: str
    theme: str
    places: str
    quality: int
    is_example: bool


def listed(filters: Filters = EVERYTHING) -> QuerySet[Dataset]:
    """Published data sets that are not hidden and pass the filters, words aside, the last changed first."""
    found = visible(Dataset.objects.filter(state=State.PUBLISHED)).order_by("-changed_at", "-pk")
    if filters.theme:
        found = found.filter(theme=filters.theme)
    if filters.territory:
        links = DatasetTerritory.objects.filter(territory_id__in=refs_within(filters.territory))
        found = found.filter(pk__in=links.values("dataset_id"))
    return found


def first(filters: Filters, size: int) -> list[Dataset]:
    """The first data sets of a list, without their long texts; one SQL query."""
    return list(_short(listed(filters))[:size])


def page_of(filters: Filters, number: int, size: int = PAGE_SIZE) -> search.Paged[Dataset]:
    """One page of data sets, without their long texts; two SQL queries without words."""
    return search.page_of(_short(listed(filters)), filters.words, number, size)


def latest(filters: Filters, most: int) -> list[Dataset]:
    """The data sets that changed last, whole; for feeds."""
    found = listed(filters).select_related("organisation", "created_by")
    return search.find(found, filters.words, limit=most).items if filters.words else list(found[:most])


def cards(datasets: Iterable[Dataset]) -> list[Card]:
    """Data sets made ready for a list, with no query."""
    return [
        Card(
            url=one.get_absolute_url(),
            title=one.title,
            summary=one.summary,
            who=who_publishes(one),
            theme=str(Theme(one.theme).label),
            places=one.place_names,
            quality=one.quality,
            is_example=one.is_example,
        )
        for one in datasets
    ]


def who_publishes(dataset: Dataset) -> str:
    """The name under which data are published, as everyone may read it."""
    if dataset.organisation:
        return dataset.organisation.public_name
    if dataset.origin and dataset.producer:
        return dataset.producer
    return dataset.created_by.public_name if dataset.created_by else dataset.producer


def last_touch() -> str:
    """A stamp that changes with anything a list of data sets shows; one SQL query on an index."""
    last = Dataset.objects.aggregate(last=Max("touched_at"))["last"]
    return last.isoformat() if last else ""


def _short(found: QuerySet[Dataset]) -> QuerySet[Dataset]:
    return found.select_related("organisation", "created_by").only(*_ON_A_CARD)
