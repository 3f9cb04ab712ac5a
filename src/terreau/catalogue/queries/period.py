"""The days that a table tells of, offered to whoever describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from terreau.catalogue.queries.files import parquet_path
from terreau.catalogue.queries.reports import in_hand
from terreau.catalogue.rows import Opened, RowsRefusal, days_of

if TYPE_CHECKING:
    import datetime as dt

    from terreau.catalogue.models import Dataset


def days_told(dataset: Dataset) -> tuple[dt.date, dt.date] | None:
    """From its clean table in hand; None when a period was said, or when the rows do not show one.

    Days to come are plans: they are left to the person.
    """
    version = in_hand(dataset.pk)
    if dataset.period_start or dataset.period_end or version is None or not version.parquet_digest:
        return None
    try:
        with Opened(parquet_path(version)) as opened:
            found = days_of(opened)
    except RowsRefusal:
        return None
    return found if found and found[1] <= timezone.localdate() else None
