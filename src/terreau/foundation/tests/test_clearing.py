"""The retention clock and its journal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from terreau.foundation import clearing
from terreau.foundation.models import Clearing
from terreau.foundation.slots import Cleared, Slot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clocks(monkeypatch: pytest.MonkeyPatch) -> Slot[[], Cleared]:
    """A slot with no room in it yet."""
    empty: Slot[[], Cleared] = Slot("past_its_time")
    monkeypatch.setattr(clearing, "past_its_time", empty)
    return empty


def some() -> Cleared:
    return Cleared("people", {"sessions": 3, "invitations": 0})


def broken() -> Cleared:
    Clearing.objects.create(room="needs", what="half", count=1)
    raise RuntimeError


def test_what_went_stays_written_and_what_did_not_is_no_line(clocks: Slot[[], Cleared]) -> None:
    clocks.register(some)
    assert clearing.clear_past() == [some()]
    lines = Clearing.objects.values_list("room", "what", "count")
    assert list(lines) == [("people", "sessions", 3)]


def test_a_room_that_fails_keeps_no_other_from_clearing_and_leaves_nothing_half_done(
    clocks: Slot[[], Cleared],
) -> None:
    clocks.register(broken, weight=1)
    clocks.register(some, weight=2)
    assert clearing.clear_past() == [some()]
    assert [line.what for line in Clearing.objects.all()] == ["sessions"]


def test_what_went_is_told_kind_by_kind_in_words() -> None:
    now = timezone.now()
    for count, days in ((3, 1), (4, 2), (9, 400)):
        Clearing.objects.create(room="people", what="sessions", count=count, at=now - timedelta(days=days))
    Clearing.objects.create(room="elsewhere", what="never_heard", count=1)
    told = {str(kind.what): kind.count for kind in clearing.gone_since(timedelta(days=365))}
    assert told == {"Connexions terminées": 7, "Autres données arrivées à leur terme": 1}
