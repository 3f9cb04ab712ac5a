"""Verdicts that frictionless gives and that a comparison on generated tables does not reach."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import FrictionlessException
from frictionless import Schema as TheirSchema

from terreau.catalogue.tables import Options, SchemaBroken, read_descriptor
from terreau.catalogue.tables.cells.wkt import is_wkt
from terreau.catalogue.tables.tests.oracle import ours, theirs

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore")  # frictionless warns of its own dependencies

RIGHT = [
    "POINT (5.72 45.18)",
    "POINT Z (5.72 45.18 212)",
    "POINT M (1 2 3)",
    "POINT(.5 -1e-2)",
    "LINESTRING EMPTY",
    "POLYGON ((0 0, 0 1, 1 1, 0 0), (0.2 0.2, 0.2 0.4, 0.4 0.4, 0.2 0.2))",
    "MULTIPOINT ((1 2), EMPTY)",
    "MULTICURVE ((0 0, 1 1), CIRCULARSTRING (1 1, 2 2, 3 1))",
    "MULTISURFACE (CURVEPOLYGON ((0 0, 0 1, 0 0)), ((0 0, 0 1, 0 0)))",
    "TRIANGLE ((0 0, 0 1, 1 1, 0 0))",
    "GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION EMPTY)",
]
WRONG = [
    "point (5.72 45.18)",
    "POINT (5.72)",
    "POINT (5.72, 45.18)",
    "POINT (1 2, 3 4)",
    "MULTIPOINT (1 2, 3 4)",
    "LINESTRING ((1 2, 3 4))",
    "POLYGON (0 0, 0 1, 1 1, 0 0)",
    "TRIANGLE ((0 0, 0 1, 0 0), (0 0, 0 1, 0 0))",
    "MULTIPOLYGON (POLYGON ((0 0, 0 1, 0 0)))",
    "GEOMETRYCOLLECTION ((1 2))",
    "SRID=4326;POINT (1 2)",
    "POINT (1 2) et la suite",
    "(1 2)",
    "",
    "GEOMETRYCOLLECTION (" * 5_000,
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_geometry_in_words_is_one(text: str) -> None:
    assert is_wkt(text)


@pytest.mark.parametrize("text", WRONG)
def test_what_is_not_a_geometry_in_words_is_none(text: str) -> None:
    assert not is_wkt(text)


FIELDS = [{"name": "code"}, {"name": "parent"}]
KEY = {"fields": "parent", "reference": {"resource": "", "fields": "code"}}


@pytest.mark.parametrize(
    "more",
    [
        {"missingValues": None},
        {"fields": [{"name": "code", "missingValues": None}]},
        {"fields": [{"name": "code", "type": "geojson", "format": ""}]},
        {"primaryKey": None},
        {"primaryKey": ""},
        {"foreignKeys": None},
        {"foreignKeys": {}},
        {"foreignKeys": [{**KEY, "reference": {"resource": None, "fields": "code"}}]},
        {"foreignKeys": [{**KEY, "reference": {"resource": 1, "fields": "code"}}]},
        {"foreignKeys": [{"fields": "", "reference": {"resource": "", "fields": ""}}]},
    ],
    ids=json.dumps,
)
def test_a_property_that_is_there_and_says_nothing_is_refused_as_by_frictionless(
    more: dict[str, Any],
) -> None:
    descriptor = {"fields": FIELDS, **more}
    with pytest.raises(FrictionlessException):
        TheirSchema.from_descriptor(copy.deepcopy(descriptor))
    with pytest.raises(SchemaBroken):
        read_descriptor(descriptor)


@pytest.mark.parametrize("limit", [4, "un an", "1789-07-14", None])
def test_a_bound_of_durations_is_a_duration(limit: object) -> None:
    field = {"name": "delai", "type": "duration", "constraints": {"minimum": limit}}
    with pytest.raises(SchemaBroken):
        read_descriptor({"fields": [field]})


@pytest.mark.parametrize("form", ["uri", "email", "uuid", "binary"])
def test_a_listed_value_that_its_own_format_refuses_is_wrong_in_a_cell(form: str, tmp_path: Path) -> None:
    limits = {"enum": ["a", "https://exemple.fr/a"]}
    field = {"name": "lien", "type": "string", "format": form, "constraints": limits}
    descriptor = {"fields": [{"name": "n"}, field]}
    path = tmp_path / "a.csv"
    path.write_text("n,lien\n1,a\n2,https://exemple.fr/a\n3,b\n")
    found = ours(path, descriptor, Options(delimiter=",", header_row=1))
    assert found == theirs(path, descriptor, "utf-8", ",")
    assert ("type-error", 1, "lien") in found


# (field, texts): limits that a schema writes as plain JSON, or in the form of its own field.
LIMITS: list[tuple[dict[str, Any], list[str]]] = [
    ({"type": "number", "floatNumber": True, "constraints": {"maximum": 0.1}}, ["0.1", "1e-1", "0.2"]),
    ({"type": "number", "floatNumber": True, "constraints": {"enum": [0.1]}}, ["0.1", "0.10", "0.2"]),
    ({"type": "number", "decimalChar": ",", "constraints": {"minimum": "1,5"}}, ["1,5", "1,4", "1.5"]),
    ({"type": "number", "constraints": {"enum": [True]}}, ["1", "2"]),
    ({"type": "integer", "constraints": {"enum": [True, 5.0]}}, ["1", "5"]),
    ({"type": "integer", "bareNumber": False, "constraints": {"minimum": "5 €"}}, ["5 $", "4"]),
    ({"type": "yearmonth", "constraints": {"minimum": [2020, 2]}}, ["2020-02", "2020-2", "2020-01"]),
    ({"type": "yearmonth", "constraints": {"enum": [[2020, 1]]}}, ["2020-01", "2020-02"]),
    ({"type": "geopoint", "format": "array", "constraints": {"enum": [[1, 2]]}}, ["[1.0, 2]", "[3,4]"]),
    (
        {"type": "date", "format": "%d/%m/%Y", "constraints": {"minimum": "01/01/2020"}},
        ["01/01/2020", "31/12/2019"],
    ),
    ({"type": "time", "format": "%H:%M", "constraints": {"maximum": "8:00"}}, ["08:00", "08:01"]),
    (
        {"type": "boolean", "trueValues": ["Oui"], "falseValues": ["Non"], "constraints": {"enum": ["Oui"]}},
        ["Oui", "Non", "true"],
    ),
]


@pytest.mark.parametrize(("field", "texts"), LIMITS, ids=[json.dumps(field) for field, _ in LIMITS])
def test_a_limit_is_read_as_frictionless_reads_it(
    field: dict[str, Any], texts: list[str], tmp_path: Path
) -> None:
    descriptor = {"fields": [{"name": "n"}, {"name": "x", **field}]}
    path = tmp_path / "a.csv"
    path.write_text("n,x\n" + "".join(f'{number},"{text}"\n' for number, text in enumerate(texts)))
    found = ours(path, descriptor, Options(delimiter=",", header_row=1))
    assert found == theirs(path, descriptor, "utf-8", ",")
    assert found


@pytest.mark.parametrize("kind", ["datetime", "time"])
@pytest.mark.parametrize("constraint", [{}, {"minimum": "2020-01-01 08:00"}, {"unique": True}])
def test_a_zone_of_more_than_a_day_stops_no_check(
    kind: str, constraint: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("f\n2025-01-01 09:00 +99:00\n2025-01-01 09:00 +99:00\n", encoding="utf-8")
    field = {"name": "f", "type": kind, "format": "any", "constraints": constraint}
    found = ours(path, {"fields": [field]}, Options(delimiter=","))
    assert {rule for rule, _row, _field in found} <= {"unique-error"}
