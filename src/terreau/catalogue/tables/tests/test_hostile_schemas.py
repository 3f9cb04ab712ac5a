"""A schema comes from anywhere: each one ends in a report or in a refusal, soon, and never in a fault of ours."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from terreau.catalogue.tables import Refusal, SchemaBroken, Workspace, check, read_descriptor, recognise
from terreau.catalogue.tables.cells import regex_jury
from terreau.catalogue.tables.refusals import PatternTooCostly

if TYPE_CHECKING:
    from pathlib import Path

FILE = 'a,b\n1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n"[""aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!""]",7\n'
LOOP = {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}


def of(**second: Any) -> dict[str, Any]:
    return {"fields": [{"name": "a"}, {"name": "b", **second}]}


def faults(tmp_path: Path, descriptor: dict[str, Any]) -> list[tuple[int, str]]:
    path = tmp_path / "a.csv"
    path.write_text(FILE)
    with Workspace() as workspace:
        schema = read_descriptor(descriptor)
        recognise(path, [schema], workspace)
        return [(one.row, one.field) for one in check(path, schema, workspace).faults()]


BOTH = [(1, "b"), (2, "b")]


@pytest.mark.parametrize(
    ("descriptor", "wanted"),
    [
        pytest.param(
            of(constraints={"enum": [f"v{n}" for n in range(20_000)]}), BOTH, id="a list without end"
        ),
        pytest.param(
            of(constraints={"enum": ["x" * 900 + str(n) for n in range(900)]}), BOTH, id="long values"
        ),
        pytest.param({**of(), "missingValues": [f"m{n}" for n in range(20_000)]}, [], id="missing values"),
        pytest.param(
            of(type="boolean", trueValues=[f"m{n}" for n in range(20_000)]), BOTH, id="words for true"
        ),
        pytest.param(of(categories=[f"v{n}" for n in range(20_000)]), BOTH, id="categories"),
        pytest.param(of(constraints={"pattern": "((a{500}){500}){9}"}), BOTH, id="repeats of repeats"),
        pytest.param(of(constraints={"pattern": "(\\w{99}){9}"}), BOTH, id="large classes"),
        pytest.param(of(constraints={"pattern": "|".join(f"v{n}" for n in range(900))}), BOTH, id="branches"),
        pytest.param(of(constraints={"minLength": 10**400}), BOTH, id="a length beyond any text"),
        pytest.param(of(type="number", constraints={"minimum": "1e999"}), BOTH, id="a bound beyond doubles"),
        pytest.param(
            of(type="integer", constraints={"maximum": "-1e99999"}), BOTH, id="a bound below doubles"
        ),
        pytest.param(of(type="year", constraints={"minimum": "1e400"}), BOTH, id="a year beyond doubles"),
        pytest.param(of(type="number", constraints={"minimum": "NaN"}), BOTH, id="a bound that is no number"),
        pytest.param(of(type="duration", constraints={"minimum": "P99999999999Y"}), BOTH, id="a duration"),
        pytest.param(of(type="date", format="%Y%Y%Y"), BOTH, id="a directive three times"),
        pytest.param(of(type="date", format="%"), BOTH, id="half a directive"),
        pytest.param(of(type="number", decimalChar="(((((("), BOTH[:1], id="signs of patterns"),
    ],
)
def test_a_schema_beyond_measure_is_applied_all_the_same(
    tmp_path: Path, descriptor: dict[str, Any], wanted: list[tuple[int, str]]
) -> None:
    assert faults(tmp_path, descriptor) == wanted


@pytest.mark.parametrize("schema", [LOOP, {"$ref": "#"}, {"items": {"$ref": "#"}}])
def test_references_that_turn_in_circles_end(tmp_path: Path, schema: dict[str, Any]) -> None:
    descriptor = {
        "fields": [{"name": "a", "type": "array", "constraints": {"jsonSchema": schema}}, {"name": "b"}]
    }
    try:
        assert (1, "a") in faults(tmp_path, descriptor)
    except Refusal as refused:
        assert "jsonSchema" in str(refused)  # noqa: PT017 - either answer will do, no other


@pytest.mark.parametrize(
    ("descriptor", "said"),
    [
        ({"fields": [{"name": f"f{n}"} for n in range(100_000)]}, "100000 champs ; 2000 au plus"),
        ({**of(), "uniqueKeys": [["a"]] * 5_000}, "5000 clés uniques ; 50 au plus"),
        (
            {**of(), "foreignKeys": [{"fields": "a", "reference": {"resource": "", "fields": "b"}}] * 51},
            "51 clés étrangères ; 50 au plus",
        ),
        ({**of(), "custom_checks": [{"name": "siren-value"}] * 501}, "501 vérifications françaises"),
        (of(type="date", format="%Y" + "-" * 1_000_000), "le format du champ « b » dépasse 200 signes"),
        (of(constraints={"pattern": "a" * 100_000}), "le motif du champ « b » dépasse"),
    ],
)
def test_what_comes_in_crowds_is_refused_in_a_sentence(descriptor: dict[str, Any], said: str) -> None:
    with pytest.raises(SchemaBroken, match=said):
        read_descriptor(descriptor)


@pytest.mark.parametrize(
    "fields",
    [
        [{"name": "a"}, {"name": "b", "constraints": {"pattern": "(?=a)(a+)+b"}}],
        [
            {
                "name": "a",
                "type": "array",
                "arrayItem": {"type": "string", "constraints": {"pattern": "(a+)+b"}},
            },
            {"name": "b"},
        ],
    ],
    ids=["a cell", "an element of an array"],
)
def test_a_pattern_that_never_ends_is_stopped_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fields: list[dict[str, Any]]
) -> None:
    monkeypatch.setattr(regex_jury, "SECONDS", 0.5)
    with pytest.raises(PatternTooCostly) as refused:
        faults(tmp_path, {"fields": fields})
    assert fields[0]["name"] in "ab"
    assert "{" not in refused.value.advice()


def test_the_time_of_a_field_is_that_of_all_its_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regex_jury, "SECONDS", 1.0)
    jury = regex_jury.Jury("(?=a)(a+)+b", "b")
    assert jury.matches(["aab", "b"]) == [True, False]
    with pytest.raises(PatternTooCostly):
        jury.matches(["a" * 22] * 10_000)
    assert regex_jury.Jury("(?=x)x", "b").matches([]) == []


def test_a_number_that_signals_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,sNaN\n2,NaN\n3,4\n")
    descriptor = of(type="number", constraints={"minimum": 3, "enum": ["4"], "unique": True})
    with Workspace() as workspace:
        found = check(path, read_descriptor(descriptor), workspace).faults()
        assert {one.row for one in found if one.rule.code == "constraint-error"} == {1, 2}


@pytest.mark.parametrize(
    ("kind", "form", "text"),
    [
        ("string", "wkt", "POLYGON((" + "1 1," * 250_000 + "))"),
        ("date", "any", "1" * 1_000_000),
        ("datetime", "any", "1 " * 500_000),
        ("time", "any", "mon " * 250_000),
        ("number", "default", "1" * 1_000_000),
        ("geopoint", "default", "1," * 500_000),
    ],
)
def test_a_cell_of_a_megabyte_is_judged_at_once(tmp_path: Path, kind: str, form: str, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'a,b\n"{text}",1\n')
    schema = read_descriptor({"fields": [{"name": "a", "type": kind, "format": form}, {"name": "b"}]})
    with Workspace() as workspace:
        begun = time.process_time()
        found = [one.field for one in check(path, schema, workspace).faults()]
        # Quadratic work takes minutes on such a cell: this is no measure of speed.
        assert time.process_time() - begun < 20
    assert found == ([] if kind == "number" else ["a"])
