"""Standards: found by theme, read in plain words, filled in, kept."""

from __future__ import annotations

import io
import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from terreau.catalogue.models import TableSchema
from terreau.catalogue.standards import standard_named, standards
from terreau.catalogue.standards.blank import blank_csv
from terreau.catalogue.tables import Workspace, check, read_descriptor
from terreau.foundation.tests.test_outgoing import Site
from terreau.needs.tests.builders import a_steward
from terreau.people.tests.builders import a_browser_of, a_person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db
DRAFT = "/donnees/standards/terreau-pcaet-emissions/"
SCHEMA = {
    "name": "bancs",
    "title": "Bancs publics",
    "version": "1.0",
    "fields": [
        {"name": "id", "type": "string", "constraints": {"required": True, "unique": True}},
        {"name": "places", "type": "integer", "example": 3, "constraints": {"minimum": 1}},
        {"name": "matiere", "type": "string", "constraints": {"enum": ["bois", "pierre"]}},
    ],
}


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    with closing(Site()) as made:
        settings.OUTGOING_ALLOW = (made.allowed,)
        yield made


def words_of(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_standard_stands_in_the_list_under_its_theme() -> None:
    page = words_of("/donnees/standards/")
    assert page.count('<a href="/donnees/standards/') >= len(standards())
    assert page.index("Se déplacer") < page.index("IRVE statique") < page.index("Argent public")


def test_standards_are_found_by_words_of_ours_in_any_form() -> None:
    assert "Infrastructures" not in words_of("/donnees/standards/?mots=defibrillateur")
    assert "DAE" in words_of("/donnees/standards/?mots=defibrillateur")
    assert "Aucun standard ne porte" in words_of("/donnees/standards/?mots=zzzz")


def test_a_draft_of_ours_says_what_it_is_and_explains_each_column() -> None:
    page = words_of(DRAFT)
    assert "aucun standard officiel" in page
    assert "<code>secteur</code> <strong>obligatoire</strong>" in page
    assert "transport routier" in page
    assert "Un nombre, avec un point" in page


def test_a_draft_gives_its_schema_and_examples_that_are_what_they_say(tmp_path: Path) -> None:
    page = words_of(DRAFT)
    schema = Client().get(DRAFT + "schema.json").json()
    for name, valid in (("exemple-juste.csv", True), ("exemple-faux.csv", False)):
        assert f'href="{DRAFT}{name}"' in page
        (table := tmp_path / name).write_bytes(Client().get(DRAFT + name).content)
        with Workspace() as workspace:
            assert check(table, read_descriptor(schema), workspace).valid is valid
    assert Client().get("/donnees/standards/etalab-schema-irve-statique/exemple-juste.csv").status_code == 404
    assert Client().get("/donnees/standards/etalab-schema-irve-statique/schema.json").status_code == 404


def test_what_nobody_publishes_can_be_asked_for_from_its_standard() -> None:
    page = words_of(DRAFT)
    assert "/donnees/manque/demander/?titre=%C3%89missions%20de%20gaz" in page


def test_a_national_standard_that_was_not_read_says_so_and_leads_to_its_address() -> None:
    page = words_of("/donnees/standards/etalab-schema-irve-statique/")
    assert "pas encore été lu ici" in page
    assert 'href="https://schema.data.gouv.fr/schemas/etalab/schema-irve-statique/' in page


def test_what_is_no_standard_is_not_found() -> None:
    assert Client().get("/donnees/standards/licorne/").status_code == 404
    assert Client().get("/donnees/standards/licorne/modele.csv").status_code == 404
    assert Client().get("/donnees/standards/etalab-schema-irve-statique/modele.csv").status_code == 404


def test_the_empty_table_has_the_columns_of_the_schema() -> None:
    text = Client().get(DRAFT + "modele.csv").content.decode("utf-8-sig")
    assert text.strip().split(",")[:3] == ["id_demarche", "siren_porteur", "annee"]


def test_the_empty_workbook_explains_each_column() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(Client().get(DRAFT + "modele.xlsx").content))
    assert book.sheet_names == ["Données", "Aide"]
    assert book.get_sheet_by_index(0).to_python()[0][0] == "id_demarche"
    told = {row[0]: row for row in book.get_sheet_by_index(1).to_python()}
    assert told["secteur"][3] == "oui"
    assert "agriculture" in str(told["secteur"][5])


