"""Rows for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from terreau.catalogue.tests.row_builders import a_table

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def asked(client: Client, path: str, status: int = 200) -> Any:
    answer = client.get(f"/api/v1/datasets/{path}")
    assert answer.status_code == status, answer.content.decode()[:600]
    return answer.json()


def test_rows_come_with_types_and_with_the_way_to_the_next(client: Client) -> None:
    pk = a_table().pk
    told = asked(client, f"{pk}/rows?places__greater=4&page_size=2&columns=id,pose,places&places__sort=desc")

    assert (told["total"], told["of"], told["page"], told["pages"]) == (4, 5, 1, 2)
    assert told["rows"][0] == {"__id": 4, "id": "A4", "places": 30, "pose": None}
    assert told["columns"][1] == {
        "name": "places",
        "type": "integer",
        "declared": "",
        "title": "",
        "description": "",
    }
    following = client.get(told["next"]).json()
    assert [row["id"] for row in following["rows"]] == ["A5", "A2"]
    assert following["next"] is None


def test_the_words_of_pages_are_read_too(client: Client) -> None:
    pk = a_table().pk

    assert asked(client, f"{pk}/rows?commune__egal=Meylan")["total"] == 1


def test_an_answer_that_did_not_change_is_not_sent_again(client: Client) -> None:
    path = f"/api/v1/datasets/{a_table().pk}/rows?commune__exact=Meylan"
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert not again.content
    assert client.get(f"{path}&page_size=3")["ETag"] != first["ETag"]


def test_columns_are_told_with_their_types(client: Client) -> None:
    told = asked(client, f"{a_table().pk}/columns")

    assert told["rows"] == 5
    assert [one["type"] for one in told["columns"]] == [
        "text",
        "text",
        "integer",
        "number",
        "boolean",
        "date",
        "number",
        "number",
    ]


def test_a_column_is_summed_up_over_a_view(client: Client) -> None:
    told = asked(client, f"{a_table().pk}/summary?column=places&commune__exact=Grenoble")

    assert (told["rows"], told["filled"], told["min"], told["max"], told["median"]) == (2, 2, 8, 12, 10.0)


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("rows?ville__exact=x", 400, "unknown-column"),
        ("rows?places__exact=x", 400, "bad-value"),
        ("rows?truc=1", 400, "unknown-parameter"),
        ("rows?page=0", 422, "invalid-query"),
        ("rows?page_size=5000", 422, "invalid-query"),
        ("summary?column=ville", 400, "unknown-column"),
        ("rows.exe", 422, "invalid-query"),
        ("rows?table=999", 404, "no-rows"),
    ],
)
def test_refusals_are_problems_with_what_to_do(client: Client, query: str, status: int, code: str) -> None:
    told = asked(client, f"{a_table().pk}/{query}", status)

    assert told["type"] == f"urn:terreau:problem:{code}"
    assert told["remedy"]


def test_a_file_is_carried_through_the_api(client: Client) -> None:
    answer = client.get(f"/api/v1/datasets/{a_table().pk}/rows.csv?commune__exact=Meylan&columns=id,commune")

    assert b"".join(answer) == b"id,commune\nA3,Meylan\n"
    assert answer["Content-Type"].startswith("text/csv")


def test_numbers_that_json_has_not_are_null(client: Client) -> None:
    pk = a_table("v,x\n1.5,a\n1e999,b\n").pk

    assert [row["v"] for row in asked(client, f"{pk}/rows")["rows"]] in ([1.5, None], ["1.5", "1e999"])


def test_another_table_is_named(client: Client) -> None:
    dataset = a_table()
    a_table("x\n" + "autre\n" * 30, dataset=dataset)
    second = dataset.distributions.order_by("pk").last()
    assert second is not None
    told = asked(client, f"{dataset.pk}/rows?table={second.pk}")

    assert told["rows"][0]["x"] == "autre"
    assert f"table={second.pk}" in told["next"]
