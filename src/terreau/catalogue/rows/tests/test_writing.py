"""Rows of a view carried away, in each format."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from terreau.catalogue.rows import Caps, Form, Opened, RowsRefusal, guarded, unguarded, write_rows, writing
from terreau.catalogue.rows.tests.builders import asked, packed, view_of

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.catalogue.rows import Written

FORMULAS = 'nom,n\n"=1+1",-3\n"@SUM(A1)",2\n"\'déjà",3\n"+33 4 76",4\nbon,5\n'


def carried(path: Path, form: Form, query: str = "") -> Written:
    return write_rows(path, lambda columns: view_of(query, columns), form, path.parent / f"out.{form}")


def test_csv_is_what_programs_read_and_keeps_every_text(tmp_path: Path) -> None:
    written = carried(packed(tmp_path, FORMULAS), Form.CSV, "n__tri=")

    assert written.rows == 5
    assert list(csv.reader(io.StringIO(written.path.read_text("utf-8"))))[:3] == [
        ["nom", "n"],
        ["=1+1", "-3"],
        ["@SUM(A1)", "2"],
    ]


def test_the_csv_for_spreadsheets_has_no_formula_and_french_numbers(tmp_path: Path) -> None:
    text = '=nom,n,vu\n"=1+1",-3.5,true\nbon,2,false\n'
    said = carried(packed(tmp_path, text), Form.SPREADSHEET).path.read_bytes()

    assert said.startswith(b"\xef\xbb\xbf")
    assert said.decode("utf-8-sig").splitlines() == ["'=nom;n;vu", "'=1+1;-3,5;oui", "bon;2,0;non"]


@given(st.text(max_size=20))
def test_what_is_made_harmless_comes_back_as_it_was(said: str) -> None:
    assert unguarded(guarded(said)) == said
    assert not guarded(said).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_workbook_holds_texts_numbers_and_dates_and_no_formula(tmp_path: Path) -> None:
    written = carried(
        packed(tmp_path, 'nom,n,jour\n"=1+1",2.5,2024-03-01\nhttp://x.example,,1850-01-01\n'), Form.XLSX
    )
    sheet = CalamineWorkbook.from_path(str(written.path)).get_sheet_by_index(0).to_python()

    assert sheet[0] == ["nom", "n", "jour"]
    assert sheet[1][:2] == ["=1+1", 2.5]
    assert str(sheet[1][2]) == "2024-03-01"
    assert sheet[2] == ["http://x.example", "", "1850-01-01"]


def test_json_is_a_list_of_objects_with_true_types(tmp_path: Path) -> None:
    written = carried(
        packed(tmp_path), Form.JSON, "id__egal=A3&colonne=id&colonne=places&colonne=ouvert&colonne=pose"
    )

    assert json.loads(written.path.read_text("utf-8")) == [
        {"id": "A3", "places": None, "ouvert": True, "pose": "2024-11-30"}
    ]


def test_json_of_no_row_is_an_empty_list(tmp_path: Path) -> None:
    assert json.loads(carried(packed(tmp_path), Form.JSON, "id__egal=zz").path.read_text("utf-8")) == []


def test_geojson_has_a_point_a_row_and_counts_those_without(tmp_path: Path) -> None:
    path = packed(tmp_path, "nom,lon,lat\nA,5.7,45.1\nB,,\nC,5.8,45.2\n")
    written = carried(path, Form.GEOJSON)
    read = json.loads(written.path.read_text("utf-8"))

    assert (written.rows, written.left_out) == (2, 1)
    assert read["features"][0]["geometry"] == {"type": "Point", "coordinates": [5.7, 45.1]}
    assert read["features"][1]["properties"]["nom"] == "C"


@pytest.mark.parametrize(
    ("label", "cell"),
    [
        ("coordonneesXY", "[5.7, 45.1]"),
        ("geo_point_2d", "45.1, 5.7"),
        ("point", "POINT (5.7 45.1)"),
    ],
)
def test_a_point_in_one_column_is_understood(tmp_path: Path, label: str, cell: str) -> None:
    written = carried(packed(tmp_path, f'n,{label}\nx,"{cell}"\n'), Form.GEOJSON, "mots=x")

    assert json.loads(written.path.read_text("utf-8"))["features"][0]["geometry"]["coordinates"] == [
        5.7,
        45.1,
    ]


def test_what_has_no_place_makes_no_map(tmp_path: Path) -> None:
    with pytest.raises(RowsRefusal, match="longitude"):
        carried(packed(tmp_path, FORMULAS), Form.GEOJSON)

    assert not (tmp_path / "out.geojson").exists()


def test_parquet_carries_names_and_types(tmp_path: Path) -> None:
    written = carried(packed(tmp_path, "Nom,nom,n\na,b,1\nc,d,2\n"), Form.PARQUET, "n__egal=2")
    database = duckdb.connect()

    assert database.execute(f"SELECT * FROM '{written.path}'").fetchall() == [("c", "d", 2)]
    assert [row[0] for row in database.execute(f"DESCRIBE FROM '{written.path}'").fetchall()] == [
        "Nom",
        "nom (2)",
        "n",
    ]
    assert asked(written.path, "nom__egal=d").total == 1


def test_a_workbook_too_large_is_refused_before_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_OF_WORKBOOK", 3)

    with pytest.raises(RowsRefusal, match="5 lignes"):
        carried(packed(tmp_path), Form.XLSX)


def test_a_download_past_its_time_leaves_no_file(tmp_path: Path) -> None:
    path = packed(tmp_path)
    caps = Caps(memory=100, threads=1, seconds=0, at_once=1)

    with pytest.raises(RowsRefusal, match="arrêtée"):
        write_rows(path, lambda columns: view_of("", columns), Form.CSV, tmp_path / "out.csv", caps)

    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("form", list(Form))
def test_names_of_columns_are_never_sql(tmp_path: Path, form: Form) -> None:
    names = ['a"; DROP TABLE x; --', "b') TO 'c", "é 😀", "lon", "lat"]
    quoted = ",".join('"' + name.replace('"', '""') + '"' for name in names)
    path = packed(tmp_path, f"{quoted}\n1,x,y,5,45\n")

    assert carried(path, form, "mots=x").rows == 1
    with Opened(path) as opened:
        assert [column.name for column in opened.columns] == names
