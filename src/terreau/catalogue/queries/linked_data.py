"""A data set in the words of schema.org, and as a Data Package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from terreau.catalogue.queries.listing import who_publishes
from terreau.foundation.markdown import plain
from terreau.needs.models import Theme

if TYPE_CHECKING:
    from terreau.catalogue.models import Dataset, Distribution, Version

_LICENCES = {
    "etalab-2.0": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
#: Kinds of columns as Table Schema names them.
_TYPES = {"text": "string", "integer": "integer", "number": "number"}


def as_linked_data(dataset: Dataset, tables: list[Distribution]) -> dict[str, Any]:
    """schema.org/Dataset, as search engines read it (https://schema.org/Dataset)."""
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": settings.ADDRESS + dataset.get_absolute_url(),
        "identifier": dataset.identifier,
        "name": dataset.title,
        "description": plain(dataset.description) or dataset.title,
        "keywords": str(Theme(dataset.theme).label),
        "inLanguage": "fr",
        "license": _LICENCES.get(dataset.licence, ""),
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": who_publishes(dataset) or "Terreau"},
        "dateModified": dataset.changed_at.isoformat(),
        "spatialCoverage": [
            {
                "@type": "AdministrativeArea",
                "@id": settings.ADDRESS + reverse("territories:territory", args=(place["ref"],)),
                "name": place["name"],
            }
            for place in dataset.places
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": settings.ADDRESS + _file(one.published),
                "sha256": one.published.clean_digest,
            }
            for one in tables
            if one.published
        ],
    }
    if addresses := [one.url for one in tables if one.url and one.published]:
        said["isBasedOn"] = addresses
    if dataset.published_at:
        said["datePublished"] = dataset.published_at.isoformat()
    if dataset.period_start or dataset.period_end:
        bounds = (dataset.period_start, dataset.period_end)
        said["temporalCoverage"] = "/".join(day.isoformat() if day else ".." for day in bounds)
    return said


def as_data_package(dataset: Dataset, tables: list[Distribution]) -> dict[str, Any]:
    """A descriptor that any Data Package tool opens from its address (https://datapackage.org/standard/data-package/)."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"donnees-{dataset.pk}",
        "id": dataset.identifier,
        "title": dataset.title,
        "description": dataset.description,
        "homepage": settings.ADDRESS + dataset.get_absolute_url(),
        "version": str(max((one.published.number for one in tables if one.published), default=0)),
        "created": (dataset.published_at or dataset.created_at).isoformat(),
        "licenses": [{"name": dataset.licence, "path": _LICENCES.get(dataset.licence, "")}],
        "contributors": [{"title": who_publishes(dataset) or "Terreau", "roles": ["publisher"]}],
        "keywords": [str(Theme(dataset.theme).label)],
        "resources": [_resource(one, one.published) for one in tables if one.published],
    }


def _resource(table: Distribution, version: Version) -> dict[str, Any]:
    schema = table.schema.descriptor if table.schema else {"fields": [_field(one) for one in version.columns]}
    return {
        "name": f"table-{table.pk}",
        "title": table.title,
        "path": settings.ADDRESS + _file(version),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": version.clean_bytes,
        "hash": f"sha256:{version.clean_digest}",
        "schema": schema,
    }


def _field(column: dict[str, str]) -> dict[str, str]:
    """What is surely so of a clean column: the text of a date or of a yes may be written in several ways."""
    return {"name": column["name"], "type": _TYPES.get(column["type"], "any")}


def _file(version: Version) -> str:
    return reverse("catalogue:file", args=(version.code, "propre.csv"))
