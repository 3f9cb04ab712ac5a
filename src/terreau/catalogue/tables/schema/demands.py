"""What Table Schema asks of a descriptor; each broken demand is one sentence, in French and in English.

What only speaks to people (name, title, description, example, rdfType) never stops a check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.schema.constraints import constraint_problems
from terreau.catalogue.tables.schema.properties import missing_problems, property_problems
from terreau.catalogue.tables.schema.types import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.saying import Both

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


def problems_of(descriptor: dict[str, Any]) -> list[Both]:
    """Every broken demand of a descriptor, empty when it is sound."""
    fields = descriptor.get("fields")
    if not isinstance(fields, list):
        return [("il n’a pas de liste « fields »", "it has no list “fields”")]
    if not all(isinstance(one, dict) for one in fields):
        return [("chaque champ doit être un objet JSON", "each field must be a JSON object")]
    if crowd := list(_crowds(descriptor)):
        return crowd
    problems: list[Both] = []
    for number, one in enumerate(fields, start=1):
        problems += _field_problems(one, number)
    names = [one.get("name") for one in fields]
    if len(set(map(str, names))) != len(names):
        problems.append(("plusieurs champs portent le même nom", "several fields have the same name"))
    if matching_of(descriptor.get("fieldsMatch", "exact")) not in _MATCHES:
        problems.append(("« fieldsMatch » a une valeur inconnue", "“fieldsMatch” has an unknown value"))
    problems += missing_problems(descriptor.get("missingValues", []))
    return problems + list(_key_problems(descriptor, names))


def _crowds(descriptor: dict[str, Any]) -> Iterator[Both]:
    """What comes in such numbers that looking at it would stop a service."""
    said = (
        ("fields", MOST_FIELDS, "champs", "admis", "fields"),
        ("uniqueKeys", MOST_KEYS, "clés uniques", "admises", "unique keys"),
        ("foreignKeys", MOST_KEYS, "clés étrangères", "admises", "foreign keys"),
        ("custom_checks", MOST_CHECKS, "vérifications françaises", "admises", "French checks"),
    )
    for key, most, what, admitted, english in said:
        listed = descriptor.get(key)
        if key == "custom_checks":
            own = [one for one in descriptor["fields"] if "customCheck" in one]
            listed = [*(listed if isinstance(listed, list) else []), *own]
        if isinstance(listed, list) and len(listed) > most:
            yield (
                f"il a {len(listed)} {what} ; {most} au plus sont {admitted}",
                f"it has {len(listed):,} {english}; at most {most:,} are allowed",
            )


def _field_problems(one: dict[str, Any], number: int) -> list[Both]:
    name = one.get("name")
    if not isinstance(name, str):
        return [(f"le champ n° {number} n’a pas de nom", f"field no. {number} has no name")]
    kind = one.get("type", "string")
    if not isinstance(kind, str) or kind not in TYPES:
        return [
            (
                f"le champ « {name} » a un type inconnu, « {kind} »",
                f"the field “{name}” has an unknown type, “{kind}”",
            )
        ]
    problems = list(property_problems(name, kind, one))
    problems += constraint_problems(name, kind, one)
    if "required" in one:
        problems.append(
            (
                f"« required » du champ « {name} » doit être dans « constraints »",
                f"“required” of the field “{name}” must be in “constraints”",
            )
        )
    said = missing_problems(one.get("missingValues", []))
    return problems + [(f"champ « {name} » : {fr}", f"field “{name}”: {en}") for fr, en in said]


def _key_problems(descriptor: dict[str, Any], names: list[object]) -> Iterator[Both]:
    yield from _cited(descriptor.get("primaryKey", []), names, ("la clé primaire", "the primary key"))
    unique = descriptor.get("uniqueKeys") or []
    if not isinstance(unique, list):
        yield (
            "« uniqueKeys » doit être une liste de listes de champs",
            "“uniqueKeys” must be a list of lists of fields",
        )
        unique = []
    for one in unique:
        yield from _cited(one, names, ("une clé unique", "a unique key"))
    listed = descriptor.get("foreignKeys", [])
    if not isinstance(listed, list):
        yield "« foreignKeys » doit être une liste", "“foreignKeys” must be a list"
        return
    for one in listed:
        yield from _foreign_problems(one, names)


def _cited(key: object, names: list[object], what: Both) -> Iterator[Both]:
    for one in key if isinstance(key, list) else [key]:
        if one not in names:
            yield (
                f"{what[0]} cite « {one} », qui n’est pas un champ",
                f"{what[1]} names “{one}”, which is not a field",
            )


def _foreign_problems(one: object, names: list[object]) -> Iterator[Both]:
    if not isinstance(one, dict) or not isinstance(one.get("reference"), dict):
        yield "une clé étrangère n’a pas de table de référence", "a foreign key has no reference table"
        return
    if not isinstance(one["reference"].get("resource", ""), str):
        yield (
            "une clé étrangère nomme mal la table à laquelle elle renvoie",
            "a foreign key names the table it refers to badly",
        )
    here, there = one.get("fields", []), one["reference"].get("fields", [])
    here = here if isinstance(here, list) else [here]
    there = there if isinstance(there, list) else [there]
    yield from _cited(here, names, ("une clé étrangère", "a foreign key"))
    if not one["reference"].get("resource"):
        here_too = ("une clé étrangère vers cette même table", "a foreign key to this very table")
        yield from _cited(there, names, here_too)
    if len(here) != len(there):
        yield (
            "une clé étrangère n’a pas autant de champs que la table à laquelle elle renvoie",
            "a foreign key does not have as many fields as the table it refers to",
        )
