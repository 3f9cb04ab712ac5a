"""Every page about needs opens, for a visitor and for a steward."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.needs.tests import builders

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/besoins/",
        "/besoins/flux.atom",
        "/besoins/besoins.csv",
        "/besoins/exprimer/",
        "/besoins/feuille/",
        "/besoins/{}/",
        "/besoins/{}/feuille/",
    ],
)
def test_a_visitor_opens(path: str, client: Client) -> None:
    need = builders.a_need()
    assert client.get(path.format(need.pk)).status_code == 200
