"""Which figures and which picture a table is told by: rules, each with its case."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from terreau.catalogue.rows import Here, How, Opened, Rule, Telling, tell
from terreau.catalogue.rows.choosing import plain
from terreau.catalogue.rows.tests.builders import packed

if TYPE_CHECKING:
    from pathlib import Path

MONTHS = [f"2023-{month:02}-01" for month in range(1, 13)]


def told(folder: Path, text: str, here: Here | None = None) -> Telling:
    with Opened(packed(folder, text)) as opened:
        return tell(opened, here)


def csv(heads: str, rows: list[str]) -> str:
    return "\n".join([heads, *rows]) + "\n"


def test_places_make_a_map(tmp_path: Path) -> None:
    found = told(tmp_path, csv("nom,lon,lat", [f"n{n},5.{n},45.{n}" for n in range(10, 40)]))

    assert found.picture is not None
    assert found.picture.rule is Rule.POINTS
    assert len(found.picture.points) == 30
    assert found.placed == 30


def test_measures_repeated_at_the_same_places_are_told_along_time(tmp_path: Path) -> None:
    rows = [
        f"{day},{place},{value},5.{place},45.{place}"
        for day in MONTHS
        for place, value in ((1, 10), (2, 20), (3, 30))
    ]
    found = told(tmp_path, csv("date,poste,valeur,lon,lat", rows))

    assert found.picture is not None
    assert (found.picture.rule, found.picture.how, found.picture.step) == (Rule.ALONG_TIME, How.MEAN, "month")
    assert found.picture.items[0] == ("2023-01", 20.0)


def test_what_differs_in_kind_is_drawn_as_lines_apart(tmp_path: Path) -> None:
    rows = [
        f"{day},{kind},{value + at}"
        for at, day in enumerate(MONTHS)
        for kind, value in (("Trafic", 40), ("Fond", 10))
    ]
    picture = told(tmp_path, csv("date,influence,no2_valeur", rows)).picture

    assert picture is not None
    assert picture.kind == "influence"
    assert [(label, values[0]) for label, values in picture.series] == [("Fond", 10.0), ("Trafic", 40.0)]


@pytest.mark.parametrize(
    ("last", "step"), [("2023-03-01", "day"), ("2024-06-01", "month"), ("2039-01-01", "year")]
)
def test_the_step_of_time_fits_the_period(tmp_path: Path, last: str, step: str) -> None:
    days = ["2023-01-05", "2023-01-20", "2023-02-03", "2023-02-20", last]
    if step != "day":
        days += ["2023-06-01", "2023-09-01", "2026-01-01"] if step == "year" else ["2023-06-01", "2023-09-01"]
    if step == "year":
        days += ["2030-01-01", "2035-01-01"]
    picture = told(tmp_path, csv("jour,n", [f"{day},{n}.5" for n, day in enumerate(days)])).picture

    assert picture is not None
    assert picture.step == step


def test_amounts_are_added_and_other_numbers_averaged(tmp_path: Path) -> None:
    rows = [f"{'AB'[n % 2]},{n + 1}" for n in range(10)]

    amounts = told(tmp_path, csv("type,nombre de places", rows)).picture
    rates = told(tmp_path, csv("type,taux", rows)).picture

    assert amounts is not None
    assert (amounts.how, amounts.items) == (How.SUM, [("B", 30.0), ("A", 25.0)])
    assert rates is not None
    assert (rates.how, rates.items) == (How.MEAN, [("B", 6.0), ("A", 5.0)])


def test_many_kinds_are_cut_and_the_rest_is_counted(tmp_path: Path) -> None:
    rows = [f"type {n % 20},x{n}" for n in range(100)]
    picture = told(tmp_path, csv("type,detail", rows)).picture

    assert picture is not None
    assert picture.rule is Rule.ROWS_BY_KIND
    assert len(picture.items) == 10
    assert picture.others == (10, 50.0)


def test_named_rows_are_compared_one_by_one(tmp_path: Path) -> None:
    rows = [f"Commune {n},{n * 7 % 101}.5" for n in range(30)]
    picture = told(tmp_path, csv("nom,score", rows)).picture

    assert picture is not None
    assert (picture.rule, picture.how) == (Rule.BY_NAME, How.VALUE)
    assert [value for _, value in picture.items] == sorted(
        [value for _, value in picture.items], reverse=True
    )


def test_a_lone_number_is_shown_by_how_it_is_spread(tmp_path: Path) -> None:
    picture = told(tmp_path, csv("hauteur,obs", [f"{n}.5,texte {n}" for n in range(80)])).picture

    assert picture is not None
    assert picture.rule is Rule.SPREAD
    assert picture.items[0] == ("0|10", 10.0)
    assert sum(rows for _, rows in picture.items) == 80


def test_codes_ranks_and_years_are_no_measure(tmp_path: Path) -> None:
    rows = [f"{38000 + n},{n},{2000 + n % 20},{n % 3}" for n in range(60)]
    found = told(tmp_path, csv("code postal,rang,annee,mod", rows))

    assert found.measure is None
    assert found.period == {"column": "annee", "since": "2000", "until": "2019"}


def test_rows_of_here_are_told_apart_from_the_others(tmp_path: Path) -> None:
    rows = [
        f"{code},{score}"
        for code, score in (("38185", 10.5), ("38421", 20.5), ("75056", 99.5), ("69123", 98.5))
    ]
    found = told(tmp_path, csv("insee,score", rows), Here(frozenset(("38185", "38421"))))

    assert (found.rows, found.of, found.here) == (2, 4, "insee")
    assert found.measure == {"name": "score", "least": 10.5, "median": 15.5, "most": 20.5, "beyond": 59.5}


def test_points_in_the_box_are_of_here_when_no_code_says_it(tmp_path: Path) -> None:
    rows = [f"a{n},5.7{n},45.1{n}" for n in range(5)] + [f"b{n},2.3{n},48.8{n}" for n in range(5)]
    found = told(tmp_path, csv("nom,lon,lat", rows), Here(box=(5.0, 44.0, 6.0, 46.0)))

    assert (found.rows, found.of) == (5, 10)


@pytest.mark.parametrize("text", ["a\n", "a,b\n,\n,\n", "x\nun seul texte\n", "a,b\n1,1\n", "v\n5\n5\n5\n"])
def test_a_table_that_says_little_breaks_nothing(tmp_path: Path, text: str) -> None:
    found = told(tmp_path, text, Here(frozenset(("38185",)), (5.0, 44.0, 6.0, 46.0)))

    assert found.picture is None or found.picture.items


def test_infinite_and_absent_numbers_do_not_spoil_a_picture(tmp_path: Path) -> None:
    rows = [f"{'AB'[n % 2]},{n}.5" for n in range(10)] + ["A,1e308", "B,", "A,-1e308"]
    picture = told(tmp_path, csv("type,taux", rows)).picture

    assert picture is not None
    assert all(value == value and abs(value) < float("inf") for _, value in picture.items)  # noqa: PLR0124 - not NaN


def test_the_same_table_is_always_told_the_same(tmp_path: Path) -> None:
    text = csv("type,statut,valeur", [f"t{n % 3},s{n % 3},{n}.5" for n in range(30)])

    assert told(tmp_path, text) == told(tmp_path, text)


def test_names_are_read_as_words() -> None:
    assert plain("Nom_Commune") == "nom commune"
    assert plain("nombrePlaces été") == "nombre places ete"


def test_postal_codes_are_never_taken_for_codes_of_communes(tmp_path: Path) -> None:
    """38100 is Grenoble by post, and the code of a commune elsewhere: the page would speak of another place."""
    rows = ["38100,38185,a", "38190,38100,b", "38190,38100,c", "38100,75101,d", "38100,75101,e"]
    found = told(tmp_path, csv("code_postal,insee_com,nom", rows), Here(frozenset(("38100",))))

    assert (found.rows, found.here) == (2, "insee_com")


def test_a_column_named_after_communes_comes_before_one_that_holds_a_code_by_chance(tmp_path: Path) -> None:
    rows = ["a1,38185,75056", "a2,38185,75056", "a3,38185,38185", "a4,38185,38185"]
    found = told(tmp_path, csv("nom,repere,code_insee", rows), Here(frozenset(("38185",))))

    assert (found.rows, found.here) == (2, "code_insee")


def test_points_in_the_box_but_beyond_the_outline_are_not_of_here(tmp_path: Path) -> None:
    rows = [f"a{n},5.7{n},45.1{n}" for n in range(5)] + [f"b{n},2.3{n},48.8{n}" for n in range(5)]
    west_only = Here(box=(5.0, 44.0, 6.0, 46.0), holds=lambda longitude, _latitude: longitude < 5.715)
    found = told(tmp_path, csv("nom,lon,lat", rows), west_only)

    assert (found.rows, found.of, found.here) == (2, 10, "lon, lat")


def test_two_places_of_here_make_a_map_already(tmp_path: Path) -> None:
    rows = ["a,38185,5.7,45.1", "b,38185,5.8,45.2", *(f"c{n},75056,2.3{n},48.8{n}" for n in range(5))]
    found = told(tmp_path, csv("nom,insee,lon,lat", rows), Here(frozenset(("38185",))))

    assert found.picture is not None
    assert (found.picture.rule, len(found.picture.points)) == (Rule.POINTS, 2)


def test_a_year_that_the_table_holds_in_part_is_told_apart(tmp_path: Path) -> None:
    start = dt.date(2019, 1, 1)
    days = [start + dt.timedelta(days=n) for n in range(0, 5 * 365 + 40, 5)]
    picture = told(tmp_path, csv("date,valeur", [f"{day},{day.month}" for day in days])).picture

    assert picture is not None
    assert picture.items[-1][0] == "2024"
    assert picture.partial == ["2024"]


def test_a_figure_dated_once_a_year_is_whole(tmp_path: Path) -> None:
    rows = [f"{year}-01-01,{year % 7}" for year in range(2010, 2024)]
    picture = told(tmp_path, csv("date,valeur", rows)).picture

    assert picture is not None
    assert picture.partial == []
