"""Who decides, once, and what becomes of a decision."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from terreau.foundation.errors import NotAllowedError, TooManyRequestsError
from terreau.participation import actions, retention
from terreau.participation.errors import (
    AppealClosedError,
    CaseSettledError,
    NotAModeratorError,
    ReasonNeededError,
    SomeoneElseError,
)
from terreau.participation.models import Appeal, Case, CaseState, Ground, JournalLine, Notice, Report
from terreau.participation.queries import moderation
from terreau.participation.tests import builders
from terreau.people.actions import delete_account

pytestmark = pytest.mark.django_db
LEAVE = actions.Decision("Rien à redire.")


def test_one_person_reports_a_thing_once_and_others_join_the_same_case() -> None:
    need, person = builders.a_need(), builders.a_person()
    first = builders.a_report(need, by=person)
    assert builders.a_report(need, "insult", by=person) == first
    builders.a_report(need, "insult", by=builders.a_person())
    builders.a_report(need)
    told = moderation.dossier(Case.objects.get().pk)
    assert (told.accounts, told.visitors, len(told.reports)) == (2, 1, 3)


def test_a_form_of_report_sent_twice_is_one_report() -> None:
    need, key = builders.a_need(), uuid4()
    said = actions.Complaint(Ground.FALSE)
    assert actions.report(need, said, key=key) == actions.report(need, said, key=key)
    assert Report.objects.count() == 1


def test_what_was_left_as_it_is_can_be_reported_again() -> None:
    need, steward = builders.a_need(), builders.a_steward()
    case = builders.a_report(need, by=builders.a_person()).case
    actions.decide(case.pk, LEAVE, by=steward, version=1)
    assert builders.a_report(need).case != case
    line = JournalLine.objects.order_by("number").last()
    assert line is not None
    assert (line.verb, line.reason) == ("leave", "Rien à redire.")


def test_a_second_decision_on_the_same_case_is_told_of_the_first_and_changes_nothing() -> None:
    need = builders.a_need()
    case = builders.a_report(need).case
    one, other = builders.a_steward(), builders.a_steward()
    actions.decide(case.pk, actions.Decision("Faux.", Ground.FALSE), by=one, version=1)
    browser = Client()
    browser.force_login(other)
    page = reverse("participation:case", args=(case.pk,))
    answer = browser.post(page, {"decision": "leave", "reason": "Vrai.", "version": "1"})
    assert answer.status_code == 409
    assert "Pendant que vous lisiez, une décision a été prise\u00a0: masqué" in answer.content.decode()
    with pytest.raises(CaseSettledError, match="masqué"):
        actions.decide(case.pk, LEAVE, by=other, version=1)
    assert JournalLine.objects.filter(verb__in=("hide", "leave")).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_stewards_who_decide_at_the_same_moment_one_is_told_and_nothing_is_done_twice() -> None:
    need, stewards = builders.a_need(), [builders.a_steward(), builders.a_steward()]
    case = builders.a_report(need, by=builders.a_person()).case
    mail.outbox.clear()
    start, ended = Barrier(2), []

    def decide(steward: object) -> None:
        start.wait()
        try:
            actions.decide(case.pk, actions.Decision("Faux.", Ground.FALSE), by=steward, version=1)  # type: ignore[arg-type]
            ended.append("done")
        except CaseSettledError:
            ended.append("told")
        finally:
            connection.close()

    threads = [Thread(target=decide, args=(steward,)) for steward in stewards]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["done", "told"]
    assert JournalLine.objects.filter(verb="hide").count() == 1
    assert Notice.objects.filter(key__startswith="decided:").count() == 1
    assert Notice.objects.filter(key__startswith="hidden:").count() == 1
    actions.send_letters()
    assert len([one for one in mail.outbox if "masqué" in one.subject]) == 1


def test_only_who_moderates_decides_and_gives_a_reason() -> None:
    case = builders.a_report(builders.a_need()).case
    for stranger in (builders.a_person(), builders.a_mediator()):
        with pytest.raises(NotAllowedError):
            actions.decide(case.pk, LEAVE, by=stranger, version=1)
    with pytest.raises(ReasonNeededError):
        actions.decide(case.pk, actions.Decision(" \x00 "), by=builders.a_steward(), version=1)
    assert Case.objects.get().state == CaseState.OPEN


def test_nobody_judges_their_own_words_while_somebody_else_can() -> None:
    steward = builders.a_steward()
    case = builders.a_report(builders.a_need(by=steward)).case
    other = builders.a_steward()
    with pytest.raises(SomeoneElseError):
        actions.decide(case.pk, LEAVE, by=steward, version=1)
    other.delete()
    actions.decide(case.pk, LEAVE, by=steward, version=1)


def test_a_steward_alone_may_answer_the_appeal_against_their_own_decision() -> None:
    author, steward = builders.a_person(), builders.a_steward()
    case = builders.a_hidden(builders.a_need(by=author), by=steward)
    actions.appeal(case.pk, "Non.", by=author)
    case.refresh_from_db()
    actions.answer_appeal(case.pk, grant=False, reason="Toujours faux.", by=steward, version=case.version)
    assert Appeal.objects.get().granted is False
    with pytest.raises(AppealClosedError):
        actions.appeal(case.pk, "Encore.", by=author)


def test_showing_again_what_was_contested_grants_the_appeal() -> None:
    author, steward = builders.a_person(), builders.a_steward()
    case = builders.a_hidden(builders.a_need(by=author), by=steward)
    actions.appeal(case.pk, "Non.", by=author)
    case.refresh_from_db()
    actions.show_again(case.pk, by=steward, reason="Je me suis trompée.", version=case.version)
    assert Appeal.objects.get().granted is True


def test_a_decision_is_contested_in_time_or_not_at_all() -> None:
    author = builders.a_person()
    case = builders.a_hidden(builders.a_need(by=author))
    Case.objects.update(decided_at=timezone.now() - retention.APPEAL - timedelta(days=1))
    with pytest.raises(AppealClosedError):
        actions.appeal(case.pk, "Trop tard.", by=author)


@pytest.mark.parametrize("token", ["1", "1:", "1:AAAA", "é" * 300, "x" * 5000])
def test_a_forged_link_contests_nothing(token: str) -> None:
    builders.a_hidden(builders.a_need())
    answer = Client().post(reverse("participation:appeal-by-link", args=(token,)), {"text": "x"})
    assert answer.status_code == 404
    assert not Appeal.objects.exists()


def test_a_stop_link_is_no_appeal_link() -> None:
    from terreau.participation.stop_links import stop_link

    case = builders.a_hidden(builders.a_need())
    token = stop_link(case.pk).rsplit("/", 2)[-2]
    assert (
        Client().post(reverse("participation:appeal-by-link", args=(token,)), {"text": "x"}).status_code
        == 404
    )


def test_a_blocked_author_is_told_and_contests_by_the_link() -> None:
    from terreau.people.actions import block

    author, steward = builders.a_person(), builders.a_steward()
    need = builders.a_need(by=author)
    block(steward, author, "Insultes répétées.")
    builders.a_hidden(need, by=steward)
    actions.send_letters()
    assert [one.subject for one in mail.outbox if one.to == [author.email]]


def test_a_person_asked_to_moderate_reads_reports_and_nothing_else_of_the_desk() -> None:
    steward, helper = builders.a_steward(), builders.a_person("Aïda")
    need = builders.a_need()
    case = builders.a_report(need).case
    browser = Client()
    browser.force_login(helper)
    assert browser.get("/animation/signalements/").status_code == 403
    desk = Client()
    desk.force_login(steward)
    desk.post("/animation/moderation/", {"email": helper.email.upper()})
    assert "Aïda" in desk.get("/animation/moderation/").content.decode()
    assert "Signalements à lire" in browser.get("/mon-espace/").content.decode()
    assert browser.get("/animation/signalements/").status_code == 200
    page = reverse("participation:case", args=(case.pk,))
    browser.post(page, {"decision": "leave", "reason": "Rien.", "version": "1"})
    assert Case.objects.get().state == CaseState.LEFT
    for closed in ("/animation/", "/animation/personnes/", "/animation/moderation/"):
        assert browser.get(closed).status_code == 403
    named = moderation.moderators()[0]
    desk.post(reverse("participation:dismiss-moderator", args=(named.pk,)))
    assert browser.get("/animation/signalements/").status_code == 403


def test_an_address_without_account_is_not_asked_to_moderate() -> None:
    with pytest.raises(NotAModeratorError):
        actions.name_moderator("personne@exemple.fr", by=builders.a_steward())
    with pytest.raises(NotAllowedError):
        actions.name_moderator("personne@exemple.fr", by=builders.a_person())


def test_reports_on_one_thing_are_bounded_whoever_sends_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("terreau.participation.actions.reporting.ON_ONE_THING", "3/d")
    need, other = builders.a_need(), builders.a_need()
    for _time in range(3):
        builders.a_report(need)
    with pytest.raises(TooManyRequestsError):
        builders.a_report(need)
    builders.a_report(other)


def test_who_reported_is_forgotten_after_the_stated_time_and_counts_stay() -> None:
    need = builders.a_need()
    case = builders.a_report(need, text="Je la connais.", by=builders.a_person()).case
    builders.a_report(need, text="Moi aussi.", email="v@exemple.fr")
    actions.decide(case.pk, LEAVE, by=builders.a_steward(), version=1)
    actions.clear_moderation()
    assert Report.objects.exclude(text="").count() == 2
    actions.clear_moderation(timezone.now() + retention.REPORTER + timedelta(days=1))
    assert not Report.objects.exclude(reporter=None, email="", text="").exists()
    assert set(Report.objects.values_list("by_account", flat=True)) == {True, False}
    assert not Notice.objects.exclude(state="waiting").exists()


def test_an_address_left_by_a_visitor_goes_once_the_letter_has_left() -> None:
    builders.a_report(builders.a_need(), email="v@exemple.fr")
    assert Notice.objects.get().address == "v@exemple.fr"
    actions.send_letters()
    assert Notice.objects.get().address == ""
    assert mail.outbox[-1].to == ["v@exemple.fr"]


def test_an_account_that_goes_leaves_its_reports_without_name_nor_words() -> None:
    person, steward = builders.a_person(), builders.a_steward()
    case = builders.a_report(builders.a_need(), text="Je la connais.", by=person).case
    delete_account(person)
    told = Report.objects.get()
    assert (told.reporter, told.text, told.by_account) == (None, "", True)
    builders.a_steward()
    actions.decide(case.pk, LEAVE, by=steward, version=1)
    delete_account(steward)
    assert Case.objects.get().decided_by is None


def test_what_no_room_could_hide_cannot_be_reported() -> None:
    territory = builders.a_territory()
    path = reverse("participation:report", args=("territoire", territory.pk))
    assert Client().get(path).status_code == 404
    assert Client().post(path, {"ground": "false"}).status_code == 404
    assert not Case.objects.exists()


def test_what_waited_in_a_backup_put_back_does_not_leave_again() -> None:
    builders.a_report(builders.a_need(), email="v@exemple.fr")
    assert actions.let_go() == 1
    actions.send_letters()
    assert mail.outbox == []
    assert Notice.objects.get().address == ""
