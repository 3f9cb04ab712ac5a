"""Counting on paper, deciding of merges, changing a meeting, reporting: through the API as on the pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from terreau.needs.models import MergeProposal, PaperSupport, Status
from terreau.needs.tests.builders import a_proposal
from terreau.participation.models import JournalLine, Report
from terreau.participation.tests import builders
from terreau.participation.tests.builders import a_token
from terreau.participation.tests.test_api_writing import secret_of, send
from terreau.people.models import Role, User

pytestmark = pytest.mark.django_db
SHEET = {"count": 12, "place": "Marché  du village", "date": "2026-01-10"}


def raiser(pk: int) -> User:
    return User.objects.get(needs_raised=pk)


def test_a_mediator_enters_a_paper_count_once() -> None:
    need, secret, key = builders.a_need(), secret_of(builders.a_mediator(), "count"), "feuille-1"
    for _time in range(2):
        counted = send("post", f"/needs/{need.pk}/paper-counts", SHEET, secret, key=key)
        assert counted.status_code == 201, counted.content
    told = counted.json()
    assert (told["count"], told["place"], told["supports"]) == (12, "Marché du village", 12)
    paper = PaperSupport.objects.get()
    assert paper.organisation is not None
    assert told["organisation"] == paper.organisation.slug
    assert JournalLine.objects.get(verb="count-on-paper").thing == str(need.pk)


def test_only_those_who_mediate_count_on_paper_and_only_for_their_organisations() -> None:
    path = f"/needs/{builders.a_need().pk}/paper-counts"
    assert send("post", path, SHEET, secret_of(builders.a_person(), "count")).status_code == 403
    elsewhere = {**SHEET, "organisation": builders.an_organisation().slug}
    assert send("post", path, elsewhere, secret_of(builders.a_mediator(), "count")).status_code == 404
    organisation = builders.an_organisation()
    _token, secret = a_token(builders.a_member(organisation, Role.HOLDER), "count", organisation=organisation)
    assert send("post", path, SHEET, secret).status_code == 403
    assert not PaperSupport.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"count": 0}, 422), ({"count": 10_001}, 422), ({"count": "12"}, 422), ({"count": True}, 422),
        ({"place": " "}, 422), ({"place": "a\x00b"}, 422), ({"place": "\x85"}, 422),
        ({"date": 0}, 422), ({"date": "0"}, 422), ({"date": "2026-02-30"}, 422), ({"date": "10/01"}, 422),
        ({"date": "2999-01-01"}, 409), ({"date": "1999-12-31"}, 409),
    ],
)  # fmt: skip
def test_a_sheet_that_cannot_be_is_refused(wrong: dict[str, object], status: int) -> None:
    path, secret = f"/needs/{builders.a_need().pk}/paper-counts", secret_of(builders.a_mediator(), "count")
    answer = send("post", path, {**SHEET, **wrong}, secret)
    assert answer.status_code == status
    assert answer.json()["remedy"]
    assert not PaperSupport.objects.exists()


def test_who_raised_a_need_reads_what_is_proposed_and_accepts_it() -> None:
    other, need = builders.a_need(), builders.a_need("Rentrer le soir")
    proposal = a_proposal(need, other)
    listed = send("get", f"/needs/{need.pk}/merges").json()["items"]
    assert [(one["id"], one["target"], one["status"]) for one in listed] == [(proposal.pk, other.pk, "open")]
    path, secret = f"/needs/{need.pk}/merges/{proposal.pk}/accept", secret_of(raiser(need.pk), "merge")
    moved = send("post", path, {"target": need.pk}, secret)
    assert (moved.status_code, moved.json()["type"]) == (409, "urn:terreau:problem:changed-meanwhile")
    accepted = send("post", path, {"target": other.pk}, secret)
    assert accepted.json()["id"] == other.pk
    assert send("get", f"/needs/{need.pk}").json()["merged_into"] == other.pk
    assert send("post", path, {"target": other.pk}, secret).status_code == 409


def test_who_raised_a_need_refuses_and_says_why() -> None:
    other, need = builders.a_need(), builders.a_need("Rentrer le soir")
    path = f"/needs/{need.pk}/merges/{a_proposal(need, other).pk}/refuse"
    secret = secret_of(raiser(need.pk), "merge")
    assert send("post", path, {"reason": ""}, secret).status_code == 422
    refused = send("post", path, {"reason": "Je parle du train."}, secret).json()
    assert (refused["status"], refused["decision_reason"]) == ("refused", "Je parle du train.")


def test_nobody_else_decides_nor_by_another_address() -> None:
    other, need = builders.a_need(), builders.a_need("Rentrer le soir")
    proposal, asked = a_proposal(need, other), {"target": other.pk}
    path = f"/needs/{need.pk}/merges/{proposal.pk}/accept"
    for stranger in (raiser(other.pk), builders.a_steward()):
        assert send("post", path, asked, secret_of(stranger, "merge")).status_code == 403
    organisation = builders.an_organisation()
    _token, secret = a_token(raiser(need.pk), "merge")
    astray = f"/needs/{other.pk}/merges/{proposal.pk}/accept"
    assert send("post", astray, asked, secret).status_code == 404
    builders.a_member(organisation, Role.HOLDER)
    holder = builders.a_member(organisation, Role.HOLDER)
    mine = builders.a_need("Le bus du matin", by=holder)
    away = a_proposal(mine, other)
    _token, secret = a_token(holder, "merge", organisation=organisation)
    refused = send("post", f"/needs/{mine.pk}/merges/{away.pk}/refuse", {"reason": "Non."}, secret)
    assert refused.status_code == 403
    assert set(MergeProposal.objects.values_list("status", flat=True)) == {Status.OPEN}


def test_a_program_changes_a_meeting_it_has_read() -> None:
    person = builders.a_person()
    need, secret = builders.a_need(by=person), secret_of(person, "meet")
    soon = (timezone.now() + timedelta(days=3)).isoformat()
    asked = {"title": "Réparer les vélos", "starts_at": soon, "place": "Au local"}
    number = send("post", f"/meetings/besoin/{need.pk}", asked, secret).json()["id"]
    changed = {**asked, "place": "À la gare", "version": 1, "reason": "Le local est pris."}
    told = send("put", f"/meetings/{number}", changed, secret).json()
    assert (told["place"], told["version"]) == ("À la gare", 2)
    assert "Le local est pris." in JournalLine.objects.get(verb="change-meeting").reason
    stale = send("put", f"/meetings/{number}", changed, secret)
    assert (stale.status_code, stale.json()["type"]) == (409, "urn:terreau:problem:changed-thing")
    nowhere = send("put", f"/meetings/{number}", {**changed, "version": 2, "place": ""}, secret)
    assert nowhere.status_code == 409
    stranger = secret_of(builders.a_person(), "meet")
    assert send("put", f"/meetings/{number}", {**changed, "version": 2}, stranger).status_code == 403
    organisation = builders.an_organisation()
    _token, secret = a_token(builders.a_steward(), "meet")
    assert send("put", f"/meetings/{number}", {**changed, "version": 2}, secret).status_code == 200
    _token, secret = a_token(builders.a_member(organisation, Role.HOLDER), "meet", organisation=organisation)
    assert send("put", f"/meetings/{number}", {**changed, "version": 3}, secret).status_code == 403


def test_a_program_reports_a_need_and_a_message_once() -> None:
    person, need = builders.a_person(), builders.a_need()
    comment, secret = builders.a_comment(need), secret_of(person, "report")
    for path in (f"/reports/besoin/{need.pk}", f"/reports/message/{comment.pk}"):
        for _time in range(2):
            told = send("post", path, {"ground": "private", "text": "Mon adresse y est."}, secret)
            assert told.status_code == 201, told.content
        assert told.json()["about"].startswith("http")
    assert [one.reporter for one in Report.objects.all()] == [person, person]


@pytest.mark.parametrize(
    "wrong", [{}, {"ground": "zzz"}, {"ground": "other"}, {"ground": "false", "text": "a\x00"}]
)
def test_a_report_that_says_nothing_is_refused(wrong: dict[str, str]) -> None:
    path, secret = f"/reports/besoin/{builders.a_need().pk}", secret_of(builders.a_person(), "report")
    assert send("post", path, wrong, secret).status_code == 422
    assert not Report.objects.exists()


def test_what_is_hidden_unknown_or_not_moderated_cannot_be_reported() -> None:
    secret, need = secret_of(builders.a_person(), "report"), builders.a_need()
    builders.a_hidden(need)
    said = {"ground": "advert"}
    assert send("post", f"/reports/besoin/{need.pk}", said, secret).status_code == 410
    assert send("post", "/reports/besoin/999999", said, secret).status_code == 404
    assert send("post", "/reports/inconnu/1", said, secret).status_code == 404


def test_reports_in_bulk_are_slowed_down_by_both_doors_together() -> None:
    path, secret = f"/reports/besoin/{builders.a_need().pk}", secret_of(builders.a_person(), "report")
    answers = [send("post", path, {"ground": "advert"}, secret) for _time in range(21)]
    assert [one.status_code for one in answers].count(201) == 20
    assert int(answers[-1]["Retry-After"]) > 0
