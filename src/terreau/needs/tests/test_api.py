"""Needs as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from terreau.needs.tests import builders

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
LIST = "/api/v1/needs"


def asked(client: Client, path: str) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content
    data: dict[str, Any] = answer.json()
    return data


def test_the_list_filters_as_the_page_does(client: Client) -> None:
    builders.a_metropolis()
    builders.a_need("Air dans la cour", theme="air")
    builders.a_need("Un bus le soir")
    assert asked(client, LIST)["total"] == 2
    found = asked(client, f"{LIST}?theme=air&territory=200040715&state=raised&q=cours")
    assert [item["title"] for item in found["items"]] == ["Air dans la cour"]
    assert found["items"][0]["territories"] == [{"ref": "38185", "name": "Grenoble"}]


def test_pages_do_not_overlap(client: Client) -> None:
    person = builders.a_person()
    for number in range(25):
        builders.a_need(f"Besoin numéro {number}", by=person)
    pages = [asked(client, f"{LIST}?page={page}") for page in (1, 2)]
    assert len({item["id"] for page in pages for item in page["items"]}) == 25


def test_one_need_tells_everything_but_who_supports_it(client: Client) -> None:
    need = builders.a_need(situation="**Tard**")
    told = asked(client, f"{LIST}/{need.pk}")
    assert (told["situation"], told["raised_by"], told["version"]) == ("**Tard**", "Nadia", 1)
    assert told["url"].endswith(f"/besoins/{need.pk}/")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/999", 404), ("/0", 422), ("/" + "9" * 30, 422), ("/abc", 422), ("?theme=zzz", 422),
        ("?page=0", 422), ("?territory=99999", 404), ("?sort=drop", 422), ("?q=" + "a" * 300, 422),
    ],
)  # fmt: skip
def test_what_is_wrong_answers_a_problem_that_can_be_mended(client: Client, path: str, status: int) -> None:
    answer = client.get(LIST + path)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status
