"""Untouched files of territories go the whole road of the room, and each page says what is true of them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from terreau.catalogue import actions
from terreau.catalogue.models import Job, Standing, State, Version
from terreau.catalogue.queries.files import clean_path, raw_path
from terreau.catalogue.queries.reports import repairs_of, verdict_of
from terreau.catalogue.queries.told import told_of
from terreau.catalogue.rows import Opened
from terreau.catalogue.tests.files import a_telling, in_charge, mended, sent
from terreau.participation import store
from terreau.people.tests.builders import a_browser_of

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from terreau.catalogue.models import Check, Dataset

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

#: National schemas that a territory keeps; the last two are JSON Schemas of GeoJSON.
SCHEMAS = (
    "irve-statique/schema.json",
    "comptage-mobilites-measure/schema.json",
    "stationnement/schema.json",
    "lieux-mediation-numerique/schema.json",
    "json-schema/zfe.json-schema.json",
    "json-schema/amenagements-cyclables.json-schema.json",
)
BLANK = "\u00a0"


@dataclass(frozen=True)
class Case:
    """What is true of a file.

    Rows of the clean table, the schema that it follows, repairs offered, what stays wrong, findings said, and
    how the title of its picture begins.
    """

    name: str
    rows: int
    schema: str = ""
    repairs: tuple[str, ...] = ()
    left: dict[tuple[str, str], int] | None = None
    found: tuple[str, ...] = ()
    drawn: str = ""


#: The eleven columns that the charging points of the file lack, and no repair can give.
LACKING = (
    *("accessibilite_pmr", "contact_operateur", "paiement_acte", "puissance_nominale", "reservation"),
    *("prise_type_2", "prise_type_autre", "prise_type_chademo", "prise_type_combo_ccs", "prise_type_ef"),
    "restriction_gabarit",
)
HOURS, TOGETHER = "opening-hours-value", "cohesive-columns-value"
ZONES = {
    (HOURS, "deux_rm_horaires"): 9,
    (HOURS, "vp_horaires"): 5,
    (HOURS, "vul_horaires"): 5,
    (HOURS, "pl_horaires"): 5,
    (HOURS, "autobus_autocars_horaires"): 5,
    (TOGETHER, "deux_rm_critair"): 5,
    (TOGETHER, "vp_critair"): 2,
    (TOGETHER, "vul_critair"): 2,
    (TOGETHER, "pl_critair"): 1,
    (TOGETHER, "autobus_autocars_critair"): 1,
}
POINTS = {("constraint-error", name): 4126 for name in LACKING}
CASES = (
    Case("README.md", 29, repairs=("columns",)),
    Case("arbres_grenoble_extrait_2017.csv.gz", 500, drawn="Carte : 500 lignes placées"),
    Case("communes.csv.gz", 34969, found=("outlier",), drawn="« population », par « nom »"),
    Case("communes_29_2018.geojson.gz", 279, drawn="Carte : 270 contours"),
    Case("communes_35_2018.geojson.gz", 345, drawn="Carte : 341 contours"),
    Case("communes_38_2018.geojson.gz", 521, drawn="Carte : 507 contours"),
    Case("communes_anciennes.csv.gz", 2621, drawn="Nombre de lignes, selon « type »"),
    Case("competence_levier.csv", 81, drawn="Nombre de lignes, selon « levier »"),
    Case(
        "comptage_velo_eco_compteur.csv.gz",
        3650,
        schema="Comptage des mobilités (Measure)",
        drawn="Total de « count », par mois de « start_datetime »",
    ),
    Case("departements.csv", 109, drawn="Nombre de lignes, selon « zone »"),
    Case("departements_simplifies_2018.geojson.gz", 96, drawn="Carte : 95 contours"),
    Case("epci.csv", 1255, found=("outlier",), drawn="« population_totale », par « nom »"),
    Case(
        "epci_perimetres_2025.csv.gz",
        34871,
        repairs=("blank-rows",),
        found=("outlier",),
        drawn="« population_totale_2025 », par « nom_commune »",
    ),
    Case("epci_perimetres_ancien.csv.gz", 34965, drawn="Nombre de lignes, selon « nom_epci »"),
    Case("epci_simplifie_lambert93.parquet", 1236),
    Case("fragilite_numerique_communes_2020.csv.gz", 35322, drawn="Nombre de lignes, selon « score_global »"),
    Case("fragilite_numerique_epci_2020.csv", 1240, drawn="Nombre de lignes, selon « score_global »"),
    Case("france_services_2024.csv.gz", 2707, drawn="Carte : 2 707 lignes placées"),
    Case(
        "geodair_export_brut_no2.csv.gz",
        5836,
        repairs=("iso-date",),
        drawn="Moyenne de « valeur », par année de « Date de début »",
    ),
    Case("illectronisme_insee_epci_hdf.csv", 93, drawn="« taux_pct », par « nom_epci »"),
    Case("indicateurs_tet_definitions.csv.gz", 730, drawn="Nombre de lignes, selon « thematiques »"),
    Case(
        "irve_lignes_incoherentes_2025-01-03.csv.gz",
        4126,
        schema="IRVE statique",
        repairs=("columns",),
        left=POINTS,
        found=("contradiction", "point-abroad"),
        drawn="Carte : 4 126 lignes placées",
    ),
    Case("leviers_sgpe_region.csv", 29, drawn="Moyenne de « Auvergne-Rhône-Alpes », selon « Secteur »"),
    Case("mouvements_communes_insee.csv.gz", 13734, drawn="Nombre de lignes, par année de « DATE_EFF »"),
    Case(
        "no2_journalier_stations_2016_2025.csv.gz",
        75754,
        drawn="Moyenne de « no2_ug_m3 », par année de « date »",
    ),
    Case("regions.csv", 26, drawn="Nombre de lignes, selon « zone »"),
    Case(
        "zfe_aires_base_nationale.csv",
        37,
        schema="Zones à faibles émissions",
        left=ZONES,
        found=("date-ahead", "near-value", "extra-columns"),
        drawn="Nombre de lignes, par année de « date_debut »",
    ),
    Case(
        "zfe_collectivites.csv",
        19,
        repairs=("decimals-in-code",),
        found=("date-ahead",),
        drawn="« n_aires », par « publisher_nom »",
    ),
)

#: What is no table.
PROSE = "sources_et_methodologies_par_region.md"


def test_no_file_of_the_folder_is_left_out(shared: Path) -> None:
    there = {path.name for path in (shared / "data/territoires").iterdir()}

    assert there == {case.name for case in CASES} | {PROSE}


def test_a_text_is_refused_in_a_sentence_and_nothing_of_it_is_published(
    shared: Path, tmp_path: Path, settings: Settings
) -> None:
    settings.MEDIA_ROOT = tmp_path
    by, organisation = in_charge()
    raw = (shared / "data/territoires" / PROSE).read_bytes()
    version = actions.bring(sent(raw, PROSE), actions.For(organisation=organisation), by=by)
    actions.go_on(version.pk, Job.CHECK)
    version = Version.objects.get(pk=version.pk)

    assert version.standing == Standing.UNREADABLE
    page = a_browser_of(by).get(version.get_absolute_url()).content.decode()
    assert "un texte, avec ses titres et ses paragraphes" in page
    assert "Déposez un fichier CSV" in page


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_real_file_goes_from_its_bytes_to_a_page(
    case: Case, shared: Path, tmp_path: Path, settings: Settings
) -> None:
    settings.MEDIA_ROOT = tmp_path
    _keep_schemas(shared)
    by, organisation = in_charge()
    raw = (shared / "data/territoires" / case.name).read_bytes()
    version = actions.bring(sent(raw, case.name), actions.For(organisation=organisation), by=by)
    actions.go_on(version.pk, Job.CHECK)
    version = Version.objects.get(pk=version.pk)
    check = version.check_made

    assert version.standing == Standing.CHECKED
    assert (check.schema.title if check.schema else "") == case.schema
    assert {one["name"] for one in repairs_of(check)} == set(case.repairs)
    assert {one["code"] for one in check.findings} >= set(case.found)
    assert _left(check) == (case.left or {})

    version = mended(version, by)
    assert version.standing == Standing.READY
    assert version.rows == case.rows
    assert raw_path(version).read_bytes() == raw, "the raw file is never changed"
    dataset = _published(version, by=by)
    _say_what_is_left(dataset, version, case)
    _show(dataset, case)


def _keep_schemas(shared: Path) -> None:
    titles = {"zfe": "Zones à faibles émissions", "amenagements-cyclables": "Aménagements cyclables"}
    for name in SCHEMAS:
        descriptor = json.loads((shared / "schemas" / name).read_text(encoding="utf-8-sig"))
        slug = name.partition("/")[0] if "json-schema" not in name else name.split("/")[1].partition(".")[0]
        if slug in titles:
            descriptor["title"] = titles[slug]
        actions.keep_schema(descriptor, slug=slug)


def _left(check: Check) -> dict[tuple[str, str], int]:
    return {(one["rule"], one["field"]): one["count"] for one in check.left_rules}


def _published(version: Version, *, by: object) -> Dataset:
    dataset = version.distribution.dataset
    assert not version.personal, "nothing here is about people"
    actions.describe(dataset.pk, a_telling(dataset.title), by=by, version=dataset.version)  # type: ignore[arg-type]
    return actions.publish(dataset.pk, by=by)  # type: ignore[arg-type]


def _say_what_is_left(dataset: Dataset, version: Version, case: Case) -> None:
    """What could not be mended is counted on the report and on the page of the data."""
    anyone = Client()
    report = anyone.get(version.get_absolute_url()).content.decode()
    page = anyone.get(dataset.get_absolute_url()).content.decode()
    verdict = verdict_of(version, version.check_made)
    left = sum((case.left or {}).values())
    assert verdict.said.replace("'", "&#x27;") in report
    assert (f"{_spaced(left)} erreurs restent" in page) == bool(left)
    for _rule, field in case.left or {}:
        assert field in report
    clean = [one for one in dataset.quality_points if one["key"] == "clean"]
    assert bool(clean[0]["won"]) == (not left)


def _show(dataset: Dataset, case: Case) -> None:
    """Figures, a picture with its table, rows, and the same rows to carry away."""
    assert dataset.state == State.PUBLISHED
    told = told_of(dataset)
    assert told is not None
    assert told.figures[0].number == _spaced(case.rows)
    title = case.drawn.replace("« ", f"«{BLANK}").replace(" »", f"{BLANK}»").replace(" :", f"{BLANK}:")
    title = re.sub(r"(\d) (\d{3})", "\\1\u202f\\2", title)
    if not title:
        assert told.drawn is None
    else:
        assert told.drawn is not None
        assert told.drawn.title.startswith(title)
        assert told.drawn.svg.startswith("<svg")
        assert len(told.drawn.svg) < 20_000
    anyone = Client()
    address = f"{dataset.get_absolute_url()}lignes/"
    assert anyone.get(address).status_code == 200
    got = b"".join(anyone.get(f"{address}en/csv/"))
    assert got.count(b"\n") >= case.rows
    distribution = dataset.distributions.get()
    assert distribution.published is not None
    with Opened(store.path_of(distribution.published.parquet_digest, ".parquet")) as opened:
        assert opened.total == case.rows
    assert clean_path(distribution.published).stat().st_size > 0


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def test_a_file_of_windows_with_blanks_in_its_numbers_is_read_without_asking(
    shared: Path, tmp_path: Path, settings: Settings
) -> None:
    """The original of the perimeters was so: cp1252, semicolons, thousands set apart; made so again."""
    settings.MEDIA_ROOT = tmp_path
    by, organisation = in_charge()
    path = shared / "data/territoires/epci_perimetres_2025.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[:300]
    at = rows[0].index("population_totale_2025")
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(rows[0])
    for row in rows[1:]:
        writer.writerow([*row[:at], f"{int(row[at]):,}".replace(",", BLANK), *row[at + 1 :]])
    raw = out.getvalue().encode("cp1252")
    version = actions.bring(sent(raw, "perimetre-epci.csv"), actions.For(organisation=organisation), by=by)
    actions.go_on(version.pk, Job.CHECK)
    version = Version.objects.get(pk=version.pk)

    assert version.understood["encoding"] == "cp1252"
    assert version.understood["delimiter"] == ";"
    version = mended(version, by)
    with clean_path(version).open(encoding="utf-8", newline="") as stream:
        clean = list(csv.DictReader(stream))
    assert [one["population_totale_2025"] for one in clean] == [row[at] for row in rows[1:]]
    assert [one["nom_commune"] for one in clean] == [row[rows[0].index("nom_commune")] for row in rows[1:]]
