"""The verdict is that of frictionless, error by error, on official examples and on generated tables."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from terreau.catalogue.tables import Options, SchemaBroken, Workspace, check, load_schema, read_descriptor
from terreau.catalogue.tables.cells.judge import judge_of
from terreau.catalogue.tables.reading.opening import open_table
from terreau.catalogue.tables.schema.load import read_field
from terreau.catalogue.tables.tests.oracle import ours, theirs
from terreau.catalogue.tables.tests.values import PATTERNS, VALUES

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore")  # frictionless warns of its own dependencies


@pytest.mark.shared
def test_every_shared_cell_has_its_verdict(shared: Path) -> None:
    cases = json.loads((shared / "conformance/tableschema/cells-shared.json").read_text())
    wrong = []
    for case in cases:
        descriptor = {"name": "x", "type": case["type"], "format": case.get("format", "default")}
        judge = judge_of(read_field({**descriptor, **(case.get("options") or {})}, missing=()))
        # An empty text is a missing value in these cases: it has no value, and is not an error either.
        if case["source"] and (judge(case["source"], True) == ()) != (case["target"] is not None):
            wrong.append(case)
    assert len(cases) > 100
    assert wrong == []


@pytest.mark.shared
def test_broken_descriptors_are_refused_and_sound_ones_taken(shared: Path) -> None:
    folder = shared / "conformance/tableschema/frictionless-fixtures"
    for path in sorted(folder.glob("schema-invalid*.json")):
        with pytest.raises(SchemaBroken):
            load_schema(path)
    for path in sorted(folder.glob("schema-valid*.json")):
        assert load_schema(path).fields


@pytest.mark.shared
def test_official_examples_and_real_files_have_the_errors_that_frictionless_finds(shared: Path) -> None:
    seen = 0
    for schema in sorted((shared / "schemas").glob("*/schema*.json")):
        descriptor = json.loads(schema.read_text())
        for path in sorted(schema.parent.glob("*.csv")):
            with Workspace() as workspace:
                table = open_table(path, workspace)
            assert ours(path, descriptor) == theirs(path, descriptor, table.encoding, table.delimiter), path
            seen += 1
    assert seen >= 20


@pytest.mark.shared
def test_every_official_valid_example_is_valid(shared: Path) -> None:
    for path in sorted((shared / "schemas").glob("*/exemple-valide*.csv")):
        schema = load_schema(str(path.parent))
        with Workspace() as workspace:
            assert check(path, schema, workspace).valid, path


@st.composite
def _fields(draw: st.DrawFn) -> list[dict[str, Any]]:
    fields = []
    for number in range(draw(st.integers(1, 4))):
        kind, form = draw(st.sampled_from(sorted(VALUES)))
        constraints: dict[str, Any] = {}
        if draw(st.booleans()):
            constraints["required"] = draw(st.booleans())
        if draw(st.integers(0, 3)) == 0:
            constraints["unique"] = True
        if kind == "string" and draw(st.booleans()):
            constraints["pattern"] = draw(st.sampled_from(PATTERNS))
        if kind == "string" and draw(st.integers(0, 3)) == 0:
            constraints["maxLength"] = draw(st.integers(0, 3))
        if kind in ("integer", "number") and draw(st.booleans()):
            constraints[draw(st.sampled_from(["minimum", "maximum"]))] = draw(st.sampled_from([0, 1, "10"]))
        field = {"name": f"f{number}", "type": kind, "format": form, "constraints": constraints}
        if draw(st.integers(0, 5)) == 0:
            field["missingValues"] = draw(st.sampled_from([["", "NA"], ["", "-"]]))
        fields.append(field)
    return fields


@st.composite
def _tables(draw: st.DrawFn) -> tuple[dict[str, Any], list[list[str]]]:
    fields = draw(_fields())
    descriptor: dict[str, Any] = {"fields": fields}
    names = [one["name"] for one in fields]
    if draw(st.integers(0, 2)) == 0:
        descriptor["primaryKey"] = names[: draw(st.integers(1, len(names)))]
    labels = draw(
        st.sampled_from([names, names, names, [*names, "extra"], names[:-1] or names, ["zz", *names[1:]]])
    )
    rows = [labels]
    for _ in range(draw(st.integers(0, 5))):
        cells = [draw(st.sampled_from([*VALUES[one["type"], one["format"]], "", "NA"])) for one in fields]
        rows.append(draw(st.sampled_from([cells, cells, cells, cells, cells[:-1], [*cells, "z"], []])))
    return descriptor, rows


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=_tables())
def test_generated_tables_have_the_errors_that_frictionless_finds(
    table: tuple[dict[str, Any], list[list[str]]], tmp_path: Path
) -> None:
    descriptor, rows = table
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
    read_descriptor(descriptor)
    try:
        expected = theirs(path, descriptor, "utf-8", ",")
    except TypeError:
        return  # frictionless cannot hash lists: a unique column of arrays stops it
    assert ours(path, descriptor, Options(delimiter=",", header_row=1)) == expected
