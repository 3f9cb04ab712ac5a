"""The language of a badge and its licence: said once, shown everywhere, signed, taken away."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from terreau.recognition import actions
from terreau.recognition.actions import Answer
from terreau.recognition.models import Achievement
from terreau.recognition.openbadges import verify
from terreau.recognition.queries.resolving import InstanceResolver
from terreau.recognition.tests.people import a_badge, a_browser_of, a_definition, a_person, a_signer, an_award
from terreau.recognition.tests.test_journey import FORM
from terreau.recognition.tests.test_pictures import a_png

pytestmark = pytest.mark.django_db

LICENSE = "https://schema.org/license"


def defined(**said: str) -> Achievement:
    answer = a_browser_of(a_person("Camille")).post("/badges/definir/", {**FORM, **said})
    assert answer.status_code == 302
    return Achievement.objects.latest("pk")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("", "etalab-2.0"),
        ("Licence Ouverte 2.0", "etalab-2.0"),
        ("cc by-sa 4.0", "CC-BY-SA-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/deed.fr", "CC-BY-4.0"),
        ("tous droits réservés", "LicenseRef-Tous-Droits-Reserves"),
    ],
)
def test_a_licence_is_understood_as_people_write_it(said: str, kept: str) -> None:
    assert defined(licence=said).licence == kept


@pytest.mark.parametrize(
    "said", ["n’importe quoi", "<script>", "MIT AND Inventée-3", f"LicenseRef-{'a' * 200}"]
)
def test_an_unknown_licence_is_said_with_its_remedy_where_it_was_folded(said: str) -> None:
    answer = a_browser_of(a_person("Camille")).post("/badges/definir/", {**FORM, "licence": said})
    assert answer.status_code == 422
    assert "Cette licence n’est pas connue" in answer.content.decode()
    assert "<details open>" in answer.content.decode()
    assert Achievement.objects.count() == 0


def test_an_unknown_language_is_refused() -> None:
    browser = a_browser_of(a_person("Camille"))
    assert browser.post("/badges/definir/", {**FORM, "language": '"><b'}).status_code == 422


def test_the_form_is_short_and_the_rest_folded_with_its_usual_answers() -> None:
    page = a_browser_of(a_person("Camille")).get("/badges/definir/").content.decode()
    start, folded = page.split("<details>")[0], page.split("<details>")[1].split("</details>")[0]
    for name in ("name", "description", "criteria", "shape", "colour", "sign", "voice"):
        assert f'name="{name}"' in start
        assert f'name="{name}"' not in folded
    for name in ("kind", "picture", "tags", "territory", "months", "framework", "language", "licence"):
        assert f'name="{name}"' in folded
        assert f'name="{name}"' not in start
    assert '<option value="fr" selected>' in folded
    assert 'value="Licence Ouverte 2.0"' in folded


def test_both_stand_on_the_page_in_the_definition_and_in_what_is_signed() -> None:
    signer = a_signer()
    badge = a_badge("Bikes", by=signer, language="en", licence="CC-BY-SA-4.0")
    browser = a_browser_of(None)
    page = browser.get(badge.get_absolute_url()).content.decode()
    assert '<h1 lang="en">Bikes</h1>' in page
    assert "anglais" in page
    assert '<a href="https://creativecommons.org/licenses/by-sa/4.0/deed.fr" rel="license noopener">' in page
    assert "le dessin est à tous (CC0 1.0)" in page
    told = browser.get(f"{badge.get_absolute_url()}versions/1/badge.json").json()
    assert told["inLanguage"] == "en"
    assert told[LICENSE] == {"id": "https://spdx.org/licenses/CC-BY-SA-4.0"}
    award = actions.accept(an_award(badge, by=signer, name="Léa"), Answer())
    signed = award.credential["credentialSubject"]["achievement"]
    assert (signed["inLanguage"], signed[LICENSE]) == ("en", told[LICENSE])
    resolver = InstanceResolver(outside=False)
    assert verify(json.dumps(award.credential).encode(), resolver=resolver).verdict == "valid"
    forged = json.dumps(award.credential).replace("CC-BY-SA-4.0", "CC0-1.0").encode()
    assert verify(forged, resolver=resolver).verdict == "invalid"


def test_a_licence_without_an_address_stays_text_and_is_signed_too() -> None:
    signer = a_signer()
    badge = a_badge(by=signer, licence="LicenseRef-Tous-Droits-Reserves", picture=a_png())
    award = actions.accept(an_award(badge, by=signer, name="Léa"), Answer())
    assert award.credential["credentialSubject"]["achievement"][LICENSE] == "LicenseRef-Tous-Droits-Reserves"
    answer = a_browser_of(None).get(f"{award.get_absolute_url()}badge.json").content
    assert verify(answer, resolver=InstanceResolver(outside=False)).verdict == "valid"
    page = a_browser_of(None).get(badge.get_absolute_url()).content.decode()
    assert "Tous droits réservés pour les mots et l’image" in page


def test_a_definition_from_before_says_neither_more_nor_less_than_it_did() -> None:
    badge = a_badge()
    version = badge.versions.get()
    del version.content["licence"]
    version.save()
    told = a_browser_of(None).get(f"{badge.get_absolute_url()}versions/1/badge.json").json()
    assert LICENSE not in told
    assert "Licence Ouverte 2.0" in a_browser_of(None).get(badge.get_absolute_url()).content.decode()


def test_changing_a_badge_shows_what_was_chosen_and_a_new_licence_is_a_new_version() -> None:
    signer = a_signer()
    badge = a_badge(by=signer, language="br", licence="GPL-3.0-only")
    page = a_browser_of(signer).get(f"{badge.get_absolute_url()}modifier/").content.decode()
    assert '<option value="br" selected>' in page
    typed = page.split('name="licence" value="')[1].split('"')[0]
    sent = {**FORM, "language": "br", "licence": typed}
    assert a_browser_of(signer).post(f"{badge.get_absolute_url()}modifier/", sent).status_code == 302
    badge.refresh_from_db()
    assert (badge.language, badge.licence) == ("br", "GPL-3.0-only")
    award = an_award(badge, by=signer)
    actions.change(badge, a_definition(licence="CC0-1.0"), by=signer, reason="Plus libre.")
    assert [one.content["licence"] for one in badge.versions.order_by("number")] == [
        "GPL-3.0-only",
        "CC0-1.0",
    ]
    assert award.version.content["licence"] == "GPL-3.0-only"


def test_both_go_away_with_the_issuer_and_come_in_elsewhere() -> None:
    signer, person = a_signer(), a_person("Camille")
    badge = a_badge(by=signer, language="oc", licence="CC-BY-4.0")
    raw = a_browser_of(signer).get(f"{badge.issuer.get_absolute_url()}tout.json").getvalue()
    file = SimpleUploadedFile("emetteur.json", raw)
    assert a_browser_of(person).post("/badges/importer/", {"file": file, "voice": "me"}).status_code == 302
    brought = Achievement.objects.get(issuer__person=person)
    assert (brought.language, brought.licence) == ("oc", "CC-BY-4.0")


@pytest.mark.parametrize("wrong", [{"language": "klingon"}, {"licence": "inventée"}])
def test_a_file_with_a_wrong_one_is_refused_whole(wrong: dict[str, str]) -> None:
    signer = a_signer()
    badge = a_badge(by=signer)
    told = json.loads(a_browser_of(signer).get(f"{badge.issuer.get_absolute_url()}tout.json").getvalue())
    told["badges"][0] |= wrong
    file = SimpleUploadedFile("emetteur.json", json.dumps(told).encode())
    answer = a_browser_of(a_person()).post("/badges/importer/", {"file": file, "voice": "me"})
    assert answer.status_code == 422
    assert Achievement.objects.count() == 1


def test_badges_near_are_shown_again_after_a_fault_with_the_words_in_common() -> None:
    a_badge("Répare les vélos de ville")
    page = a_browser_of(a_person("Camille")).post("/badges/definir/", {**FORM, "criteria": ""})
    said = page.content.decode()
    assert page.status_code == 422
    assert "Des badges proches existent ici" in said
    assert "mots en commun" in said
    assert Achievement.objects.count() == 1
