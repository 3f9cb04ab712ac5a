"""From a JSON descriptor to a schema, with the same demands as frictionless (one exception, see docs/tables.md)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.refusals import SchemaBroken, SchemaUnreadable, UnknownSchema
from terreau.catalogue.tables.schema.constraints import sound_pattern
from terreau.catalogue.tables.schema.demands import matching_of, problems_of
from terreau.catalogue.tables.schema.model import CustomCheck, Field, ForeignKey, Schema
from terreau.catalogue.tables.schema.naming import located, near_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from terreau.catalogue.tables.schema.naming import Shelf

# The largest schema of the national catalogue is 120 kB; a hostile one must not fill the memory.
SCHEMA_BYTES = 5_000_000
# What changes how a cell is read; whatever else a field says speaks to people.
_OPTIONS = frozenset(
    [
        "trueValues",
        "falseValues",
        "decimalChar",
        "groupChar",
        "bareNumber",
        "floatNumber",
        "arrayItem",
        "itemType",
        "delimiter",
        "categories",
    ]
)


def load_schema(
    source: str | Path | dict[str, Any],
    *,
    folder: Path | None = None,
    fetch: Callable[[str], bytes] | None = None,
    shelf: Shelf | None = None,
) -> Schema:
    """Read a schema from a descriptor, a file, a name or, where `fetch` is given, an address.

    A name is looked for inside `folder` first, then on the `shelf`: schemas kept elsewhere, by an instance for
    example. Raises `UnknownSchema` where no such name is, `SchemaUnreadable` when nothing readable is there,
    `SchemaBroken` when the descriptor breaks Table Schema.
    """
    if isinstance(source, dict):
        return read_descriptor(source)
    name = str(source)
    if name.startswith(("http://", "https://")):
        if fetch is None:
            raise SchemaUnreadable(
                name=name, reason=("les adresses ne sont pas permises ici", "addresses are not allowed here")
            )
        return read_descriptor(_parse(fetch(name), name), source=name)
    path = located(name, folder)
    if path is None:
        kept = shelf.descriptor(name) if shelf else None
        if kept is None:
            raise UnknownSchema(name=name, near=near_names(name, folder, shelf))
        return read_descriptor(kept, source=name)
    if path.stat().st_size > SCHEMA_BYTES:
        raise SchemaUnreadable(name=name, reason=("il est démesurément grand", "it is far too large"))
    return read_descriptor(_parse(path.read_bytes(), name), source=str(path))


def _parse(content: bytes, name: str) -> dict[str, Any]:
    try:
        descriptor = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SchemaUnreadable(name=name, reason=("ce n’est pas du JSON", "it is not JSON")) from error
    if not isinstance(descriptor, dict):
        raise SchemaBroken(
            [
                (
                    "un schéma est un objet JSON avec une liste « fields »",
                    "a schema is a JSON object with a list “fields”",
                )
            ]
        )
    return descriptor


def read_descriptor(descriptor: dict[str, Any], *, source: str = "") -> Schema:
    """The schema a descriptor stands for; raises `SchemaBroken` with every problem found."""
    if problems := problems_of(descriptor):
        raise SchemaBroken(problems)
    shared = _missing(descriptor.get("missingValues"), ("",))
    return Schema(
        fields=tuple(read_field(one, shared) for one in descriptor["fields"]),
        name=str(descriptor.get("name", "")),
        title=str(descriptor.get("title", "")),
        description=str(descriptor.get("description", "")),
        version=str(descriptor.get("version", "")),
        fields_match=matching_of(descriptor.get("fieldsMatch", "exact")),
        primary_key=_names(descriptor.get("primaryKey")),
        unique_keys=tuple(_names(one) for one in descriptor.get("uniqueKeys") or []),
        foreign_keys=tuple(_foreign_key(one) for one in descriptor.get("foreignKeys") or []),
        custom_checks=tuple(_custom_checks(descriptor)),
        source=source,
    )


def read_field(descriptor: dict[str, Any], missing: tuple[str, ...] = ("",)) -> Field:
    form = str(descriptor.get("format") or "default")
    return Field(
        name=str(descriptor.get("name", "")),
        type=descriptor.get("type") or "string",
        format=form.removeprefix("fmt:"),
        title=str(descriptor.get("title", "")),
        description=str(descriptor.get("description", "")),
        example=descriptor.get("example"),
        constraints=_constraints(descriptor.get("constraints") or {}),
        missing_values=_missing(descriptor.get("missingValues"), missing),
        options={key: value for key, value in descriptor.items() if key in _OPTIONS},
    )


def _constraints(given: dict[str, Any]) -> dict[str, Any]:
    pattern = given.get("pattern")
    return {**given, "pattern": sound_pattern(pattern)} if isinstance(pattern, str) else dict(given)


def _missing(entries: list[Any] | None, default: tuple[str, ...]) -> tuple[str, ...]:
    if entries is None:
        return default
    return tuple(entry["value"] if isinstance(entry, dict) else entry for entry in entries)


def _names(value: object) -> tuple[str, ...]:
    if not value:
        return ()
    return tuple(value) if isinstance(value, list) else (str(value),)


def _foreign_key(descriptor: dict[str, Any]) -> ForeignKey:
    reference = descriptor["reference"]
    return ForeignKey(
        _names(descriptor.get("fields")), str(reference.get("resource", "")), _names(reference.get("fields"))
    )


def _custom_checks(descriptor: dict[str, Any]) -> Iterator[CustomCheck]:
    """The checks of a schema, then those that its fields ask for themselves (`customCheck`).

    What is ill written becomes a check that nobody knows, which a report tells: it is not Table Schema's business.
    """
    listed = descriptor.get("custom_checks")
    for one in listed if isinstance(listed, list) else [] if listed is None else [listed]:
        params = one.get("params", {}) if isinstance(one, dict) else None
        if isinstance(one, dict) and isinstance(one.get("name"), str) and isinstance(params, dict):
            yield CustomCheck(one["name"], dict(params))
        else:
            yield _ill_written(one)
    for field in descriptor["fields"]:
        asked = field.get("customCheck")
        one = {"name": asked} if isinstance(asked, str) else asked
        if isinstance(one, dict) and isinstance(one.get("name"), str):
            more = {key: value for key, value in one.items() if key != "name"}
            yield CustomCheck(one["name"], {**more, "column": field["name"]})
        elif asked is not None:
            yield _ill_written(asked)


def _ill_written(given: Any) -> CustomCheck:
    return CustomCheck(json.dumps(given, ensure_ascii=False)[:80], {})
