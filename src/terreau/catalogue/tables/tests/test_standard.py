"""What version 2 of Table Schema added and frictionless does not look at, and where we part from it: docs/tables.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from terreau.catalogue.tables import Options, SchemaBroken, Workspace, check, read_descriptor
from terreau.catalogue.tables.tests.oracle import ours, theirs

if TYPE_CHECKING:
    from pathlib import Path

Found = list[tuple[str, int, str]]


def faults(path: Path, descriptor: dict[str, Any], content: str, references: Any = None) -> Found:
    """(key of the rule, row, value) of every fault."""
    path.write_text(content)
    options = Options(delimiter=",", header_row=1)
    with Workspace() as workspace:
        report = check(path, read_descriptor(descriptor), workspace, options, references)
        return [(one.rule.key, one.row, one.value) for one in report.faults()]


def one_field(**field: Any) -> dict[str, Any]:
    return {"fields": [{"name": "n"}, {"name": "x", **field}]}


# (field, right texts, wrong texts, the rule that the wrong ones break)
FIELDS: list[tuple[dict[str, Any], list[str], list[str], str]] = [
    (
        {"type": "string", "categories": ["pomme", "poire"]},
        ["pomme", ""],
        ["Pomme"],
        "constraint-error:categories",
    ),
    (
        {"type": "integer", "categories": [{"value": 0, "label": "non"}, {"value": 1, "label": "oui"}]},
        ["0", "01"],
        ["2"],
        "constraint-error:categories",
    ),
    ({"type": "integer", "groupChar": " "}, ["1 000", "12"], ["1,000"], "type-error"),
    (
        {"type": "array", "constraints": {"jsonSchema": {"items": {"type": "integer"}}}},
        ["[1, 2]", "[]"],
        ['["a"]'],
        "constraint-error:jsonSchema",
    ),
    (
        {"type": "object", "constraints": {"jsonSchema": {"required": ["a"]}}},
        ['{"a": 1}'],
        ["{}"],
        "constraint-error:jsonSchema",
    ),
    (
        {"type": "duration", "constraints": {"minimum": "P1M"}},
        ["P31D", "P1M", "P1Y"],
        ["P30D", "PT1H"],
        "constraint-error:minimum",
    ),
    (
        {"type": "duration", "constraints": {"exclusiveMaximum": "P1D"}},
        ["PT23H"],
        ["P1D", "P9999Y"],
        "constraint-error:exclusiveMaximum",
    ),
    ({"constraints": {"pattern": "(?i)[a-z]+"}}, ["ABC", "abc"], ["1"], "constraint-error:pattern"),
    (
        {"type": "string", "format": "wkt"},
        ["POINT (1 2)", "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))"],
        ["POINT (1", "POINT (1 2 3 4 5)"],
        "type-error",
    ),
    (
        {"type": "integer", "constraints": {"exclusiveMinimum": 3}},
        ["4"],
        ["3"],
        "constraint-error:exclusiveMinimum",
    ),
]


@pytest.mark.parametrize(("field", "right", "wrong", "rule"), FIELDS)
def test_a_field_is_held_to_the_standard(
    field: dict[str, Any], right: list[str], wrong: list[str], rule: str, tmp_path: Path
) -> None:
    quoted = ['"' + text.replace('"', '""') + '"' for text in [*right, *wrong]]
    content = "n,x\n" + "".join(f"{number},{text}\n" for number, text in enumerate(quoted, start=1))
    found = faults(tmp_path / "a.csv", one_field(**field), content)
    assert found == [(rule, len(right) + n, text) for n, text in enumerate(wrong, start=1)]


def test_unique_keys_are_compared_as_values_and_an_empty_part_repeats_nothing(tmp_path: Path) -> None:
    fields = [{"name": "a", "type": "integer"}, {"name": "b"}]
    descriptor = {"fields": fields, "uniqueKeys": [["a", "b"]]}
    found = faults(tmp_path / "a.csv", descriptor, "a,b\n1,x\n01,x\n1,y\n,x\n,x\n")
    assert found == [("unique-error", 2, "01, x")]


def test_a_row_that_stops_before_its_key_has_no_key(tmp_path: Path) -> None:
    fields = [{"name": "a"}, {"name": "b"}, {"name": "c", "type": "integer"}]
    descriptor = {"fields": fields, "primaryKey": ["b"], "missingValues": ["-"]}
    path = tmp_path / "a.csv"
    path.write_text("a,b,c\n1\n2,,3\n4\n5,,6\n7,-,8\n")
    found = ours(path, descriptor, Options(delimiter=",", header_row=1))
    assert found == theirs(path, descriptor, "utf-8", ",")
    assert {row for code, row, _ in found if code == "primary-key"} == {1, 3, 4, 5}


def test_a_foreign_key_looks_into_the_table_that_was_given(tmp_path: Path) -> None:
    key = {"fields": "commune", "reference": {"resource": "communes", "fields": "code"}}
    descriptor = {"fields": [{"name": "n"}, {"name": "commune"}], "foreignKeys": [key]}
    content = "n,commune\n1,38185\n2,99999\n3,\n"
    given = {"communes": {("38185",), ("35238",)}}
    assert faults(tmp_path / "a.csv", descriptor, content, given) == [("foreign-key", 2, "99999")]
    assert faults(tmp_path / "a.csv", descriptor, content) == [("resource-error", 0, "")]


def test_a_foreign_key_to_the_table_itself_needs_no_other(tmp_path: Path) -> None:
    for reference in ({"fields": ["id"]}, {"resource": "", "fields": ["id"]}):
        descriptor = {
            "fields": [{"name": "id", "type": "integer"}, {"name": "parent", "type": "integer"}],
            "foreignKeys": [{"fields": ["parent"], "reference": reference}],
        }
        found = faults(tmp_path / "a.csv", descriptor, "id,parent\n1,\n2,01\n3,4\n")
        assert found == [("foreign-key", 3, "4")]


def test_fields_match_may_be_the_list_of_the_published_profile(tmp_path: Path) -> None:
    descriptor = {**one_field(type="integer"), "fieldsMatch": ["subset"]}
    assert faults(tmp_path / "a.csv", descriptor, "x,more,n\n1,a,b\n") == []


@pytest.mark.parametrize(
    "more",
    [
        {"name": "Un Nom"},
        {"title": 3},
        {"fields": [{"name": "a", "type": "integer", "example": "x", "description": None}]},
        {"fields": [{"name": "a", "type": "integer", "constraints": {"exclusiveMinimum": 1}}]},
        {"fields": [{"name": "a", "missingValues": [{"value": "NA", "label": "absent"}]}]},
    ],
)
def test_what_only_speaks_to_people_or_names_its_version_ill_never_stops_a_check(
    more: dict[str, Any],
) -> None:
    assert read_descriptor({"fields": [{"name": "a"}], **more}).fields


@pytest.mark.parametrize(
    "field",
    [
        {"type": "list", "itemType": "year"},
        {"type": "list", "delimiter": ""},
        {"type": "number", "groupChar": 3},
        {"type": "integer", "bareNumber": "no"},
        {"type": "boolean", "trueValues": "Oui"},
        {"type": "array", "arrayItem": []},
        {"type": "array", "constraints": {"jsonSchema": {"type": "zzz"}}},
        {"type": "array", "constraints": {"jsonSchema": {"$ref": "http://10.0.0.1/a.json"}}},
        {"type": "string", "constraints": {"jsonSchema": {}}},
        {"type": "string", "constraints": {"pattern": "("}},
        {"type": "string", "constraints": {"minLength": "2"}},
        {"type": "string", "categories": ["a", "a"]},
        {"type": "string", "categories": ["a"], "constraints": {"enum": ["b"]}},
        {"type": "string", "missingValues": [{"value": "x"}, {"value": "x"}]},
        {"type": "date", "format": 3},
        {"type": None},
        {"type": "inconnu"},
    ],
)
def test_a_broken_field_is_said_in_a_sentence(field: dict[str, Any]) -> None:
    with pytest.raises(SchemaBroken) as caught:
        read_descriptor({"fields": [{"name": "a", **field}]})
    assert "« a »" in caught.value.problems[0][0]


def test_keys_that_name_no_field_are_said() -> None:
    for keys in ({"primaryKey": "z"}, {"uniqueKeys": [["z"]]}, {"uniqueKeys": "z"}):
        with pytest.raises(SchemaBroken):
            read_descriptor({"fields": [{"name": "a"}], **keys})
