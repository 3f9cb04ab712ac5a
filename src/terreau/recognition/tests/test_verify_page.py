"""Verifying any badge on the page: files, addresses, texts, hostile ones too; nothing is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from terreau.foundation.outgoing import Client as Outgoing
from terreau.foundation.outgoing import ForbiddenAddressError
from terreau.recognition import actions
from terreau.recognition.actions import Answer
from terreau.recognition.models import Visibility
from terreau.recognition.openbadges import SigningKey, achievement_credential, issue
from terreau.recognition.queries.resolving import MOST_FETCHED
from terreau.recognition.tests.people import a_browser_of, an_award

if TYPE_CHECKING:
    import httpx
    from django.test import Client

pytestmark = pytest.mark.django_db

ACHIEVEMENT = {
    "id": "urn:x:a",
    "type": ["Achievement"],
    "name": "Vélo",
    "description": "Réparer.",
    "criteria": {"narrative": "Trois."},
}


@pytest.fixture
def visitor() -> Client:
    return a_browser_of(None)


def elsewhere(**more: object) -> dict[str, object]:
    """A badge of somebody else, signed with a key that needs no network."""
    key = SigningKey.generate()
    profile = {"id": key.controller, "type": ["Profile"], "name": "Ailleurs"}
    return issue(achievement_credential(ACHIEVEMENT, profile, "a@b.fr", more=dict(more)), key)


def test_a_badge_from_elsewhere_is_told_check_by_check(visitor: Client) -> None:
    page = visitor.post("/badges/verifier/", {"text": json.dumps(elsewhere())}).content.decode()
    assert "Ce badge est valable" in page
    assert "« Vélo », par Ailleurs" in page
    assert "La signature est juste" in page
    assert "Ce que cela ne prouve pas" in page


def test_whose_a_badge_is_can_be_asked(visitor: Client) -> None:
    text = json.dumps(elsewhere())
    right = visitor.post("/badges/verifier/", {"text": text, "recipient": "a@b.fr"}).content.decode()
    wrong = visitor.post("/badges/verifier/", {"text": text, "recipient": "z@b.fr"}).content.decode()
    assert "Ce badge est valable" in right
    assert "n’est pas valable" in wrong


def test_an_altered_badge_is_found_out(visitor: Client) -> None:
    altered = json.dumps(elsewhere()).replace("Trois", "Un seul")
    assert "n’est pas valable" in visitor.post("/badges/verifier/", {"text": altered}).content.decode()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0" * 100,
        b"{}",
        b"[" * 5_000,
        b"<svg>",
        b"\x89PNG\r\n\x1a\n",
        b"a.b.c",
        b'{"a":1,"a":2}',
        b"%PDF-1.7",
    ],
)
def test_what_is_no_badge_is_said_plainly(visitor: Client, raw: bytes) -> None:
    answer = visitor.post("/badges/verifier/", {"file": SimpleUploadedFile("x.bin", raw)})
    assert answer.status_code in {200, 422}
    assert "Ce badge est valable" not in answer.content.decode()


def test_a_file_too_large_is_refused(visitor: Client) -> None:
    answer = visitor.post("/badges/verifier/", {"file": SimpleUploadedFile("x.png", b"\0" * 10_100_000)})
    assert answer.status_code in {413, 422}


def test_the_badge_of_an_address_of_ours_is_read_here_without_any_call(visitor: Client) -> None:
    award = actions.accept(an_award(name="Léa"), Answer())
    address = f"http://127.0.0.1:8000{award.get_absolute_url()}"
    assert "Ce badge est valable" in visitor.post("/badges/verifier/", {"address": address}).content.decode()
    actions.change_visibility(award, Answer(Visibility.PRIVATE))
    hidden = visitor.post("/badges/verifier/", {"address": address})
    assert hidden.status_code == 422
    assert "Rien n’a pu être lu" in hidden.content.decode()


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9999/x", "http://169.254.169.254/latest", "http://[::1]/", "https://localhost/"],
)
def test_an_address_of_the_inside_is_never_asked(visitor: Client, address: str) -> None:
    answer = visitor.post("/badges/verifier/", {"address": address})
    assert answer.status_code == 422
    assert "Rien n’a pu être lu" in answer.content.decode()
    for scheme in ("file:///etc/passwd", "javascript:alert(1)", "ftp://exemple.fr/x"):
        assert visitor.post("/badges/verifier/", {"address": scheme}).status_code == 422


def test_one_verification_asks_little_of_others(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def get(_self: Outgoing, url: str, _headers: object = None) -> httpx.Response:
        asked.append(url)
        raise ForbiddenAddressError(host="exemple.fr", why="non")

    monkeypatch.setattr(Outgoing, "get", get)
    entries = [
        {
            "id": f"https://exemple.fr/{n}#1",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "1",
            "statusListCredential": f"https://exemple.fr/{n}",
        }
        for n in range(12)
    ]
    page = visitor.post("/badges/verifier/", {"text": json.dumps(elsewhere(credentialStatus=entries))})
    assert "On ne peut pas dire" in page.content.decode()
    assert 1 <= len(asked) <= MOST_FETCHED


def test_an_address_given_in_a_link_stands_in_the_form(visitor: Client) -> None:
    page = visitor.get("/badges/verifier/?url=https://exemple.fr/badge.json").content.decode()
    assert 'value="https://exemple.fr/badge.json"' in page


def test_a_badge_is_verified_without_a_trace(visitor: Client) -> None:
    from terreau.participation.models import JournalLine
    from terreau.recognition.models import Award

    visitor.post("/badges/verifier/", {"text": json.dumps(elsewhere())})
    assert (Award.objects.count(), JournalLine.objects.count()) == (0, 0)
    assert "sessionid" not in visitor.cookies
