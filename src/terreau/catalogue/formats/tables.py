"""Tables of data sets, with the files of the version that everyone reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.actions.keeping import keep
from terreau.catalogue.formats.datasets import public
from terreau.catalogue.formats.moments import moment_of
from terreau.catalogue.models import Dataset, Distribution, Standing, Version
from terreau.catalogue.models.distribution import Refresh
from terreau.catalogue.queries.files import clean_path, parquet_path, raw_path
from terreau.foundation.slots import PublicSet
from terreau.participation import store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TABLE = dict.fromkeys(
    (
        "id",
        "dataset",
        "title",
        "number",
        "file_name",
        "raw",
        "clean",
        "parquet",
        "columns",
        "rows",
        "published_at",
        "url",
        "refresh",
    ),
    "",
)


def _tables() -> Iterable[dict[str, Any]]:
    known = [one.pk for one in public()]
    found = Distribution.objects.filter(dataset__in=known, published__isnull=False)
    for table in found.select_related("published").order_by("pk"):
        version = table.published
        if version is not None:
            yield {
                "id": table.pk,
                "dataset": table.dataset_id,
                "title": table.title,
                "number": version.number,
                "file_name": version.file_name,
                **_names(version),
                "columns": version.columns,
                "rows": version.rows,
                "published_at": version.published_at.isoformat() if version.published_at else None,
                "url": table.url,
                "refresh": table.refresh,
            }


def _names(version: Version) -> dict[str, str]:
    stem = f"{version.distribution_id}-v{version.number}"
    return {
        "raw": f"{stem}-brut{version.raw_suffix}",
        "clean": f"{stem}.csv",
        "parquet": f"{stem}.parquet" if version.parquet_digest else "",
    }


def files_of(row: dict[str, Any]) -> Iterable[tuple[str, Path]]:
    """The files of a line, under the names they are carried away by."""
    table = Distribution.objects.select_related("published").get(pk=row["id"])
    version = table.published
    if version is not None:
        for name, path in (
            (row["raw"], raw_path(version)),
            (row["clean"], clean_path(version)),
            (row["parquet"], parquet_path(version)),
        ):
            if name and path.is_file():
                yield name, path


def _take_tables(rows: Iterable[dict[str, Any]]) -> int:
    """The version that everyone reads; those before it stay where they were published.

    A table that was read at an address is read there by itself once somebody in charge here says so.
    """
    done = 0
    for row in rows:
        table = Distribution(pk=row["id"], dataset_id=row["dataset"], title=row["title"])
        table.url, table.refresh = row.get("url", ""), row.get("refresh", Refresh.NEVER)
        table.refresh_stopped_at = timezone.now() if table.refresh != Refresh.NEVER else None
        table.clean_fields(exclude=["dataset", "schema", "mapping", "published"])
        table.save(force_insert=True)
        read = row["read"]
        suffix = row["raw"].partition("-brut")[2]
        with store.writing():
            clean = read(row["clean"])
            raw = read(row["raw"])
            version = Version.objects.create(
                distribution=table,
                number=row["number"],
                standing=Standing.PUBLISHED,
                file_name=row["file_name"],
                raw_digest=store.keep(raw, suffix),
                raw_suffix=suffix,
                raw_bytes=len(raw),
                clean_digest=store.keep(clean, ".csv"),
                clean_bytes=len(clean),
                parquet_digest=store.keep(read(row["parquet"]), ".parquet") if row["parquet"] else "",
                columns=row["columns"],
                rows=row["rows"],
                published_at=moment_of(row["published_at"]),
            )
        table.published = version
        table.save(update_fields=["published"])
        changed_at = table.dataset.changed_at
        keep(table.dataset, by=None, reason="export")
        Dataset.objects.filter(pk=table.dataset_id).update(changed_at=changed_at)
        done += 1
    return done


def sets() -> list[PublicSet]:
    """Raw, clean and packed."""
    return [
        PublicSet(
            "donnees-tableaux",
            _("Tableaux des jeux de données"),
            "http://www.w3.org/ns/dcat#Distribution",
            _TABLE,
            _tables,
            _take_tables,
            Distribution.objects.count,
            files=files_of,
        )
    ]
