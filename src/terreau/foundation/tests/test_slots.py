"""Places where rooms show themselves on one another's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.foundation import slots
from terreau.foundation.slots import Panel, Slot

if TYPE_CHECKING:
    from django.http import HttpRequest


def offer(_request: HttpRequest, _ref: str) -> Panel | None:
    return None


def stamp() -> object:
    return 7


@pytest.fixture
def panels() -> Slot[[HttpRequest, str], Panel]:
    return Slot("panels")


@pytest.fixture(autouse=True)
def stamps(monkeypatch: pytest.MonkeyPatch) -> Slot[[], object]:
    empty: Slot[[], object] = Slot("panel_stamps")
    monkeypatch.setattr(slots, "panel_stamps", empty)
    return empty


def test_panels_of_rooms_that_say_what_changes_them_can_be_told_unchanged(
    panels: Slot[[HttpRequest, str], Panel], stamps: Slot[[], object]
) -> None:
    panels.register(offer)
    stamps.register(stamp)
    assert slots.what_changes(panels) == [7]


def test_a_room_that_does_not_say_what_changes_its_panel_makes_the_page_be_made_each_time(
    panels: Slot[[HttpRequest, str], Panel], stamps: Slot[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    panels.register(offer)
    monkeypatch.setattr(stamp, "__module__", "terreau.elsewhere.slots")
    stamps.register(stamp)
    assert slots.what_changes(panels) is None


def test_without_panels_nothing_changes(panels: Slot[[HttpRequest, str], Panel]) -> None:
    assert slots.what_changes(panels) == []
