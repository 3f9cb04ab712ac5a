"""Data sets read as JSON: the same questions as the pages."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from ninja import Field, Path, Query, Router, Schema
from ninja.decorators import decorate_view

from terreau.catalogue.models import DataLicence, Frequency, PersonalData  # noqa: TC001 - read by ninja
from terreau.catalogue.queries import listing, page, quality
from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited_search
from terreau.foundation.problems import PROBLEMS
from terreau.foundation.search import LAST_PAGE
from terreau.needs.models import Theme
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.catalogue.models import Dataset, Distribution

router = Router(tags=["datasets"])
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


class DatasetPlace(Schema):
    """A territory that data are about."""

    ref: str
    name: str


class DatasetLine(Schema):
    """A data set as a list gives it."""

    id: int
    identifier: str = Field(description="dct:identifier; the same wherever the data set goes.")
    url: str
    title: str
    summary: str
    publisher: str
    theme: Theme
    territories: list[DatasetPlace]
    quality: int = Field(description="Points out of a hundred.")
    published_at: dt.datetime | None
    changed_at: dt.datetime
    is_example: bool = Field(description="Made up to show how the service works; never counted in figures.")


class TableTold(Schema):
    """A table of a data set, as everyone reads it."""

    id: int
    title: str
    version: int
    rows: int
    columns: list[dict[str, str]]
    source: str = Field(description="Address from which the table is read; empty when it was sent.")
    table_schema: str = Field(description="Title of the Table Schema followed, empty without one.")
    errors: int | None = Field(description="Errors left in the table; null when it was not checked.")
    csv: str
    raw: str
    report: str


class QualityPoint(Schema):
    """A point of quality: what it is, how much of it is won, how to gain it."""

    said: str
    won: int
    most: int
    how: str


class DatasetWhole(DatasetLine):
    """A data set with everything its page tells."""

    description: str = Field(description="Markdown.")
    questions: list[str]
    producer: str
    contact: str
    licence: DataLicence | str
    frequency: Frequency
    period_start: dt.date | None
    period_end: dt.date | None
    decided_by: str
    collected_by: str
    personal_data: PersonalData
    state: str
    embargo_until: dt.date | None
    needs: list[str] = Field(description="Addresses of the needs that the data serve.")
    version: int = Field(description="Of its words; goes up each time they change.")
    tables: list[TableTold]
    quality_points: list[QualityPoint]
    data_package: str


class DatasetPage(Schema):
    """One page of data sets."""

    total: int
    page: int
    pages: int
    corrected: str = Field(description="The words searched instead of those asked, when those found nothing.")
    loose: bool = Field(description="No data set holds all the words: these hold some of them.")
    items: list[DatasetLine]


class Asked(Schema):
    """What a list of data sets is asked for."""

    q: Annotated[
        str, Field(max_length=200, pattern=r"^[^\x00]*$", description="Words; the last may be unfinished.")
    ] = ""
    theme: Theme | None = None
    territory: Annotated[
        str,
        Field(
            max_length=20, pattern="^[0-9A-Za-z ]*$", description="Official code; all it is made of counts."
        ),
    ] = ""
    page: Annotated[int, Field(ge=1, le=LAST_PAGE)] = 1


@router.get(
    "", response={200: DatasetPage, **PROBLEMS}, summary="List data sets", operation_id="list_datasets"
)
@decorate_view(limited_search("q"), unless_unchanged(lambda _request: [listing.last_touch()]))
def list_datasets(request: HttpRequest, asked: Annotated[Asked, Query()]) -> DatasetPage:  # noqa: ARG001
    """Published data sets, the last changed first, twenty a page; a page beyond the last gives the last."""
    filters = listing.Filters(
        words=" ".join(asked.q.replace("\x00", " ").split()),
        theme=asked.theme,
        territory=territory(asked.territory) if asked.territory else None,
    )
    found, corrected, loose = listing.page_of(filters, asked.page)
    return DatasetPage(
        total=found.paginator.count,
        page=found.number,
        pages=found.paginator.num_pages,
        corrected=corrected,
        loose=loose,
        items=[DatasetLine(**_line(one)) for one in found.object_list],
    )


@router.get(
    "/{int:pk}", response={200: DatasetWhole, **PROBLEMS}, summary="One data set", operation_id="get_dataset"
)
def get_dataset(request: HttpRequest, pk: Number) -> DatasetWhole:  # noqa: ARG001
    """A published data set by its number."""
    return whole_of(page.dataset_for(AnonymousUser(), pk))


def whole_of(dataset: Dataset) -> DatasetWhole:
    """Everything its page tells; its tables once they are public."""
    tables = page.distributions_of(dataset) if dataset.is_public else []
    plain = (
        "description", "producer", "contact", "licence", "frequency", "period_start", "period_end",
        "decided_by", "collected_by", "personal_data", "state", "embargo_until", "version",
    )  # fmt: skip
    return DatasetWhole(
        **_line(dataset),
        **{name: getattr(dataset, name) for name in plain},
        questions=dataset.question_list,
        needs=[settings.ADDRESS + need.get_absolute_url() for need in page.needs_of(dataset)],
        tables=[TableTold(**_table(one)) for one in tables if one.published],
        quality_points=[
            QualityPoint(said=str(one["said"]), won=one["won"], most=one["most"], how=str(one["how"]))
            for one in quality.explained(dataset)
        ],
        data_package=settings.ADDRESS + reverse("catalogue:data-package", args=(dataset.pk,)),
    )


def _line(dataset: Dataset) -> dict[str, Any]:
    return {
        "id": dataset.pk,
        "identifier": dataset.identifier,
        "url": settings.ADDRESS + dataset.get_absolute_url(),
        "title": dataset.title,
        "summary": dataset.summary,
        "publisher": listing.who_publishes(dataset),
        "theme": Theme(dataset.theme),
        "territories": dataset.places,
        "quality": dataset.quality,
        "published_at": dataset.published_at,
        "changed_at": dataset.changed_at,
        "is_example": dataset.is_example,
    }


def _table(table: Distribution) -> dict[str, Any]:
    version = table.published
    assert version is not None  # noqa: S101 - asked by the caller
    check = getattr(version, "check_made", None)
    return {
        "id": table.pk,
        "title": table.title,
        "source": table.url,
        "version": version.number,
        "rows": version.rows,
        "columns": version.columns,
        "table_schema": str(table.schema) if table.schema else "",
        "errors": check.left if check else None,
        "csv": settings.ADDRESS + reverse("catalogue:file", args=(version.code, "propre.csv")),
        "raw": settings.ADDRESS + reverse("catalogue:file", args=(version.code, "brut")),
        "report": settings.ADDRESS + version.get_absolute_url(),
    }
