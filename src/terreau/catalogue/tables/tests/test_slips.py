"""What real files taught: slips, contradictions, codes spoilt by spreadsheets, rows and columns of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.catalogue.tables import (
    Context,
    Workspace,
    check,
    load_schema,
    plausible,
    read_descriptor,
    recognise,
    repair,
    table_schema_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from terreau.catalogue.tables import Finding


def found_in(folder: Path, heads: str, rows: Sequence[str], **known: object) -> dict[str, Finding]:
    """Findings by code, those of the same code after the first left out."""
    path = folder / "t.csv"
    path.write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")
    with Workspace() as workspace:
        listed = plausible(path, workspace, Context(**known))  # type: ignore[arg-type]
    return {one.code: one for one in reversed(listed)}


def test_a_rare_value_one_sign_from_the_usual_one_is_said(tmp_path: Path) -> None:
    found = found_in(tmp_path, "horaires", ["24/4", *["24/7"] * 9, "Mo-Fr 08:00-20:00"])

    assert "« 24/4 » de « horaires » (ligne 2) ressemble à « 24/7 »" in found["near-value"].message
    assert found["near-value"].rows == (1,)


@pytest.mark.parametrize(
    "rows",
    [
        ["Zone 1"] * 9 + ["Zone 2"] * 6 + ["Zone 3"],
        ["V1"] * 9 + ["V2"],
        ["2021"] * 9 + ["2022"],
        ["TRUE"] * 9 + ["true"],
        ["Grenoble"] * 9 + ["Meylan"],
    ],
)
def test_what_only_looks_like_a_slip_is_not_said(rows: list[str], tmp_path: Path) -> None:
    assert "near-value" not in found_in(tmp_path, "zone", rows)


@pytest.mark.parametrize("rare", ["Grenobel", "grenoble", "Grenobl", "Grenoblee"])
def test_letters_and_capitals_are_compared_too(rare: str, tmp_path: Path) -> None:
    found = found_in(tmp_path, "ville", [rare, *["Grenoble"] * 9])

    assert ("near-value" in found) == (rare != "Grenobel"), "two letters exchanged are two signs"


def test_one_object_that_is_said_to_be_two_things_is_told(tmp_path: Path) -> None:
    rows = ["S1,Gare,0,1", "S1,Gare nord,0,2", "S2,Mairie,1,3", "S3,Parc,1,4"]
    found = found_in(tmp_path, "id_station,nom_station,nom_prise,id_prise", rows)

    said = "Un même « id_station » porte plusieurs « nom_station »"
    assert found["contradiction"].message.startswith(said)
    assert found["contradiction"].rows == (1, 2)
    assert "contradiction" not in found_in(
        tmp_path, "id_station,nom_station", ["S1,Gare", "S2,Gare", "S3,Parc"]
    )


def test_orders_of_magnitude_are_no_outliers(tmp_path: Path) -> None:
    people = [str(int(100 * 1.03**n)) for n in range(200)] + ["500000"]
    heights = [f"1.{n % 10}" for n in range(200)] + ["1500"]

    assert "outlier" not in found_in(tmp_path, "population", people)
    assert found_in(tmp_path, "hauteur", heights)["outlier"].rows == (201,)
    assert "outlier" not in found_in(tmp_path, "longitude", heights)


def test_codes_of_larger_places_are_not_taken_for_communes(tmp_path: Path) -> None:
    exists: Callable[[str], bool] = {"38185"}.__contains__
    found = found_in(tmp_path, "insee_dep,insee_com", ["38,38185", "38,38999"], commune_exists=exists)

    assert found["unknown-commune"].field == "insee_com"
    assert found["unknown-commune"].rows == (2,)


def test_a_code_with_decimals_is_a_code_again(tmp_path: Path) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "clean.csv"
    path.write_text("siren\n243800984.0\n200040715\n", encoding="utf-8")
    schema = read_descriptor({"fields": [{"name": "siren", "constraints": {"pattern": r"\d{9}"}}]})
    with Workspace() as workspace:
        done = repair(path, schema, workspace, out=out)

    assert [one.conversion for one in done.conversions] == ["decimals-in-code"]
    assert out.read_text(encoding="utf-8").split() == ["siren", "243800984", "200040715"]
    assert "company-number-key" not in found_in(tmp_path, "siren", ["243800984.0"])


def test_rows_of_nothing_go_when_it_is_accepted(tmp_path: Path) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "clean.csv"
    path.write_text("a,b\n1,2\n,\n3,4\n", encoding="utf-8")
    schema = read_descriptor({"fields": [{"name": "a"}, {"name": "b"}]})
    with Workspace() as workspace:
        kept = repair(path, schema, workspace, out=out, accepted=set())
    assert kept.left["total"] == 1
    assert out.read_text(encoding="utf-8").count("\n") == 4
    with Workspace() as workspace:
        done = repair(path, schema, workspace, out=out)
    assert [(one.conversion, one.count) for one in done.conversions] == [("blank-rows", 1)]
    assert done.left["total"] == 0
    assert out.read_text(encoding="utf-8").splitlines() == ["a,b", "1,2", "3,4"]


def test_columns_that_a_schema_allows_beside_its_own_are_kept(tmp_path: Path) -> None:
    path, out = tmp_path / "t.csv", tmp_path / "clean.csv"
    path.write_text("Nom,autre,capacité\nGare,x,3\n", encoding="utf-8")
    fields = [{"name": "nom"}, {"name": "capacite", "type": "integer"}]
    schema = read_descriptor({"fields": fields, "fieldsMatch": "partial"})
    with Workspace() as workspace:
        repair(path, schema, workspace, out=out)

    assert out.read_text(encoding="utf-8").splitlines() == ["nom,autre,capacite", "Gare,x,3"]


FEATURES = {
    "title": "Zones",
    "type": "object",
    "properties": {
        "features": {
            "type": "array",
            "items": {
                "properties": {
                    "properties": {
                        "required": ["id"],
                        "properties": {
                            "id": {"type": "string"},
                            "debut": {"type": ["string", "null"], "format": "date"},
                            "vignette": {"type": ["string", "null"], "enum": ["V1", "V2", None]},
                            "horaires": {"type": "string", "description": "au format 'opening hours'"},
                            "places": {"type": "integer", "minimum": 1},
                        },
                        "dependencies": {"vignette": ["horaires"], "horaires": ["vignette"]},
                    }
                }
            },
        }
    },
}


def test_a_json_schema_of_features_is_a_table_of_their_properties(tmp_path: Path) -> None:
    descriptor = table_schema_of(FEATURES)
    assert descriptor is not None
    schema = read_descriptor(descriptor)
    assert [(one.name, one.type, one.required) for one in schema.fields] == [
        ("id", "string", True),
        ("debut", "date", False),
        ("vignette", "string", False),
        ("horaires", "string", False),
        ("places", "integer", False),
    ]
    path = tmp_path / "t.csv"
    path.write_text(
        "id,autre,debut,vignette,horaires,places\nA,x,2024-01-01,V1,24/7,2\n,x,1/1/24,V9,24/4,0\nC,x,,V2,,\n",
        encoding="utf-8",
    )
    with Workspace() as workspace:
        report = check(path, schema, workspace)
        broken = {(one.rule.code, one.field, one.row) for one in report.faults()}
    assert broken == {
        ("constraint-error", "id", 2),
        ("type-error", "debut", 2),
        ("constraint-error", "vignette", 2),
        ("opening-hours-value", "horaires", 2),
        ("constraint-error", "places", 2),
        ("cohesive-columns-value", "horaires", 3),
    }


@pytest.mark.parametrize(
    "other", [{"fields": []}, {"properties": {"a": {"type": "string"}}}, {}, {"properties": []}]
)
def test_what_is_no_json_schema_of_features_is_left_alone(other: dict[str, object]) -> None:
    assert table_schema_of(other) is None


@pytest.mark.shared
def test_a_number_of_rows_is_taken_for_no_code_of_a_commune(shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    heads = ["index", "nom_station", "id_station_itinerance", "adresse_station"]
    rows = [f"{10_000 + n},Station {n},FRXXXP{n:05},1 rue du Parc 38000 Grenoble" for n in range(30)]
    path.write_text("\n".join([",".join(heads), *rows]) + "\n", encoding="utf-8")
    schema = load_schema(str(shared / "schemas/irve-statique"))
    with Workspace() as workspace:
        best = recognise(path, [schema], workspace)[0]

    assert "index" not in best.mapping
    assert set(best.mapping) == set(heads[1:])
