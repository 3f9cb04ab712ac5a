"""Points that must be in France, longitude first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.cells.geo import read_point, within_globe
from terreau.catalogue.tables.french.base import FrenchCheck, FrenchRule, one_column

if TYPE_CHECKING:
    from terreau.saying import Both

# (west, south, east, north), degrees, rounded outwards: metropolitan France and the overseas territories.
BOXES = (
    (-5.3, 41.2, 9.7, 51.2),
    (-61.9, 15.7, -60.9, 16.6),
    (-61.3, 14.3, -60.7, 15.0),
    (-54.7, 2.0, -51.5, 5.9),
    (55.1, -21.5, 55.9, -20.8),
    (44.9, -13.1, 45.4, -12.5),
    (-56.5, 46.7, -56.0, 47.2),
    (-63.2, 17.8, -62.7, 18.2),
)


class FrenchCoordinates(FrenchRule):
    code = "french-gps-coordinates"
    title = ("Point hors de France", "Point outside France")
    remedy = (
        "Écrivez la longitude puis la latitude, en degrés avec un point décimal : [5.72,45.18].",
        "Write the longitude then the latitude, in degrees with a decimal point: [5.72,45.18].",
    )


# How a point is written, by its first sign.
_FORMS = {"[": "array", "{": "object"}


def in_france(longitude: float, latitude: float) -> bool:
    return any(west <= longitude <= east and south <= latitude <= north for west, south, east, north in BOXES)


def coordinates_fault(given: Any) -> Both | None:
    """What is wrong with a point, read already or still a text."""
    if isinstance(given, str):
        point = read_point(given, _FORMS.get(given.lstrip()[:1], "default"))
    else:
        point = within_globe(given)
    if point is None:
        return ("ce n’est pas un couple longitude, latitude", "it is not a pair: longitude, latitude")
    longitude, latitude = float(point[0]), float(point[1])
    if in_france(longitude, latitude):
        return None
    if in_france(latitude, longitude):
        return ("longitude et latitude sont échangées", "longitude and latitude are swapped")
    return ("ce point n’est pas en France", "this point is not in France")


CHECK = FrenchCheck(
    ("french-gps-coordinates", "french_gps_coordinates", "coordonnees-gps-francaises"),
    FrenchCoordinates,
    one_column,
    lambda _params: lambda values: coordinates_fault(values[0]),
    raw=False,
)
