"""frictionless as an oracle: its verdict on the same decoded table, and ours, in the same words."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from frictionless import Dialect, Resource, Schema, system

from terreau.catalogue.tables.checking.run import check
from terreau.catalogue.tables.reading.workspace import Workspace
from terreau.catalogue.tables.schema.load import read_descriptor

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.catalogue.tables.reading.options import Options

Error = tuple[str, int, str]
# Without it the oracle refuses what version 2 of the standard added (see docs/tables.md).
_V2 = "https://datapackage.org/profiles/2.0/dataresource.json"


class OracleStopsError(Exception):
    """frictionless could not look at the table: an error of its own program, or a header it cannot match."""


def theirs(path: Path, descriptor: dict[str, Any], encoding: str, delimiter: str) -> set[Error]:
    """(rule, row from 1, field) of every error that frictionless finds."""
    csv.field_size_limit(2**31 - 1)
    # The name of a schema is not a matter of data (see docs/tables.md): frictionless must look at the table.
    clean = {key: value for key, value in descriptor.items() if key not in ("name", "custom_checks")}
    # Cells are given as Python's `csv` reads them: frictionless would sniff quotes and blanks from a few rows.
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    with path.open(encoding=encoding, newline="") as stream:
        rows = list(csv.reader(stream, delimiter=delimiter))
    with system.use_context(trusted=True):
        resource = Resource(
            data=rows,
            format="inline",
            schema=Schema.from_descriptor(clean),
            schema_profile=_V2,
            # Else frictionless looks for a wider row to be the header.
            dialect=Dialect(header=True, header_rows=[1]),
        )
        try:
            report = resource.validate(limit_errors=10**6)
        except (
            TypeError,
            ArithmeticError,
        ) as stopped:  # unhashable values in a key, moments with and without a zone
            raise OracleStopsError from stopped
    found = set()
    for error in [*report.errors, *(one for task in report.tasks for one in task.errors)]:
        row = getattr(error, "row_number", None)
        field = getattr(error, "field_name", "") or ""
        field = (
            ""
            if error.type in ("primary-key", "foreign-key", "blank-row", "extra-cell", "duplicate-label")
            else field
        )
        found.add((error.type, row - 1 if row else 0, field))
    if ("error", 0, "") in found:
        raise OracleStopsError
    return found


def ours(path: Path, descriptor: dict[str, Any], options: Options | None = None) -> set[Error]:
    """The same from our engine, French checks left out."""
    with Workspace() as workspace:
        return ours_in(workspace, path, descriptor, options)


def ours_in(
    workspace: Workspace, path: Path, descriptor: dict[str, Any], options: Options | None = None
) -> set[Error]:
    """The same in a workspace that serves for many."""
    report = check(path, read_descriptor(descriptor), workspace, options)
    found = set()
    for fault in report.faults():
        if not fault.rule.standard:
            continue
        code = fault.rule.code
        field = (
            ""
            if code in ("primary-key", "foreign-key", "blank-row", "extra-cell", "duplicate-label")
            else fault.field
        )
        found.add((code, fault.row, field))
    assert report.valid == (not found)
    return found
