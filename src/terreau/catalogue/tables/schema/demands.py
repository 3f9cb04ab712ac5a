"""What Table Schema asks of a descriptor; each broken demand is one French sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOUNDS = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]
_LENGTHS = ["minLength", "maxLength"]
# https://specs.frictionlessdata.io/table-schema/#constraints, as frictionless reads it.
CONSTRAINTS: dict[str, frozenset[str]] = {
    kind: frozenset(["required", "unique", *more])
    for kind, more in {
        "any": ["enum"],
        "array": [*_LENGTHS, "enum"],
        "boolean": ["enum"],
        "date": [*_BOUNDS, "enum"],
        "datetime": [*_BOUNDS, "enum"],
        "duration": ["enum"],
        "geojson": ["enum"],
        "geopoint": ["enum"],
        "integer": [*_BOUNDS, "enum"],
        "list": _LENGTHS,
        "number": [*_BOUNDS, "enum"],
        "object": [*_LENGTHS, "enum"],
        "string": [*_LENGTHS, "pattern", "enum"],
        "time": [*_BOUNDS, "enum"],
        "year": [*_BOUNDS, "enum"],
        "yearmonth": [*_BOUNDS, "enum"],
    }.items()
}
_SHAPES: dict[str, type] = {
    "required": bool,
    "unique": bool,
    "pattern": str,
    "enum": list,
    "minLength": int,
    "maxLength": int,
}
_MATCHES = ("exact", "equal", "subset", "superset", "partial")
_FORMATS = {
    "string": ("default", "email", "uri", "binary", "uuid", "wkt"),
    "geojson": ("default", "topojson"),
}


def problems_of(descriptor: dict[str, Any]) -> list[str]:
    """Every broken demand of a descriptor, empty when it is sound."""
    fields = descriptor.get("fields")
    if not isinstance(fields, list):
        return ["il n’a pas de liste « fields »"]
    if not all(isinstance(one, dict) for one in fields):
        return ["chaque champ doit être un objet JSON"]
    problems: list[str] = []
    for number, one in enumerate(fields, start=1):
        problems += _field_problems(one, number)
    names = [one.get("name") for one in fields]
    if len(set(map(str, names))) != len(names):
        problems.append("plusieurs champs portent le même nom")
    if descriptor.get("fieldsMatch", "exact") not in _MATCHES:
        problems.append("« fieldsMatch » a une valeur inconnue")
    problems += _missing_problems(descriptor.get("missingValues"))
    return problems + list(_key_problems(descriptor, names))


def _field_problems(one: dict[str, Any], number: int) -> list[str]:
    name = one.get("name")
    if not isinstance(name, str):
        return [f"le champ n° {number} n’a pas de nom"]
    kind = one.get("type") or "string"
    if not isinstance(kind, str) or kind not in CONSTRAINTS:
        return [f"le champ « {name} » a un type inconnu, « {kind} »"]
    problems = list(_constraint_problems(name, kind, one.get("constraints", {})))
    form = str(one.get("format") or "default").removeprefix("fmt:")
    if kind in _FORMATS and form not in _FORMATS[kind]:
        problems.append(f"le champ « {name} » a un format inconnu, « {form} »")
    if "required" in one:
        problems.append(f"« required » du champ « {name} » doit être dans « constraints »")
    return problems + _missing_problems(one.get("missingValues"))


def _constraint_problems(name: str, kind: str, constraints: object) -> Iterator[str]:
    if not isinstance(constraints, dict):
        yield f"les contraintes du champ « {name} » ne sont pas un objet"
        return
    for key, value in constraints.items():
        if key not in CONSTRAINTS[kind]:
            yield f"la contrainte « {key} » du champ « {name} » n’existe pas pour le type « {kind} »"
        elif key in _SHAPES and (
            not isinstance(value, _SHAPES[key]) or (_SHAPES[key] is int and value is True)
        ):
            yield f"la contrainte « {key} » du champ « {name} » est mal écrite"
        elif key == "pattern":
            yield from _pattern_problems(name, value)


def _pattern_problems(name: str, pattern: str) -> Iterator[str]:
    try:
        re.compile(f"^{pattern}$")
    except (re.error, RecursionError, OverflowError):
        yield f"le motif du champ « {name} » est mal écrit"


def _missing_problems(entries: object) -> list[str]:
    if entries is None:
        return []
    if not isinstance(entries, list):
        return ["« missingValues » doit être une liste"]
    plain = all(isinstance(one, str) for one in entries)
    labelled = all(isinstance(one, dict) and isinstance(one.get("value"), str) for one in entries)
    return [] if plain or labelled else ["« missingValues » doit être une liste de textes"]


def _key_problems(descriptor: dict[str, Any], names: list[object]) -> Iterator[str]:
    key = descriptor.get("primaryKey") or []
    for one in key if isinstance(key, list) else [key]:
        if one not in names:
            yield f"la clé primaire cite « {one} », qui n’est pas un champ"
    listed = descriptor.get("foreignKeys") or []
    if not isinstance(listed, list):
        yield "« foreignKeys » doit être une liste"
        return
    for one in listed:
        yield from _foreign_problems(one, names)


def _foreign_problems(one: object, names: list[object]) -> Iterator[str]:
    if not isinstance(one, dict) or not isinstance(one.get("reference"), dict):
        yield "une clé étrangère n’a pas de table de référence"
        return
    here, there = one.get("fields") or [], one["reference"].get("fields") or []
    here = here if isinstance(here, list) else [here]
    there = there if isinstance(there, list) else [there]
    for field in here:
        if field not in names:
            yield f"une clé étrangère cite « {field} », qui n’est pas un champ"
    if len(here) != len(there):
        yield "une clé étrangère n’a pas autant de champs que la table à laquelle elle renvoie"
