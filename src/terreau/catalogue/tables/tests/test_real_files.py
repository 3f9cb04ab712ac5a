"""Untouched files of authorities, from what is understood to what is left to mend by hand."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from terreau.catalogue.tables import (
    Context,
    Workspace,
    check,
    describe,
    load_schema,
    plausible,
    read_descriptor,
    recognise,
    repair,
    schemas_in,
)

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.catalogue.tables import Schema

pytestmark = pytest.mark.shared

# For each name, its format, its encoding, its separator, how many rows and columns.
FILES = {
    "geodair_export_brut_no2.csv.gz": ("csv", "utf-8", ";", 5836, 23),
    "no2_journalier_stations_2016_2025.csv.gz": ("csv", "utf-8", ",", 75754, 8),
    "zfe_aires_base_nationale.csv": ("csv", "utf-8", ",", 37, 19),
    "irve_lignes_incoherentes_2025-01-03.csv.gz": ("csv", "utf-8", ",", 4126, 27),
    "leviers_sgpe_region.csv": ("csv", "utf-8", ";", 29, 15),
    "communes.csv.gz": ("csv", "utf-8", ",", 34969, 10),
    "communes_38_2018.geojson.gz": ("geojson", "utf-8", "", 521, 3),
    "epci_simplifie_lambert93.parquet": ("parquet", "", "", 1236, 2),
}


@pytest.fixture
def territories(shared: Path) -> Path:
    return shared / "data/territoires"


@pytest.fixture
def schemas(shared: Path) -> list[Schema]:
    folder = shared / "schemas"
    return [load_schema(path) for path in schemas_in(folder) if path.parent.parent == folder]


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_real_file_is_understood(name: str, territories: Path) -> None:
    with Workspace() as workspace:
        found = describe(territories / name, workspace)
    asked = tuple(found[key] for key in ("format", "encoding", "delimiter", "rows"))
    assert (*asked, len(found["columns"])) == FILES[name]


def test_codes_of_places_are_texts(territories: Path) -> None:
    with Workspace() as workspace:
        found = describe(territories / "communes.csv.gz", workspace)
    types = {one["name"]: one["type"] for one in found["columns"]}
    assert types["code_insee"] == types["code_epci"] == types["siren_commune"] == "string"
    assert types["population"] == "integer"


def test_a_file_that_has_lost_its_accents_and_zeros_comes_back(territories: Path, tmp_path: Path) -> None:
    """The original is cp1252, with semicolons and thousands set apart: made so again from the cleaned one."""
    import gzip

    with gzip.open(territories / "epci_perimetres_2025.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[:2000]
    at = rows[0].index("population_totale_2025")
    insee = rows[0].index("code_insee")
    raw, out = tmp_path / "raw.csv", tmp_path / "clean.csv"
    with raw.open("w", encoding="cp1252", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(
            ["Code EPCI", "Nom EPCI", "Nature", "Financement", "Code INSEE", "Siren", "Commune", "Pop"]
        )
        for row in rows[1:]:
            spaced = f"{int(row[at]):,}".replace(",", "\u00a0")
            writer.writerow([*row[:insee], row[insee].lstrip("0"), *row[insee + 1 : at], spaced])
    code = {"required": True, "pattern": r"^([013-9]\d|2[AB1-9])\d{3}$"}
    schema = read_descriptor(
        {
            "fields": [
                {"name": "nom_epci"},
                {"name": "code_insee", "constraints": code},
                {"name": "pop", "type": "integer"},
            ]
        }
    )
    with Workspace() as workspace:
        assert describe(raw, workspace)["encoding"] == "cp1252"
        done = repair(raw, schema, workspace, out=out)
    assert done.left["total"] == 0
    with out.open(encoding="utf-8", newline="") as stream:
        clean = list(csv.DictReader(stream))
    assert [one["code_insee"] for one in clean] == [row[insee] for row in rows[1:]]
    assert [one["pop"] for one in clean] == [row[at] for row in rows[1:]]


def test_counts_of_bicycles_follow_their_schema(territories: Path, schemas: list[Schema]) -> None:
    path = territories / "comptage_velo_eco_compteur.csv.gz"
    with Workspace() as workspace:
        best = recognise(path, schemas, workspace)[0]
        report = check(path, best.schema, workspace)
        assert report.valid
    assert best.confidence > 0.9
    assert "comptage-mobilites-measure" in best.schema.source


def test_charging_points_that_contradict_one_another_are_recognised_and_said(
    territories: Path, schemas: list[Schema]
) -> None:
    path = territories / "irve_lignes_incoherentes_2025-01-03.csv.gz"
    with Workspace() as workspace:
        best = recognise(path, schemas, workspace)[0]
        assert "irve-statique" in best.schema.source
        assert best.mapping["id_pdc_itinerance"] == "id_pdc_itinerance"
        report = check(path, best.schema, workspace)
        assert not report.valid
        assert {one.rule.code for one in report.counts} >= {"incorrect-label", "type-error"}
        mended = repair(path, best.schema, workspace, mapping=best.mapping)
        left = {(one["rule"], one["field"]): one["count"] for one in mended.left["by_rule"]}
        # Required, and nowhere in the file: nothing can mend that, and it is said for every row.
        assert left["constraint-error", "puissance_nominale"] == report.rows
        assert not any(rule.endswith("-label") for rule, _ in left)


def test_a_series_of_the_air_is_taken_for_no_schema_that_it_does_not_follow(
    territories: Path, schemas: list[Schema]
) -> None:
    for name in ("no2_journalier_stations_2016_2025.csv.gz", "geodair_export_brut_no2.csv.gz"):
        with Workspace() as workspace:
            assert all(one.confidence < 0.4 for one in recognise(territories / name, schemas, workspace))


def test_a_low_emission_zone_with_mistakes_is_told_where(territories: Path) -> None:
    hours = {"pattern": r"^(24/7|.*\d{2}:\d{2}.*)$"}
    schema = read_descriptor(
        {
            "fieldsMatch": "subset",
            "fields": [
                {"name": "id", "constraints": {"required": True}},
                {"name": "date_debut", "type": "date"},
                {"name": "publisher_siren", "constraints": {"pattern": r"^\d{9}$"}},
                {"name": "deux_rm_horaires", "constraints": hours},
            ],
        }
    )
    with Workspace() as workspace:
        report = check(territories / "zfe_aires_base_nationale.csv", schema, workspace)
        found = [one for one in report.faults() if one.value == "24/4"]
    assert found
    assert found[0].field == "deux_rm_horaires"
    assert "24/4" in found[0].message


def test_real_places_are_plausible_and_swapped_ones_are_not(territories: Path, tmp_path: Path) -> None:
    path = territories / "france_services_2024.csv.gz"
    with Workspace() as workspace:
        found = {one.code: one for one in plausible(path, workspace, Context())}
    assert "swapped-coordinates" not in found
    import gzip

    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[:200]
    east, north = rows[0].index("longitude"), rows[0].index("latitude")
    for row in rows[1:40]:
        row[east], row[north] = row[north], row[east]
    swapped = tmp_path / "a.csv"
    with swapped.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    with Workspace() as workspace:
        found = {one.code: one for one in plausible(swapped, workspace, Context())}
    assert found["swapped-coordinates"].count >= 30


@pytest.mark.parametrize("town", ["carros", "vence", "fuveau", "septemes"])
def test_orders_on_deliveries_are_recognised_and_what_is_wrong_is_told(
    town: str, shared: Path, schemas: list[Schema]
) -> None:
    path = shared / f"schemas/arrete-circulation-marchandises/reel-{town}.csv"
    with Workspace() as workspace:
        best = recognise(path, schemas, workspace)[0]
        assert "arrete-circulation-marchandises" in best.schema.source
        report = check(path, best.schema, workspace)
        assert report.valid == (town in ("carros", "vence"))
        assert all(one.remedy and one.message for one in report.faults())


def _said(style: str, name: str) -> str:
    if style == "camel":
        return "".join(word.capitalize() for word in name.split("_"))
    spaced = name.replace("_", " ")
    return spaced.upper() if style == "upper" else spaced.capitalize()


@pytest.mark.parametrize("style", ["upper", "camel", "title"])
def test_wrong_names_of_columns_are_all_mapped(style: str, shared: Path, tmp_path: Path) -> None:
    """The normal real case is wrong headers: every official example under other names finds its way."""
    folder = shared / "schemas"
    for name in ("irve-statique", "stationnement", "friches", "indice-reparabilite"):
        schema = load_schema(str(folder / name))
        with (folder / name / "exemple-valide.csv").open(encoding="utf-8-sig", newline="") as stream:
            text = stream.read()
        delimiter = ";" if text.splitlines()[0].count(";") > text.splitlines()[0].count(",") else ","
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))
        known = [label for label in rows[0] if schema.field(label)]
        path = tmp_path / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([[_said(style, label) for label in rows[0]], *rows[1:]])
        with Workspace() as workspace:
            best = recognise(path, [schema], workspace)[0]
        assert {_said(style, label): label for label in known} == best.mapping
