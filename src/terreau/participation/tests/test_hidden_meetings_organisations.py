"""Meetings and organisations are reported, hidden, read nowhere any more, and shown again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db.models import Max

from terreau.config.operate.exporting import all_sets
from terreau.participation import actions
from terreau.participation.errors import HiddenThingError
from terreau.participation.models import Case, Meeting, Notice
from terreau.participation.tests import builders
from terreau.participation.tests.test_hidden_everywhere import WORD, words
from terreau.participation.tests.test_meetings import soon, told
from terreau.people import actions as people
from terreau.people.actions import delete_account

if TYPE_CHECKING:
    from django.test import Client

    from terreau.people.models import Organisation

pytestmark = pytest.mark.django_db


def a_meeting() -> Meeting:
    organiser = builders.a_mediator()
    need = builders.a_need("Réparer", by=organiser)
    return actions.plan_meeting(need, told(f"Atelier {WORD}", description=WORD), by=organiser)


def doors(meeting: Meeting) -> list[str]:
    return [
        meeting.get_absolute_url(),
        f"/api/v1/meetings/{meeting.pk}",
        "/api/v1/meetings",
        "/agenda/",
        "/agenda.ics",
        f"/besoins/{meeting.thing}/",
        "/journal/",
        "/journal/flux.atom",
        "/journal/flux.json",
        f"/historique/rendez-vous/{meeting.pk}/",
        f"/conversations/rendez-vous/{meeting.pk}/",
        f"/signaler/rendez-vous/{meeting.pk}/",
    ]


def test_a_hidden_meeting_is_read_nowhere_and_comes_back_whole(client: Client) -> None:
    meeting = a_meeting()
    before = {path for path in doors(meeting) if WORD in words(client.get(path))}
    assert before >= {*doors(meeting)[:9], doors(meeting)[-1]}
    assert doors(meeting)[-1] in words(client.get(meeting.get_absolute_url()))
    case = builders.a_hidden(meeting, reason="Inventé.")
    assert {path for path in doors(meeting) if WORD in words(client.get(path))} == set()
    assert client.get(meeting.get_absolute_url()).status_code == 410
    answer = client.get(f"/api/v1/meetings/{meeting.pk}")
    assert (answer.status_code, "Inventé." in answer.json()["detail"]) == (410, True)
    actions.show_again(case.pk, by=builders.a_steward(), reason="Vrai.", version=case.version)
    assert {path for path in doors(meeting) if WORD in words(client.get(path))} == before


def test_a_hidden_meeting_does_not_take_the_place_of_others_in_the_agenda(client: Client) -> None:
    hidden, need = a_meeting(), builders.a_need("Autre")
    actions.plan_meeting(need, told("Visible", starts_at=soon(8)), by=builders.a_mediator())
    builders.a_hidden(hidden)
    from terreau.foundation.slots import Dates
    from terreau.participation.queries.meetings import dated_meetings

    assert [one.title for one in dated_meetings(Dates(soon(-1), most=1))] == ["Visible"]
    assert "Visible" in words(client.get("/agenda/"))


def test_nothing_is_done_to_a_hidden_meeting_whose_organiser_is_told_and_may_contest() -> None:
    meeting = a_meeting()
    organiser = meeting.organised_by
    assert organiser is not None
    case = builders.a_hidden(meeting)
    assert Notice.objects.filter(user=organiser).exists()
    with pytest.raises(HiddenThingError):
        actions.cancel_meeting(meeting.pk, by=organiser, reason="Il neige.")
    with pytest.raises(HiddenThingError):
        actions.change_meeting(meeting.pk, told("Autre"), by=organiser, version=meeting.version)
    actions.appeal(case.pk, "C’est vrai.", by=organiser)
    delete_account(organiser)
    meeting.refresh_from_db()
    assert meeting.organised_by is None


def an_organisation() -> Organisation:
    holder = builders.a_person()
    made = people.declare_organisation(
        holder, name=f"Les {WORD}s", kind="association", territory=builders.a_territory()
    )
    made.slug = "les-teinturiers"  # a page that refuses says again the address that was asked
    made.save()
    return made


def doors_of(organisation: Organisation) -> list[str]:
    return [
        organisation.get_absolute_url(),
        "/organisations/",
        "/journal/",
        "/journal/flux.atom",
        f"/historique/organisation/{organisation.pk}/",
        f"/signaler/organisation/{organisation.pk}/",
    ]


def test_a_hidden_organisation_is_read_nowhere_and_comes_back_whole(client: Client) -> None:
    organisation = an_organisation()
    before = {path for path in doors_of(organisation) if WORD in words(client.get(path))}
    assert before == set(doors_of(organisation))
    assert doors_of(organisation)[-1] in words(client.get(organisation.get_absolute_url()))
    case = builders.a_hidden(organisation, reason="Un faux nom.")
    assert {path for path in doors_of(organisation) if WORD in words(client.get(path))} == set()
    answer = client.get(organisation.get_absolute_url())
    assert (answer.status_code, "Un faux nom." in words(answer)) == (410, True)
    actions.show_again(case.pk, by=builders.a_steward(), reason="Vrai.", version=case.version)
    assert {path for path in doors_of(organisation) if WORD in words(client.get(path))} == before


def test_a_hidden_organisation_is_neither_changed_nor_joined_but_can_be_left(client: Client) -> None:
    organisation = an_organisation()
    member = builders.a_member(organisation)
    builders.a_hidden(organisation)
    holder = organisation.belongings.exclude(user=member).get().user
    assert Notice.objects.filter(user=holder).exists()
    client.force_login(holder, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = organisation.get_absolute_url()
    for path in ("modifier/", "invitations/"):
        assert client.post(f"{page}{path}", {"email": "a@exemple.fr"}).status_code == 410, path
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(f"{page}quitter/")
    assert not organisation.belongings.filter(user=member).exists()


def test_an_export_carries_nothing_a_hidden_organisation_says() -> None:
    organisation, other = an_organisation(), builders.an_organisation("Les autres")
    builders.a_hidden(organisation)
    [rows] = [list(one.rows()) for one in all_sets() if one.key == "organisations"]
    told_of = {row["id"]: row for row in rows}
    assert WORD not in str(told_of[organisation.pk])
    assert told_of[other.pk]["name"] == other.name


@pytest.mark.parametrize("key", ["0", "999999999999999999", "9" * 40, "-1", "x", "1%00"])
def test_reporting_what_does_not_exist_opens_no_case(client: Client, key: str) -> None:
    for slug in ("rendez-vous", "organisation", "badge", "attribution", "territoire"):
        assert client.get(f"/signaler/{slug}/{key}/").status_code in {404, 400}
        assert client.post(f"/signaler/{slug}/{key}/", {"ground": "false"}).status_code in {404, 400}
    assert Case.objects.aggregate(last=Max("pk"))["last"] is None
