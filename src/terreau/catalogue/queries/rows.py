"""The rows of a published table: which table, which file, and what a page of it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format

from terreau.catalogue.models import Dataset, State, Version
from terreau.catalogue.queries.page import dataset_for
from terreau.catalogue.row_errors import EmbargoedRowsError, NoRowsError
from terreau.catalogue.rules import prepares
from terreau.participation import store

if TYPE_CHECKING:
    from pathlib import Path

    from django.contrib.auth.models import AnonymousUser

    from terreau.people.models import User


@dataclass(frozen=True)
class Table:
    """A table of a data set as everyone reads it; `others` are the further tables of the same data set."""

    dataset: Dataset
    version: Version
    others: tuple[Version, ...] = ()

    @property
    def path(self) -> Path:
        return store.path_of(self.version.parquet_digest, ".parquet")

    @property
    def mark(self) -> str:
        """What the rows are: the digest of their file."""
        return self.version.parquet_digest


def table_of(user: User | AnonymousUser, pk: int, distribution: int = 0) -> Table:
    """The table of a data set, its first one unless another is named: three SQL queries at most.

    Raises what `dataset_for` raises, EmbargoedRowsError, NoRowsError.
    """
    dataset = dataset_for(user, pk)
    if dataset.state == State.EMBARGOED and not prepares(user, dataset):
        day = date_format(dataset.embargo_until, "DATE_FORMAT") if dataset.embargo_until else ""
        raise EmbargoedRowsError(title=dataset.title, day=day)
    versions = published_tables(dataset)
    chosen = next((one for one in versions if distribution in (0, one.distribution_id)), None)
    if chosen is None:
        raise NoRowsError
    return Table(dataset, chosen, tuple(one for one in versions if one.pk != chosen.pk))


def published_tables(dataset: Dataset) -> list[Version]:
    """The version that everyone reads of each table that was packed, in the order they were made."""
    return list(
        Version.objects.filter(published_in__dataset=dataset)
        .exclude(parquet_digest="")
        .select_related("distribution")
        .order_by("distribution_id")
    )
