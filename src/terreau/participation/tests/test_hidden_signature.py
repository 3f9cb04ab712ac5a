"""What a hidden organisation signed stays, and its name is read nowhere until it is shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from terreau.config.operate.exporting import all_sets
from terreau.needs import actions as needs
from terreau.needs.actions import Voice
from terreau.participation import actions
from terreau.participation.tests import builders
from terreau.participation.tests.file_builders import a_file
from terreau.participation.tests.test_hidden_everywhere import WORD, words
from terreau.participation.tests.test_meetings import told
from terreau.people.models import Organisation, Role
from terreau.recognition.models import Issuer
from terreau.recognition.tests.people import a_badge

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(db: None) -> Organisation:  # noqa: ARG001 - asked for what it does
    return builders.an_organisation(f"Les {WORD}s")


@pytest.fixture
def signed(organisation: Organisation) -> list[str]:
    """Every address where its name is read under something else than itself."""
    holder = builders.a_member(organisation, Role.HOLDER)
    mediator = builders.a_member(organisation, Role.MEDIATOR)
    need = needs.raise_need(
        builders.a_telling("Réparer les vélos", territories=[builders.a_territory()]),
        by=holder,
        voice=Voice(organisation=organisation),
    )
    today = timezone.localdate()
    needs.count_on_paper(need.pk, 3, place="Marché", date=today, by=mediator, organisation=organisation)
    builders.a_comment(need, "Nous avons un local.", by=holder, organisation=organisation)
    helped = needs.raise_need(
        builders.a_telling("Un banc devant la poste", territories=[builders.a_territory()]),
        by=mediator,
        voice=Voice(organisation=organisation, for_someone=True),
    )
    photo = a_file(need, by=holder, organisation=organisation)
    meeting = actions.plan_meeting(need, told("Atelier"), by=holder, organisation=organisation)
    badge = a_badge(by=holder).get_absolute_url()
    Issuer.objects.update(slug="teinturiers")  # what is signed names this address: it never changes
    talk = f"/conversations/besoin/{need.pk}/"
    return [
        need.get_absolute_url(),
        helped.get_absolute_url(),
        f"{need.get_absolute_url()}feuille/",
        "/besoins/flux.atom",
        "/besoins/besoins.csv",
        f"/api/v1/needs/{need.pk}",
        f"/historique/besoin/{need.pk}/",
        talk,
        f"{talk}flux.atom",
        f"/api/v1/conversations/besoin/{need.pk}",
        photo.get_absolute_url(),
        f"/api/v1/files/besoin/{need.pk}",
        meeting.get_absolute_url(),
        f"/api/v1/meetings/{meeting.pk}",
        f"/historique/rendez-vous/{meeting.pk}/",
        "/journal/",
        f"/journal/?qui=o:{organisation.slug}",
        "/journal/flux.atom",
        "/journal/flux.json",
        "/",
        badge,
        "/badges/",
        "/badges/flux.atom",
        "/api/v1/badges",
        f"{badge}versions/1/badge.json",
    ]


def saying(client: Client, paths: list[str]) -> set[str]:
    return {path for path in paths if WORD in words(client.get(path))}


@pytest.mark.queries(40)
def test_the_name_is_read_nowhere_while_it_is_hidden_and_everywhere_afterwards(
    client: Client, organisation: Organisation, signed: list[str]
) -> None:
    before = saying(client, signed)
    assert set(signed) - before <= {f"{signed[0]}feuille/", "/"}
    etags = {path: client.get(path).headers.get("ETag", "") for path in before}
    case = builders.a_hidden(organisation)
    assert saying(client, signed) == set()
    assert organisation.get_absolute_url() not in words(client.get(signed[0]))
    for path, etag in etags.items():
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 200, path
    actions.show_again(case.pk, by=builders.a_steward(), reason="Vrai.", version=case.version)
    assert saying(client, signed) == before


@pytest.mark.usefixtures("signed")
def test_an_export_carries_the_name_under_nothing(organisation: Organisation) -> None:
    builders.a_hidden(organisation)
    for one in all_sets():
        assert WORD not in str([{**row, "title": ""} for row in one.rows()]), one.key


def test_paper_counts_and_journal_filters_do_not_say_its_word_in_addresses(
    client: Client, organisation: Organisation, signed: list[str]
) -> None:
    path = f"/api/v1/needs/{signed[0].strip('/').rpartition('/')[2]}/paper-counts"
    assert client.get(path).json()["items"][0]["organisation"] == organisation.slug
    builders.a_hidden(organisation)
    assert client.get(path).json()["items"][0]["organisation"] is None
    assert f"o:{organisation.slug}" not in words(client.get("/journal/"))


def test_a_migration_repeats_what_was_hidden_before_it() -> None:
    hidden, shown = builders.an_organisation(), builders.an_organisation()
    builders.a_hidden(hidden)
    Organisation.objects.update(is_hidden=False)
    from importlib import import_module

    from django.apps import apps

    migration = import_module("terreau.participation.migrations.0009_journal_places_seal")
    migration.repeat_hiding(apps, None)
    assert [Organisation.objects.get(pk=one.pk).is_hidden for one in (hidden, shown)] == [True, False]


def test_a_commons_it_opened_and_uses_does_not_name_it(client: Client, organisation: Organisation) -> None:
    from terreau.commons.queries import page
    from terreau.commons.tests import builders as commoning

    holder = builders.a_member(organisation, Role.HOLDER)
    commons = commoning.a_commons(by=holder, voice=Voice(organisation=organisation))
    assert WORD in words(client.get(commons.get_absolute_url()))
    builders.a_hidden(organisation)
    assert WORD not in words(client.get(commons.get_absolute_url()))
    assert page.stamp_of(commons.pk)
