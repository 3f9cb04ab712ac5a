"""Whatever the engine says, it says in French and in English, with the same words of the case."""

from __future__ import annotations

import json
import re
from string import Formatter
from typing import TYPE_CHECKING, Any

import pytest

from terreau.catalogue.dcat import CatalogueRefusal
from terreau.catalogue.rows.refusals import RowsRefusal
from terreau.catalogue.tables import (
    RULES,
    SIGNS,
    Context,
    Refusal,
    SchemaBroken,
    Workspace,
    check,
    compare,
    describe,
    plausible,
    read_descriptor,
    recognise,
    repair,
)
from terreau.catalogue.tables.checking.words import _EXPECTED, _FORMATS
from terreau.catalogue.tables.mending import changes
from terreau.catalogue.tables.mending.conversions import CONVERSIONS
from terreau.catalogue.tables.rules.base import Rule
from terreau.saying import Refused, Told, in_both, kept_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FRENCH = re.compile(r"[éèêàçùœ’«»]|\b(le|la|les|des|une|est|et|ou)\b")
#: What is written so in any language: the matters of acts, and what a schema says itself.
_NAMED = ("nomenclature-actes-value",)


def kinds(parent: type[Told]) -> Iterator[type[Told]]:
    yield parent
    for one in parent.__subclasses__():
        yield from kinds(one)


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def said_twice(french: str, english: str) -> None:
    """The same words of the case in both, and no French in the second."""
    assert blanks(french) == blanks(english), english
    assert bool(french) == bool(english)
    assert not FRENCH.search(english), english


@pytest.mark.parametrize("kind", sorted(set(kinds(Told)), key=str))
def test_all_that_is_told_is_told_in_both_languages_with_the_same_words(kind: type[Told]) -> None:
    for french, english in (kind.title, kind.sentence, kind.remedy):
        assert blanks(french) == blanks(english)
        assert bool(french) == bool(english)
        assert getattr(kind, "code", "") in _NAMED or not FRENCH.search(english)
    if vars(kind).get("code") and kind is not Refused:
        assert kind.title[0]
        assert kind.sentence[0]
        assert kind.remedy[0]


def test_rules_and_signs_are_all_walked() -> None:
    walked = set(kinds(Told))
    assert walked >= {*RULES.values(), *SIGNS.values(), Rule, Refusal, RowsRefusal, CatalogueRefusal}
    assert (len(RULES) > 35, len(SIGNS) > 19) == (True, True)


def test_what_a_repair_changes_is_titled_in_both_languages() -> None:
    for one in (*CONVERSIONS, *changes.OF_TABLES):
        said_twice(*one.title)
        assert one.title[0]


def test_what_is_expected_of_a_value_is_said_in_both_languages() -> None:
    for what, how in (*_EXPECTED.values(), *_FORMATS.values()):
        said_twice(*what)
        said_twice(*how)


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "id": ({"type": "integer", "constraints": {"required": True, "unique": True}}, "x"),
    "number": ({"type": "number", "constraints": {"minimum": 2}}, "1"),
    "ok": ({"type": "boolean"}, "Yes"),
    "day": ({"type": "date"}, "14/03/2025"),
    "moment": ({"type": "date", "format": "%d/%m/%y"}, "2025-03-14"),
    "point": ({"type": "geopoint", "format": "array"}, "x"),
    "any": ({"type": "object"}, "x"),
    "mail": ({"format": "email"}, "x"),
    "code": ({"example": "01234", "constraints": {"pattern": r"\d{5}", "minLength": 5}}, "123"),
    "choice": ({"constraints": {"enum": [f"v{n}" for n in range(15)]}}, "w"),
    "cat": ({"type": "string", "categories": ["x", "y"]}, "z"),
    "siret": ({}, "12345678901234"),
    "phone": ({}, "12"),
    "hours": ({}, "always"),
    "years": ({}, "2025/2024"),
    "place": ({}, "[45.18,5.72]"),
    "total": ({"type": "integer"}, "9"),
    "one": ({"type": "integer"}, "3"),
    "two": ({"type": "integer"}, "2"),
    "empty": ({}, ""),
}
CHECKS = [
    ("french-siret-value", {"column": "siret"}),
    ("phone-number-value", {"column": "phone"}),
    ("opening-hours-value", {"column": "hours"}),
    ("year-interval-value", {"column": "years"}),
    ("french-gps-coordinates", {"column": "place"}),
    ("sum-columns-value", {"column": "total", "columns": ["one", "two"]}),
    ("compare-columns-value", {"column": "one", "column2": "two", "op": "<"}),
    ("cohesive-columns-value", {"column": "siret", "othercolumns": ["empty"]}),
    ("one-of-required", {"column1": "empty", "column2": "absent"}),
    ("mystery", {}),
]


