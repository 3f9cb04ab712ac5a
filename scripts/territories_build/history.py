"""What changed from one vintage to the next: perimeters with their dates, codes and names that have gone."""

from itertools import pairwise

from territories_build.official import Base, Record, region_ref
from territories_build.rows import Row
from territories_build.sources import Archives
from territories_build.usages import USAGES

COMPLETE_FROM = 2021
"""First vintage whose communes (and not only EPCI) are sound, by the package's own README."""

PART_KINDS = {
    "commune-deleguee": "deleguee",
    "commune-associee": "associee",
    "arrondissement-municipal": "arrondissement",
}


def memberships(base: Base, archives: Archives) -> list[Row]:
    """Who is part of what; only communes of today are followed back.

    One that merged is among the former codes. A perimeter is known on each first of January, so a change
    carries the first of January on which it shows.
    """
    rows = [row for code in base.communes for row in _epci_history(code, _perimeters(archives))]
    for code, commune in base.communes.items():
        rows.append(_current(code, commune["departement"], "commune-departement"))
    for code, departement in base.departements.items():
        rows.append(_current(code, region_ref(departement["region"]), "departement-region"))
    return sorted(
        rows, key=lambda row: (str(row["member_ref"]), str(row["relation"]), str(row["since"] or ""))
    )


def dissolved_epci(base: Base, archives: Archives) -> list[Row]:
    """EPCI of older vintages that are gone, which older memberships name."""
    last_seen: dict[str, tuple[int, Record]] = {}
    for vintage in archives.vintages:
        for record in archives.official("epci", vintage):
            last_seen[record["code"]] = (vintage, record)
    return [
        {
            "code": code,
            "name": record["nom"].replace("''", '"'),
            "nature": record["type"],
            "until": f"{vintage + 1}-01-01",
        }
        for code, (vintage, record) in sorted(last_seen.items())
        if code not in base.epci
    ]


def former_codes(base: Base, archives: Archives) -> list[Row]:
    """Codes and names which lead to a commune of today.

    Parts that still exist (deleguees, associees, arrondissements), codes that merged away, and earlier
    names of a code that stayed, and names in daily use (which have no code). A part may bear the very code
    of its commune when it was its chief town.
    """
    names = _names_by_code(archives)
    rows = {
        (record["code"], record["nom"], str(record.get("chefLieu") or record.get("commune"))): PART_KINDS[
            record["type"]
        ]
        for record in base.records
        if record["type"] in PART_KINDS
    }
    parts = {(code, current) for code, _, current in rows}
    for current, commune in base.communes.items():
        for old in commune.get("anciensCodes", ()):
            if (old, current) not in parts:
                rows[old, names.get(old, [""])[-1], current] = "ancien-code"
        for name in names.get(current, ()):
            if name != commune["nom"] and (current, name, current) not in rows:
                rows[current, name, current] = "ancien-nom"
    for current, usages in USAGES.items():
        rows |= {("", name, current): "usage" for name in usages}
    return [
        {"code": code, "name": name, "kind": kind, "current_ref": current}
        for (code, name, current), kind in sorted(rows.items())
    ]


_PERIMETERS: dict[int, dict[str, str]] = {}


def _perimeters(archives: Archives) -> dict[int, dict[str, str]]:
    """EPCI of each commune, for each vintage."""
    if not _PERIMETERS:
        for vintage in archives.vintages:
            _PERIMETERS[vintage] = {
                member["code"]: record["code"]
                for record in archives.official("epci", vintage)
                for member in record["membres"]
            }
    return _PERIMETERS


def _epci_history(code: str, perimeters: dict[int, dict[str, str]]) -> list[Row]:
    spells: list[Row] = []
    oldest = min(perimeters)
    seen: list[tuple[int, str | None]] = [
        (vintage, perimeter.get(code)) for vintage, perimeter in perimeters.items()
    ]
    for (_, before), (vintage, now) in pairwise([(0, None), *seen]):
        if before == now:
            continue
        if spells and before:
            spells[-1]["until"] = f"{vintage}-01-01"
        if now:
            since = None if vintage == oldest else f"{vintage}-01-01"
            spells.append(_current(code, now, "commune-epci") | {"since": since})
    return spells


def _current(member: str, whole: str, relation: str) -> Row:
    return {"member_ref": member, "whole_ref": whole, "relation": relation, "since": None, "until": None}


def _names_by_code(archives: Archives) -> dict[str, list[str]]:
    """Names each code has borne as a commune, oldest first."""
    dated: dict[str, list[tuple[str, str]]] = {}
    for record in archives.official("historique-communes", min(archives.vintages)):
        if record["type"] == "COM":
            dated.setdefault(record["code"], []).append((record.get("dateDebut", ""), record["nom"]))
    for vintage in archives.vintages:
        if vintage >= COMPLETE_FROM:
            for record in archives.official("communes", vintage):
                if record["type"] == "commune-actuelle":
                    dated.setdefault(record["code"], []).append((f"{vintage}-01-01", record["nom"]))
    return {code: list(dict.fromkeys(name for _, name in sorted(spells))) for code, spells in dated.items()}
