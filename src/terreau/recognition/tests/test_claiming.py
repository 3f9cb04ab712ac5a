"""Taking a badge without an account, refusing it, and what a code opens afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.foundation.limits import rate_of
from terreau.recognition import actions, codes
from terreau.recognition.actions import Answer
from terreau.recognition.errors import AlreadyClaimedError
from terreau.recognition.models import Award, Standing, Visibility
from terreau.recognition.tests.people import a_badge, a_browser_of, a_person, a_signer, an_award, code_of
from terreau.recognition.views import claiming

if TYPE_CHECKING:
    from pytest_django import Settings

pytestmark = pytest.mark.django_db

TAKE = {"reponse": "prendre", "visibility": "link", "name": "", "shows_name": ""}


def test_a_code_is_read_as_people_copy_it() -> None:
    code = code_of(an_award())
    assert codes.read(f" {codes.shown(code).lower()} ") == code
    assert codes.read(code.replace("0", "O").replace("1", "l")) == code
    assert codes.read("trop court") == ""
    assert codes.read("!" * 12) == ""


def test_a_code_typed_leads_to_the_badge_and_a_wrong_one_says_so() -> None:
    award, browser = an_award(), a_browser_of(None)
    there = browser.post("/badges/reclamer/", {"code": codes.shown(code_of(award))})
    assert there.headers["Location"] == f"/badges/reclamer/{code_of(award)}/"
    wrong = browser.post("/badges/reclamer/", {"code": "AAAA-AAAA-AAAA"})
    assert wrong.status_code == 422
    assert "Relisez le code" in wrong.content.decode()
    assert browser.get("/badges/reclamer/AAAAAAAAAAAA/").status_code == 404


def test_a_badge_is_taken_shown_and_looked_after_without_an_account() -> None:
    award, browser = an_award(name="Léa"), a_browser_of(None)
    claim = f"/badges/reclamer/{code_of(award)}/"
    assert browser.get(award.get_absolute_url()).status_code == 404, "what is only offered is shown to nobody"
    browser.post(claim, {**TAKE, "visibility": "private"})
    assert browser.get(award.get_absolute_url()).status_code == 200
    assert a_browser_of(None).get(award.get_absolute_url()).status_code == 404
    later = a_browser_of(None)
    later.post(claim, {**TAKE, "visibility": "listed", "name": "Léa", "shows_name": "on"})
    award.refresh_from_db()
    assert (award.visibility, award.public_name) == (Visibility.LISTED, "Léa")
    assert "Léa" in a_browser_of(None).get("/badges/").content.decode()


def test_every_word_of_the_navigation_stands_on_the_list() -> None:
    page = a_browser_of(None).get("/badges/?mots=velo").content.decode()
    for word in ("/besoins/", "/donnees/", "/communs/", "/lieux/"):
        assert f'href="{word}"' in page.split("<main")[0]
    assert 'value="velo"' in page


def test_a_name_is_not_shown_unless_the_person_says_so() -> None:
    award = an_award(name="Léa Martin")
    a_browser_of(None).post(f"/badges/reclamer/{code_of(award)}/", {**TAKE, "visibility": "listed"})
    for address in (award.get_absolute_url(), "/badges/", f"{award.get_absolute_url()}imprimer/"):
        assert "Martin" not in a_browser_of(None).get(address).content.decode()


def test_a_refusal_erases_name_address_and_file_and_revokes_it() -> None:
    award, browser = an_award(name="Léa", email="lea@exemple.fr"), a_browser_of(None)
    browser.post(f"/badges/reclamer/{code_of(award)}/", {"reponse": "refuser"})
    kept = Award.objects.get()
    assert (kept.standing, kept.recipient_name, kept.email, kept.email_seal) == (Standing.REFUSED, "", "", "")
    assert kept.credential == {}
    assert kept.revoked_at is not None
    again = browser.post(f"/badges/reclamer/{code_of(award)}/", TAKE)
    assert "refusé" in again.content.decode()
    assert Award.objects.get().standing == Standing.REFUSED


def test_a_link_replayed_by_somebody_else_opens_nothing_once_an_account_has_the_badge() -> None:
    award, holder, other = an_award(name="Léa"), a_person(), a_person()
    claim = f"/badges/reclamer/{code_of(award)}/"
    a_browser_of(holder).post(claim, TAKE)
    for stranger in (a_browser_of(None), a_browser_of(other)):
        assert stranger.get(claim).status_code == 409
        assert stranger.post(claim, {**TAKE, "visibility": "listed"}).status_code == 409
    with pytest.raises(AlreadyClaimedError):
        actions.accept(award, Answer(), by=other)
    award.refresh_from_db()
    assert (award.recipient, award.visibility) == (holder, Visibility.LINK)


def test_a_badge_taken_without_an_account_goes_into_one_later_with_its_code() -> None:
    award, holder = an_award(), a_person()
    claim = f"/badges/reclamer/{code_of(award)}/"
    a_browser_of(None).post(claim, TAKE)
    a_browser_of(holder).post(claim, TAKE)
    assert Award.objects.get().recipient == holder
    assert award.version.name in a_browser_of(holder).get("/mon-espace/").content.decode()


def test_a_badge_sent_to_an_address_waits_in_the_space_of_whoever_proves_it_is_theirs() -> None:
    person, other = a_person(email="lea@exemple.fr"), a_person()
    award = an_award(email="lea@exemple.fr")
    assert "Un badge vous attend" in a_browser_of(person).get("/mon-espace/").content.decode()
    assert "Un badge vous attend" not in a_browser_of(other).get("/mon-espace/").content.decode()
    offer = f"{award.get_absolute_url()}prendre/"
    assert a_browser_of(other).get(offer).status_code == 404
    there = a_browser_of(person).get(offer)
    assert there.headers["Location"] == f"/badges/reclamer/{code_of(award)}/"


def test_an_offer_taken_back_says_why() -> None:
    signer = a_signer()
    award = an_award(a_badge(by=signer), by=signer)
    actions.revoke([award], by=signer, reason="Erreur de personne.")
    answer = a_browser_of(None).get(f"/badges/reclamer/{code_of(award)}/")
    assert answer.status_code == 410
    assert "Erreur de personne." in answer.content.decode()


def test_nobody_guesses_codes_for_long(settings: Settings) -> None:
    assert rate_of(claiming.TRIES).times <= 60
    settings.LIMITS = {"claim-code": "2/10m"}  # ten times as much for an address
    browser = a_browser_of(None)
    answers = [browser.get(f"/badges/reclamer/AAAAAAAA{number:04}/").status_code for number in range(21)]
    assert answers == [404] * 20 + [429]
