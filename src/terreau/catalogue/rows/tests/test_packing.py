"""A table packed once, with types that lose no cell."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import duckdb
import pytest

from terreau.catalogue.rows import Kind, Opened, pack
from terreau.catalogue.rows.packing import unlike
from terreau.catalogue.rows.tests.builders import asked, packed
from terreau.catalogue.tables import Field, Schema, Workspace

if TYPE_CHECKING:
    from pathlib import Path


def kinds(path: Path) -> dict[str, Kind]:
    with Opened(path) as opened:
        return {column.name: column.kind for column in opened.columns}


def test_types_are_guessed_from_all_the_cells(tmp_path: Path) -> None:
    assert kinds(packed(tmp_path)) == {
        "id": Kind.TEXT,
        "commune": Kind.TEXT,
        "places": Kind.INTEGER,
        "prix": Kind.NUMBER,
        "ouvert": Kind.BOOLEAN,
        "pose": Kind.DATE,
        "lon": Kind.NUMBER,
        "lat": Kind.NUMBER,
    }


def test_one_odd_cell_at_the_end_keeps_a_column_as_text_and_loses_nothing(tmp_path: Path) -> None:
    path = packed(tmp_path, "a,b\n" + "1,x\n" * 3000 + "environ 3,x\n")

    assert kinds(path)["a"] is Kind.TEXT
    assert asked(path, "a__egal=environ 3").total == 1


@pytest.mark.parametrize(
    ("label", "cells", "kind"),
    [
        ("code_postal", ["38000", "69001"], Kind.TEXT),
        ("code insee", ["38185", "38421"], Kind.TEXT),
        ("insee", ["01004", "38185"], Kind.TEXT),
        ("x", ["01", "02"], Kind.TEXT),
        ("habitants", ["38000", "69001"], Kind.INTEGER),
        ("part", ["3,5", "12"], Kind.NUMBER),
        ("part", ["1e3", "2.5"], Kind.NUMBER),
        ("jour", ["31/12/2024", "01/02/2023"], Kind.DATE),
        ("jour", ["31/12/2024", "31/02/2023"], Kind.TEXT),
        ("quand", ["2024-03-01T08:30:00", "2024-03-01 09:00"], Kind.DATETIME),
        ("quand", ["2024-03-01T08:30:00Z", "2024-03-01T08:30:00+02:00"], Kind.TEXT),
        ("payant", ["Oui", "non"], Kind.BOOLEAN),
    ],
)
def test_digits_that_name_something_are_not_numbers(
    tmp_path: Path, label: str, cells: list[str], kind: Kind
) -> None:
    lines = "\n".join(f'"{cell}";z' for cell in cells)

    assert kinds(packed(tmp_path, f"{label};autre\n{lines}\n"))[label] is kind


def test_what_the_schema_says_comes_first_and_what_does_not_fit_is_counted(tmp_path: Path) -> None:
    schema = Schema(
        (Field("code", "string"), Field("n", "number", options={"decimalChar": ","}), Field("an", "year"))
    )
    raw = tmp_path / "t.csv"
    raw.write_text('code,n,an\n12,"3,5",2020\n13,"4,25",vers 2021\n', encoding="utf-8")

    with Workspace() as workspace:
        done = pack(raw, tmp_path / "t.parquet", workspace, schema=schema)

    assert [column.kind for column in done.columns] == [Kind.TEXT, Kind.NUMBER, Kind.TEXT]
    assert done.kept_as_text == {"an": 1}
    assert asked(done.path, "").rows[0].values == ("12", 3.5, "2020")


def test_missing_values_of_the_schema_are_empty_cells(tmp_path: Path) -> None:
    schema = Schema((Field("n", "integer", missing_values=("", "NC")),))
    path = packed(tmp_path, "n\n1\nNC\n", schema=schema)

    assert [row.values for row in asked(path, "").rows] == [(1,), (None,)]


def test_columns_of_one_name_stay_two_columns() -> None:
    assert unlike(("nom", "nom", "", "Nom", "nom (2)")) == (
        "nom",
        "nom (2)",
        "colonne 3",
        "Nom",
        "nom (2) (2)",
    )


def test_names_that_differ_by_capitals_are_told_apart(tmp_path: Path) -> None:
    path = packed(tmp_path, "Nom,nom,file_row_number,line_\na,b,c,d\n")

    assert asked(path, "nom__egal=b").total == 1
    assert asked(path, "Nom__egal=b").total == 0
    assert asked(path, "file_row_number__egal=c&line___egal=d").total == 1


def test_the_rows_keep_the_order_of_the_file(tmp_path: Path) -> None:
    path = packed(tmp_path, "n,t\n" + "".join(f"{number},x\n" for number in range(70_000)))

    assert [row.number for row in asked(path, "page=2401").rows] == list(range(60_001, 60_026))
    assert [row.values[0] for row in asked(path, "page=2401").rows] == list(range(60_000, 60_025))


def test_a_parquet_of_somebody_else_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "autre.parquet"
    duckdb.connect().execute(
        f"COPY (SELECT 1 AS \"a b\", [1, 2] AS liste, DATE '2024-01-01' AS jour, 'x'::BLOB AS brut) TO '{path}'"
    )

    assert kinds(path) == {"a b": Kind.INTEGER, "liste": Kind.TEXT, "jour": Kind.DATE, "brut": Kind.TEXT}
    assert asked(path, "").rows[0].values[1:3] == ("[1, 2]", dt.date(2024, 1, 1))
