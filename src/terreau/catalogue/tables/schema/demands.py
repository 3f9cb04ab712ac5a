"""What Table Schema asks of a descriptor; each broken demand is one French sentence.

What only speaks to people (name, title, description, example, rdfType) never stops a check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.schema.constraints import constraint_problems
from terreau.catalogue.tables.schema.properties import missing_problems, property_problems
from terreau.catalogue.tables.schema.types import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

# Far above any national schema (the widest has some hundreds of fields): beyond, a schema is an attack or a mistake.
MOST_FIELDS = 2_000
MOST_KEYS = 50
MOST_CHECKS = 500
_MATCHES = ("exact", "equal", "subset", "superset", "partial")


def matching_of(given: object) -> str:
    """How labels meet fields. The published 2.0 profile asked for a list by mistake: a list of one word is taken.

    https://github.com/frictionlessdata/datapackage/issues/965
    """
    if isinstance(given, list) and len(given) == 1:
        given = given[0]
    return str(given)


def problems_of(descriptor: dict[str, Any]) -> list[str]:
    """Every broken demand of a descriptor, empty when it is sound."""
    fields = descriptor.get("fields")
    if not isinstance(fields, list):
        return ["il n’a pas de liste « fields »"]
    if not all(isinstance(one, dict) for one in fields):
        return ["chaque champ doit être un objet JSON"]
    if crowd := list(_crowds(descriptor)):
        return crowd
    problems: list[str] = []
    for number, one in enumerate(fields, start=1):
        problems += _field_problems(one, number)
    names = [one.get("name") for one in fields]
    if len(set(map(str, names))) != len(names):
        problems.append("plusieurs champs portent le même nom")
    if matching_of(descriptor.get("fieldsMatch", "exact")) not in _MATCHES:
        problems.append("« fieldsMatch » a une valeur inconnue")
    problems += missing_problems(descriptor.get("missingValues", []))
    return problems + list(_key_problems(descriptor, names))


def _crowds(descriptor: dict[str, Any]) -> Iterator[str]:
    """What comes in such numbers that looking at it would stop a service."""
    said = (
        ("fields", MOST_FIELDS, "champs"),
        ("uniqueKeys", MOST_KEYS, "clés uniques"),
        ("foreignKeys", MOST_KEYS, "clés étrangères"),
        ("custom_checks", MOST_CHECKS, "vérifications françaises"),
    )
    for key, most, what in said:
        listed = descriptor.get(key)
        if isinstance(listed, list) and len(listed) > most:
            yield (
                f"il a {len(listed)} {what} ; {most} au plus sont admises"
                if what != "champs"
                else (f"il a {len(listed)} champs ; {most} au plus sont admis")
            )


def _field_problems(one: dict[str, Any], number: int) -> list[str]:
    name = one.get("name")
    if not isinstance(name, str):
        return [f"le champ n° {number} n’a pas de nom"]
    kind = one.get("type", "string")
    if not isinstance(kind, str) or kind not in TYPES:
        return [f"le champ « {name} » a un type inconnu, « {kind} »"]
    problems = list(property_problems(name, kind, one))
    problems += constraint_problems(name, kind, one)
    if "required" in one:
        problems.append(f"« required » du champ « {name} » doit être dans « constraints »")
    said = missing_problems(one.get("missingValues", []))
    return problems + [f"champ « {name} » : {problem}" for problem in said]


def _key_problems(descriptor: dict[str, Any], names: list[object]) -> Iterator[str]:
    yield from _cited(descriptor.get("primaryKey", []), names, "la clé primaire")
    unique = descriptor.get("uniqueKeys") or []
    if not isinstance(unique, list):
        yield "« uniqueKeys » doit être une liste de listes de champs"
        unique = []
    for one in unique:
        yield from _cited(one, names, "une clé unique")
    listed = descriptor.get("foreignKeys", [])
    if not isinstance(listed, list):
        yield "« foreignKeys » doit être une liste"
        return
    for one in listed:
        yield from _foreign_problems(one, names)


def _cited(key: object, names: list[object], what: str) -> Iterator[str]:
    for one in key if isinstance(key, list) else [key]:
        if one not in names:
            yield f"{what} cite « {one} », qui n’est pas un champ"


def _foreign_problems(one: object, names: list[object]) -> Iterator[str]:
    if not isinstance(one, dict) or not isinstance(one.get("reference"), dict):
        yield "une clé étrangère n’a pas de table de référence"
        return
    if not isinstance(one["reference"].get("resource", ""), str):
        yield "une clé étrangère nomme mal la table à laquelle elle renvoie"
    here, there = one.get("fields", []), one["reference"].get("fields", [])
    here = here if isinstance(here, list) else [here]
    there = there if isinstance(there, list) else [there]
    yield from _cited(here, names, "une clé étrangère")
    if not one["reference"].get("resource"):
        yield from _cited(there, names, "une clé étrangère vers cette même table")
    if len(here) != len(there):
        yield "une clé étrangère n’a pas autant de champs que la table à laquelle elle renvoie"
