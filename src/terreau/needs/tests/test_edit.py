"""Changing what a need says."""

from __future__ import annotations

import pytest

from terreau.foundation.errors import NotAllowedError
from terreau.needs import actions
from terreau.needs.errors import ChangedMeanwhileError
from terreau.needs.tests import builders

pytestmark = pytest.mark.django_db


def test_the_raiser_edits_and_every_version_is_kept_with_its_reason() -> None:
    person = builders.a_person()
    need = builders.a_need(by=person)
    telling = builders.a_telling(
        "Rentrer tard sans voiture", territories=[builders.a_territory("38151", "Échirolles")]
    )
    actions.edit(need.pk, telling, by=person, version=1, reason="Plus simple")
    need.refresh_from_db()
    assert (need.title, need.version, need.place_names) == ("Rentrer tard sans voiture", 2, "Échirolles")
    assert [link.territory_id for link in need.territory_links.all()] == ["38151"]
    last = need.history.order_by("history_id").last()
    assert (last.history_user, last.history_change_reason) == (person, "Plus simple")


def test_two_people_who_edit_at_once_lose_nothing() -> None:
    person = builders.a_person()
    need = builders.a_need(by=person)
    actions.edit(need.pk, builders.a_telling("Titre de l’un"), by=builders.a_steward(), version=1)
    with pytest.raises(ChangedMeanwhileError) as stopped:
        actions.edit(need.pk, builders.a_telling("Titre de l’autre"), by=person, version=1)
    assert [change.after for change in stopped.value.changes] == ["Titre de l’un"]
    need.refresh_from_db()
    assert need.title == "Titre de l’un"


def test_a_stranger_edits_nothing() -> None:
    with pytest.raises(NotAllowedError):
        actions.edit(builders.a_need().pk, builders.a_telling(), by=builders.a_person(), version=1)
