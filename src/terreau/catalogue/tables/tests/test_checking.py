"""Beyond the oracle: French checks, hostile schemas, wide tables, and sentences for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from terreau.catalogue.tables import RULES, Workspace, check, read_descriptor
from terreau.catalogue.tables.cells import regex_jury
from terreau.catalogue.tables.french.probes import CHECKS
from terreau.catalogue.tables.refusals import PatternTooCostly

if TYPE_CHECKING:
    from pathlib import Path

# One line a check: (name, parameters, header, right rows, wrong rows).
FRENCH: list[tuple[str, dict[str, Any], str, list[str], list[str]]] = [
    ("french-siren-value", {"column": "a"}, "a,b", ["200040715,x", ",x"], ["200040716,x", "20004071,x"]),
    (
        "french-siret-value",
        {"column": "a"},
        "a,b",
        ["13002526500013,x", "35600000049837,x"],
        ["13002526500014,x"],
    ),
    (
        "french_gps_coordinates",
        {"column": "a"},
        "a,b",
        ['"[5.72,45.18]",x'],
        ['"[45.18,5.72]",x', '"[100,10]",x'],
    ),
    (
        "phone-number-value",
        {"column": "a"},
        "a,b",
        ["04 76 00 00 00,x", "+33476000000,x", "3949,x"],
        ["12,x"],
    ),
    (
        "opening-hours-value",
        {"column": "a"},
        "a,b",
        ["24/7,x", "Mo-Fr 08:00-12:00; Sa off,x", "Mo-Fr,x"],
        ["Lu-Ve,x"],
    ),
    (
        "year-interval-value",
        {"column": "a", "allow-year-only": "yes"},
        "a,b",
        ["2024,x", "2024/2025,x"],
        ["2025/2024,x"],
    ),
    ("year-interval-value", {"column": "a"}, "a,b", ["2024/2025,x"], ["2024,x", "2024/2024,x"]),
    (
        "nomenclature-actes-value",
        {"column": "a"},
        "a,b",
        ["fOnction PUBLIQUE/x,x"],
        ["foobar,x", "Urbanisme / x,x"],
    ),
    ("compare-columns-value", {"column": "a", "op": ">=", "column2": "b"}, "a,b", ["b,a", ",z"], ["a,b"]),
    ("cohesive-columns-value", {"column": "a", "othercolumns": ["b"]}, "a,b", ["1,2"], ["1,", ",2"]),
    ("one-of-required", {"column1": "a", "column2": "b"}, "a,b,c", ["1,,x", ",2,x"], [",,x"]),
]


def _codes(path: Path, content: str, descriptor: dict[str, Any]) -> tuple[bool, bool, list[tuple[int, str]]]:
    path.write_text(content)
    with Workspace() as workspace:
        report = check(path, read_descriptor(descriptor), workspace)
        return report.valid, report.conforms, [(one.row, one.rule.code) for one in report.faults()]


@pytest.mark.parametrize(("name", "params", "header", "right", "wrong"), FRENCH)
def test_a_french_check_decides_whether_a_table_conforms_never_whether_it_is_valid(
    tmp_path: Path, name: str, params: dict[str, Any], header: str, right: list[str], wrong: list[str]
) -> None:
    descriptor = {
        "fields": [{"name": one} for one in header.split(",")],
        "custom_checks": [{"name": name, "params": params}],
    }
    content = "\n".join([header, *right, *wrong]) + "\n"
    valid, conforms, found = _codes(tmp_path / "a.csv", content, descriptor)
    assert valid
    assert not conforms
    code = CHECKS[name].rule.code
    assert found == [(len(right) + n, code) for n in range(1, len(wrong) + 1)]


def test_a_sum_is_of_numbers_not_of_texts(tmp_path: Path) -> None:
    fields = [{"name": one, "type": "integer"} for one in "abc"]
    checks = [{"name": "sum-columns-value", "params": {"column": "a", "columns": ["b", "c"]}}]
    found = _codes(
        tmp_path / "a.csv", "a,b,c\n3,1,2\n4,1,2\n,1,2\n", {"fields": fields, "custom_checks": checks}
    )
    assert found == (True, False, [(2, "sum-columns-value")])


def test_a_check_that_we_do_not_know_is_said_not_skipped(tmp_path: Path) -> None:
    descriptor = {
        "fields": [{"name": "a"}, {"name": "b"}],
        "custom_checks": [{"name": "mystery", "params": {}}],
    }
    assert _codes(tmp_path / "a.csv", "a,b\n1,2\n", descriptor) == (True, False, [(0, "custom-check-error")])


def test_a_hostile_pattern_costs_nothing_where_re2_can_say_it(tmp_path: Path) -> None:
    descriptor = {"fields": [{"name": "a", "constraints": {"pattern": "(a+)+"}}, {"name": "b"}]}
    valid, _, found = _codes(tmp_path / "a.csv", f"a,b\n{'a' * 5000}!,1\n", descriptor)
    assert not valid
    assert found == [(1, "constraint-error")]


def test_a_hostile_pattern_that_only_python_can_match_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regex_jury, "SECONDS", 2.0)
    descriptor = {"fields": [{"name": "a", "constraints": {"pattern": r"(?=b|a)(a+)+"}}, {"name": "b"}]}
    with pytest.raises(PatternTooCostly):
        _codes(tmp_path / "a.csv", f"a,b\n{'a' * 60}!,1\n", descriptor)


def test_every_rule_has_a_title_a_sentence_and_a_remedy() -> None:
    assert len(RULES) > 25
    assert [rule.key for rule in RULES.values() if not (rule.title and rule.sentence and rule.remedy)] == []


def test_a_fault_says_where_what_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\nOui,1\n")
    schema = read_descriptor({"fields": [{"name": "a", "type": "boolean"}, {"name": "b"}]})
    with Workspace() as workspace:
        fault = next(check(path, schema, workspace).faults())
    assert (fault.row, fault.line, fault.field, fault.value) == (1, 2, "a", "Oui")
    assert fault.message == "« Oui » n’est pas une réponse vrai ou faux sous la forme attendue."
    assert fault.remedy == "Écrivez « true » ou « false »."


def test_a_table_of_hundreds_of_columns_is_checked_whole(tmp_path: Path) -> None:
    fields = [{"name": f"f{n}", "type": "integer"} for n in range(300)]
    header = ",".join(f"f{n}" for n in range(300))
    found = _codes(tmp_path / "a.csv", f"{header}\n{','.join(['x'] * 300)}\n", {"fields": fields})
    assert len(found[2]) == 300
