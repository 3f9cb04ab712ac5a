"""A territory in open formats: schema.org JSON-LD, GeoJSON (RFC 7946) and CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from terreau.foundation.spreadsheets import harmless
from terreau.territories import queries, shapes
from terreau.territories.models import Kind, Shape, Territory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LICENCE = "https://spdx.org/licenses/etalab-2.0"
_COLUMNS = (
    "ref", "kind", "code", "name", "siren", "population", "population_year", "longitude", "latitude",
)  # fmt: skip


def address_of(one: Territory) -> str:
    """The address that names a territory, the same for every format."""
    return address_of_ref(one.ref)


def address_of_ref(ref: str) -> str:
    """The same, when only the reference is known."""
    return f"{settings.ADDRESS}{reverse('territories:territory', args=(ref,))}"


def json_ld(one: Territory, wholes: Sequence[Territory] = ()) -> dict[str, Any]:
    """https://schema.org/AdministrativeArea, with the official code as an identifier."""
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "AdministrativeArea",
        "@id": address_of(one),
        "name": one.name,
        "identifier": [_property("SIREN" if one.kind == Kind.EPCI else "INSEE", one.code)],
        "url": address_of(one),
    }
    if one.siren and one.siren != one.code:
        described["identifier"].append(_property("SIREN", one.siren))
    if one.dissolved_on:
        described["dissolutionDate"] = one.dissolved_on.isoformat()
    if one.longitude is not None and one.latitude is not None:
        described["geo"] = {"@type": "GeoCoordinates", "longitude": one.longitude, "latitude": one.latitude}
    if one.population is not None:
        described["additionalProperty"] = {
            "@type": "PropertyValue",
            "name": "population municipale",
            "value": one.population,
            "validFrom": str(one.population_year or ""),
        }
    if wholes:
        described["containedInPlace"] = [
            {"@type": "AdministrativeArea", "@id": address_of(whole), "name": whole.name} for whole in wholes
        ]
    return described


def _property(name: str, value: str) -> dict[str, str]:
    return {"@type": "PropertyValue", "propertyID": name, "value": value}


def geo_json(one: Territory, members: Iterable[Territory]) -> dict[str, Any]:
    """A FeatureCollection: the territory first, then what it is made of. Two SQL queries."""
    listed = [one, *members]
    outlines = {shape.pk: shape.path for shape in Shape.objects.filter(pk__in=[each.pk for each in listed])}
    return {
        "type": "FeatureCollection",
        "licence": LICENCE,
        "features": [_feature(each, outlines.get(each.pk)) for each in listed],
    }


def _feature(one: Territory, outline: str | None) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": one.ref,
        "properties": {
            "code": one.code,
            "kind": one.kind,
            "name": one.name,
            "population": one.population,
            "population_year": one.population_year,
            "url": address_of(one),
        },
        "geometry": shapes.to_geojson(outline) if outline else None,
    }


def table(one: Territory, members: Iterable[Territory]) -> str:
    """CSV (RFC 4180): the territory, then what it is made of."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for each in (one, *members):
        writer.writerow([harmless(getattr(each, column)) for column in _COLUMNS])
    return text.getvalue()


def for_page(described: dict[str, Any]) -> SafeString:
    """JSON-LD as the content of a script element: no sign in it can end the element."""
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return SafeString(text)


@dataclass(frozen=True)
class Format:
    """A way to write a territory: its media type and the function that writes it."""

    media_type: str
    write: Callable[[Territory], str]
    parameters: str = ""


def _json(described: dict[str, Any]) -> str:
    return json.dumps(described, ensure_ascii=False)


#: By the ending of the address.
FORMATS = {
    "jsonld": Format("application/ld+json", lambda one: _json(json_ld(one, queries.wholes_of(one)))),
    "geojson": Format("application/geo+json", lambda one: _json(geo_json(one, queries.members_of(one)))),
    "csv": Format("text/csv", lambda one: table(one, queries.members_of(one)), "; charset=utf-8"),
}
