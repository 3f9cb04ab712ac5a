"""Pages about much: read by parts, counted whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from terreau.commons.models import Member, Role, Use, WikiPage
from terreau.commons.queries.page import MOST_READ, community_of
from terreau.commons.tests.builders import a_commons
from terreau.people.models import User

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_five_hundred_pages_are_listed_by_parts(client: Client) -> None:
    commons = a_commons()
    WikiPage.objects.bulk_create(
        WikiPage(commons=commons, slug=f"page-{number:03}", title=f"Page {number:03}")
        for number in range(250)
    )
    first = client.get(f"/communs/{commons.pk}/pages/").content.decode()
    assert "Page 099" in first
    assert "Page 100" not in first
    assert "Page 249" in client.get(f"/communs/{commons.pk}/pages/?page=3").content.decode()
    assert "Page 000" in client.get(commons.get_absolute_url()).content.decode()


def test_many_uses_are_read_by_parts(client: Client) -> None:
    commons = a_commons()
    Use.objects.bulk_create(
        Use(commons=commons, name=f"Mairie {number}", purpose="Former") for number in range(90)
    )
    assert client.get(f"/communs/{commons.pk}/usages/").content.decode().count("<tr>") == 41
    assert client.get(f"/communs/{commons.pk}/usages/?page=3").content.decode().count("<tr>") == 11


def test_a_large_community_is_counted_whole_and_names_whoever_cares_whenever_they_came() -> None:
    commons = a_commons()
    people = User.objects.bulk_create(
        User(
            username=f"m{number}",
            email=f"m{number}@example.org",
            shown_name=f"Nom {number}",
            shows_name=shows,
        )
        for number, shows in enumerate([True, False] * 80)
    )
    Member.objects.bulk_create(Member(commons=commons, user=one, role=Role.MEMBER) for one in people)
    Member.objects.bulk_create(
        Member(commons=commons, name=f"Amicale {n}", role=Role.MEMBER) for n in range(5)
    )
    last = User.objects.create(username="z", email="z@example.org", shown_name="Zoé", shows_name=True)
    Member.objects.create(commons=commons, user=last, role=Role.STEWARD)
    told = community_of(commons)
    assert told.total == 1 + 160 + 5 + 1 > MOST_READ
    named_opener = int(
        bool(commons.opened_by and commons.opened_by.shows_name and commons.opened_by.shown_name)
    )
    assert told.unnamed == 80 + 1 - named_opener
    assert "Zoé" in [one.name for one in told.stewards]


def test_a_misspelt_question_is_mended_once_for_all_the_rooms(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get("/recherche/?mots=capteur+jardin")
    known = [one["sql"] for one in asked.captured_queries if '"foundation_knownword"."word" IN' in one["sql"]]
    assert len(known) == 1
