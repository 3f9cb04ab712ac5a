"""Everything an issuer owns goes away in one file, and comes in elsewhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from terreau.participation.tests.builders import a_hidden
from terreau.recognition import actions
from terreau.recognition.actions import Answer
from terreau.recognition.models import Achievement, Issuer, Visibility
from terreau.recognition.tests.people import a_badge, a_browser_of, a_person, a_signer, an_award
from terreau.recognition.tests.test_pictures import a_png

pytestmark = pytest.mark.django_db


def the_file() -> tuple[bytes, Issuer]:
    """An issuer with a drawn badge that was given, and one with a picture of its own."""
    signer = a_signer()
    skill = {"name": "2.3", "url": "https://exemple.fr/2.3", "framework": "DigComp"}
    drawn = a_badge(by=signer, alignments=(skill,), months=12)
    a_badge("Avec une image", by=signer, picture=a_png())
    an_award(drawn, by=signer, email="lea@exemple.fr", name="Léa Martin")
    answer = a_browser_of(signer).get(f"{drawn.issuer.get_absolute_url()}tout.json")
    return answer.getvalue(), drawn.issuer


def bring(raw: bytes, person: Any) -> Any:
    file = SimpleUploadedFile("emetteur.json", raw)
    return a_browser_of(person).post("/badges/importer/", {"file": file, "voice": "me"})


def test_an_issuer_takes_everything_away_and_no_name_nor_address_of_anybody() -> None:
    raw, _issuer = the_file()
    told = json.loads(raw)
    assert [one["name"] for one in told["badges"]] == ["Répare les vélos", "Avec une image"]
    assert len(told["awards"]) == len(told["status_lists"]) - 1 == 1
    assert told["keys"]["assertionMethod"]
    assert "secretKeyMultibase" not in raw.decode()
    assert "lea@" not in raw.decode()
    assert "Martin" not in raw.decode()


def test_badges_come_in_elsewhere_once_with_their_pictures() -> None:
    raw, issuer = the_file()
    person = a_person("Camille")
    for _time in range(2):
        assert bring(raw, person).status_code == 302
    brought = Achievement.objects.filter(issuer__person=person).order_by("pk")
    assert [one.name for one in brought] == ["Répare les vélos", "Avec une image"]
    originals = Achievement.objects.filter(issuer=issuer).order_by("pk")
    for mine, theirs in zip(brought, originals, strict=True):
        assert (mine.criteria, mine.alignments, mine.months) == (
            theirs.criteria,
            theirs.alignments,
            theirs.months,
        )
        assert mine.picture.png == theirs.picture.png


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"non",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"format": "terreau-issuer/1"}',
        b'{"format": "terreau-issuer/1", "badges": [7]}',
        b'{"format": "terreau-issuer/1", "badges": [{"name": {"x": 1}, "tags": 3, "alignments": [4]}]}',
        json.dumps(
            {
                "format": "terreau-issuer/1",
                "badges": [
                    {
                        "name": "A",
                        "description": "b",
                        "criteria": "c",
                        "kind": "Badge",
                        "picture": {"svg": "<svg>"},
                    }
                ],
            }
        ).encode(),
    ],
)
def test_a_file_that_is_not_one_is_refused_in_a_sentence_and_nothing_comes_in(raw: bytes) -> None:
    answer = bring(raw, a_person("Camille"))
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert Achievement.objects.count() == 0


def test_only_who_answers_for_the_issuer_takes_everything_away() -> None:
    badge = a_badge()
    address = f"{badge.issuer.get_absolute_url()}tout.json"
    assert a_browser_of(a_person()).get(address).status_code == 403
    assert a_browser_of(None).get(address).status_code == 302


def test_what_moderation_hides_is_shown_nowhere() -> None:
    award = actions.accept(an_award(name="Léa"), Answer(Visibility.LISTED))
    badge = award.version.achievement
    a_hidden(badge)
    browser = a_browser_of(None)
    for thing in (badge, award.version, award):
        assert browser.get(thing.get_absolute_url()).status_code == 410
    for address in ("/badges/", "/badges/?mots=velo", "/recherche/?mots=velo", "/api/v1/badges"):
        assert "Répare les vélos" not in browser.get(address).content.decode()
