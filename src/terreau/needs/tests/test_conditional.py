"""What did not change is not made again, and what changed is never hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.needs import actions
from terreau.needs.tests import builders

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db
PATHS = ["/besoins/", "/besoins/?theme=mobilite", "/besoins/flux.atom", "/api/v1/needs", "/api/v1/needs/{}"]


def status(client: Client, path: str, etag: str) -> int:
    return client.get(path, headers={"if-none-match": etag}).status_code


@pytest.mark.parametrize("path", PATHS)
def test_a_second_visit_gets_three_hundred_and_four_for_one_query(
    client: Client, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    path = path.format(builders.a_need().pk)
    etag = client.get(path)["ETag"]
    with django_assert_max_num_queries(1):
        assert status(client, path, etag) == 304


@pytest.mark.parametrize("path", PATHS)
def test_a_support_makes_it_new(client: Client, path: str) -> None:
    need = builders.a_need()
    path = path.format(need.pk)
    etag = client.get(path)["ETag"]
    actions.support(need.pk, by=builders.a_person())
    assert status(client, path, etag) == 200


@pytest.mark.parametrize("path", ["/besoins/flux.atom", "/api/v1/needs/{}"])
def test_a_name_that_is_hidden_again_leaves_at_once(client: Client, path: str) -> None:
    person = builders.a_person()
    path = path.format(builders.a_need(by=person).pk)
    etag = client.get(path)["ETag"]
    type(person).objects.filter(pk=person.pk).update(shows_name=False)
    assert status(client, path, etag) == 200


def test_a_person_signed_in_is_never_answered_from_before(client: Client) -> None:
    builders.a_need()
    client.force_login(builders.a_person())
    assert "ETag" not in client.get("/besoins/")
