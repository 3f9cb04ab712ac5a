"""The page of one need and its sheets."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from terreau.needs import actions
from terreau.needs.models import State
from terreau.needs.tests import builders

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def linked_data(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def test_the_road_tells_each_step_with_its_reason(client: Client) -> None:
    need = builders.a_need()
    steward = builders.a_steward("Ségolène")
    actions.change_state(need.pk, State.LOOKED_AT, by=steward, version=1, reason="Vu avec les bus")
    actions.edit(
        need.pk, builders.a_telling("Un titre plus clair"), by=steward, version=2, reason="Relu ensemble"
    )
    page = client.get(f"/besoins/{need.pk}/").content.decode()
    assert "Vu avec les bus" in page
    assert "Relu ensemble" in page
    assert "Ségolène (animation du territoire)" in page


def test_script_in_markdown_never_reaches_the_page(client: Client) -> None:
    hostile = "<script>alert(1)</script> [clic](javascript:alert(1)) ![x](http://mal.example/x.png)"
    need = builders.a_need(situation=hostile, tried=hostile, met_when=hostile)
    page = client.get(f"/besoins/{need.pk}/").content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert '<img src="http' not in page


def test_linked_data_cannot_close_its_script(client: Client) -> None:
    need = builders.a_need("</script><script>alert(1)</script>")
    page = client.get(f"/besoins/{need.pk}/").content.decode()
    assert "<script>alert" not in page
    data = linked_data(page)
    assert data["name"] == "</script><script>alert(1)</script>"
    assert data["@type"] == ["Demand", "CreativeWork"]


def test_an_example_says_so_first(client: Client) -> None:
    example = actions.plant_examples(builders.a_territory())[0]
    assert "Ce besoin est inventé" in client.get(f"/besoins/{example.pk}/").content.decode()


def test_a_visitor_is_offered_to_support_and_a_steward_to_act(client: Client) -> None:
    need = builders.a_need()
    page = client.get(f"/besoins/{need.pk}/").content.decode()
    assert f'href="/besoins/{need.pk}/soutenir/"' in page
    assert "/etat/" not in page
    client.force_login(builders.a_steward())
    page = client.get(f"/besoins/{need.pk}/").content.decode()
    assert f'href="/besoins/{need.pk}/etat/"' in page
    assert f'href="/besoins/{need.pk}/modifier/"' in page


def test_whoever_said_it_is_not_asked_to_say_me_too(client: Client) -> None:
    person = builders.a_person()
    need = builders.a_need(by=person)
    client.force_login(person)
    assert "/soutenir/" not in client.get(f"/besoins/{need.pk}/").content.decode()


def test_a_need_that_joined_another_says_where_it_went(client: Client) -> None:
    one, other = builders.a_need("Bus du soir"), builders.a_need("Rentrer le soir")
    proposal = builders.a_proposal(other, one)
    assert other.raised_by
    actions.accept_merge(proposal.pk, by=other.raised_by, target=one.pk)
    page = client.get(f"/besoins/{other.pk}/").content.decode()
    assert "a rejoint un autre" in page
    assert f'href="/besoins/{one.pk}/"' in page
    assert "Rentrer le soir" in client.get(f"/besoins/{one.pk}/").content.decode()


def test_an_unknown_need_is_explained(client: Client) -> None:
    for number in ("999", "9" * 30):
        answer = client.get(f"/besoins/{number}/")
        assert answer.status_code == 404
    assert "Aucun besoin ne porte le numéro 999." in client.get("/besoins/999/").content.decode()


def test_the_page_costs_a_visitor_a_bounded_number_of_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    need, steward = builders.a_need(), builders.a_steward()
    for version in range(1, 8):
        actions.edit(need.pk, builders.a_telling(f"Titre clair {version}"), by=steward, version=version)
    client.get(f"/besoins/{need.pk}/")
    with django_assert_max_num_queries(13):  # talk, files, meetings, moderation, commons, data
        client.get(f"/besoins/{need.pk}/")


def test_a_name_that_its_bearer_does_not_show_is_nowhere(client: Client) -> None:
    hidden = builders.a_person("Jeanne Cachée", shows_name=False)
    need = builders.a_need(by=hidden)
    for path in (
        f"/besoins/{need.pk}/",
        "/besoins/flux.atom",
        "/besoins/besoins.csv",
        f"/api/v1/needs/{need.pk}",
    ):
        assert "Cachée" not in client.get(path).content.decode()


def test_the_sheet_carries_a_code_and_boxes_but_asks_no_name(client: Client) -> None:
    need = builders.a_need()
    page = client.get(f"/besoins/{need.pk}/feuille/").content.decode()
    assert 'class="qrline"' in page
    assert 'class="sheet"' in page
    assert f"/besoins/{need.pk}/" in page
    assert "style=" not in page


def test_the_blank_sheet_asks_the_questions_of_the_form(client: Client) -> None:
    page = client.get("/besoins/feuille/").content.decode()
    assert "En une phrase, que manque-t-il" in page
    assert "Mobilité" in page
