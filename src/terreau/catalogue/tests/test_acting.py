"""What people do around published data: uses, corrections; and the doors for programs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from terreau.catalogue import actions
from terreau.catalogue.correction_errors import (
    ChangedCellError,
    NoCellError,
    SameCellError,
    UnlikeCellError,
)
from terreau.catalogue.models import Correction, Dataset, Job, Standing, Use, Version
from terreau.catalogue.queries.files import clean_path
from terreau.catalogue.tests.files import a_telling, brought, in_charge, mended, published
from terreau.foundation.errors import NotAllowedError
from terreau.participation.models import JournalLine
from terreau.people.tests.builders import a_browser_of, a_person

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_folder_of_its_own(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def read(dataset: Dataset) -> Version:
    version = dataset.distributions.get().published
    assert version is not None
    return version


def test_a_use_is_said_in_public_and_taken_back_with_a_reason() -> None:
    dataset = published()
    someone = a_person("Nadia")
    form = {"kind": "decision", "title": "Poser vingt arceaux", "voice": "me"}
    answer = a_browser_of(someone).post(f"/donnees/{dataset.pk}/usages/declarer/", form)
    assert answer.status_code == 302
    assert "Poser vingt arceaux" in Client().get(dataset.get_absolute_url()).content.decode()
    use = Use.objects.get()
    with pytest.raises(NotAllowedError):
        actions.remove_use(use.pk, by=a_person(), reason="Non.")
    actions.remove_use(use.pk, by=someone, reason="Projet abandonné.")
    assert not Use.objects.exists()
    assert JournalLine.objects.get(verb="remove-use").reason == "Projet abandonné."


def test_anyone_suggests_a_correction_and_one_gesture_accepts_it() -> None:
    by, organisation = in_charge()
    dataset = published(by, organisation)
    before = read(dataset)
    form = {"field": "Capacité", "after": "14", "reason": "Comptés sur place samedi."}
    answer = a_browser_of(a_person()).post(f"/donnees/{dataset.pk}/lignes/1/corriger/", form)
    assert answer.status_code == 302
    correction = Correction.objects.get()
    assert (correction.before, correction.after) == ("12", "14")
    with pytest.raises(NotAllowedError):
        actions.accept_correction(correction.pk, by=a_person())

    assert a_browser_of(by).post(f"/donnees/corrections/{correction.pk}/accepter/").status_code == 302
    newer = read(dataset)
    assert newer.number == before.number + 1
    assert "Gare côté nord,14," in clean_path(newer).read_text(encoding="utf-8")
    assert "Gare côté nord,12," in clean_path(before).read_text(encoding="utf-8")
    before.refresh_from_db()
    assert before.standing == Standing.REPLACED
    assert newer.raw_digest == before.raw_digest
    page = Client().get(dataset.get_absolute_url()).content.decode()
    assert "Comptés sur place samedi." in page
    assert "Acceptée" in page


def test_a_correction_is_suggested_from_its_row_in_two_gestures() -> None:
    dataset = published(*in_charge())
    anyone = a_browser_of(a_person())
    rows = anyone.get(f"/donnees/{dataset.pk}/lignes/").content.decode()
    assert f'<a href="/donnees/{dataset.pk}/lignes/1/">1</a>' in rows
    row = anyone.get(f"/donnees/{dataset.pk}/lignes/1/").content.decode()
    (link,) = re.findall(r'href="(/donnees/\d+/lignes/1/corriger/\?colonne=Capacit%C3%A9)"', row)
    form = anyone.get(link).content.decode()
    assert re.search(r'<option value="Capacité" selected>', form)
    (after,) = re.findall(r'<input[^>]* name="after"[^>]*>', form)
    assert 'value="12"' in after
    sent = {"field": "Capacité", "after": "14", "reason": "Comptés sur place samedi."}
    assert anyone.post(link, sent).status_code == 302
    assert Correction.objects.get().field == "Capacité"


@pytest.mark.parametrize("column", ["", "Inconnue", "<script>", "Capacité' OR 1=1", "\0"])
def test_a_column_that_is_not_there_leaves_the_form_as_it_was(column: str) -> None:
    dataset = published(*in_charge())
    page = a_browser_of(a_person()).get(f"/donnees/{dataset.pk}/lignes/1/corriger/", {"colonne": column})
    assert page.status_code in (200, 400)
    assert "<script>" not in page.content.decode().partition("<main")[2]


def test_a_geometry_is_a_word_on_pages_and_whole_in_files() -> None:
    shape = '{"type": "Polygon", "coordinates": [[[5.7, 45.1], [5.8, 45.1], [5.8, 45.2], [5.7, 45.1]]]}'
    quoted = shape.replace('"', '""')
    dataset = published(*in_charge(), f'nom,geometry\nParc,"{quoted}"\nSquare,"{quoted}"\n'.encode())
    for path in ("", "lignes/", "lignes/1/"):
        page = Client().get(f"{dataset.get_absolute_url()}{path}").content.decode()
        assert "un contour" in page
        assert "[5.7, 45.1]" not in page
    got = b"".join(Client().get(f"{dataset.get_absolute_url()}lignes/en/json/"))
    assert b"[5.7, 45.1]" in got


def test_a_correction_of_a_cell_that_changed_meanwhile_is_not_accepted() -> None:
    by, organisation = in_charge()
    dataset = published(by, organisation)
    version = read(dataset)
    first, second = (
        actions.suggest(version, 1, "Capacité", said, by=a_person(), reason="Vu.") for said in ("14", "15")
    )
    actions.accept_correction(first.pk, by=by)
    with pytest.raises(ChangedCellError):
        actions.accept_correction(second.pk, by=by)
    actions.refuse_correction(second.pk, by=by, reason="Déjà corrigé.")
    assert Correction.objects.get(pk=second.pk).decision_reason == "Déjà corrigé."


def test_a_correction_says_something_of_a_cell_that_is_there() -> None:
    version = read(published())
    with pytest.raises(NoCellError):
        actions.suggest(version, 99, "Capacité", "14", by=a_person(), reason="Vu.")
    with pytest.raises(NoCellError):
        actions.suggest(version, 1, 'x"; DROP', "14", by=a_person(), reason="Vu.")
    with pytest.raises(SameCellError):
        actions.suggest(version, 1, "Capacité", "12", by=a_person(), reason="Vu.")


def test_a_word_is_not_suggested_where_numbers_are() -> None:
    dataset = published(*in_charge())
    version = read(dataset)
    with pytest.raises(UnlikeCellError) as refused:
        actions.suggest(version, 1, "Hauteur (m)", "haute", by=a_person(), reason="Vu.")
    assert "un nombre" in str(refused.value)
    form = {"field": "Hauteur (m)", "after": "haute", "reason": "Vu."}
    answer = a_browser_of(a_person()).post(f"/donnees/{dataset.pk}/lignes/1/corriger/", form)
    assert answer.status_code == 422
    assert "« haute »" in answer.content.decode()
    assert not Correction.objects.exists()
    actions.suggest(version, 1, "Hauteur (m)", "", by=a_person(), reason="Personne n’a compté.")


def test_a_word_suggested_before_is_not_accepted_where_numbers_are() -> None:
    """Those kept by an earlier edition of the program were not looked at."""
    by, organisation = in_charge()
    version = read(published(by, organisation))
    kept = actions.suggest(version, 1, "Hauteur (m)", "0.8", by=a_person(), reason="Vu.")
    Correction.objects.filter(pk=kept.pk).update(after="haute")
    with pytest.raises(UnlikeCellError):
        actions.accept_correction(kept.pk, by=by)


def test_accepting_the_right_value_takes_its_error_off_the_page() -> None:
    by, organisation = in_charge()
    wanted: dict[str, Any] = {
        "name": "places",
        "fields": [{"name": "n", "type": "integer", "constraints": {"maximum": 50}}],
    }
    schema = actions.keep_schema(wanted)
    version = brought(by, organisation, b"n\n12\n900\n14\n")
    actions.read_otherwise(version.pk, {}, by=by, chosen=True, schema=schema)
    actions.go_on(version.pk, Job.CHECK)
    dataset = mended(Version.objects.get(pk=version.pk), by).distribution.dataset
    actions.describe(dataset.pk, a_telling(), by=by, version=dataset.version)
    actions.publish(dataset.pk, by=by)
    before = read(dataset)
    assert before.check_made.left == 1

    found = actions.suggest(before, 2, "n", "9", by=a_person(), reason="Un zéro de trop, deux fois.")
    actions.accept_correction(found.pk, by=by)

    assert read(dataset).check_made.left == 0


def test_programs_read_the_list_one_data_set_and_its_package() -> None:
    dataset = published(questions="Où garer mon vélo ?")
    listed = Client().get("/api/v1/datasets?q=arceaux").json()
    assert [one["id"] for one in listed["items"]] == [dataset.pk]
    whole = Client().get(f"/api/v1/datasets/{dataset.pk}").json()
    assert whole["questions"] == ["Où garer mon vélo ?"]
    assert whole["tables"][0]["rows"] == 3
    assert sum(point["won"] for point in whole["quality_points"]) == whole["quality"]
    package = Client().get(f"/donnees/{dataset.pk}/datapackage.json").json()
    assert package["resources"][0]["hash"] == f"sha256:{read(dataset).clean_digest}"
    names = [field["name"] for field in package["resources"][0]["schema"]["fields"]]
    assert names[1] == "Capacité"


def test_a_page_speaks_to_search_engines_and_a_feed_to_readers() -> None:
    dataset = published()
    page = Client().get(dataset.get_absolute_url()).content.decode()
    said = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert said["@type"] == "Dataset"
    assert said["distribution"][0]["sha256"] == read(dataset).clean_digest
    assert dataset.title in Client().get("/donnees/flux.atom").content.decode()


def test_under_embargo_the_page_is_there_without_its_rows() -> None:
    import datetime as dt

    from django.utils import timezone

    by, organisation = in_charge()
    dataset = published(by, organisation)
    code = read(dataset).code
    Dataset.objects.filter(pk=dataset.pk).update(
        state="embargoed", embargo_until=timezone.localdate() + dt.timedelta(days=3)
    )
    page = Client().get(dataset.get_absolute_url()).content.decode()
    assert "Sous embargo" in page
    assert "Gare côté nord" not in page
    assert Client().get(f"/donnees/rapports/{code}/propre.csv").status_code == 404
    assert Client().get(f"/donnees/{dataset.pk}/datapackage.json").status_code == 404
    assert actions.end_embargoes() == 0
    Dataset.objects.filter(pk=dataset.pk).update(embargo_until=timezone.localdate())
    assert actions.end_embargoes() == 1
    assert "Gare côté nord" in Client().get(dataset.get_absolute_url()).content.decode()


def test_withdrawn_data_are_nowhere_and_say_why() -> None:
    by, organisation = in_charge()
    dataset = published(by, organisation)
    version = read(dataset)
    a_browser_of(by).post(f"/donnees/{dataset.pk}/retirer/", {"reason": "Des erreurs d’adresse."})
    answer = Client().get(dataset.get_absolute_url())
    assert answer.status_code == 410
    assert "Des erreurs d’adresse." in answer.content.decode()
    assert Client().get(f"/api/v1/datasets/{dataset.pk}").status_code == 410
    for what in ("", "brut", "erreurs.csv"):
        assert Client().get(f"/donnees/rapports/{version.code}/{what}").status_code == 410
    assert dataset.title not in Client().get("/recherche/?mots=arceaux").content.decode()


def test_former_words_are_read_and_put_back() -> None:
    from terreau.catalogue.tests.files import a_telling

    by, organisation = in_charge()
    dataset = published(by, organisation)
    dataset.refresh_from_db()
    told = a_telling("Autre titre")
    actions.describe(dataset.pk, told, by=by, version=dataset.version, reason="Mieux dit.")
    history = Client().get(f"/historique/donnees/{dataset.pk}/").content.decode()
    assert "Mieux dit." in history
    version = dataset.history.filter(title="Arceaux à vélo de Grenoble").order_by("-history_id").first()
    dataset.refresh_from_db()
    actions.restore(dataset, version, by=by, reason="Le premier titre était plus juste.")
    dataset.refresh_from_db()
    assert dataset.title == "Arceaux à vélo de Grenoble"


def test_repairs_left_aside_stay_so_on_the_report_and_its_errors_are_of_the_past() -> None:
    by, organisation = in_charge()
    version = mended(brought(by, organisation), by, "decimal-point")
    report = a_browser_of(by).get(version.get_absolute_url()).content.decode()
    ticked = dict(re.findall(r'name="repair" value="([\w-]+)" id="[\w-]+"( checked)?>', report))
    assert ticked["decimal-point"] == " checked"
    assert ticked["iso-date"] == ""
    assert "Ce qui n’allait pas dans le fichier reçu" in report
    assert "Recommencer avec les réparations cochées" in report


def test_the_file_is_what_the_page_asks_for_and_its_absence_is_said_in_words() -> None:
    by, organisation = in_charge()
    browser = a_browser_of(by)
    field = re.compile(r'<label for="id_file">Votre fichier</label>')
    assert field.search(browser.get("/donnees/apporter/").content.decode())
    answer = browser.post("/donnees/apporter/", {"voice": f"org-{organisation.pk}", "fin": "1"})
    assert answer.status_code in (400, 422)
    assert field.search(answer.content.decode())
    assert "Ce champ est obligatoire" not in answer.content.decode()
