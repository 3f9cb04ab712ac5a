"""The page of a commons, its changes, its history, what it looks for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from terreau.commons import actions
from terreau.commons.actions.wishes import MOST_WISHES
from terreau.commons.errors import CommonsChangedError, TooManyWishesError
from terreau.commons.models import Means, Side
from terreau.commons.tests.builders import a_commons, a_description
from terreau.foundation.errors import NotAllowedError
from terreau.needs.tests.builders import a_need, a_person, a_steward
from terreau.participation.models import JournalLine

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
HOSTILE = "</script><script>alert(1)</script> [clic](javascript:alert(1)) ![x](http://mal.example/x.png)"


def typed(commons: Any, **values: Any) -> dict[str, Any]:
    """What the form of the sheet sends."""
    return {
        "title": commons.title,
        "tagline": commons.tagline,
        "kinds": commons.kinds,
        "territories": "Grenoble",
        "theme": "other",
        "maturity": "used",
        "version": commons.version,
        **values,
    }


def linked_data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_a_steward_completes_the_sheet_and_the_page_shows_it(client: Client) -> None:
    person = a_person()
    commons = a_commons(by=person)
    client.force_login(person)
    sent = typed(
        commons,
        step_what="Monter le deuxième pied",
        step_when="2027-03-01",
        step_cost="1200",
        contact="atelier@exemple.org",
        sources="https://forge.exemple.org/atelier Plans du pied",
        datasets="https://data.exemple.org/velos",
        reason="Après la réunion",
    )
    page = client.post(f"/communs/{commons.pk}/modifier/", sent, follow=True).content.decode()
    assert "Monter le deuxième pied" in page
    assert "1\u202f200 €" in page
    assert "Plans du pied" in page
    assert "data.exemple.org/velos" in page
    assert "Après la réunion" in client.get(f"/historique/commun/{commons.pk}/").content.decode()


def test_two_people_who_edit_the_sheet_at_once_are_told_and_lose_nothing(client: Client) -> None:
    person = a_person()
    commons = a_commons(by=person)
    actions.edit(commons.pk, a_description("Un autre titre"), by=person, version=1)
    client.force_login(person)
    answer = client.post(f"/communs/{commons.pk}/modifier/", typed(commons, story="Ce que j’ai écrit"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Un autre titre" in page
    assert "Ce que j’ai écrit" in page
    with pytest.raises(CommonsChangedError):
        actions.edit(commons.pk, a_description(), by=person, version=1)


def test_only_those_who_care_for_it_and_stewards_change_it(client: Client) -> None:
    commons = a_commons()
    with pytest.raises(NotAllowedError):
        actions.edit(commons.pk, a_description(), by=a_person(), version=1)
    client.force_login(a_person())
    assert client.get(f"/communs/{commons.pk}/modifier/").status_code == 403
    assert client.get(f"/communs/{commons.pk}/cherche/").status_code == 403
    actions.edit(commons.pk, a_description(), by=a_steward(), version=1)


def test_an_earlier_version_is_put_back_with_its_needs(client: Client) -> None:
    person, need = a_person(), a_need()
    commons = a_commons("Le premier titre", by=person, needs=[need.pk])
    changed = actions.edit(
        commons.pk, a_description("Le second titre", needs=[need.pk]), by=person, version=1
    )
    first = changed.history.order_by("history_id").first()
    client.force_login(person)
    seen = changed.history.latest("history_id").history_id
    sent = {"seen": seen, "reason": "Le premier disait mieux"}
    client.post(f"/historique/commun/{commons.pk}/{first.history_id}/retablir/", sent)
    commons.refresh_from_db()
    assert commons.title == "Le premier titre"
    assert list(commons.needs.order_by("pk")) == [need]


def test_what_is_looked_for_and_offered_stands_on_the_page_until_it_ends(client: Client) -> None:
    person = a_person()
    commons = a_commons(by=person)
    client.force_login(person)
    sent = {"side": "sought", "means": "place", "words": "Une salle le samedi"}
    page = client.post(f"/communs/{commons.pk}/cherche/", sent, follow=True).content.decode()
    assert "Une salle le samedi" in page
    assert commons.title in client.get("/communs/?cherche=lieu").content.decode()
    wish = commons.wishes.get()
    client.post(f"/communs/{commons.pk}/cherche/{wish.pk}/", {"outcome": "Trouvée à la médiathèque"})
    assert "Une salle le samedi" not in client.get(commons.get_absolute_url()).content.decode()
    assert client.get(f"/communs/{commons.pk}/cherche/{wish.pk}/").status_code == 404
    assert JournalLine.objects.filter(verb="end-wish").latest("number").reason == "Trouvée à la médiathèque"


def test_wishes_are_bounded_and_said_once() -> None:
    person = a_person()
    commons = a_commons(by=person)
    for number in range(MOST_WISHES):
        actions.say_wish(commons.pk, Side.OFFERED, Means.TIME, f"{number} heures", by=person)
    actions.say_wish(commons.pk, Side.OFFERED, Means.TIME, "1 heures", by=person)
    assert commons.wishes.count() == MOST_WISHES
    with pytest.raises(TooManyWishesError):
        actions.say_wish(commons.pk, Side.OFFERED, Means.TIME, "Encore", by=person)


def test_script_never_reaches_the_page(client: Client) -> None:
    commons = a_commons(HOSTILE[:100], tagline=HOSTILE, story=HOSTILE, contact=HOSTILE, licence_said=HOSTILE)
    page = client.get(commons.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert '<img src="http' not in page
    assert linked_data(page)["name"] == HOSTILE[:100]


def test_an_address_that_is_no_web_address_is_refused(client: Client) -> None:
    person = a_person()
    commons = a_commons(by=person)
    client.force_login(person)
    for line in ("javascript:alert(1)", "ftp://x.example/", "https://moi:secret@exemple.org/", "rien"):
        answer = client.post(f"/communs/{commons.pk}/modifier/", typed(commons, sites=line))
        assert answer.status_code == 422


def test_linked_data_says_kind_licence_and_place(client: Client) -> None:
    commons = a_commons(
        kinds=["software", "data"], licence_said="AGPL-3.0-or-later", holders=["Un collectif"]
    )
    data = linked_data(client.get(commons.get_absolute_url()).content.decode())
    assert data["@type"] == ["SoftwareSourceCode", "Dataset", "CreativeWork"]
    assert "AGPL" in data["license"]
    assert data["spatialCoverage"][0]["identifier"] == "38185"
    assert data["maintainer"][0]["name"] == "Un collectif"


def test_what_moderation_hides_is_shown_nowhere(client: Client) -> None:
    from terreau.participation.tests.builders import a_hidden

    need = a_need()
    commons = a_commons("Un titre à cacher", needs=[need.pk])
    a_hidden(commons)
    assert client.get(commons.get_absolute_url()).status_code == 410
    for path in ("/communs/", "/communs/flux.atom", "/communs/communs.csv", f"/besoins/{need.pk}/"):
        assert "Un titre à cacher" not in client.get(path).content.decode()


def test_a_page_costs_a_visitor_a_bounded_number_of_queries(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    commons = a_commons(needs=[a_need().pk], holders=["A", "B"])
    client.get(commons.get_absolute_url())
    with django_assert_max_num_queries(17):  # its own nine, and what each room below shows
        client.get(commons.get_absolute_url())


def test_sheets_are_printed_with_the_address_that_leads_back(client: Client) -> None:
    commons = a_commons()
    assert f"/communs/{commons.pk}/" in client.get(f"/communs/{commons.pk}/feuille/").content.decode()
    assert "Données" in client.get("/communs/feuille/").content.decode()


def test_a_commons_that_is_not_there_says_so(client: Client) -> None:
    answer = client.get("/communs/4040/")
    assert answer.status_code == 404
    assert "Aucun commun ne porte le numéro 4040" in answer.content.decode()