@pytest.fixture
def wrong(tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    descriptor = {
        "fields": [{"name": name, **one} for name, (one, _) in WRONG.items()],
        "primaryKey": ["id"],
        "custom_checks": [{"name": name, "params": params} for name, params in CHECKS],
    }
    row = ",".join(json.dumps(value) for _, value in WRONG.values())
    lines = [",".join([*[*WRONG][:-1], "void"]), row, f"{row},more", row, "1,2"]
    path = tmp_path / "wrong.csv"
    path.write_text("\n".join(lines) + "\n")
    return path, descriptor


def test_a_report_is_in_the_language_asked(wrong: tuple[Path, dict[str, Any]]) -> None:
    path, descriptor = wrong
    with Workspace() as workspace:
        report = check(path, read_descriptor(descriptor), workspace)
        faults = list(report.faults())
        assert len({one.rule for one in faults}) >= 20
        for one in faults:
            assert not FRENCH.search(one.said("en")), one.said("en")
            assert not FRENCH.search(one.advice("en")), one.advice("en")
            assert one.said("en") != one.message
        assert not FRENCH.search(json.dumps(report.summary("en"), ensure_ascii=False))
        told = {one.field: one.said("en") + " " + one.advice("en") for one in faults if one.row == 1}
    assert told["day"] == (
        "“14/03/2025” is not a date in the form expected. "
        "Write the date in the form 2025-03-14 (year, month, day)."
    )
    assert told["moment"].endswith("Write the date in the form DD/MM/YY.")
    assert told["choice"].endswith("“v10”, “v11” and 3 others.")
    assert told["total"].startswith("total is 9 though the sum of one, two is 5.")


def test_what_is_mended_and_what_is_left_are_in_the_language_asked(
    wrong: tuple[Path, dict[str, Any]],
) -> None:
    path, descriptor = wrong
    with Workspace() as workspace:
        done = repair(path, read_descriptor(descriptor), workspace)
        assert {one.conversion for one in done.conversions} >= {"columns", "iso-date", "boolean-words"}
        assert not FRENCH.search(json.dumps(done.as_data("en")["conversions"], ensure_ascii=False))
        assert not FRENCH.search(json.dumps(done.as_data("en")["left"], ensure_ascii=False))


def test_a_schema_recognised_and_what_was_understood_are_in_the_language_asked(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("A title\n\nName;Town code;Number\nx;38185;3\n")
    schema = read_descriptor(
        {"fields": [{"name": n, "constraints": {"required": True}} for n in ("name", "number", "void")]}
    )
    with Workspace() as workspace:
        found = recognise(tmp_path / "a.csv", [schema], workspace)[0].as_data("en")
        assert found["reasons"] == [
            "2 of 3 columns have their place in this schema.",
            "Recognised in spite of another name: “Name” → “name”, “Number” → “number”.",
            "Required columns not found: void.",
        ]
        told = describe(tmp_path / "a.csv", workspace, lang="en")["understood"]
    assert told[1:] == [
        "Columns separated by semicolons.",
        "The names of columns are in line 3; what comes before is a title.",
    ]


def test_findings_are_in_the_language_asked(tmp_path: Path) -> None:
    rows = [f"S{n // 2},5.72,45.18,24/7,{10 + n % 5},2015-01-01" for n in range(120)]
    rows[3] = "S1,45.18,5.72,24/7,11,2015-01-01"
    rows[7] = "S3,5.72,45.18,24/4,99999,2090-01-01"
    head = "id_station,longitude,latitude,hours_station,power,date"
    (tmp_path / "new.csv").write_text("\n".join([head, *rows]) + "\n")
    (tmp_path / "old.csv").write_text("\n".join([head, *rows * 3]) + "\n")
    with Workspace() as workspace:
        found = plausible(tmp_path / "new.csv", workspace, Context(previous=tmp_path / "old.csv"))
        told = {one.code: one.as_data("en") for one in found}
    assert told.keys() >= {"swapped-coordinates", "near-value", "contradiction", "outlier", "rows-lost"}
    for one in found:
        assert not FRENCH.search(one.said("en") + one.advice("en")), one.said("en")
    assert told["swapped-coordinates"]["message"] == "Longitude and latitude swapped in “longitude”: line 5."
    assert told["rows-lost"]["message"] == "The file has 120 rows; the previous one had 360."


def test_what_became_of_columns_is_in_the_language_asked(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("a,b,c\n1,2,3\n")
    (tmp_path / "new.csv").write_text("d,b,a\n1,2,3\n")
    with Workspace() as workspace:
        told = [
            one["message"]
            for one in compare(tmp_path / "old.csv", tmp_path / "new.csv", workspace).schema_said("en")
        ]
    assert told == [
        "The column “d” is new.",
        "The column “c” is gone.",
        "The columns are no longer in the same order.",
    ]


BROKEN: list[dict[str, Any]] = [
    {},
    {"fields": [1]},
    {"fields": [{"name": str(n)} for n in range(2_100)], "uniqueKeys": [["1"]] * 60},
    {
        "fields": [
            {"name": "a", "required": True, "constraints": {"zz": 1, "pattern": "(", "enum": 3}},
            {"name": "a", "type": "zz"},
            {"type": "string"},
            {"name": "b", "constraints": 3, "missingValues": [{"value": "a"}, {"value": "a"}]},
            {"name": "c", "type": "array", "constraints": {"jsonSchema": {"$ref": "http://x/y"}}},
            {"name": "d", "type": "boolean", "trueValues": 3, "format": "x" * 300},
            {"name": "e", "type": "list", "delimiter": "", "missingValues": [1]},
            {"name": "f", "categories": ["a", "a"], "constraints": {"enum": ["z"]}},
            {"name": "g", "categories": 3, "format": "zz", "constraints": {"pattern": "a" * 60_000}},
        ],
        "fieldsMatch": "zz",
        "missingValues": 3,
        "primaryKey": ["z"],
        "uniqueKeys": 3,
        "foreignKeys": [3, {"fields": ["a"], "reference": {"resource": "", "fields": ["z", "y"]}}],
    },
]


@pytest.mark.parametrize("descriptor", BROKEN)
def test_what_is_wrong_in_a_schema_is_said_in_both_languages(descriptor: dict[str, Any]) -> None:
    with pytest.raises(SchemaBroken) as refused:
        read_descriptor(descriptor)
    for french, english in refused.value.problems:
        assert french != english
        assert not FRENCH.search(english), english
    assert refused.value.said("en").startswith("The schema is broken:")


def test_what_is_kept_for_later_is_read_in_either_language() -> None:
    kept = in_both(lambda lang: {"count": 3, "title": "Colonne" if lang == "fr" else "Column"})
    assert kept == {"count": 3, "title": "Colonne", "en": {"title": "Column"}}
    assert kept_in(kept, "fr") == {"count": 3, "title": "Colonne"}
    assert kept_in(kept, "en") == {"count": 3, "title": "Column"}
    assert kept_in({"count": 3, "title": "Colonne"}, "en") == {"count": 3, "title": "Colonne"}
