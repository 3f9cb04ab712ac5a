"""Every official example and every vector that is shared gives its verdict, one test each."""

from __future__ import annotations

import csv
import json
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from terreau.catalogue.tables import Options, SchemaBroken, Workspace, check, load_schema, read_descriptor
from terreau.catalogue.tables.reading.opening import open_table
from terreau.catalogue.tables.refusals import SchemaUnreadable
from terreau.catalogue.tables.schema.naming import schemas_in
from terreau.catalogue.tables.tests.oracle import ours, theirs
from terreau.catalogue.tables.tests.shared_cases import SHARED, below, named

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.shared,
    pytest.mark.filterwarnings("ignore"),
]  # frictionless warns of its dependencies

VECTORS = SHARED / "conformance/tableschema/cells-shared.json"
FIXTURES = SHARED / "conformance/tableschema/frictionless-fixtures"
SCHEMAS = SHARED / "schemas"
# Published beside a schema whose columns have since been moved and added: frictionless refuses it too.
OUTDATED = {"schemas/inclusion/acceslibre/exemple-valide.csv"}


def _vectors() -> list[dict[str, Any]]:
    return json.loads(VECTORS.read_text(encoding="utf-8")) if VECTORS.is_file() else []


def _vector_name(case: dict[str, Any]) -> str:
    said = json.dumps(case, sort_keys=True).encode()
    return f"{case['type']}-{case.get('format', 'default')}-{zlib.crc32(said):08x}"


def _schema_of(example: Path) -> Path:
    return schemas_in(example.parent)[0]


@pytest.mark.parametrize("case", named(_vectors(), _vector_name))
def test_a_cell_has_the_verdict_of_its_vector(case: dict[str, Any], tmp_path: Path) -> None:
    field = {"name": "x", "type": case["type"], "format": case.get("format", "default")}
    descriptor = {"fields": [{"name": "row"}, {**field, **(case.get("options") or {})}]}
    path = tmp_path / "one.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([["row", "x"], ["1", case["source"]]])
    with Workspace() as workspace:
        report = check(path, read_descriptor(descriptor), workspace, Options(delimiter=",", header_row=1))
        # An empty text is a missing value: it has no value, and is not an error either.
        assert report.valid == (case["target"] is not None or case["source"] == "")


@pytest.mark.parametrize("path", named(sorted(FIXTURES.glob("schema-*.json")), below))
def test_a_broken_descriptor_is_refused_and_a_sound_one_taken(path: Path) -> None:
    if "invalid" in path.name:
        with pytest.raises(SchemaBroken) as caught:
            load_schema(path)
        assert caught.value.problems
    else:
        assert load_schema(path).fields


@pytest.mark.parametrize("name", named(["invalid", "duplicate-column", "capital-invalid"]))
def test_a_fixture_has_the_errors_of_frictionless(name: str) -> None:
    path = FIXTURES / f"{name}.csv"
    beside = FIXTURES / f"{name}-schema.json"
    fields = {"fields": [{"name": "id", "type": "integer"}, {"name": "name"}]}
    descriptor = json.loads(beside.read_text()) if beside.is_file() else fields
    options = Options(delimiter=",", header_row=1)
    assert ours(path, descriptor, options) == theirs(path, descriptor, "utf-8", ",")


@pytest.mark.parametrize("path", named(sorted(SCHEMAS.rglob("schema*.json")), below))
def test_a_national_schema_is_taken_whole(path: Path) -> None:
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    schema = load_schema(path)
    assert len(schema.fields) == len(descriptor["fields"])
    assert len(schema.custom_checks) == len(descriptor.get("custom_checks") or [])


@pytest.mark.parametrize("path", named(sorted(SCHEMAS.rglob("exemple-valide*.csv")), below))
def test_an_official_valid_example_is_valid(path: Path) -> None:
    with Workspace() as workspace:
        report = check(path, load_schema(_schema_of(path)), workspace)
        assert report.valid == (below(path) not in OUTDATED), [one.message for one in report.faults(5)]


@pytest.mark.parametrize("path", named(sorted(SCHEMAS.rglob("exemple-invalide*.csv")), below))
def test_an_official_invalid_example_is_not_valid(path: Path) -> None:
    with Workspace() as workspace:
        assert not check(path, load_schema(_schema_of(path)), workspace).valid


@pytest.mark.parametrize(
    "path", named(sorted(one for one in SCHEMAS.rglob("*.csv") if schemas_in(one.parent)), below)
)
def test_an_example_or_a_real_file_has_the_errors_of_frictionless(path: Path) -> None:
    descriptor = json.loads(_schema_of(path).read_text(encoding="utf-8"))
    with Workspace() as workspace:
        table = open_table(path, workspace)
    options = Options(delimiter=table.delimiter, header_row=1)
    assert ours(path, descriptor, options) == theirs(path, descriptor, table.encoding, table.delimiter)


def test_the_whole_of_the_shared_folder_was_looked_at() -> None:
    assert len(_vectors()) > 100
    assert len(list(SCHEMAS.rglob("exemple-valide*.csv"))) >= 18
    assert len(list(FIXTURES.glob("schema-*.json"))) >= 19


def test_a_json_schema_is_not_taken_for_a_table_schema() -> None:
    for path in sorted((SCHEMAS / "json-schema").glob("*.json")):
        with pytest.raises((SchemaBroken, SchemaUnreadable)):
            load_schema(path)
