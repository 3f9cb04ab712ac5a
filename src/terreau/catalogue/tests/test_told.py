"""What a data set says of this territory, at the head of its page."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from terreau.catalogue.models import State
from terreau.catalogue.queries.saying import amount
from terreau.catalogue.queries.told import told_of
from terreau.catalogue.tests.builders import a_dataset
from terreau.catalogue.tests.row_builders import a_table
from terreau.participation import store

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

BY_MONTH = "date,influence,taux\n" + "".join(
    f"2023-{month:02}-01,{kind},{month}.5\n" for month in range(1, 13) for kind in ("Trafic", "Fond")
)
BY_TYPE = "type,places\n" + "".join(f"{'AB'[n % 2]},{n}\n" for n in range(40))


def test_the_page_shows_figures_a_picture_and_its_table(client: Client) -> None:
    page = client.get(a_table(BY_TYPE).get_absolute_url()).content.decode()

    assert "Ce que disent ces données" in page
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="chart bars"' in page
    assert "Total de « places », selon « type »" in page
    assert '<td class="num">400</td>' in page
    assert "/lignes/" in page


def test_each_value_of_the_picture_stands_in_its_table() -> None:
    told = told_of(a_table(BY_MONTH))

    assert told is not None
    assert told.drawn is not None
    assert told.drawn.heads == ["date", "Fond", "Trafic"]
    assert told.drawn.lines[0] == ["janvier 2023", "1,5", "1,5"]
    assert "pour ne pas mêler ce qui diffère" in told.drawn.reason


def test_a_map_says_in_words_how_many_rows_it_shows() -> None:
    told = told_of(a_table())

    assert told is not None
    assert told.drawn is not None
    assert told.drawn.title == "Carte\u00a0: 5 lignes placées"
    assert "dots" in told.drawn.svg


def test_a_data_set_without_rows_says_nothing_of_the_kind(client: Client) -> None:
    page = client.get(a_dataset().get_absolute_url())

    assert page.status_code == 200
    assert "Ce que disent ces données" not in page.content.decode()


def test_rows_under_embargo_are_not_told_before(client: Client) -> None:
    dataset = a_table(state=State.EMBARGOED, embargo_until=dt.date(2100, 1, 1))

    assert "Ce que disent ces données" not in client.get(dataset.get_absolute_url()).content.decode()


def test_a_page_stands_without_a_file_that_is_gone(client: Client) -> None:
    dataset = a_table("seul,fichier\n1,2\n3,4\n")
    version = dataset.distributions.get().published
    assert version is not None
    store.path_of(version.parquet_digest, ".parquet").unlink()

    assert client.get(dataset.get_absolute_url()).status_code == 200


def test_names_of_a_table_are_never_html(client: Client) -> None:
    bad = "type<img src=x onerror=alert(1)>"
    rows = "".join(f"<b>{'AB'[n % 2]}</b>,{n}\n" for n in range(40))
    page = client.get(a_table(f"{bad},places\n{rows}").get_absolute_url()).content.decode()

    assert "<img src=x" not in page
    assert "<b>A</b>" not in page


@pytest.mark.parametrize(
    ("value", "said"),
    [(12, "12"), (12.34, "12,3"), (1234.6, "1\u202f235"), (0.01234, "0,012"), (-3.5, "-3,5")],
)
def test_numbers_are_said_with_the_decimals_that_matter(value: float, said: str) -> None:
    assert amount(value) == said


def test_a_map_of_metres_says_that_they_were_turned_into_degrees() -> None:
    rows = "".join(f"n{n},{913_924 + 200 * n},{6_458_045 + 200 * n}\n" for n in range(5))
    told = told_of(a_table(f"nom,X_L93,Y_L93\n{rows}"))

    assert told is not None
    assert told.drawn is not None
    assert "en mètres (Lambert-93)" in told.drawn.reason
