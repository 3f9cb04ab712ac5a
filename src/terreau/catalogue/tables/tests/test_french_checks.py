"""French checks in the cases where Validata has an answer of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from terreau.catalogue.tables import Options, SchemaBroken, Workspace, check, read_descriptor
from terreau.catalogue.tables.french.opening_hours import opening_hours_fault
from terreau.catalogue.tables.french.phone import phone_fault
from terreau.catalogue.tables.french.siren import siren_fault, siret_fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Fields = list[dict[str, Any]]


def found(path: Path, fields: Fields, checks: Any, content: str, **more: Any) -> list[tuple[str, int, str]]:
    """(rule, row, field) of every fault."""
    path.write_text(content)
    schema = read_descriptor({"fields": fields, "custom_checks": checks, **more})
    with Workspace() as workspace:
        report = check(path, schema, workspace, Options(delimiter=",", header_row=1))
        return [(one.rule.code, one.row, one.field) for one in report.faults()]


def compared(op: str = "<=") -> list[dict[str, Any]]:
    return [{"name": "compare-columns-value", "params": {"column": "a", "op": op, "column2": "b"}}]


@pytest.mark.parametrize(
    ("kinds", "rows", "wrong"),
    [
        pytest.param(("string", "string"), ["9,10", "10,9", "b,a", "a,b"], [2, 3], id="digits are numbers"),
        pytest.param(("string", "integer"), ["9,10", "10,9"], [2], id="a text of digits and a number"),
        pytest.param(("string", "integer"), ["a,10", ",3"], [1], id="a word and a number"),
        pytest.param(("date", "date"), ["2024-02-01,2024-10-01", "2024-10-02,2024-10-01"], [2], id="days"),
        pytest.param(("date", "string"), ["2024-02-01,2024-10-01"], [1], id="a day and a text"),
        pytest.param(
            ("datetime", "datetime"),
            ["2024-01-01T10:00:00Z,2024-01-01T11:00:00", "2024-01-01T10:00:00+05:00,2024-01-01T06:00:00Z"],
            [],
            id="moments with a zone and without",
        ),
    ],
)
def test_two_columns_are_compared_as_numbers_where_both_are(
    kinds: tuple[str, str], rows: list[str], wrong: list[int], tmp_path: Path
) -> None:
    fields = [{"name": name, "type": kind} for name, kind in zip("ab", kinds, strict=True)]
    content = "\n".join(["a,b", *rows]) + "\n"
    expected = [("compare-columns-value", row, "a") for row in wrong]
    assert found(tmp_path / "a.csv", fields, compared(), content) == expected


def test_a_cell_that_is_not_of_its_type_is_told_once(tmp_path: Path) -> None:
    fields: Fields = [{"name": "n"}, {"name": "point", "type": "geopoint", "format": "array"}]
    checks = [{"name": "french-gps-coordinates", "params": {"column": "point"}}]
    content = 'n,point\n1,ici\n2,"[5.72,45.18]"\n3,"[45.18,5.72]"\n'
    assert found(tmp_path / "a.csv", fields, checks, content) == [
        ("type-error", 1, "point"),
        ("french-gps-coordinates", 3, "point"),
    ]


def test_a_point_written_as_an_object_is_looked_at(tmp_path: Path) -> None:
    fields: Fields = [{"name": "n"}, {"name": "point", "type": "geopoint", "format": "object"}]
    checks = [{"name": "french-gps-coordinates", "params": {"column": "point"}}]
    right, wrong = '"{""lon"":5.72,""lat"":45.18}"', '"{""lon"":45.18,""lat"":5.72}"'
    content = f"n,point\n1,{right}\n2,{wrong}\n"
    assert found(tmp_path / "a.csv", fields, checks, content) == [("french-gps-coordinates", 2, "point")]


def test_a_column_out_of_its_place_is_read_under_its_own_field(tmp_path: Path) -> None:
    fields: Fields = [{"name": "a", "type": "integer"}, {"name": "b", "type": "integer"}, {"name": "n"}]
    faults = found(tmp_path / "a.csv", fields, compared(), "n,b,a\nun,9,10\ndeux,10,9\n")
    assert [one for one in faults if one[0] == "compare-columns-value"] == [("compare-columns-value", 1, "a")]


def test_a_field_may_ask_for_its_own_check(tmp_path: Path) -> None:
    fields: Fields = [
        {"name": "n"},
        {"name": "siret", "customCheck": "siret"},
        {"name": "exercice", "customCheck": {"name": "year-interval-value", "allow-year-only": "yes"}},
    ]
    content = "n,siret,exercice\n1,13002526500013,2024\n2,13002526500014,2025/2024\n"
    assert found(tmp_path / "a.csv", fields, None, content) == [
        ("french-siret-value", 2, "siret"),
        ("year-interval-value", 2, "exercice"),
    ]


@pytest.mark.parametrize(
    "checks",
    [
        "siret",
        {"name": "siret"},
        [3],
        [{"params": {"column": "a"}}],
        [{"name": "siret", "params": ["a"]}],
        [{"name": "siret", "params": {}}],
        [{"name": "siret", "params": {"column": ["a"]}}],
        compared("!="),
        [{"name": "compare-columns-value", "params": {"column": "a", "op": "<"}}],
        [{"name": "cohesive-columns-value", "params": {"column": "a", "othercolumns": 5}}],
        [{"name": "sum-columns-value", "params": {"column": "a"}}],
        [{"name": "one-of-required", "params": {"column1": "a"}}],
    ],
    ids=str,
)
def test_a_check_ill_written_in_the_schema_is_told_once_for_the_table(checks: Any, tmp_path: Path) -> None:
    fields: Fields = [{"name": "a"}, {"name": "b"}]
    assert found(tmp_path / "a.csv", fields, checks, "a,b\n1,2\n3,4\n") == [("custom-check-error", 0, "")]


def test_fields_that_ask_for_checks_without_end_are_refused() -> None:
    fields = [{"name": f"f{number}", "customCheck": "siren"} for number in range(600)]
    with pytest.raises(SchemaBroken):
        read_descriptor({"fields": fields})


@pytest.mark.parametrize(
    ("fault", "right", "wrong"),
    [
        (siren_fault, ["200 040 715", "200040715"], ["200-040-715", "200040716"]),
        (
            siret_fault,
            ["130 025 265 00013", "35600000000048", "35600000049837"],
            ["13002526500014", "35600000049838"],
        ),
        (
            phone_fault,
            [
                "  026  191  13  45  ",
                "(04) 76 00 00 00",
                "Tél. 04 76 00 00 00",
                "+33 (0)4 76 00 00 00",
                "115",
            ],
            ["619 13 45", "+3361020304", "04 76 00 00 00 ou 06 12 34 56 78", "04 76 00 00"],
        ),
        (
            opening_hours_fault,
            [
                "Mo-Fr 08:00-12:00,13:30-17:00; Sa off",
                "Apr-Oct: Mo, We 09:00-26:00",
                'PH off || "sur appel"',
                "24/7; Dec 25 off",
            ],
            [
                "Mo-Fr 8:00-12:00",
                "Mo-Fr 08:00 - 12:00",
                "Mo-Fr 08:00",
                "Mo-Fr 25:00-26:00",
                "Mo-Fr08:00-12:00",
                "Mo-Fr 08:00-12:00;Sa off",
            ],
        ),
    ],
    ids=["siren", "siret", "phone", "hours"],
)
def test_a_text_is_read_as_validata_reads_it(
    fault: Callable[[str], object], right: list[str], wrong: list[str]
) -> None:
    assert [text for text in right if fault(text)] == []
    assert [text for text in wrong if not fault(text)] == []
