"""The main road: a dirty table is brought, read, mended, described, published, found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from terreau.catalogue.models import Dataset, Standing, State, Version
from terreau.catalogue.queries.files import clean_path, raw_path
from terreau.catalogue.tests.files import DIRTY, in_charge, racks, upload
from terreau.needs.tests.builders import a_need
from terreau.participation.models import JournalLine
from terreau.people.tests.builders import a_browser_of

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_folder_of_its_own(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def bytes_of(browser: Client, path: str) -> bytes:
    return b"".join(browser.get(path).streaming_content)  # type: ignore[attr-defined]  # a file


def test_from_a_need_a_dirty_table_becomes_data_that_everyone_finds() -> None:
    racks()
    need = a_need("Garer son vélo près de la gare", theme="mobility")
    by, organisation = in_charge()
    browser = a_browser_of(by)
    page = browser.get(need.get_absolute_url()).content.decode()
    assert "Aucune donnée ne mesure encore ce besoin" in page
    assert f"/donnees/apporter/?besoin={need.pk}" in page

    form = {"voice": f"org-{organisation.pk}", "besoin": need.pk, "fin": "1", "file": upload()}
    answer = browser.post("/donnees/apporter/", form)
    assert answer.status_code == 302
    report_url = answer["Location"]
    version = Version.objects.get()
    assert version.standing == Standing.CHECKED
    assert raw_path(version).read_bytes() == DIRTY

    report = browser.get(report_url).content.decode()
    assert "par rapport au schéma «\u00a0Arceaux à vélo (essai)\u00a0»" in report
    assert "beaucoup" in report
    assert "<del>03/02/2024</del>" in report
    assert "<ins>2024-02-03</ins>" in report
    repairs = re.findall(r'name="repair" value="([\w-]+)"', report)
    assert {"columns", "iso-date", "decimal-point"} <= set(repairs)

    assert "Ses colonnes, comme elles ont été lues" in report
    assert "Ses colonnes, comme elles ont été lues" not in Client().get(report_url).content.decode()

    answer = browser.post(f"{report_url}reparer/", {"repair": repairs})
    version.refresh_from_db()
    assert version.standing == Standing.READY
    clean = clean_path(version).read_text(encoding="utf-8")
    assert clean.splitlines()[:2] == [
        "nom_arceau,capacite,date_pose,hauteur_m",
        "Gare côté nord,12,2024-02-03,0.85",
    ]
    assert "1 erreur reste" in browser.get(report_url).content.decode()

    dataset = Dataset.objects.get()
    told = {
        "title": "Arceaux à vélo de Grenoble",
        "description": "Chaque ligne est un arceau posé dans la rue.",
        "questions": "Où garer mon vélo ?",
        "theme": "mobility",
        "territories": "Grenoble",
        "licence": "etalab-2.0",
        "frequency": "annual",
        "personal_data": "none",
        "needs": str(need.pk),
        "version": dataset.version,
    }
    answer = browser.post(f"/donnees/{dataset.pk}/decrire/", told)
    assert answer.status_code == 302, answer.content.decode()
    answer = browser.post(answer["Location"], {})
    assert answer.status_code == 302, answer.content.decode()
    dataset.refresh_from_db()
    assert dataset.state == State.PUBLISHED

    anyone = Client()
    shown = anyone.get(dataset.get_absolute_url()).content.decode()
    assert "Gare côté nord" in shown
    assert "1 erreur reste" in shown
    assert need.title in shown
    assert "Arceaux à vélo de Grenoble" in anyone.get("/recherche/?mots=garer+velo").content.decode()
    assert "Arceaux à vélo de Grenoble" in anyone.get(need.get_absolute_url()).content.decode()
    assert JournalLine.objects.filter(verb="publish-data").count() == 1
    code = version.code
    assert b"0.85" in bytes_of(anyone, f"/donnees/rapports/{code}/propre.csv")
    assert bytes_of(anyone, f"/donnees/rapports/{code}/brut") == DIRTY
