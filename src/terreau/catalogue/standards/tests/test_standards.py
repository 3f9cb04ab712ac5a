"""The standards we know, and the drafts we wrote."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from terreau.catalogue.standards import (
    DRAFTS,
    THEMES,
    Kind,
    Standard,
    draft_of,
    standard_at,
    standard_named,
    standards,
)
from terreau.catalogue.standards.known import _HERE
from terreau.catalogue.tables import Workspace, check, fault_data, load_schema

if TYPE_CHECKING:
    from pathlib import Path

OURS = [one for one in standards() if one.is_ours]


def test_every_standard_has_a_theme_and_words_of_ours() -> None:
    assert len(standards()) > 100
    assert len(OURS) == 7
    assert [one.name for one in standards() if one.theme not in THEMES or len(one.holds) < 20] == []
    assert len({one.slug for one in standards()}) == len(standards())


def test_the_facts_are_those_of_the_manifest() -> None:
    manifest = json.loads((_HERE / "national/manifest.json").read_text(encoding="utf-8"))
    facts = (_HERE / "national/catalogue.csv").read_bytes()
    assert manifest["sha256"] == hashlib.sha256(facts).hexdigest()
    assert manifest["standards"] == len(standards()) - len(OURS)


@pytest.mark.shared
def test_the_facts_are_those_of_the_national_catalogue(shared: Path) -> None:
    said = json.loads((shared / "schemas/catalogue-schema.data.gouv.fr.json").read_text(encoding="utf-8"))
    ours = {one.name: one for one in standards() if not one.is_ours}
    assert set(ours) == {one["name"] for one in said["schemas"]}
    assert all(ours[one["name"]].address == one["schema_url"] for one in said["schemas"])


@pytest.mark.parametrize(
    "address",
    [
        "https://schema.data.gouv.fr/schemas/etalab/schema-irve-statique/2.2.1/schema-statique.json",
        "http://schema.data.gouv.fr/schemas/etalab/schema-irve-statique/latest/schema.json",
        "https://schema.data.gouv.fr/etalab/schema-irve-statique/",
        "https://schema.data.gouv.fr/etalab/schema-irve-statique/latest.html",
    ],
)
def test_a_standard_is_known_by_any_address_of_its_schema(address: str) -> None:
    found = standard_at(address)
    assert found
    assert found.name == "etalab/schema-irve-statique"


def test_other_addresses_are_no_standard() -> None:
    assert standard_at("https://exemple.fr/schema.json") is None
    assert standard_at("https://schema.data.gouv.fr/etalab/licorne/") is None
    assert standard_named("") is None


def test_texts_of_national_schemas_are_not_shipped() -> None:
    national = [one for one in standards() if not one.is_ours]
    assert all(draft_of(one) is None for one in national)
    assert {one.kind for one in national} == set(Kind)


@pytest.mark.parametrize("standard", OURS, ids=lambda one: one.slug)
def test_a_draft_accepts_its_valid_example(standard: Standard) -> None:
    name = standard.name.partition("/")[2]
    with Workspace() as workspace:
        report = check(DRAFTS / f"examples/{name}.valid.csv", load_schema(DRAFTS / f"{name}.json"), workspace)
        assert report.valid, [fault.message for fault in report.faults(limit=5)]
        assert report.rows >= 2


@pytest.mark.parametrize("standard", OURS, ids=lambda one: one.slug)
def test_a_draft_finds_every_fault_of_its_invalid_example(standard: Standard) -> None:
    name = standard.name.partition("/")[2]
    expected = json.loads((DRAFTS / "examples/faults.json").read_text(encoding="utf-8"))[name]
    with Workspace() as workspace:
        report = check(
            DRAFTS / f"examples/{name}.invalid.csv", load_schema(DRAFTS / f"{name}.json"), workspace
        )
        found = sorted({(fault.field, fault_data(fault)["rule"]) for fault in report.faults(limit=None)})
    assert [list(one) for one in found] == expected


def test_each_draft_says_that_it_is_a_draft_under_an_open_licence() -> None:
    for standard in OURS:
        descriptor = draft_of(standard)
        assert descriptor
        assert "pas un standard officiel" in descriptor["description"]
        assert descriptor["licenses"][0]["name"] == "etalab-2.0"
        assert all(field.get("example") is not None for field in descriptor["fields"])
