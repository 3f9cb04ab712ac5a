"""Parquet, read in place by the database; every value becomes the text that a CSV would hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.tables.compiler.sql import column, text
from terreau.catalogue.tables.reading import limits
from terreau.catalogue.tables.reading.table import Table
from terreau.catalogue.tables.refusals import TooWide, Unreadable

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.catalogue.tables.reading.workspace import Workspace


def open_parquet(path: Path, workspace: Workspace) -> Table:
    import duckdb  # only when a table is read: a web process at rest does without its 30 MB

    source = f"read_parquet({text(str(path))})"
    try:
        described = workspace.query(f"DESCRIBE SELECT * FROM {source}").fetchall()
    except duckdb.Error as error:
        raise Unreadable(reason=("ce fichier Parquet est abîmé", "this Parquet file is damaged")) from error
    labels = [row[0] for row in described]
    if len(labels) > limits.COLUMNS:
        raise TooWide(count=len(labels), limit=limits.COLUMNS)
    names = (
        f'CAST("{label.replace(chr(34), chr(34) * 2)}" AS VARCHAR) AS {column(n)}'
        for n, label in enumerate(labels)
    )
    return Table(
        path=path,
        format="parquet",
        labels=tuple(labels),
        relation=f"SELECT {', '.join(names)} FROM {source}",
        understood=((f"{len(labels)} colonnes.", f"{len(labels):,} columns."),),
    )
