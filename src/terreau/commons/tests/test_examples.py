"""Examples are marked and planted once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.commons import actions
from terreau.commons.models import Commons
from terreau.needs.tests.builders import a_territory

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def test_examples_are_planted_once_and_say_so(client: Client) -> None:
    territory = a_territory()
    first = actions.plant_examples(territory)
    assert actions.plant_examples(territory) == first
    assert Commons.objects.count() == len(first)
    assert "Exemple" in client.get(first[0].get_absolute_url()).content.decode()
