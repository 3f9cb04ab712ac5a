"""Badges and what was given are reported, hidden, read nowhere any more, and shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from terreau.participation import actions as moderation
from terreau.participation.errors import HiddenThingError
from terreau.participation.models import Case
from terreau.participation.tests.builders import a_hidden, a_steward
from terreau.recognition import actions
from terreau.recognition.actions import Gift
from terreau.recognition.actions.claiming import Answer
from terreau.recognition.models import Visibility
from terreau.recognition.queries.resolving import shown_awards
from terreau.recognition.tests.people import a_badge, a_definition, a_person, a_signer, an_award

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from django.test import Client

    from terreau.recognition.models import Achievement, Award

pytestmark = pytest.mark.django_db
WORD = "zinzolin"


def words(answer: HttpResponseBase) -> str:
    return answer.getvalue().decode()


def doors(badge: Achievement) -> list[str]:
    page = badge.get_absolute_url()
    return [
        page,
        f"{page}versions/1/",
        f"/api/v1/badges/{badge.pk}",
        "/api/v1/badges",
        "/badges/",
        badge.issuer.get_absolute_url(),
        "/",
        "/journal/",
        "/journal/flux.atom",
        f"/conversations/badge/{badge.pk}/",
        f"/signaler/badge/{badge.pk}/",
    ]


def saying(client: Client, paths: list[str]) -> set[str]:
    return {path for path in paths if WORD in words(client.get(path))}


def taken(visibility: str = Visibility.LISTED, **values: Any) -> Award:
    return actions.accept(an_award(**values), Answer(Visibility(visibility), shows_name=True, name="Camille"))


@pytest.mark.queries(40)
def test_a_hidden_badge_is_read_nowhere_and_comes_back_whole(client: Client) -> None:
    badge = a_badge(f"Teint en {WORD}")
    before = saying(client, doors(badge))
    assert before == set(doors(badge))
    assert doors(badge)[-1] in words(client.get(badge.get_absolute_url()))
    case = a_hidden(badge, reason="Une tromperie.")
    assert saying(client, doors(badge)) == set()
    assert badge.get_absolute_url() not in words(client.get(f"/recherche/?mots={WORD}"))
    answer = client.get(f"/api/v1/badges/{badge.pk}")
    assert (answer.status_code, "Une tromperie." in answer.json()["detail"]) == (410, True)
    moderation.show_again(case.pk, by=a_steward(), reason="Vrai.", version=case.version)
    assert saying(client, doors(badge)) == before


def test_a_hidden_badge_is_neither_given_nor_changed() -> None:
    signer = a_signer()
    badge = a_badge(by=signer)
    a_hidden(badge)
    with pytest.raises(HiddenThingError):
        actions.award(badge, [Gift()], by=signer)
    with pytest.raises(HiddenThingError):
        actions.change(badge, a_definition("Autre"), by=signer, reason="Mieux.")


def test_a_hidden_award_is_read_by_its_issuer_only_and_comes_back(client: Client) -> None:
    signer = a_signer()
    award = actions.accept(
        an_award(by=signer, narrative=f"A teint en {WORD}."),
        Answer(Visibility.LISTED, shows_name=True, name="Camille"),
    )
    page = award.get_absolute_url()
    report = f"/signaler/attribution/{award.pk}/"
    paths = [page, f"{page}badge.json", f"{page}imprimer/", f"/api/v1/awards/{award.code}"]
    before = saying(client, paths)
    assert page in before
    assert report in words(client.get(page))
    assert WORD not in words(client.get(report))
    etag = client.get("/api/v1/badges")["ETag"]
    case = a_hidden(award, reason="Des faits inventés.")
    assert saying(client, paths) == set()
    answer = client.get(page)
    assert (answer.status_code, "Des faits inventés." in words(answer)) == (410, True)
    assert page not in words(client.get("/"))
    assert page not in words(client.get("/badges/"))
    assert client.get("/api/v1/badges", headers={"If-None-Match": etag}).status_code == 200
    assert not shown_awards().filter(pk=award.pk).exists()
    client.force_login(signer)
    assert WORD in words(client.get(page))
    client.logout()
    moderation.show_again(case.pk, by=a_steward(), reason="Vrai.", version=case.version)
    assert saying(client, paths) == before


def test_an_award_is_hidden_with_its_badge(client: Client) -> None:
    award = taken()
    assert shown_awards().filter(pk=award.pk).exists()
    a_hidden(award.version.achievement)
    assert client.get(award.get_absolute_url()).status_code == 410
    assert not shown_awards().filter(pk=award.pk).exists()


def test_what_its_holder_does_not_show_is_not_reported_by_its_number(client: Client) -> None:
    for award in (an_award(), taken(Visibility.PRIVATE)):
        path = f"/signaler/attribution/{award.pk}/"
        assert client.get(path).status_code == 404
        assert client.post(path, {"ground": "false"}).status_code == 404
    assert not Case.objects.exists()


def test_reporting_by_number_tells_neither_the_address_nor_the_name_of_an_award(client: Client) -> None:
    award = taken(Visibility.LINK, narrative=WORD)
    told = words(client.get(f"/signaler/attribution/{award.pk}/"))
    assert award.code not in told
    assert "Camille" not in told
    assert WORD not in told
    sent = client.post(f"/signaler/attribution/{award.pk}/", {"ground": "false"})
    assert award.code not in sent.get("Location", "")


def test_the_person_who_has_a_hidden_badge_still_reads_it(client: Client) -> None:
    holder = a_person()
    award = actions.accept(an_award(), Answer(Visibility.LISTED, shows_name=True, name="Camille"), by=holder)
    a_hidden(award)
    client.force_login(holder)
    assert client.get(award.get_absolute_url()).status_code == 200
