"""Every refusal speaks French and English, with its title, its sentence and what to do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from terreau.catalogue.tables import Refusal, Workspace, check, load_schema, read_descriptor
from terreau.catalogue.tables.refusals import SchemaBroken, UnknownSchema

if TYPE_CHECKING:
    from pathlib import Path


def test_the_words_of_a_case_are_said_in_the_language_asked(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"%PDF-1.4")
    with Workspace() as workspace, pytest.raises(Refusal) as refused:
        check(tmp_path / "a.csv", read_descriptor({"fields": [{"name": "a"}]}), workspace)
    assert refused.value.said() == "Le fichier ne contient aucun tableau : c’est un PDF."
    assert refused.value.said("en") == "The file holds no table: it is a PDF."
    assert "Bring a CSV" in refused.value.advice("en")


def test_a_name_of_no_schema_lists_the_names_like_it(tmp_path: Path) -> None:
    for name in ("stationnement", "stationnement-velo", "bornes", "arbres", "marches", "deliberations"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "schema.json").write_text(json.dumps({"fields": [{"name": "a"}]}))
    with pytest.raises(UnknownSchema) as refused:
        load_schema("stationement", folder=tmp_path)
    assert refused.value.near == ["stationnement", "stationnement-velo"]
    assert refused.value.advice("en") == "Names like it: stationnement, stationnement-velo."
    with pytest.raises(UnknownSchema) as refused:
        load_schema("rien")
    assert "--schemas" in refused.value.advice()


def test_a_schema_is_found_by_its_file_its_folder_and_the_name_it_gives_itself(tmp_path: Path) -> None:
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "schema.json").write_text(
        json.dumps({"name": "Etalab/Propre", "fields": [{"name": "a"}]})
    )
    for name in ("dossier", "etalab/propre", "Etalab--Propre"):
        assert load_schema(name, folder=tmp_path).fields[0].name == "a"


def test_a_broken_schema_says_how() -> None:
    with pytest.raises(SchemaBroken) as refused:
        read_descriptor({"fields": [{"name": "a"}, {"name": "a"}]})
    assert refused.value.said("en").startswith("The schema is broken:")
