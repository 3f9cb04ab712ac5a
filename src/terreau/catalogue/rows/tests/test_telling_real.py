"""What real tables taught of the picture worth showing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from terreau.catalogue.rows import How, Rule
from terreau.catalogue.rows.tests.test_telling import MONTHS, csv, told

if TYPE_CHECKING:
    from pathlib import Path


def square(x: float, y: float) -> str:
    """A cell of CSV that holds the outline of a square."""
    corners = [[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]
    said = json.dumps({"type": "Polygon", "coordinates": [corners]})
    return '"' + said.replace('"', '""') + '"'


def test_outlines_make_a_map_of_outlines_shaded_by_their_value(tmp_path: Path) -> None:
    rows = [f"Commune {n},{n * 10},{square(5 + n / 10, 45)}" for n in range(6)]
    picture = told(tmp_path, csv("nom,population,geometry", rows)).picture

    assert picture is not None
    assert (picture.rule, picture.column, picture.measure) == (Rule.AREAS, "nom", "population")
    assert [(one.name, one.value) for one in picture.areas][5] == ("Commune 5", 50.0)
    assert all(len(one.rings[0]) == 4 for one in picture.areas), "corners, the first one said once"


def test_points_and_lines_of_geojson_are_dots(tmp_path: Path) -> None:
    cells = [json.dumps({"type": "Point", "coordinates": [5 + n / 100, 45.1]}) for n in range(9)]
    quoted = ['"' + one.replace('"', '""') + '"' for one in cells]
    picture = told(tmp_path, csv("nom,geometry", [f"n{n},{one}" for n, one in enumerate(quoted)])).picture

    assert picture is not None
    assert picture.rule is Rule.POINTS
    assert (5.08, 45.1, 1) in picture.points


def test_what_is_no_geometry_makes_no_map(tmp_path: Path) -> None:
    bad = ['"{""type"": ""Polygon"", ""coordinates"": 3}"', '"{""type"": ""Polygon"""', "[[[", '"{}"']
    picture = told(tmp_path, csv("nom,geometry", [f"n{n},{one}" for n, one in enumerate(bad)])).picture

    assert picture is None


def test_moments_with_a_zone_tell_a_series(tmp_path: Path) -> None:
    rows = [f"{day}T08:00:00+02:00,{at}" for at, day in enumerate(MONTHS)]
    picture = told(tmp_path, csv("date_heure,passages", rows)).picture

    assert picture is not None
    assert (picture.rule, picture.how, picture.step) == (Rule.ALONG_TIME, How.SUM, "month")


def test_dates_of_updates_are_no_series(tmp_path: Path) -> None:
    rows = [f"{day},{'AB'[at % 2]},{at}" for at, day in enumerate(MONTHS)]
    found = told(tmp_path, csv("date_maj,type,places", rows))

    assert found.picture is not None
    assert found.picture.rule is Rule.BY_KIND
    assert found.period is not None, "they are still said in figures"


def test_things_with_a_name_and_dates_of_their_own_are_compared_by_name(tmp_path: Path) -> None:
    rows = [f"Ville {at},{day},{at}.5" for at, day in enumerate(MONTHS)]
    picture = told(tmp_path, csv("nom,date_debut,taux", rows)).picture

    assert picture is not None
    assert picture.rule is Rule.BY_NAME


def test_yes_and_no_are_counted_and_other_kinds_come_first(tmp_path: Path) -> None:
    rows = [f"{'oui' if n % 4 == 0 else 'non'},n{n}" for n in range(40)]
    found = told(tmp_path, csv("gratuit,ref_interne", rows))

    assert found.flag == {"column": "gratuit", "yes": 10, "filled": 40}
    assert found.top is None
    kinds = [f"{row},{'ABC'[n % 3]}" for n, row in enumerate(rows)]
    assert told(tmp_path, csv("gratuit,ref_interne,zone", kinds)).flag is None


def test_names_that_come_back_are_counted_where_nothing_else_is_to_be_seen(tmp_path: Path) -> None:
    rows = [f"{n:05},EPCI {n % 60}" for n in range(600)] + ["99999,EPCI 7"] * 5
    picture = told(tmp_path, csv("code_insee,nom_epci", rows)).picture

    assert picture is not None
    assert picture.rule is Rule.BY_GROUP
    assert picture.items[0] == ("EPCI 7", 15.0)
    assert picture.others is not None
    assert picture.others[0] == 50


def test_blanks_around_a_kind_make_no_other_kind(tmp_path: Path) -> None:
    rows = [f'"{kind}",{n}.5' for n, kind in enumerate(["Transport ", "Transport", " Déchets"] * 6)]
    found = told(tmp_path, csv("secteur,taux", rows))

    assert found.top == {"column": "secteur", "value": "Transport", "rows": 12, "kinds": 2}
