"""Examples for a demonstration."""

from __future__ import annotations

import pytest

from terreau.needs import actions
from terreau.needs.models import Need, State
from terreau.needs.tests import builders

pytestmark = pytest.mark.django_db


def test_examples_are_varied_marked_and_supported() -> None:
    needs = actions.plant_examples(builders.a_metropolis())
    assert len(needs) == 7
    assert all(need.is_example and need.supports and need.raised_by is None for need in needs)
    assert len({need.theme for need in needs}) == 7
    assert {need.state for need in needs} >= {State.RAISED, State.BEING_ANSWERED, State.MET, State.NOT_MET}
    assert len({need.place_names for need in needs}) > 1


def test_planting_twice_plants_once() -> None:
    home = builders.a_metropolis()
    assert actions.plant_examples(home) == actions.plant_examples(home)
    assert Need.objects.count() == 7


def test_the_road_of_an_example_is_dated_in_the_past() -> None:
    for need in actions.plant_examples(builders.a_territory()):
        steps = [need.raised_at, *need.state_changes.order_by("at").values_list("at", flat=True)]
        assert steps == sorted(steps)
        assert need.changed_at == steps[-1]
