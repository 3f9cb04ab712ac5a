"""The Table Schemas that files are checked against."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from terreau.catalogue.models import TableSchema
from terreau.catalogue.tables import Refusal, read_descriptor

if TYPE_CHECKING:
    from terreau.catalogue.tables import Schema


def descriptors_kept() -> dict[str, dict[str, Any]]:
    """The descriptor of every schema in use, by the name that addresses and commands give it."""
    return dict(TableSchema.objects.filter(current=True).order_by("slug").values_list("slug", "descriptor"))


def schemas_known() -> list[tuple[int, Schema]]:
    """Every schema in use, with the key of its row; those that cannot be read any more are left out."""
    rows = TableSchema.objects.filter(current=True).order_by("slug", "pk").values_list("pk", "digest")
    found = []
    for pk, digest in rows:
        try:
            found.append((pk, _read(pk, digest)))
        except Refusal:
            continue
    return found


def schema_of(row: TableSchema, known: list[tuple[int, Schema]]) -> Schema:
    """The schema of a row, the very object of `known` when it is there. Raises Refusal."""
    for pk, schema in known:
        if pk == row.pk:
            return schema
    schema = read_kept(row)
    known.append((row.pk, schema))
    return schema


def read_kept(row: TableSchema) -> Schema:
    """The schema of a row. Raises Refusal."""
    return _read(row.pk, row.digest)


@lru_cache(maxsize=128)
def _read(pk: int, digest: str) -> Schema:  # noqa: ARG001 - the digest makes another version another entry
    return read_descriptor(TableSchema.objects.get(pk=pk).descriptor)
