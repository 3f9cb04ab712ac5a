"""Commons carried away by the export and brought into an empty instance; the API reads the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.commons import actions
from terreau.commons.formats import public_sets
from terreau.commons.models import Commons, CommonsRule, Light, Means, Side, WikiPage
from terreau.commons.tests.builders import a_commons
from terreau.needs.tests.builders import a_need, a_person
from terreau.participation.tests.builders import a_hidden

if TYPE_CHECKING:
    from django.test import Client

    from terreau.people.models import User

pytestmark = pytest.mark.django_db


def a_whole_commons(person: User) -> Commons:
    commons = a_commons(
        "Four à pain", by=person, needs=[a_need().pk], holders=["Le fournil"], licence_said="CC BY-SA"
    )
    actions.write_page(commons.pk, "Allumer", "Du bois [[Éteindre]]", by=person)
    actions.change_rule(commons.pk, Light.PLACE, "Au café", by=person, version=0, reason="Réunion")
    return commons


def test_what_is_carried_away_comes_back_the_same() -> None:
    commons = a_whole_commons(a_person())
    kept = [(one, [dict(row) for row in one.rows()]) for one in public_sets()]
    WikiPage.objects.all().delete()
    CommonsRule.objects.all().delete()
    Commons.objects.all().delete()
    for one, rows in kept:
        assert one.there() == 0
        assert one.take(rows) == len(rows) == 1
    back = Commons.objects.get(pk=commons.pk)
    assert (back.title, back.licence_spdx, back.needs.count()) == ("Four à pain", "CC-BY-SA-4.0", 1)
    assert back.members.get().name == "Le fournil"
    assert WikiPage.objects.get().written_as == "Nadia"
    again = [[dict(row) for row in one.rows()] for one in public_sets()]
    assert again[0][0]["title"] == kept[0][1][0]["title"]
    assert again[2] == kept[2][1]
    for one, rows in kept:
        if one.page:
            name, text = one.page(rows[0])
            assert name
            assert rows[0]["title"] in text


def test_what_is_hidden_is_not_carried_away() -> None:
    commons = a_whole_commons(a_person())
    a_hidden(commons)
    assert [list(one.rows()) for one in public_sets()] == [[], [], []]


def test_the_api_lists_and_reads_what_the_pages_show(client: Client) -> None:
    person = a_person()
    commons = a_whole_commons(person)
    actions.say_wish(commons.pk, Side.SOUGHT, Means.TIME, "Deux heures", by=person)
    found = client.get("/api/v1/commons?q=pain&seeks=time").json()
    assert (found["total"], found["items"][0]["licence_open"]) == (1, True)
    one = client.get(f"/api/v1/commons/{commons.pk}").json()
    assert (one["holders"], one["wishes"][0]["words"]) == (["Le fournil"], "Deux heures")
    assert client.get(f"/api/v1/commons/{commons.pk}/pages").json()[0]["title"] == "Allumer"
    assert client.get("/api/v1/commons/4040").status_code == 404
    a_hidden(commons)
    assert client.get(f"/api/v1/commons/{commons.pk}").status_code == 410
    assert client.get("/api/v1/commons").json()["total"] == 0
