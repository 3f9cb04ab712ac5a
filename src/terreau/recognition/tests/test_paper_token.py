"""The large code on paper: the essentials of a badge, signed, that verify without any network."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from terreau.recognition import actions
from terreau.recognition.actions import Answer
from terreau.recognition.models import Visibility
from terreau.recognition.openbadges import IssueError, SigningKey, paper_token, verify
from terreau.recognition.openbadges.command import main as badge_command
from terreau.recognition.openbadges.issuing.paper import MOST
from terreau.recognition.openbadges.keys.multibase import base64url_decode, base64url_encode
from terreau.recognition.queries import files
from terreau.recognition.tests.people import a_badge, a_browser_of, a_signer, an_award

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.people.models import User
    from terreau.recognition.models import Award

pytestmark = pytest.mark.django_db


@pytest.fixture
def signer() -> User:
    return a_signer()


@pytest.fixture
def award(signer: User) -> Award:
    given = an_award(a_badge(by=signer), by=signer, email="lea@exemple.fr", name="Léa")
    return actions.accept(given, Answer(Visibility.LINK))


def told(token: str) -> str:
    return a_browser_of(None).post("/badges/verifier/", {"text": token}).content.decode()


def altered(token: str, word: str, other: str) -> str:
    head, body, signature = token.split(".")
    said = base64url_decode(body).decode().replace(word, other)
    return f"{head}.{base64url_encode(said.encode())}.{signature}"


def test_it_verifies_offline_and_says_the_essentials(award: Award) -> None:
    token = actions.paper_token_of(award)
    result = verify(token.encode(), recipient="lea@exemple.fr")
    assert result.verdict == "valid", result.to_json()
    assert len(token) <= MOST
    assert result.credential["id"] == award.credential["id"]
    subject = result.credential["credentialSubject"]
    assert subject["achievement"]["name"] == "Répare les vélos"
    assert subject["achievement"]["id"] == award.credential["credentialSubject"]["achievement"]["id"]
    assert verify(token.encode(), recipient="autre@exemple.fr").verdict == "invalid"
    assert verify(altered(token, "vélos", "motos").encode()).verdict == "invalid"


def test_the_command_verifies_a_file_that_holds_it(award: Award, tmp_path: Path) -> None:
    (tmp_path / "papier.txt").write_text(f"{actions.paper_token_of(award)}\n")
    assert badge_command(["verify", "--offline", str(tmp_path / "papier.txt")]) == 0
    (tmp_path / "papier.txt").write_text(altered(actions.paper_token_of(award), "vélos", "motos"))
    assert badge_command(["verify", "--offline", str(tmp_path / "papier.txt")]) == 1


def test_the_page_knows_more_than_the_paper(award: Award, signer: User) -> None:
    token = actions.paper_token_of(award)
    page = told(token)
    assert "Ce badge est valable" in page
    assert "il n’a été ni révoqué ni suspendu" in page
    assert "c’est «" not in page  # the key is the issuer's own: no borrowed definition
    actions.suspend([award], by=signer, reason="On regarde.")
    assert "Ce badge est suspendu" in told(token)
    actions.restore([award], by=signer, reason="Vu.")
    actions.revoke([award], by=signer, reason="Erreur.")
    page = told(token)
    assert "n’est pas valable" in page
    assert "révoqué depuis que ce papier est imprimé" in page


def test_a_paper_signed_with_a_key_that_was_revoked_holds_no_more(award: Award, signer: User) -> None:
    token = actions.paper_token_of(award)
    actions.revoke_key(award.issuer, award.issuer.keys.get().pk, by=signer)
    page = told(token)
    assert "n’est pas valable" in page
    assert "révoqué la clé" in page


def test_a_stranger_who_signs_the_same_words_is_told_from_the_issuer(award: Award) -> None:
    forged = paper_token(award.credential, SigningKey.generate())
    assert "mais c’est «" in told(forged)
    assert "Ce service a donné ce badge" not in told(forged)


def test_a_long_description_is_cut_and_what_does_not_fit_at_all_is_a_link(award: Award) -> None:
    key = SigningKey.generate()
    long = json.loads(json.dumps(award.credential))
    achievement = long["credentialSubject"]["achievement"]
    achievement["description"] = "Une phrase assez longue pour ce papier. " * 12
    token = paper_token(long, key)
    assert 0 < len(token) <= MOST
    said = verify(token.encode()).credential["credentialSubject"]["achievement"]["description"]
    assert said.startswith("Une phrase assez longue")
    assert said.endswith("…")
    achievement["name"] = "N" * 1_400
    assert paper_token(long, key) == ""


@pytest.mark.parametrize("subject", [None, [], "x", {}, {"achievement": 3}])
def test_what_is_no_badge_makes_no_token(award: Award, subject: object) -> None:
    with pytest.raises(IssueError):
        paper_token({**award.credential, "credentialSubject": subject}, SigningKey.generate())


def test_the_printed_page_holds_both_codes_and_the_link_in_letters(award: Award, signer: User) -> None:
    browser, address = a_browser_of(None), f"{award.get_absolute_url()}imprimer/"
    url = f"http://127.0.0.1:8000{award.get_absolute_url()}"
    page = browser.get(address).content.decode()
    assert str(files.token_svg(actions.paper_token_of(award))) in page
    assert str(files.qr_svg(url)) in page
    assert url in page
    assert page.count("<svg") - 2 == browser.get(award.get_absolute_url()).content.decode().count("<svg")
    actions.revoke([award], by=signer, reason="Erreur.")
    page = browser.get(address).content.decode()
    assert str(files.qr_svg(url)) in page
    assert "sa signature" not in page


def test_the_certificate_takes_the_token_when_there_is_one(award: Award, signer: User) -> None:
    browser, address = a_browser_of(None), f"{award.get_absolute_url()}badge.pdf"
    both = browser.get(address).content.count(b"/Subtype /Image")
    actions.revoke([award], by=signer, reason="Erreur.")
    assert browser.get(address).content.count(b"/Subtype /Image") == both - 1
