"""Decisions, the nine lights, uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from terreau.commons import actions
from terreau.commons.actions import Usage
from terreau.commons.errors import DecisionClosedError, RuleChangedError, UnknownDecisionError, UseGoneError
from terreau.commons.models import CommonsRule, Decision, Light, Use
from terreau.commons.queries.ready_texts import TEXTS
from terreau.commons.tests.builders import a_commons
from terreau.foundation.errors import NotAllowedError
from terreau.needs.tests.builders import a_member, a_person, an_organisation
from terreau.participation.errors import ReasonNeededError

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_question_its_options_the_outcome_and_the_reasons_stay(client: Client) -> None:
    steward, member = a_person(), a_person()
    commons = a_commons(by=steward)
    actions.join(commons.pk, by=member)
    client.force_login(member)
    sent = {"question": "Quel jour ouvrir ?", "options": "Samedi\nDimanche\n", "context": "Un seul jour"}
    path = client.post(f"/communs/{commons.pk}/decisions/poser/", sent).headers["Location"]
    assert client.post(path, {"outcome": "Samedi", "reasons": "Moi"}).status_code == 403
    client.force_login(steward)
    assert client.post(path, {"outcome": "Jamais", "reasons": "?"}).status_code == 422
    client.post(path, {"outcome": "Samedi", "reasons": "Le marché est le samedi."})
    client.logout()
    page = client.get(path).content.decode()
    assert "<strong>Samedi</strong>" in page
    assert "Le marché est le samedi." in page
    assert "Quel jour ouvrir" in client.get(f"/communs/{commons.pk}/communaute/").content.decode()
    with pytest.raises(DecisionClosedError):
        actions.drop(commons.pk, Decision.objects.get().pk, by=steward, reasons="Trop tard")


def test_only_the_community_asks_and_one_answer_is_no_question(client: Client) -> None:
    steward = a_person()
    commons = a_commons(by=steward)
    with pytest.raises(NotAllowedError):
        actions.ask(commons.pk, "Et moi ?", ["a", "b"], by=a_person())
    client.force_login(steward)
    sent = {"question": "Quel jour ?", "options": "Samedi"}
    assert client.post(f"/communs/{commons.pk}/decisions/poser/", sent).status_code == 422
    with pytest.raises(UnknownDecisionError):
        actions.decide(commons.pk, 999_999, by=steward, outcome="a", reasons="b")


def test_nine_lights_are_each_present_or_missing_with_a_ready_text(client: Client) -> None:
    assert set(TEXTS) == set(Light)
    commons = a_commons()
    page = client.get(f"/communs/{commons.pk}/regles/").content.decode()
    assert page.count("Rien n’est écrit.") == 9
    assert "0 repère" in page
    assert "Où vont les conflits" in page
    assert page.count("Un texte à adapter") == 9


def test_a_rule_starts_from_the_ready_text_and_keeps_its_versions(client: Client) -> None:
    steward = a_person()
    commons = a_commons(by=steward)
    client.force_login(steward)
    path = f"/communs/{commons.pk}/regles/conflits/"
    assert "Un conflit se porte à" in client.get(path).content.decode()
    client.post(path, {"text": "Un conflit se porte au café du mardi.", "version": "0", "reason": "Réunion"})
    page = client.get(f"/communs/{commons.pk}/regles/").content.decode()
    assert "café du mardi" in page
    assert "1 repère sur neuf" in page
    assert client.post(path, {"text": "Autre", "version": "0", "reason": "En retard"}).status_code == 409
    client.post(path, {"text": "Un conflit se porte au café du jeudi.", "version": "1", "reason": "Fermé"})
    rule = CommonsRule.objects.get()
    history = client.get(f"/historique/regle/{rule.pk}/").content.decode()
    assert "Fermé" in history
    first, last = rule.history.earliest("history_id"), rule.history.latest("history_id")
    sent = {"seen": last.history_id, "reason": "Rouvert"}
    client.post(f"/historique/regle/{rule.pk}/{first.history_id}/retablir/", sent)
    rule.refresh_from_db()
    assert "mardi" in rule.text


def test_a_rule_says_which_decision_changed_it(client: Client) -> None:
    steward = a_person()
    commons = a_commons(by=steward)
    decision = actions.ask(commons.pk, "Qui entre ?", ["Tous", "Voisins"], by=steward)
    said: dict[str, Any] = {"by": steward, "version": 0, "reason": "Voté", "decision": decision.pk}
    with pytest.raises(UnknownDecisionError):
        actions.change_rule(commons.pk, Light.BOUNDARIES, "Tous", **said)
    actions.decide(commons.pk, decision.pk, by=steward, outcome="Tous", reasons="Plus simple")
    actions.change_rule(commons.pk, Light.BOUNDARIES, "Tous", **said)
    assert "Qui entre" in client.get(f"/communs/{commons.pk}/regles/").content.decode()


def test_rules_are_changed_by_those_who_care_with_a_reason() -> None:
    steward = a_person()
    commons = a_commons(by=steward)
    with pytest.raises(NotAllowedError):
        actions.change_rule(commons.pk, Light.FIT, "x", by=a_person(), version=0, reason="y")
    with pytest.raises(ReasonNeededError):
        actions.change_rule(commons.pk, Light.FIT, "x", by=steward, version=0, reason=" ")
    with pytest.raises(RuleChangedError):
        actions.change_rule(commons.pk, Light.FIT, "x", by=steward, version=4, reason="y")


def test_a_light_that_does_not_exist_is_not_found(client: Client) -> None:
    client.force_login(a_person())
    assert client.get(f"/communs/{a_commons().pk}/regles/neon/").status_code == 404
    assert client.get("/historique/regle/999999999999999999999/").status_code == 404


def test_an_organisation_says_that_it_uses_it(client: Client) -> None:
    organisation = an_organisation("Mairie de Saint-Martin")
    person = a_member(organisation)
    commons = a_commons()
    client.force_login(person)
    sent = {
        "organisation": str(organisation.pk),
        "purpose": "Prêt de vélos aux agents",
        "since": "2026-01-05",
        "used_version": "2.1",
        "evidence": "https://mairie.example/velos",
    }
    client.post(f"/communs/{commons.pk}/usages/dire/", sent)
    client.logout()
    page = client.get(f"/communs/{commons.pk}/usages/").content.decode()
    for words in (organisation.name, "Prêt de vélos aux agents", "2.1", "mairie.example"):
        assert words in page
    assert (
        "<strong>1</strong> <span>organisation l’utilise"
        in client.get(commons.get_absolute_url()).content.decode()
    )


def test_nobody_says_a_use_for_an_organisation_that_is_not_theirs(client: Client) -> None:
    commons, passer = a_commons(), a_person()
    for usage in (Usage("Voler", organisation=an_organisation()), Usage("Voler", name="Mairie")):
        with pytest.raises(NotAllowedError):
            actions.say_use(commons.pk, usage, by=passer)
    client.force_login(passer)
    answer = client.post(f"/communs/{commons.pk}/usages/dire/", {"name": "Mairie", "purpose": "Voler"})
    assert answer.status_code == 422


def test_those_who_care_name_any_user_and_say_when_it_is_over(client: Client) -> None:
    steward = a_person()
    commons = a_commons(by=steward)
    client.force_login(steward)
    client.post(f"/communs/{commons.pk}/usages/dire/", {"name": "École du bourg", "purpose": "Atelier"})
    use = Use.objects.get()
    assert client.post(f"/communs/{commons.pk}/usages/dire/", {"purpose": "Rien"}).status_code == 422
    with pytest.raises(NotAllowedError):
        actions.end_use(commons.pk, use.pk, by=a_person())
    client.post(f"/communs/{commons.pk}/usages/{use.pk}/finir/")
    with pytest.raises(UseGoneError):
        actions.end_use(commons.pk, use.pk, by=steward)
    assert "jusqu’au" in client.get(f"/communs/{commons.pk}/usages/").content.decode()
