"""Catalogues of other portals, and the data sets read in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.urls import reverse

from terreau.catalogue.dcat import FREQUENCIES
from terreau.catalogue.errors import UnknownElsewhereError, UnknownSourceError
from terreau.catalogue.models import DataLicence, HarvestedDataset, HarvestRun, HarvestSource
from terreau.catalogue.standards import standard_named
from terreau.foundation import search
from terreau.foundation.languages import reader_language
from terreau.participation.kinds import refuse_hidden, visible
from terreau.saying import NOTHING, chosen

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAGE_SIZE = 30
#: Readings told on the page of a source.
RUNS_SHOWN = 5
_ON_A_LINE = ("title", "publisher", "gone_at", "modified", "source__title", "description")


@dataclass(frozen=True)
class Line:
    """A data set of another portal as a line of a list."""

    url: str
    title: str
    publisher: str
    source: str
    summary: str
    is_gone: bool


@dataclass(frozen=True)
class Way:
    """One file of another portal."""

    title: str
    url: str
    form: str
    size: int | None


def sources() -> list[HarvestSource]:
    """The catalogues read here, each with its last reading; two SQL queries."""
    runs = HarvestRun.objects.filter(is_trial=False, ended_at__isnull=False).order_by("source_id", "-pk")
    return list(
        HarvestSource.objects.order_by("title", "pk").prefetch_related(
            Prefetch("runs", runs, to_attr="told_runs")
        )
    )


def source(pk: int) -> HarvestSource:
    """One catalogue; raises UnknownSourceError."""
    found = HarvestSource.objects.filter(pk=pk).order_by().first()
    if found is None:
        raise UnknownSourceError
    return found


def runs_of(source: HarvestSource) -> list[HarvestRun]:
    """Its last readings, the last first."""
    return list(source.runs.order_by("-pk")[:RUNS_SHOWN])


def announced() -> QuerySet[HarvestedDataset]:
    """What other portals announce now, but what was hidden here."""
    found = visible(HarvestedDataset.objects.filter(gone_at=None))
    return found.select_related("source").order_by("title", "pk")


def page_of(source: HarvestSource, number: int) -> Page[HarvestedDataset]:
    """A page of what was read in a source, what is gone at the end, what was hidden left out."""
    found = (
        visible(source.datasets.select_related("source")).only(*_ON_A_LINE).order_by("gone_at", "title", "pk")
    )
    return Paginator(found, PAGE_SIZE).get_page(number)


def found(words: str, limit: int) -> search.Found[HarvestedDataset]:
    """What other portals announce that holds these words."""
    return search.find(announced(), words, limit=limit)


def lines(datasets: Any) -> list[Line]:
    """Data sets made ready for a list, with no query."""
    return [
        Line(
            url=one.get_absolute_url(),
            title=one.title,
            publisher=one.publisher,
            source=one.source.title,
            summary=_short(one.description),
            is_gone=one.gone_at is not None,
        )
        for one in datasets
    ]


def dataset(pk: int) -> HarvestedDataset:
    """A data set of another portal; raises UnknownElsewhereError, HiddenThingError."""
    found = HarvestedDataset.objects.select_related("source").filter(pk=pk).order_by().first()
    if found is None:
        raise UnknownElsewhereError
    refuse_hidden("catalogue.harvesteddataset", pk)
    return found


def ways_of(dataset: HarvestedDataset) -> list[Way]:
    """Its files."""
    return [
        Way(one["title"] or one["form"] or one["url"], one["url"], one["form"], one["size"])
        for one in dataset.distributions
    ]


def standards_of(dataset: HarvestedDataset) -> list[tuple[str, str]]:
    """The standards it follows: title and address of the page here."""
    known = [standard_named(slug) for slug in dataset.standards]
    return [(one.title, reverse("catalogue:standard", args=(one.slug,))) for one in known if one]


def licence_of(dataset: HarvestedDataset) -> str:
    """Its licence in words, or what its portal wrote."""
    known = {choice.value: str(choice.label) for choice in DataLicence}
    return known.get(dataset.licence, "") or dataset.licence_said or dataset.licence


def frequency_of(dataset: HarvestedDataset) -> str:
    """How often it is renewed."""
    return chosen(FREQUENCIES.get(dataset.frequency, NOTHING), reader_language())


def following(slug: str, most: int) -> list[HarvestedDataset]:
    """What other portals announce under a standard; one SQL query."""
    return list(announced().filter(standard=slug).order_by("-changed_at", "-pk")[:most])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:199].rsplit(" ", 1)[0] + "…"  # noqa: PLR2004 - as other summaries
