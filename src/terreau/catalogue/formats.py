"""Data sets and their tables, what relies on them and what is missing, to carry away and bring in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.catalogue.actions.describing import PLAIN
from terreau.catalogue.actions.keeping import keep, place
from terreau.catalogue.models import (
    Dataset,
    DatasetNeed,
    Distribution,
    MissingData,
    MissingTerritory,
    Standing,
    State,
    Use,
    Version,
)
from terreau.catalogue.models.distribution import Refresh
from terreau.catalogue.queries.files import clean_path, parquet_path, raw_path
from terreau.catalogue.queries.listing import who_publishes
from terreau.foundation import search
from terreau.foundation.slots import PublicSet
from terreau.participation import store
from terreau.participation.kinds import visible
from terreau.territories.models import Territory

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

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
_USE = dict.fromkeys(
    ("dataset", "kind", "title", "description", "url", "organisation", "since", "added_at"), ""
)
_MISSING = dict.fromkeys(
    ("id", "title", "why", "holder", "theme", "places", "need", "found", "organisation", "asked_at"), ""
)


def _public() -> list[Dataset]:
    found = visible(Dataset.objects.filter(state=State.PUBLISHED))
    return list(found.select_related("organisation", "created_by").order_by("pk"))


def _datasets() -> Iterable[dict[str, Any]]:
    for dataset in _public():
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
        dataset.period_start, dataset.period_end = (_day(row[name]) for name in _DAYS)
        dataset.organisation_id, dataset.is_example = row["organisation"], row["is_example"]
        if not dataset.organisation_id and not dataset.producer:
            dataset.producer = row["who"]
        dataset.state, dataset.published_at = State.PUBLISHED, _moment(row["published_at"])
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


def _tables() -> Iterable[dict[str, Any]]:
    public = [one.pk for one in _public()]
    found = Distribution.objects.filter(dataset__in=public, published__isnull=False)
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


def _files(row: dict[str, Any]) -> Iterable[tuple[str, Path]]:
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
                published_at=_moment(row["published_at"]),
            )
        table.published = version
        table.save(update_fields=["published"])
        changed_at = table.dataset.changed_at
        keep(table.dataset, by=None, reason="export")
        Dataset.objects.filter(pk=table.dataset_id).update(changed_at=changed_at)
        done += 1
    return done


def _uses() -> Iterable[dict[str, Any]]:
    public = [one.pk for one in _public()]
    for use in Use.objects.filter(dataset__in=public).order_by("pk"):
        yield {
            "dataset": use.dataset_id,
            "kind": use.kind,
            "title": use.title,
            "description": use.description,
            "url": use.url,
            "organisation": use.organisation_id,
            "since": use.since.isoformat() if use.since else None,
            "added_at": use.added_at.isoformat(),
        }


def _take_uses(rows: Iterable[dict[str, Any]]) -> int:
    made = []
    for row in rows:
        plain = {name: row[name] for name in ("kind", "title", "description", "url")}
        use = Use(dataset_id=row["dataset"], organisation_id=row["organisation"], **plain)
        use.since, use.added_at = _day(row["since"]), _moment(row["added_at"]) or use.added_at
        use.clean_fields(exclude=["dataset", "added_by", "organisation"])
        made.append(use)
    return len(Use.objects.bulk_create(made))


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
        one.asked_at = _moment(row["asked_at"]) or one.asked_at
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


def _day(said: str | None) -> dt.date | None:
    return dt.date.fromisoformat(said) if said else None


def _moment(said: str | None) -> dt.datetime | None:
    if said is None:
        return None
    moment = dt.datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError(said)
    return moment


def public_sets() -> list[PublicSet]:
    """What this room gives to whoever carries the commons away."""
    kind = "http://www.w3.org/ns/dcat#Dataset"
    return [
        PublicSet(
            "donnees", _("Jeux de données"), kind, _DATASET, _datasets, _take_datasets, Dataset.objects.count
        ),
        PublicSet(
            "donnees-tableaux",
            _("Tableaux des jeux de données"),
            "http://www.w3.org/ns/dcat#Distribution",
            _TABLE,
            _tables,
            _take_tables,
            Distribution.objects.count,
            files=_files,
        ),
        PublicSet(
            "donnees-usages",
            _("Usages des jeux de données"),
            "https://schema.org/UseAction",
            _USE,
            _uses,
            _take_uses,
            Use.objects.count,
        ),
        PublicSet(
            "donnees-manquantes",
            _("Données qui manquent"),
            "https://schema.org/Demand",
            _MISSING,
            _missing,
            _take_missing,
            MissingData.objects.count,
        ),
    ]
