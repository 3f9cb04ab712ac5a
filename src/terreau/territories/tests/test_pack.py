"""The national pack holds what its sources hold, no more and no less."""

import hashlib
import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from terreau.territories.tests.national import PACK, rows

MANIFEST: dict[str, Any] = json.loads((PACK / "manifest.json").read_text(encoding="utf-8"))
COUNTS: dict[str, int] = MANIFEST["source_counts"]
SCRIPTS = Path(__file__).parents[4] / "scripts"


def count(sql: str) -> int:
    ((number,),) = rows(f"SELECT count(*) FROM {sql}")  # noqa: S608 - every text comes from this file
    return int(number)


def test_the_manifest_holds_the_counts_of_the_official_base_of_2026() -> None:
    assert COUNTS["commune_records"] == 37_590
    assert COUNTS["communes"] == 34_969
    assert COUNTS["epci"] == 1_255
    assert COUNTS["departements"] == 109
    assert COUNTS["regions"] == 26


@pytest.mark.parametrize(
    ("what", "sql"),
    [
        ("communes", "{territories} WHERE kind = 'commune'"),
        ("epci", "{territories} WHERE kind = 'epci'"),
        ("departements", "{territories} WHERE kind = 'departement'"),
        ("regions", "{territories} WHERE kind = 'region'"),
        ("communes_deleguees", "{former_codes} WHERE kind = 'deleguee'"),
        ("communes_associees", "{former_codes} WHERE kind = 'associee'"),
        ("arrondissements_municipaux", "{former_codes} WHERE kind = 'arrondissement'"),
        ("epci_members", "{memberships} WHERE relation = 'commune-epci' AND until IS NULL"),
        ("communes_with_town_hall_in_wheel", "{town_halls}"),
    ],
)
def test_the_tables_hold_as_many_rows_as_the_sources(what: str, sql: str) -> None:
    assert count(sql) == COUNTS[what]


def test_every_former_code_listed_leads_to_a_commune_of_today() -> None:
    leading = count(
        "(SELECT DISTINCT f.code FROM {former_codes} f JOIN {territories} t ON t.ref = f.current_ref"
        " WHERE f.code NOT IN (SELECT code FROM {territories} WHERE kind = 'commune'))"
    )
    assert leading >= COUNTS["former_codes_listed"]
    assert count("{former_codes} WHERE current_ref NOT IN (SELECT ref FROM {territories})") == 0


def test_every_commune_has_a_shape_or_is_listed_without() -> None:
    shaped = count("{shapes} s JOIN {territories} t USING (ref) WHERE t.kind = 'commune'")
    listed = "{unjoined} WHERE what = 'shape'"
    rebuilt = count(f"{listed} AND reason LIKE '%communes déléguées'")
    assert shaped == COUNTS["communes_with_outline_in_wheel"] + rebuilt
    assert shaped + count(listed) - rebuilt == COUNTS["communes"]
    assert count(f"{listed} AND reason LIKE '%outre-mer%'") == 94
    assert count(f"{listed} AND reason NOT LIKE '%outre-mer%'") == 8


def test_every_commune_has_a_town_hall_or_is_listed_without() -> None:
    missing = (
        "{unjoined} WHERE what = 'town_hall' AND (reason LIKE 'aucune%' OR reason LIKE 'commune absente%')"
    )
    assert count("{town_halls}") + count(missing) == COUNTS["communes"]


def test_every_epci_departement_and_region_with_communes_on_the_map_has_a_shape() -> None:
    without = rows(
        "SELECT t.ref FROM {territories} t ANTI JOIN {shapes} s USING (ref)"
        " WHERE t.kind <> 'commune' AND t.nature <> 'com' ORDER BY ALL"
    )
    assert without == []


def test_no_two_territories_share_a_reference() -> None:
    assert count("(SELECT ref FROM {territories} GROUP BY ref HAVING count(*) > 1)") == 0


def test_a_commune_is_in_one_epci_at_a_time() -> None:
    overlapping = (
        "{memberships} a JOIN {memberships} b ON a.member_ref = b.member_ref AND a.relation = b.relation"
        " AND a.whole_ref <> b.whole_ref WHERE a.relation = 'commune-epci'"
        " AND coalesce(a.since, DATE '1900-01-01') < coalesce(b.until, DATE '2999-01-01')"
        " AND coalesce(b.since, DATE '1900-01-01') < coalesce(a.until, DATE '2999-01-01')"
    )
    assert count(overlapping) == 0


def test_every_membership_names_a_known_territory_or_a_dissolved_epci() -> None:
    known = "(SELECT ref FROM {territories} UNION SELECT code FROM {dissolved_epci})"
    assert count(f"{{memberships}} WHERE whole_ref NOT IN {known}") == 0


def test_neighbours_are_of_one_kind_and_written_once() -> None:
    assert count("{neighbours} WHERE ref_a >= ref_b") == 0
    mixed = "{neighbours} n JOIN {territories} a ON a.ref = n.ref_a JOIN {territories} b ON b.ref = n.ref_b"
    assert count(f"{mixed} WHERE a.kind <> b.kind") == 0


def test_neighbours_of_grenoble() -> None:
    around = rows(
        "SELECT if(ref_a = '38185', ref_b, ref_a) FROM {neighbours}"
        " WHERE '38185' IN (ref_a, ref_b) ORDER BY 1"
    )
    assert {ref for (ref,) in around} >= {"38421", "38151", "38169", "38485", "38516"}


def test_the_files_are_those_that_the_manifest_vouches_for() -> None:
    for name, facts in MANIFEST["tables"].items():
        content = (PACK / f"{name}.parquet").read_bytes()
        assert hashlib.sha256(content).hexdigest() == facts["sha256"]
        assert count(f"{{{name}}}") == facts["rows"]


def test_the_pack_stays_light() -> None:
    assert sum(path.stat().st_size for path in PACK.iterdir()) < 8_000_000


def test_every_source_is_named_with_its_licence_and_fingerprint() -> None:
    for source in MANIFEST["sources"]:
        assert source["name"]
        assert source["version"]
        assert "Licence Ouverte" in source["licence"]
        assert len(source["sha256"]) == 64


@pytest.mark.sources
def test_the_counts_are_those_of_the_source_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(SCRIPTS), *sys.path])
    official, pack, sources = (
        import_module(f"territories_build.{part}") for part in ("official", "pack", "sources")
    )

    archives = sources.fetch(Path(os.environ["TERREAU_TERRITORIES_CACHE"]), pack.pinned(PACK))
    assert official.counts(official.read(archives), archives) == COUNTS
