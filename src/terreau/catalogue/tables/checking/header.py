"""The labels of a file against the fields of a schema, as Table Schema asks: by order (`exact`) or by name."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.tables.rules import header as rules
from terreau.catalogue.tables.schema.model import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from terreau.catalogue.tables.rules import Rule
    from terreau.catalogue.tables.schema.model import Schema

_BY_ORDER = "exact"


@dataclass(frozen=True)
class LabelFault:
    """A rule broken in the header; `position` counts columns from 1."""

    rule: type[Rule]
    field: str
    value: str
    position: int
    words: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Header:
    """`fields`: what each column of the file is read as, in the order of the file."""

    fields: tuple[Field, ...]
    faults: tuple[LabelFault, ...]


def read_header(labels: Sequence[str], schema: Schema) -> Header:
    """Each label gets its field; a label without one is read as any text."""
    if not labels:
        return Header((), (LabelFault(rules.BlankHeader, "", "", 1),))
    if schema.fields_match == _BY_ORDER:
        paired: list[Field | None] = [
            *schema.fields[: len(labels)],
            *([None] * (len(labels) - len(schema.fields))),
        ]
        faults = list(_by_order(labels, schema))
    else:
        paired = [schema.field(label) for label in labels]
        faults = list(_by_name(labels, schema))
    used = {one.name for one in paired if one}
    fields = []
    for one, label in zip(paired, labels, strict=True):
        fields.append(one or Field(name=_free(label, used), type="any"))
        used.add(fields[-1].name)
    return Header(tuple(fields), tuple(faults))


def _free(label: str, used: set[str]) -> str:
    name, suffix = label, 2
    while name in used:
        name, suffix = f"{label}{suffix}", suffix + 1
    return name


def _by_order(labels: Sequence[str], schema: Schema) -> Iterator[LabelFault]:
    wanted = len(schema.fields)
    for position, label in enumerate(labels[wanted:], start=wanted + 1):
        yield LabelFault(rules.ExtraLabel, "", label, position)
    for position, one in enumerate(schema.fields[len(labels) :], start=len(labels) + 1):
        yield LabelFault(rules.MissingLabel, one.name, "", position)
    for position, (one, label) in enumerate(zip(schema.fields, labels, strict=False), start=1):
        if not label:
            rule = rules.BlankLabel if one.name else rules.UnnamedColumn
            yield LabelFault(rule, one.name, "", position)
            continue
        earlier = [n for n, other in enumerate(labels[: position - 1], start=1) if other == label]
        if earlier:
            others = ", ".join(map(str, earlier))
            yield LabelFault(rules.DuplicateLabel, one.name, label, position, {"others": others})
        elif label != one.name:
            yield LabelFault(rules.IncorrectLabel, one.name, label, position)


def _by_name(labels: Sequence[str], schema: Schema) -> Iterator[LabelFault]:
    """Data Package v2: `equal` tolerates nothing, `subset` extra columns, `superset` missing ones, `partial` both."""
    match, names = schema.fields_match, {one.name for one in schema.fields}
    for position, label in enumerate(labels, start=1):
        if label not in names and match not in ("subset", "partial"):
            yield LabelFault(rules.ExtraLabel, "", label, position)
        if label in labels[: position - 1]:
            others = str(list(labels).index(label) + 1)
            yield LabelFault(rules.DuplicateLabel, label, label, position, {"others": others})
    if match == "partial" and schema.fields and not names & set(labels):
        yield LabelFault(rules.UnmatchedHeader, "", "", 1)
    absent = [one for one in schema.fields if one.name not in labels]
    if match in ("superset", "partial"):
        absent = [one for one in absent if one.required or one.name in schema.primary_key]
    for position, one in enumerate(absent, start=len(labels) + 1):
        yield LabelFault(rules.MissingLabel, one.name, "", position)
