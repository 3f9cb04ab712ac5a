"""Pages of rows: without JavaScript, with an address for each view."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from terreau.catalogue.models import State
from terreau.catalogue.row_errors import refused
from terreau.catalogue.rows.refusals import Busy
from terreau.catalogue.tests.builders import a_dataset
from terreau.catalogue.tests.row_builders import a_table
from terreau.people.tests.builders import a_person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def body(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:600]
    return b"".join(answer).decode() if answer.streaming else answer.content.decode()


def test_rows_stand_on_their_page_as_people_write_them(client: Client) -> None:
    page = body(client, f"/donnees/{a_table().pk}/lignes/")

    assert "5 lignes" in page
    assert "12,25" in page
    assert "30/11/2024" in page
    assert "Échirolles" in page


def test_the_form_leads_to_the_address_of_the_view(client: Client) -> None:
    here = f"/donnees/{a_table().pk}/lignes/"
    sent = urlencode({"mots": "", "sur": "places", "comment": "de", "valeur": "8"})
    answer = client.get(f"{here}?{sent}")

    assert answer.status_code == 302
    assert answer["Location"] == f"{here}?places__de=8"
    assert "3 lignes sur 5" in body(client, answer["Location"])


def test_the_address_to_share_is_that_of_the_view(client: Client) -> None:
    here = f"/donnees/{a_table().pk}/lignes/"

    assert f"{here}?places__de=8</span>" in body(client, f"{here}?places__de=8")
    assert f"{here}</span>" in body(client, here)


def test_each_link_of_a_row_says_which_value_it_corrects(client: Client) -> None:
    page = body(client, f"/donnees/{a_table().pk}/lignes/1/").replace("\u00a0", " ")

    assert 'Corriger<span class="visually-hidden"> la valeur de « places »</span>' in page


def test_a_second_filter_keeps_the_first(client: Client) -> None:
    here = f"/donnees/{a_table().pk}/lignes/"
    page = body(client, f"{here}?places__de=8&prix__tri=decroissant")

    assert '<input type="hidden" name="places__de" value="8">' in page
    assert '<input type="hidden" name="prix__tri" value="decroissant">' in page
    assert f'href="{here}?prix__tri=decroissant"' in page  # the way out of the filter
    assert 'aria-sort="descending"' in page


def test_what_is_not_understood_is_said_above_the_rows(client: Client) -> None:
    page = body(client, f"/donnees/{a_table().pk}/lignes/?places__de=beaucoup", 400)

    assert "« beaucoup » n’est pas un nombre" in page
    assert "Grenoble" in page


def test_no_row_says_what_to_do(client: Client) -> None:
    assert "Enlevez-en un" in body(client, f"/donnees/{a_table().pk}/lignes/?mots=zzz")


def test_names_and_values_of_a_table_are_never_html(client: Client) -> None:
    bad = "<script>alert(1)</script>"
    page = body(client, f"/donnees/{a_table(f'{bad},b{chr(10)}{bad},2{chr(10)}').pk}/lignes/?mots=script")

    assert bad not in page
    assert "&lt;script&gt;" in page


def test_columns_are_chosen_without_losing_the_view(client: Client) -> None:
    here = f"/donnees/{a_table().pk}/lignes/"
    page = body(client, f"{here}colonnes/?places__de=8")

    assert '<input type="hidden" name="places__de" value="8">' in page
    assert page.count('name="colonne"') == 8
    shown = body(client, f"{here}?places__de=8&colonne=id&colonne=prix")
    assert "Saint-Égrève" not in shown
    assert "A4" in shown


def test_one_row_has_a_page_with_all_its_columns(client: Client) -> None:
    dataset = a_table()

    assert "Saint-Égrève" in body(client, f"/donnees/{dataset.pk}/lignes/4/")
    body(client, f"/donnees/{dataset.pk}/lignes/6/", 404)
    body(client, f"/donnees/{dataset.pk}/lignes/0/", 404)


@pytest.mark.parametrize(
    ("word", "media"),
    [
        ("csv", "text/csv"),
        ("tableur", "text/csv"),
        ("xlsx", "application/vnd.openxmlformats"),
        ("json", "application/json"),
        ("geojson", "application/geo+json"),
        ("parquet", "application/vnd.apache.parquet"),
    ],
)
def test_a_view_is_carried_away(client: Client, word: str, media: str) -> None:
    path = f"/donnees/{a_table().pk}/lignes/en/{word}/?places__de=8&page=7"
    answer = client.get(path)
    sent = b"".join(answer)

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith(media)
    assert answer["X-Total-Count"] == "3"
    assert 'filename="arceaux-a-velo-v1-extrait.' in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert sent
    again = client.get(path, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_what_is_carried_is_what_was_filtered(client: Client) -> None:
    sent = body(client, f"/donnees/{a_table().pk}/lignes/en/json/?commune__contient=grenoble")

    assert [row["id"] for row in json.loads(sent)] == ["A1", "A5"]


def test_an_unknown_format_is_not_found(client: Client) -> None:
    body(client, f"/donnees/{a_table().pk}/lignes/en/exe/", 404)


def test_no_map_is_offered_without_places(client: Client) -> None:
    dataset = a_table("a,b\n1,2\n")

    assert "geojson" not in body(client, f"/donnees/{dataset.pk}/lignes/")
    assert "longitude" in body(client, f"/donnees/{dataset.pk}/lignes/en/geojson/", 400)


def test_a_page_that_did_not_change_is_not_made_again(client: Client) -> None:
    path = f"/donnees/{a_table().pk}/lignes/?places__de=8"
    first = client.get(path)

    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_data_set_without_a_table_says_so(client: Client) -> None:
    body(client, f"/donnees/{a_dataset().pk}/lignes/", 404)


def test_rows_under_embargo_are_for_nobody_yet(client: Client) -> None:
    import datetime as dt

    dataset = a_table(state=State.EMBARGOED, embargo_until=dt.date(2100, 1, 1))

    for path in ("", "1/", "colonnes/", "en/csv/"):
        body(client, f"/donnees/{dataset.pk}/lignes/{path}", 403)
    assert client.get(f"/api/v1/datasets/{dataset.pk}/rows").status_code == 403
    client.force_login(a_person())
    body(client, f"/donnees/{dataset.pk}/lignes/", 403)


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_rows_that_are_not_published_are_for_nobody(client: Client, state: State) -> None:
    dataset = a_table(state=state, state_reason="Erreur de fichier")
    wanted = 404 if state == State.DRAFT else 410

    for path in ("", "1/", "colonnes/", "en/csv/"):
        body(client, f"/donnees/{dataset.pk}/lignes/{path}", wanted)
    for path in ("rows", "columns", "rows.csv", "summary?column=id"):
        assert client.get(f"/api/v1/datasets/{dataset.pk}/{path}").status_code == wanted


def test_another_table_of_the_data_set_has_its_own_address(client: Client) -> None:
    dataset = a_table()
    a_table("x\nautre\n", dataset=dataset)
    second = dataset.distributions.order_by("pk").last()
    assert second is not None

    assert f"/donnees/{dataset.pk}/tableaux/{second.pk}/lignes/" in body(
        client, f"/donnees/{dataset.pk}/lignes/"
    )
    assert "autre" in body(client, f"/donnees/{dataset.pk}/tableaux/{second.pk}/lignes/")
    body(client, f"/donnees/{dataset.pk}/tableaux/{second.pk + 9}/lignes/", 404)


def test_a_table_of_another_data_set_is_not_read_through_this_one(client: Client) -> None:
    one, other = a_table(), a_table()
    table = other.distributions.get()

    body(client, f"/donnees/{one.pk}/tableaux/{table.pk}/lignes/", 404)


def test_a_file_gone_from_the_disk_is_said(client: Client) -> None:
    from terreau.participation import store

    dataset = a_table()
    version = dataset.distributions.get().published
    assert version is not None
    store.path_of(version.parquet_digest, ".parquet").unlink()

    assert "n’est plus là" in body(client, f"/donnees/{dataset.pk}/lignes/", 410)


def test_a_busy_service_says_when_to_come_back() -> None:
    error = refused(Busy())

    assert (error.code, error.status) == ("busy", 503)
    assert "Réessayez" in error.advice
