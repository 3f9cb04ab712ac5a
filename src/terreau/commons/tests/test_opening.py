"""Opening a commons: from a need, by a person, by a mediator for a group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from terreau.commons import actions
from terreau.commons.models import Commons, Kind, Member, Role
from terreau.commons.tests.builders import a_commons, a_description
from terreau.foundation.errors import NotAllowedError
from terreau.needs.actions import Voice
from terreau.needs.tests.builders import a_mediator, a_member, a_need, a_person, a_territory, an_organisation
from terreau.participation.models import JournalLine

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def sheet(**values: Any) -> dict[str, Any]:
    """What a form sends."""
    a_territory()
    return {
        "title": "Carte des points d’eau",
        "tagline": "Où remplir sa gourde, dit par celles et ceux qui marchent.",
        "kinds": ["data", "knowledge"],
        "territories": "Grenoble",
        "theme": "water",
        "licence_said": "Licence Ouverte",
        "key": str(uuid4()),
        **values,
    }


def test_a_need_leads_to_a_commons_that_answers_it(client: Client) -> None:
    need = a_need()
    page = client.get(f"/besoins/{need.pk}/").content.decode()
    assert f"/communs/ouvrir/?besoin={need.pk}" in page
    client.force_login(a_person())
    form = client.get(f"/communs/ouvrir/?besoin={need.pk}").content.decode()
    assert need.title in form
    assert f'value="{need.pk}"' in form
    answer = client.post("/communs/ouvrir/", sheet(needs=str(need.pk)), follow=True)
    assert need.title in answer.content.decode()
    assert "Carte des points d’eau" in client.get(f"/besoins/{need.pk}/").content.decode()


def test_it_is_public_from_its_first_version_and_read_without_an_account(client: Client) -> None:
    client.force_login(a_person())
    opened = client.post("/communs/ouvrir/", sheet())
    client.logout()
    page = client.get(opened.headers["Location"].split("?")[0]).content.decode()
    assert "Carte des points d’eau" in page
    assert "Compléter la fiche" not in page


def test_what_a_visitor_writes_waits_for_them_to_sign_in(client: Client) -> None:
    answer = client.post("/communs/ouvrir/", sheet())
    assert "/compte/connexion/" in answer.headers["Location"]
    assert Commons.objects.count() == 0
    client.force_login(a_person())
    form = client.get("/communs/ouvrir/").content.decode()
    assert "Carte des points d’eau" in form
    assert 'value="data" id="id_kinds_0" checked' in form


def test_a_form_sent_twice_opens_one_commons(client: Client) -> None:
    client.force_login(a_person())
    sent = sheet()
    client.post("/communs/ouvrir/", sent)
    client.post("/communs/ouvrir/", sent)
    assert Commons.objects.count() == 1
    assert JournalLine.objects.filter(kind="commons.commons", verb="open").count() == 1


def test_the_key_of_somebody_else_opens_nothing(client: Client) -> None:
    sent = sheet()
    client.force_login(a_person())
    client.post("/communs/ouvrir/", sent)
    client.force_login(a_person())
    assert client.post("/communs/ouvrir/", sent).status_code == 409


def test_the_licence_is_understood_from_what_people_write() -> None:
    commons = a_commons(licence_said="Licence Ouverte")
    assert (commons.licence_spdx, commons.licence_open) == ("etalab-2.0", True)
    closed = a_commons(licence_said="CC BY-NC-SA 4.0")
    assert (closed.licence_spdx, closed.licence_open) == ("CC-BY-NC-SA-4.0", False)
    unknown = a_commons(licence_said="à voir avec la mairie")
    assert (unknown.licence_spdx, unknown.licence_open) == ("", None)


def test_the_page_says_in_plain_words_whether_the_licence_is_open(client: Client) -> None:
    said = {
        "Licence Ouverte": "Ouverte.",
        "CC BY-NC 4.0": "Pas ouverte.",
        "ma licence": "On ne sait pas dire",
    }
    for licence, words in said.items():
        commons = a_commons(licence_said=licence)
        assert words in client.get(commons.get_absolute_url()).content.decode()
    page = client.get(a_commons().get_absolute_url()).content.decode()
    assert "La licence n’est pas encore choisie" in page


def test_who_opens_it_cares_for_it_and_an_organisation_holds_it() -> None:
    organisation = an_organisation()
    person = a_member(organisation)
    commons = a_commons(by=person, voice=Voice(organisation=organisation))
    assert Member.objects.get(commons=commons, user=person).role == Role.STEWARD
    assert Member.objects.get(commons=commons, organisation=organisation).role == Role.HOLDER


def test_a_mediator_opens_it_for_a_group_without_accounts_and_stays_unnamed(client: Client) -> None:
    mediator = a_mediator("Leïla")
    client.force_login(mediator)
    sent = sheet(
        holders="Le jardin des Quatre Vents", paper_place="Maison des habitants", paper_date="2026-03-02"
    )
    page = client.post("/communs/feuille/saisir/", sent, follow=True).content.decode()
    assert "un groupe, avec l’aide de" in page
    assert "Le jardin des Quatre Vents" in page
    assert "Maison des habitants" in page
    assert "Leïla" not in page
    assert "Leïla" not in client.get(f"/historique/commun/{Commons.objects.get().pk}/").content.decode()


def test_only_mediators_open_for_a_group(client: Client) -> None:
    client.force_login(a_person())
    assert client.get("/communs/feuille/saisir/").status_code == 403
    with pytest.raises(NotAllowedError):
        a_commons(voice=Voice(for_someone=True))


def test_holders_of_the_register_are_linked_and_others_keep_their_name() -> None:
    organisation = an_organisation("Terre de Liens")
    commons = a_commons(holders=[organisation.name.upper(), "Un collectif sans page"])
    held = Member.objects.filter(commons=commons, role=Role.HOLDER).order_by("pk")
    assert [(one.organisation, one.name) for one in held] == [
        (organisation, ""),
        (None, "Un collectif sans page"),
    ]


def test_a_new_account_does_not_publish_links_in_bulk(client: Client) -> None:
    client.force_login(a_person())
    story = "Voyez https://exemple.org"
    codes = [client.post("/communs/ouvrir/", sheet(story=story)).status_code for _ in range(4)]
    assert codes == [302, 302, 302, 429]


def test_a_form_with_faults_says_each_and_keeps_what_was_typed(client: Client) -> None:
    client.force_login(a_person())
    sent = sheet(title="", needs="999999, rien", territories="Nulle part du tout")
    answer = client.post("/communs/ouvrir/", sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "« rien » n’est pas un besoin." in page
    assert "Où remplir sa gourde" in page


def test_kinds_that_do_not_exist_are_refused(client: Client) -> None:
    client.force_login(a_person())
    assert client.post("/communs/ouvrir/", sheet(kinds=["weapon"])).status_code == 422
    with pytest.raises(ValueError, match="weapon"):
        actions.open_commons(a_description(kinds=["weapon"]), by=a_person())
    assert a_commons(kinds=[Kind.DATA, Kind.SOFTWARE]).kind_names == "Données, Logiciel"
