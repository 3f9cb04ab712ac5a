"""What needs show on the pages of other rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string

from terreau.foundation import slots
from terreau.needs import actions
from terreau.needs import slots as ours
from terreau.needs.models import Need, Support
from terreau.needs.queries.figures import figures
from terreau.needs.tests import builders
from terreau.people.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.test import RequestFactory

    from terreau.foundation.slots import Panel

pytestmark = pytest.mark.django_db


def shown(panel: Panel | None, request: HttpRequest) -> str:
    assert panel is not None
    return render_to_string(panel.template, {"panel": panel.context}, request)


def asked_by(person: User | AnonymousUser, rf: RequestFactory) -> HttpRequest:
    request = rf.get("/")
    request.user = person
    return request


def test_the_front_page_shows_needs_that_move(rf: RequestFactory) -> None:
    builders.a_need("Un bus le soir")
    request = asked_by(AnonymousUser(), rf)
    assert "Un bus le soir" in shown(ours.needs_that_move(request, "38185"), request)


def test_a_territory_shows_its_own_and_what_it_is_made_of(rf: RequestFactory) -> None:
    builders.a_metropolis()
    builders.a_need("Un bus le soir")
    builders.a_need("Ailleurs tout va bien", territories=[builders.a_territory("93066", "Saint-Denis")])
    request = asked_by(AnonymousUser(), rf)
    page = shown(ours.needs_of_territory(request, "200040715"), request)
    assert "Un bus le soir" in page
    assert "Ailleurs" not in page
    panel = ours.needs_of_territory(request, "38151")
    assert panel.more_url == "/besoins/?territoire=38151"
    assert "Exprimer le premier besoin" in shown(panel, request)


def test_a_search_over_everything_finds_needs_with_a_way_to_all_of_them() -> None:
    builders.a_need("Des bus le soir")
    hits = ours.found_needs("bus", "", 5)
    assert [hit.title for hit in hits.hits] == ["Des bus le soir"]
    assert hits.all_url == "/besoins/?mots=bus"


def test_ones_own_page_holds_needs_drafts_and_merges_that_wait(rf: RequestFactory) -> None:
    person = builders.a_person()
    mine = builders.a_need("Mon besoin à moi", by=person)
    actions.keep_draft({"title": "Une idée"}, by=person)
    builders.a_proposal(mine, builders.a_need("Un autre besoin"))
    request = asked_by(person, rf)
    page = shown(ours.my_needs(request), request)
    for words in ("Mon besoin à moi", "Une idée", "On attend votre réponse"):
        assert words in page


def test_stewards_see_what_nobody_has_looked_at_but_no_example(rf: RequestFactory) -> None:
    request = asked_by(builders.a_steward(), rf)
    actions.plant_examples(builders.a_territory())
    assert ours.needs_to_look_at(request) is None
    builders.a_need("À examiner un jour")
    assert "À examiner un jour" in shown(ours.needs_to_look_at(request), request)


def test_a_person_takes_all_their_data_along() -> None:
    person = builders.a_person()
    need = builders.a_need("Mon besoin à moi", by=person)
    actions.support(builders.a_need("Un autre").pk, by=person)
    data = ours.data_of(person.pk).data
    assert isinstance(data, dict)
    assert data["raised"][0]["title"] == need.title
    assert len(data["supports"]) == 1
    assert isinstance(data["raised"][0]["raised_at"], str)


def test_when_an_account_goes_its_name_leaves_everything_public() -> None:
    person = builders.a_person()
    need = builders.a_need(by=person)
    other = builders.a_need("Un autre besoin")
    actions.support(other.pk, by=person)
    builders.a_proposal(need, other, by=person)
    sentence = ours.take_name_off(person.pk, do=False)
    assert "sans votre nom" in sentence
    assert Support.objects.exists()
    ours.take_name_off(person.pk, do=True)
    person.delete()
    need.refresh_from_db()
    other.refresh_from_db()
    assert (need.raised_by, other.account_supports) == (None, 0)
    kept = need.history.get()
    assert (kept.raised_by_id, kept.history_user_id) == (None, None)
    assert need.merges_away.get().history.get().proposed_by_id is None


def test_every_table_that_points_at_a_person_is_named_on_the_privacy_page() -> None:
    named = {model for entry in ours.kept_about_people() for model in entry.models}
    pointing = {
        model._meta.label
        for model in apps.get_app_config("needs").get_models(include_auto_created=True)
        if any(field.related_model is User for field in model._meta.get_fields() if field.many_to_one)
    }
    assert named == pointing


def test_examples_are_never_counted_in_figures() -> None:
    actions.plant_examples(builders.a_territory())
    assert Need.objects.count() == 7
    builders.a_need()
    assert figures().total == 1


def test_everything_is_offered() -> None:
    for slot in (
        slots.front_page_panels,
        slots.territory_panels,
        slots.search_results,
        slots.personal_panels,
    ):
        assert any(key.startswith("terreau.needs.slots.") for _, key, _ in slot._offers)
    for slot in (slots.personal_data, slots.account_deletion, slots.steward_panels, slots.kept_data):  # type: ignore[assignment]
        assert any(key.startswith("terreau.needs.slots.") for _, key, _ in slot._offers)
