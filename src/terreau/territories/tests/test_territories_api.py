"""Territories as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_base")]
API = "/api/v1/territories"


def asked(client: Client, path: str) -> dict[str, Any]:
    answer = client.get(API + path)
    assert answer.status_code == 200, answer.content
    data: dict[str, Any] = answer.json()
    return data


def test_a_territory_tells_what_it_is_made_of_part_of_and_beside(client: Client) -> None:
    told = asked(client, "/200040715")
    assert (told["name"], told["kind"], told["nature"]) == ("Grenoble-Alpes-Métropole", "epci", "métropole")
    assert [part["ref"] for part in told["part_of"]] == ["38", "R84"]
    assert [part["ref"] for part in told["made_of"]][:2] == ["38185", "38421"]
    commune = asked(client, "/38185")
    assert {each["ref"] for each in commune["neighbours"]} == {"38151", "38169", "38382", "38421"}
    assert commune["postal_codes"] == ["38000", "38100"]


def test_a_former_code_answers_with_the_commune_of_today(client: Client) -> None:
    assert asked(client, "/38021")["ref"] == "38225"


def test_a_search_gives_territories_best_first_and_says_why(client: Client) -> None:
    found = asked(client, "?q=st martin d heres")
    assert found["items"][0]["ref"] == "38421"
    assert found["items"][0]["reason"] == "name"
    assert found["count"] == len(found["items"])
    assert asked(client, "?q=saint&limit=1")["count"] == 1


def test_a_point_far_from_borders_is_certain_of_its_commune(client: Client) -> None:
    told = asked(client, "/at?longitude=5.7245&latitude=45.188")
    assert (told["ref"], told["certain"], told["others"]) == ("38185", True, [])
    assert told["tolerance_metres"] == 200


def test_a_point_near_a_border_says_which_others_it_may_be_in(client: Client) -> None:
    told = asked(client, "/at?longitude=5.752&latitude=45.178")
    assert told["certain"] is False
    assert {told["ref"], *told["others"]} == {"38185", "38421"}


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/99999", 404, "unknown-territory"),
        ("/38185'--", 404, "unknown-territory"),
        ("/" + "9" * 5000, 404, "unknown-territory"),
        ("/%D9%A3%D9%A8", 404, "unknown-territory"),
        ("/at?longitude=0&latitude=0", 404, "nowhere"),
        ("/at?longitude=45.188&latitude=5.7245", 404, "nowhere"),
        ("/at?longitude=200&latitude=45", 422, "invalid-query"),
        ("/at?longitude=nan&latitude=45", 422, "invalid-query"),
        ("/at?longitude=inf&latitude=45", 422, "invalid-query"),
        ("/at?longitude=five&latitude=45", 422, "invalid-query"),
        ("/at?longitude=5", 422, "invalid-query"),
        ("", 422, "invalid-query"),
        ("?q=", 422, "invalid-query"),
        ("?q=" + "a" * 121, 422, "invalid-query"),
        ("?q=a&limit=0", 422, "invalid-query"),
        ("?q=a&limit=51", 422, "invalid-query"),
    ],
)
def test_what_is_wrong_answers_a_problem_that_can_be_mended(
    client: Client, path: str, status: int, kind: str
) -> None:
    answer = client.get(API + path)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith(kind)
    assert answer.json()["status"] == status


def test_every_answer_is_in_the_description(client: Client) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    routes = [path for path in paths if path.startswith("/api/v1/territories")]
    assert sorted(routes) == [API, f"{API}/at", f"{API}/{{code}}"]
    for route in routes:
        assert {"200", "404", "422"} <= paths[route]["get"]["responses"].keys()


@pytest.mark.parametrize("path", ["/38185", "?q=grenoble", "/at?longitude=5.7245&latitude=45.188"])
def test_an_answer_that_still_holds_is_not_made_again(client: Client, path: str) -> None:
    first = client.get(API + path)
    assert client.get(API + path, headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.queries(10)
def test_an_answer_asks_little_of_the_database(client: Client) -> None:
    assert asked(client, "/200040715")["made_of"]
