"""A territory in open formats: schema.org JSON-LD, GeoJSON (RFC 7946) and CSV."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from terreau.territories import shapes
from terreau.territories.models import Kind, Shape, Territory

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CELLS_THAT_COMPUTE = ("=", "+", "-", "@", "\t", "\r")


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
        "identifier": [{"@type": "PropertyValue", "propertyID": _code_name(one), "value": one.code}],
        "url": address_of(one),
    }
    if one.siren and one.siren != one.code:
        described["identifier"].append({"@type": "PropertyValue", "propertyID": "SIREN", "value": one.siren})
    if one.longitude is not None and one.latitude is not None:
        described["geo"] = {"@type": "GeoCoordinates", "longitude": one.longitude, "latitude": one.latitude}
    if one.population is not None:
        described["additionalProperty"] = {
            "@type": "PropertyValue",
            "name": "population municipale",
            "value": one.population,
            "observationDate": str(one.population_year or ""),
        }
    if wholes:
        described["containedInPlace"] = [{"@id": address_of(whole), "name": whole.name} for whole in wholes]
    return described


def _code_name(one: Territory) -> str:
    return "SIREN" if one.kind == Kind.EPCI else "INSEE"


def geo_json(one: Territory, members: Iterable[Territory]) -> dict[str, Any]:
    """A FeatureCollection: the territory first, then what it is made of. Two SQL queries."""
    listed = [one, *members]
    outlines = {shape.pk: shape.path for shape in Shape.objects.filter(pk__in=[each.pk for each in listed])}
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": each.ref,
                "properties": {
                    "code": each.code,
                    "kind": each.kind,
                    "name": each.name,
                    "population": each.population,
                    "population_year": each.population_year,
                    "url": address_of(each),
                },
                "geometry": shapes.to_geojson(outlines[each.pk]) if each.pk in outlines else None,
            }
            for each in listed
        ],
    }


def table(one: Territory, members: Iterable[Territory]) -> str:
    """CSV (RFC 4180): the territory, then what it is made of."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        ["ref", "kind", "code", "name", "siren", "population", "population_year", "longitude", "latitude"]
    )
    for each in (one, *members):
        writer.writerow(
            [
                each.ref,
                each.kind,
                each.code,
                _plain(each.name),
                each.siren,
                each.population,
                each.population_year,
            ]
            + [each.longitude, each.latitude]
        )
    return text.getvalue()


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""
    return f"'{cell}" if cell.startswith(_CELLS_THAT_COMPUTE) else cell
