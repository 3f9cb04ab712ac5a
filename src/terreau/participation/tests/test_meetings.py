"""Meetings about a need: proposed, moved, cancelled, found in the agenda, told to those who follow."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone
from icalendar import Calendar

from terreau.foundation.errors import NotAllowedError
from terreau.needs import actions as needs
from terreau.participation import actions
from terreau.participation.actions import Appointment
from terreau.participation.errors import (
    CannotMeetError,
    ChangedThingError,
    MeetingTermsError,
    TooManyMeetingsError,
)
from terreau.participation.models import JournalLine, Letter, Meeting
from terreau.participation.queries import following
from terreau.participation.slots.meetings import agenda_of
from terreau.participation.tests import builders
from terreau.people import actions as people

if TYPE_CHECKING:
    from django.test import Client, RequestFactory
    from pytest_django import DjangoAssertNumQueries

    from terreau.needs.models import Need
    from terreau.people.models import User

pytestmark = pytest.mark.django_db
HOSTILE = "Atelier; vélos, fin\\ \r\nEND:VCALENDAR\r\nBEGIN:VEVENT"


def soon(days: int = 7, hours: int = 0) -> dt.datetime:
    return timezone.now().replace(second=0, microsecond=0) + dt.timedelta(days=days, hours=hours)


def told(title: str = "Réparer les vélos", **values: Any) -> Appointment:
    return Appointment(title, **{"starts_at": soon(), "place": "Maison des habitants", **values})


def a_meeting(need: Need | None = None, *, by: User | None = None, **values: Any) -> Meeting:
    return actions.plan_meeting(need or builders.a_need(), told(**values), by=by or builders.a_mediator())


def form(**values: Any) -> dict[str, Any]:
    local = timezone.localtime(soon())
    return {
        "title": "Réparer les vélos",
        "starts_at": local.strftime("%Y-%m-%dT%H:%M"),
        "ends_at": (local + dt.timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M"),
        "place": "Maison des habitants",
        "territory": "Grenoble",
        "voice": "me",
        **values,
    }


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def events(client: Client, path: str = "/agenda.ics") -> list[Any]:
    answer = client.get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_a_meeting_is_proposed_moved_cancelled_and_followed_all_along(client: Client) -> None:
    author, follower = builders.a_person(), builders.a_person()
    need = builders.a_need(by=author)
    builders.a_follow(follower, need)
    client.force_login(author)
    plan = f"/rendez-vous/besoin/{need.pk}/proposer/"
    assert plan in page(client, need.get_absolute_url())
    assert "Grenoble" in page(client, plan)
    made = client.post(plan, form())
    meeting = Meeting.objects.get()
    assert made["Location"] == meeting.get_absolute_url()
    assert "Réparer les vélos" in page(client, need.get_absolute_url())
    assert "Maison des habitants" in page(client, "/agenda/")
    changed = form(place="Salle des fêtes", reason="Plus de place.", version=1)
    assert client.post(f"{meeting.get_absolute_url()}modifier/", changed).status_code == 302
    assert "Salle des fêtes" in page(client, meeting.get_absolute_url())
    client.post(f"{meeting.get_absolute_url()}annuler/", {"reason": "Il neige."})
    assert "Il neige." in page(client, meeting.get_absolute_url())
    assert "Annulé" in page(client, "/agenda/")
    lines = list(JournalLine.objects.filter(kind="participation.meeting").order_by("number"))
    assert [line.verb for line in lines] == ["plan-meeting", "change-meeting", "cancel-meeting"]
    assert "Plus de place." in lines[1].reason
    actions.make_letters(timezone.now() + dt.timedelta(days=1))
    assert set(Letter.objects.get(user=follower).told.values_list("line", flat=True)) == {
        line.number for line in lines
    }


def test_followers_of_the_theme_and_of_the_territory_are_told_once() -> None:
    need, person = builders.a_need(), builders.a_person()
    for word, key in (("theme", "mobilite"), ("territoire", "38185")):
        builders.a_follow(person, word=word, key=key)
    builders.a_follow(person, need)
    meeting = a_meeting(need)
    last = following.last_line()
    follows = person.follows.order_by("pk")
    assert following.news_for(person.pk, follows, last) == [last]
    assert JournalLine.objects.get(number=last).thing == str(meeting.pk)


def test_the_calendar_says_it_as_other_programs_read_it(client: Client) -> None:
    need = builders.a_need()
    meeting = a_meeting(need, ends_at=soon(7, 2), description="Apportez **vos** clés.")
    [event] = events(client)
    assert str(event["SUMMARY"]) == "Réparer les vélos"
    assert event["DTSTART"].dt == meeting.starts_at
    assert event["DTEND"].dt == meeting.ends_at
    assert str(event["LOCATION"]) == "Maison des habitants"
    assert "Apportez vos clés." in str(event["DESCRIPTION"])
    assert need.title in str(event["DESCRIPTION"])
    assert str(event["URL"]).endswith(meeting.get_absolute_url())


def test_a_meeting_keeps_its_name_and_counts_its_changes(client: Client) -> None:
    mediator = builders.a_mediator()
    meeting = a_meeting(by=mediator)
    path = f"/rendez-vous/{meeting.pk}.ics"
    [before] = events(client, path)
    actions.change_meeting(meeting.pk, told(starts_at=soon(8)), by=mediator, version=1)
    [moved] = events(client, path)
    actions.cancel_meeting(meeting.pk, by=mediator, reason="Trop peu de monde.")
    [gone] = events(client, path)
    assert before["UID"] == moved["UID"] == gone["UID"]
    assert [int(one["SEQUENCE"]) for one in (before, moved, gone)] == [0, 1, 2]
    assert [str(one["STATUS"]) for one in (moved, gone)] == ["CONFIRMED", "CANCELLED"]
    assert before["DTSTAMP"].dt <= moved["DTSTAMP"].dt


def test_what_did_not_change_costs_a_line(client: Client) -> None:
    a_meeting()
    first = client.get("/agenda.ics")
    again = client.get("/agenda.ics", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_hostile_words_stay_words_in_the_calendar(client: Client) -> None:
    a_meeting(title=HOSTILE, place=HOSTILE, description=HOSTILE)
    [event] = events(client)
    assert str(event["SUMMARY"]) == "Atelier; vélos, fin\\ END:VCALENDAR BEGIN:VEVENT"
    assert event.errors == []


def test_hostile_words_stay_words_on_the_pages(client: Client) -> None:
    meeting = a_meeting(title="<script>alert(1)</script>", description="<img src=x onerror=alert(1)>")
    for path in (meeting.get_absolute_url(), "/agenda/", f"/historique/rendez-vous/{meeting.pk}/"):
        shown = page(client, path)
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


def test_the_agenda_is_in_order_and_narrowed_by_theme_and_territory(client: Client) -> None:
    builders.a_metropolis()
    far = builders.a_territory("93066", "Saint-Denis")
    here = builders.a_need(theme="mobility")
    there = builders.a_need("De l’eau au marché", theme="water", territories=[far])
    a_meeting(here, title="Second", starts_at=soon(9))
    a_meeting(there, title="Premier", starts_at=soon(8))
    a_meeting(here, title="Passé hier").__class__.objects.filter(title="Passé hier").update(
        starts_at=soon(-1)
    )
    shown = page(client, "/agenda/")
    assert shown.index("Premier") < shown.index("Second")
    assert "Passé hier" not in shown
    assert [str(one["SUMMARY"]) for one in events(client)] == ["Passé hier", "Premier", "Second"]
    for query, kept in (
        ("territoire=200040715", ["Second"]),
        ("territoire=93066", ["Premier"]),
        ("theme=eau", ["Premier"]),
        ("theme=eau&territoire=38185", []),
    ):
        found = [str(one["SUMMARY"]) for one in events(client, f"/agenda.ics?{query}")]
        assert [title for title in found if title != "Passé hier"] == kept, query
        assert ("Premier" in page(client, f"/agenda/?{query}")) == ("Premier" in kept)


@pytest.mark.parametrize(
    "query", ["theme=zzz", "territoire=zzzzzz", "depuis=hier", "depuis=9999-99-99T00:00"]
)
def test_a_filter_that_is_not_understood_is_said(client: Client, query: str) -> None:
    assert "notice bad" in page(client, f"/agenda/?{query}")
    assert client.get(f"/agenda.ics?{query}").status_code == 404


def test_a_long_agenda_comes_page_by_page(client: Client) -> None:
    mediator, need = builders.a_mediator(), builders.a_need()
    for number in range(45):
        a_meeting(need, by=mediator, title=f"Séance {number:02}", starts_at=soon(7, number))
    first = page(client, "/agenda/")
    assert first.count("Séance ") == 40
    later = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "Séance 44" in page(client, later)
    assert "Séance 39" not in page(client, later)


def test_the_page_of_a_territory_leads_to_its_agenda_without_a_question(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert agenda_of(rf.get("/"), "38185").more_url == "/agenda/?territoire=38185"


def test_an_empty_agenda_says_how_to_fill_it(client: Client) -> None:
    assert "proposent un rendez-vous" in page(client, "/agenda/")
    assert events(client) == []


def test_those_who_may_propose_and_those_who_may_not(client: Client) -> None:
    author = builders.a_person()
    need = builders.a_need(by=author)
    for person in (author, builders.a_steward(), builders.a_mediator()):
        assert actions.plan_meeting(need, told(), by=person).organised_by == person
    with pytest.raises(NotAllowedError):
        actions.plan_meeting(need, told(), by=builders.a_person())
    client.force_login(builders.a_person())
    page(client, f"/rendez-vous/besoin/{need.pk}/proposer/", 403)
    assert (
        "proposer" not in page(client, need.get_absolute_url()).split("Rendez-vous")[1].split("</section>")[0]
    )


def test_nobody_speaks_for_an_organisation_they_are_not_in() -> None:
    need, mediator = builders.a_need(), builders.a_mediator()
    with pytest.raises(NotAllowedError):
        actions.plan_meeting(need, told(), by=mediator, organisation=builders.an_organisation())


def test_only_organisers_holders_and_stewards_change_it() -> None:
    author = builders.a_person()
    meeting = a_meeting(builders.a_need(by=author))
    for number, person in enumerate((author, builders.a_steward()), start=1):
        actions.change_meeting(meeting.pk, told(f"Essai {number}"), by=person, version=number)
    for stranger in (builders.a_person(), builders.a_mediator()):
        with pytest.raises(NotAllowedError):
            actions.change_meeting(meeting.pk, told(), by=stranger, version=3)
        with pytest.raises(NotAllowedError):
            actions.cancel_meeting(meeting.pk, by=stranger, reason="Non.")


def test_two_people_who_change_it_at_once_do_not_lose_a_word() -> None:
    mediator = builders.a_mediator()
    meeting = a_meeting(by=mediator)
    actions.change_meeting(meeting.pk, told("Un"), by=mediator, version=1)
    with pytest.raises(ChangedThingError):
        actions.change_meeting(meeting.pk, told("Deux"), by=mediator, version=1)


def test_what_was_cancelled_changes_no_more() -> None:
    mediator = builders.a_mediator()
    meeting = a_meeting(by=mediator)
    actions.cancel_meeting(meeting.pk, by=mediator, reason="Il neige.")
    with pytest.raises(NotAllowedError):
        actions.change_meeting(meeting.pk, told(), by=mediator, version=2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "}, {"place": ""}, {"starts_at": soon(-1)}, {"ends_at": soon(6)}, {"ends_at": soon(90)},
        {"starts_at": soon(5000)}, {"online": "javascript:alert(1)"}, {"online": "ftp://exemple.fr"},
    ],
)  # fmt: skip
def test_a_meeting_that_does_not_hold_together_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(MeetingTermsError):
        a_meeting(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""}, {"place": "", "online": ""}, {"starts_at": "hier"}, {"starts_at": "2020-01-01T10:00"},
        {"ends_at": "2020-01-01T10:00"}, {"online": "javascript:alert(1)"}, {"voice": "org-99"},
        {"territory": "Nulle-Part-sur-Rien"},
    ],
)  # fmt: skip
def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(client: Client, wrong: dict[str, Any]) -> None:
    mediator, need = builders.a_mediator(), builders.a_need()
    client.force_login(mediator)
    answer = client.post(f"/rendez-vous/besoin/{need.pk}/proposer/", form(description="Gardé.", **wrong))
    assert answer.status_code == 422
    assert "Gardé." in answer.content.decode()
    assert not Meeting.objects.exists()


def test_a_form_sent_twice_makes_one_meeting() -> None:
    mediator, need, key = builders.a_mediator(), builders.a_need(), uuid4()
    first = actions.plan_meeting(need, told(), by=mediator, key=key)
    assert actions.plan_meeting(need, told(), by=mediator, key=key) == first


def test_meetings_about_one_thing_are_bounded() -> None:
    mediator, need = builders.a_mediator(), builders.a_need()
    for _number in range(50):
        a_meeting(need, by=mediator)
    with pytest.raises(TooManyMeetingsError):
        a_meeting(need, by=mediator)


def test_one_does_not_meet_about_a_meeting_nor_about_a_need_that_joined_another() -> None:
    steward = builders.a_steward()
    meeting = a_meeting(by=steward)
    with pytest.raises(CannotMeetError):
        actions.plan_meeting(meeting, told(), by=steward)
    author, other = builders.a_person(), builders.a_need("Le même besoin")
    need = builders.a_need(by=author)
    proposal = needs.propose_merge(need.pk, other.pk, by=steward, reason="Pareil.")
    needs.accept_merge(proposal.pk, by=author, target=other.pk)
    need.refresh_from_db()
    with pytest.raises(CannotMeetError):
        actions.plan_meeting(need, told(), by=steward)


def test_a_hidden_need_hides_its_meetings(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from terreau.foundation.slots import hidden_among

    meeting = a_meeting()
    weight_and_key = (1, "test.hides.needs")
    offers = [
        *hidden_among._offers,
        (*weight_and_key, lambda model, keys: set(keys) if model == "needs.need" else None),
    ]
    monkeypatch.setattr(hidden_among, "_offers", offers)
    for path in (
        meeting.get_absolute_url(),
        f"/rendez-vous/{meeting.pk}.ics",
        f"/historique/rendez-vous/{meeting.pk}/",
    ):
        assert client.get(path).status_code == 404
    assert events(client) == []
    assert meeting.title not in page(client, "/agenda/")


def test_the_history_of_a_meeting_is_read_and_put_back(client: Client) -> None:
    mediator = builders.a_mediator()
    meeting = a_meeting(by=mediator)
    actions.change_meeting(meeting.pk, told(place="Salle des fêtes"), by=mediator, version=1)
    first, last = meeting.history.order_by("history_id").values_list("history_id", flat=True)
    assert "Salle des fêtes" in page(client, f"/historique/rendez-vous/{meeting.pk}/{last}/")
    client.force_login(mediator)
    path = f"/historique/rendez-vous/{meeting.pk}/{first}/retablir/"
    assert client.post(path, {"reason": "La salle est prise.", "seen": last}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.place, meeting.version) == ("Maison des habitants", 3)
    assert JournalLine.objects.filter(verb="restore-meeting").count() == 1


def test_a_meeting_stays_without_the_name_of_a_deleted_account(client: Client) -> None:
    author = builders.a_person("Nadia")
    meeting = a_meeting(builders.a_need(by=author), by=author)
    assert "Nadia" in page(client, meeting.get_absolute_url())
    people.delete_account(author)
    for path in (meeting.get_absolute_url(), f"/historique/rendez-vous/{meeting.pk}/"):
        assert "Nadia" not in page(client, path)


@pytest.mark.queries(14)
def test_the_agenda_costs_a_bounded_number_of_questions(client: Client) -> None:
    mediator = builders.a_mediator()
    for number in range(12):
        a_meeting(builders.a_need(f"Besoin numéro {number}"), by=mediator, starts_at=soon(7, number))
    page(client, "/agenda/")
    events(client)


def test_the_end_of_a_notice_is_in_the_agenda(client: Client) -> None:
    author, steward = builders.a_person(), builders.a_steward()
    need, other = builders.a_need("Un besoin orphelin", by=author), builders.a_need("Le même besoin")
    proposal = needs.propose_merge(need.pk, other.pk, by=steward, reason="Pareil.")
    people.delete_account(author)
    needs.announce_merge(proposal.pk, by=steward)
    [event] = events(client)
    assert "Un besoin orphelin" in str(event["SUMMARY"])
    assert timezone.localdate(event["DTSTART"].dt) == timezone.localdate() + dt.timedelta(days=7)