def test_a_column_named_like_a_formula_does_nothing_in_a_spreadsheet() -> None:
    hostile = read_descriptor({"fields": [{"name": "=cmd|' /C calc'!A0"}, {"name": "@x"}]})
    cells = blank_csv(hostile).decode("utf-8-sig")
    assert cells.startswith(("'=", "\"'="))
    assert ",'@x" in cells


def test_a_steward_keeps_a_draft_and_tables_are_checked_with_it() -> None:
    answer = a_browser_of(a_steward()).post(DRAFT + "garder/")
    assert answer.status_code == 302
    assert TableSchema.objects.get(current=True).slug == "terreau-pcaet-emissions"
    assert (
        "Vérifier les tableaux avec ce standard" not in a_browser_of(a_steward()).get(DRAFT).content.decode()
    )


def test_a_national_standard_is_read_at_its_address(site: Site) -> None:
    from dataclasses import replace

    from terreau.catalogue.actions.standards import keep_standard

    site.says("/schema.json", json.dumps(SCHEMA).encode())
    known = standard_named("etalab/schema-stationnement")
    assert known
    kept = keep_standard(replace(known, address=site.at("/schema.json")), by=a_steward())
    assert (kept.slug, kept.theme) == ("etalab-schema-stationnement", "mobilite")
    page = words_of("/donnees/standards/etalab-schema-stationnement/")
    assert "<code>matiere</code>" in page
    assert "Au moins 1." in page


def test_a_steward_adds_a_schema_by_its_file_or_its_address(site: Site) -> None:
    browser = a_browser_of(a_steward())
    file = io.BytesIO(json.dumps(SCHEMA).encode())
    file.name = "bancs.json"
    assert (
        browser.post("/donnees/standards/ajouter/", {"file": file})["Location"] == "/donnees/standards/bancs/"
    )
    site.says("/s.json", json.dumps({**SCHEMA, "name": "fontaines", "title": "Fontaines"}).encode())
    answer = browser.post("/donnees/standards/ajouter/", {"address": site.at("/s.json")})
    assert answer["Location"] == "/donnees/standards/fontaines/"
    assert "Bancs publics" in words_of("/donnees/standards/")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html>", "pas du JSON"),
        (b"[1]", "objet JSON"),
        (b'{"fields": "x"}', "schéma"),
        (b'{"a":' * 100_000, "pas du JSON"),
    ],
)
def test_what_is_no_schema_is_said_in_a_sentence(site: Site, body: bytes, said: str) -> None:
    site.says("/s.json", body)
    answer = a_browser_of(a_steward()).post("/donnees/standards/ajouter/", {"address": site.at("/s.json")})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_an_address_inside_our_network_is_not_read() -> None:
    answer = a_browser_of(a_steward()).post(
        "/donnees/standards/ajouter/", {"address": "http://127.0.0.1/s.json"}
    )
    assert answer.status_code == 422
    assert TableSchema.objects.count() == 0


def test_only_stewards_keep_standards() -> None:
    browser = a_browser_of(a_person())
    assert browser.get("/donnees/standards/ajouter/").status_code == 403
    assert browser.post(DRAFT + "garder/").status_code == 403
    assert Client().post(DRAFT + "garder/").status_code == 302
    assert TableSchema.objects.count() == 0


@pytest.mark.shared
def test_every_national_schema_we_have_can_be_read_in_plain_words(shared: Path) -> None:
    from terreau.catalogue.queries.columns import columns_of
    from terreau.catalogue.tables import load_schema, schemas_in

    read = [
        columns_of(load_schema(path))
        for path in schemas_in(shared / "schemas")
        if "json-schema" not in str(path)
    ]
    assert len(read) > 20
    assert all(column.writing for columns in read for column in columns)
