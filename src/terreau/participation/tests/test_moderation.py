"""From a report to a decision, an appeal and its answer: no JavaScript, and often no account."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from terreau.participation import actions
from terreau.participation.models import Appeal, Case, JournalLine, Report
from terreau.participation.tests import builders

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from terreau.people.models import User

pytestmark = pytest.mark.django_db


def words(answer: HttpResponseBase) -> str:
    return answer.getvalue().decode()


def browser(user: User | None = None) -> Client:
    visitor = Client()
    if user is not None:
        visitor.force_login(user)
    return visitor


def letters_to(address: str) -> list[str]:
    actions.send_letters()  # what the worker does once the act stands
    return [f"{one.subject}\n{one.body}" for one in mail.outbox if one.to == [address]]


def case_page() -> str:
    return reverse("participation:case", args=(Case.objects.get().pk,))


def test_a_report_is_handled_contested_and_answered_from_page_to_page() -> None:
    author, steward, second = builders.a_person("Zoé"), builders.a_steward("Ana"), builders.a_steward("Luc")
    need = builders.a_need("Une rumeur inventée", by=author)
    here = need.get_absolute_url()

    # A visitor without an account reports.
    visitor = browser()
    link = re.search(r'href="(/signaler/[^"]+)"', words(visitor.get(here)))
    assert link
    assert "Qu’est-ce qui ne va pas" in words(visitor.get(link[1]))
    answer = visitor.post(link[1], {"ground": "false", "text": "C’est faux.", "email": "v@exemple.fr"})
    assert answer["Location"] == here
    assert "Votre signalement est arrivé" in letters_to("v@exemple.fr")[0]

    # A steward reads it on the desk and hides it, with a public reason.
    desk = browser(steward)
    assert "Signalements à lire" in words(desk.get("/animation/"))
    queue = words(desk.get("/animation/signalements/"))
    assert "Une rumeur inventée" in queue
    assert "1 personne" in queue
    told = words(desk.get(case_page()))
    assert "Le dernier bus part à 20 h 40." in told
    assert "C’est faux." in told
    assert reverse("people:person", args=(author.username,)) in told
    desk.post(case_page(), {"decision": "false", "reason": "Aucune source.", "version": "1"})

    # The page says so, and nothing of it is read anywhere.
    hidden = visitor.get(here)
    assert hidden.status_code == 410
    for said in ("Ce contenu est masqué", "Règle 5", "Aucune source.", "contester"):
        assert said in words(hidden)
    assert "rumeur" not in words(hidden)
    assert "laissé" not in letters_to("v@exemple.fr")[1]
    assert "Aucune source." in letters_to("v@exemple.fr")[1]

    # The author contests by the link of the letter, without signing in.
    (told_author,) = letters_to(author.email)
    contest = re.search(rf"{re.escape(settings.ADDRESS)}(/moderation/contester/\S+)", told_author)
    assert contest
    assert "Dites pourquoi" in words(visitor.get(contest[1]))
    visitor.post(contest[1], {"text": "J’ai une source."})
    assert Appeal.objects.get().text == "J’ai une source."
    assert visitor.post(contest[1], {"text": "Encore."}).status_code == 409

    # Who decided may not say no to the appeal; a second steward answers.
    refused = desk.post(case_page(), {"answer": "uphold", "reason": "Non.", "version": "3"})
    assert refused.status_code == 403
    assert "une autre personne doit répondre" in words(refused)
    assert "J’ai une source." in words(browser(second).get(case_page()))
    browser(second).post(case_page(), {"answer": "grant", "reason": "La source existe.", "version": "3"})
    assert visitor.get(here).status_code == 200
    assert "C’est de nouveau visible" in letters_to(author.email)[-1]
    verbs = list(JournalLine.objects.order_by("number").values_list("verb", "reason"))
    assert [verb for verb, _ in verbs] == ["raise", "hide", "show-again"]
    assert verbs[1][1] == "Règle 5\u00a0: on ne trompe pas les gens. Aucune source."


def test_a_message_is_reported_and_keeps_its_place_without_its_words() -> None:
    author, need = builders.a_person("Zoé"), builders.a_need()
    said = builders.a_comment(need, "Une injure", by=author)
    talk = reverse("participation:conversation", args=("besoin", need.pk))
    report = reverse("participation:report", args=("message", said.pk))
    assert report in words(browser().get(talk))
    reporter = builders.a_person()
    browser(reporter).post(report, {"ground": "insult"})
    assert letters_to(reporter.email)
    browser(builders.a_steward()).post(
        case_page(), {"decision": "insult", "reason": "On ne parle pas ainsi.", "version": "1"}
    )
    for path in (talk, f"{talk}flux.atom", need.get_absolute_url(), "/journal/"):
        assert "Une injure" not in words(browser().get(path)), path
    page = words(browser().get(talk))
    assert "On ne parle pas ainsi." in page
    assert "Zoé" not in page
    assert browser().get(reverse("participation:message", args=(said.pk,))).status_code == 410
    assert browser().get(reverse("participation:history", args=("message", said.pk))).status_code == 410
    assert "On ne parle pas ainsi." in words(browser().get("/journal/"))
    mend = reverse("participation:mend", args=(said.pk,))
    assert browser(author).post(mend, {"text": "Autre chose", "version": 1}).status_code == 410


def test_the_author_contests_signed_in_and_nobody_else() -> None:
    author = builders.a_person()
    need = builders.a_need(by=author)
    browser().post(reverse("participation:report", args=("besoin", need.pk)), {"ground": "advert"})
    browser(builders.a_steward()).post(case_page(), {"decision": "advert", "reason": "Pub.", "version": "1"})
    contest = reverse("participation:appeal", args=(Case.objects.get().pk,))
    assert browser().get(contest).status_code == 302
    assert browser(builders.a_person()).post(contest, {"text": "Pourquoi ?"}).status_code == 403
    assert browser(author).post(contest, {"text": ""}).status_code == 422
    assert browser(author).post(contest, {"text": "C’est un vrai besoin."}).status_code == 302
    assert "contestée" in words(browser().get(Case.objects.get().get_absolute_url()))
    assert Report.objects.get().by_account is False
