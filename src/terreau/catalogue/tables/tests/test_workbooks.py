"""Workbooks and damaged files as they are found: what was understood is said, what cannot be is refused in words."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from terreau.catalogue.tables import Options, Workspace, check, describe, read_descriptor, repair
from terreau.catalogue.tables.reading import limits, sheets
from terreau.catalogue.tables.refusals import BadOption, Bomb, Refusal, Unreadable, WorkbookTooHeavy
from terreau.catalogue.tables.tests.workbooks import an_office_workbook, ods, ods_row, two_corners

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = read_descriptor(
    {
        "fields": [
            {"name": "nom"},
            {"name": "jour", "type": "date"},
            {"name": "places", "type": "integer"},
            {"name": "taux", "type": "number"},
            {"name": "quartier"},
        ]
    }
)


def described(path: Path, options: Options | None = None) -> dict[str, Any]:
    with Workspace() as workspace:
        return describe(path, workspace, options)


def test_the_sheet_of_data_is_found_behind_a_note_and_a_hidden_one(tmp_path: Path) -> None:
    found = described(an_office_workbook(tmp_path / "parcs.xlsx"))
    assert [one["name"] for one in found["columns"]] == ["nom", "jour", "places", "taux", "quartier"]
    assert (found["format"], found["header_row"], found["rows"]) == ("xlsx", 3, 3)
    said = " ".join(found["understood"])
    assert "Feuille « Parcs »." in said
    assert "Autres feuilles, à choisir si ce n’est pas celle-là : Lisez-moi." in said
    assert "Feuilles cachées, laissées de côté : Calculs." in said
    assert "Cases fusionnées sur plusieurs lignes : 1" in said
    assert "Cases en erreur de calcul (#DIV/0!, #N/A…) : 1" in said


def test_a_sheet_is_chosen_by_its_name_even_hidden_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    book = an_office_workbook(tmp_path / "parcs.xlsx")
    assert described(book, Options(sheet="Calculs"))["rows"] == 1
    with pytest.raises(BadOption, match="il y a : Lisez-moi, Calculs, Parcs"):
        described(book, Options(sheet="Tarifs"))


def test_dates_as_days_as_text_and_as_numbers_and_numbers_as_text_are_mended(tmp_path: Path) -> None:
    book, out = an_office_workbook(tmp_path / "parcs.xlsx"), tmp_path / "clean.csv"
    with Workspace() as workspace:
        done = repair(book, SCHEMA, workspace, out=out)
    assert done.left["total"] == 0
    assert out.read_text().splitlines() == [
        "nom,jour,places,taux,quartier",
        "Mistral,2025-05-03,12,0.5,Centre",
        "Gare,2025-05-04,1200,,",
        "Berriat,2025-05-05,7,0.25,Ouest",
    ]
    assert {one.conversion for one in done.conversions} == {"iso-date", "serial-date", "decimal-point"}


def test_a_number_is_only_taken_for_a_day_within_the_lives_of_people() -> None:
    from terreau.catalogue.tables.mending.conversions import CONVERSIONS

    serial = next(one for one in CONVERSIONS if one.name == "serial-date")
    day, count = SCHEMA.fields[1], SCHEMA.fields[2]
    assert serial.propose(day, "45782") == "2025-05-05"
    assert [serial.propose(day, one) for one in ("99999", "12", "10000", "45782.5")] == [None] * 4
    assert serial.propose(count, "45782") is None


def test_an_ods_is_read_like_an_xlsx_with_its_title_and_its_endless_blank_rows(tmp_path: Path) -> None:
    error = '<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    rows = (
        ods_row("Liste des parcs 2025")
        + ods_row("", "")
        + ods_row("nom", "jour", "places", "taux", "quartier")
        + ods_row("Mistral", "2025-05-03", "12", "0.5", "Centre")
        + f"<table:table-row>{error}{error}</table:table-row>"
        + ods_row("", repeated=1_048_000)
    )
    found = described(ods(tmp_path / "parcs.ods", Notes=ods_row("à lire"), Parcs=rows))
    assert (found["format"], found["header_row"], found["columns"][0]["name"]) == ("ods", 3, "nom")
    assert found["rows"] == 2
    assert any("erreur de calcul" in one and ": 2 ;" in one for one in found["understood"])


@pytest.mark.parametrize("kind", ["corners", "ods"])
def test_a_workbook_that_asks_for_more_memory_than_a_machine_has_is_refused(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WORKBOOK_SECONDS", 20.0)
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    book = two_corners(tmp_path / "a.xlsx") if kind == "corners" else ods(tmp_path / "a.ods", x=row)
    assert book.stat().st_size < 20_000
    with pytest.raises(WorkbookTooHeavy) as refused:
        described(book)
    assert "CSV" in refused.value.advice()


def test_a_workbook_that_lies_about_its_weight_or_is_cut_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = an_office_workbook(tmp_path / "a.xlsx").read_bytes()
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Unreadable):
        described(cut)
    empty = tmp_path / "empty.xlsx"
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(Refusal):
        described(empty)
    monkeypatch.setattr(limits, "WHOLE_BYTES", 2_000)
    with pytest.raises(Bomb):
        described(tmp_path / "a.xlsx")


def test_the_text_of_a_typed_cell_is_that_of_a_csv() -> None:
    assert [sheets.cell_text(one) for one in (None, True, 12.0, 0.1, "x")] == ["", "true", "12", "0.1", "x"]


def test_two_encodings_in_one_file_are_read_each_in_its_own_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("nom;ville\nécole;Échirolles\n".encode() + "forêt;Saint-Égrève\n".encode("cp1252"))
    found = described(path)
    assert found["encoding"] == "utf-8 + cp1252"
    assert "Deux encodages" in found["understood"][0]
    assert sorted(found["columns"][1]["examples"]) == ["Saint-Égrève", "Échirolles"]


def test_a_cp1252_file_is_not_taken_for_a_mixed_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    # « Ã© » would be an é in UTF-8: once among hundreds of accents, it is chance.
    path.write_bytes(("nom;ville\n" + "forêt;Égrève\n" * 200 + "Ã©;x\n").encode("cp1252"))
    assert described(path)["encoding"] == "cp1252"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a;b;c\n1;2;3\n4;5", "Le fichier semble coupé : sa dernière ligne n’a que 2 cases sur 3"),
        (
            'a;b\n1;2\n3;"quatre\n5;6\n',
            "Un guillemet ouvert n’est jamais refermé : tout ce qui suit, depuis la ligne 3",
        ),
        ("a;b\n1;\0\n3;4\n", "Lignes avec des octets nuls : 1"),
    ],
)
def test_what_damages_a_file_is_said_in_a_sentence(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content)
    schema = read_descriptor({"fields": [{"name": "a"}, {"name": "b"}]})
    with Workspace() as workspace:
        table = check(path, schema, workspace).table
        assert table is not None
        assert any(one[0].startswith(said) for one in table.understood)
