"""Drafts and files that wait are kept for a while only."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from terreau.needs import actions
from terreau.needs.actions.drafts import BATCH_KEPT_DAYS, KEPT_DAYS, MOST_DRAFTS
from terreau.needs.errors import TooManyDraftsError
from terreau.needs.models import Batch, Draft
from terreau.needs.tests import builders

pytestmark = pytest.mark.django_db


def test_a_draft_is_written_over_and_not_beside() -> None:
    person = builders.a_person()
    draft = actions.keep_draft({"title": "Un"}, by=person)
    actions.keep_draft({"title": "Deux"}, by=person, draft=draft.pk)
    assert Draft.objects.get().title == "Deux"


def test_nobody_writes_over_the_draft_of_another() -> None:
    draft = actions.keep_draft({"title": "Un"}, by=builders.a_person())
    actions.keep_draft({"title": "Deux"}, by=builders.a_person(), draft=draft.pk)
    draft.refresh_from_db()
    assert draft.title == "Un"


def test_an_account_keeps_a_bounded_number() -> None:
    person = builders.a_person()
    for number in range(MOST_DRAFTS):
        actions.keep_draft({"title": str(number)}, by=person)
    with pytest.raises(TooManyDraftsError):
        actions.keep_draft({"title": "Un de trop"}, by=person)


def test_what_is_past_its_time_is_erased() -> None:
    person = builders.a_person()
    actions.keep_draft({"title": "Vieux"}, by=person)
    Draft.objects.update(saved_at=timezone.now() - dt.timedelta(days=KEPT_DAYS, hours=1))
    Batch.objects.create(
        user=person, file_name="x.csv", sent_at=timezone.now() - dt.timedelta(days=BATCH_KEPT_DAYS, hours=1)
    )
    actions.keep_draft({"title": "Neuf"}, by=person)
    assert [draft.title for draft in Draft.objects.all()] == ["Neuf"]
    assert not Batch.objects.exists()
