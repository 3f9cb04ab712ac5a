"""The guide of how the service looks shows one of each drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client


@pytest.mark.django_db
def test_the_guide_shows_each_drawing_of_figures_and_of_maps(client: Client) -> None:
    page = client.get("/charte/").content.decode()

    for kind in ("bars", "lines", "dots", "areas"):
        assert page.count(f'class="chart {kind}"') == 1
