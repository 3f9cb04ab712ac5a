"""Engine: the national base as it ships, a folder of Parquet files with a manifest; read only to import it.

DuckDB is imported when a table is read, so that the web process never loads it.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FOLDER", "TABLES", "PackUnreadableError", "edition", "manifest", "rows", "verify"]

FOLDER = Path(__file__).parent
TABLES = (
    "territories",
    "memberships",
    "dissolved_epci",
    "former_codes",
    "shapes",
    "neighbours",
    "town_halls",
    "unjoined",
)
_BATCH = 5_000


class PackUnreadableError(Exception):
    """The folder is not a whole national base; `problem` says which file and why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def manifest(folder: Path = FOLDER) -> dict[str, Any]:
    """What the folder says of itself: sources, counts, files. Raises PackUnreadableError."""
    try:
        read = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise PackUnreadableError("manifest.json") from fault
    if not _tells_all(read):
        raise PackUnreadableError("manifest.json")
    return dict(read)


def _tells_all(read: Any) -> bool:
    """Whether a manifest names its year and, for each table, how many rows and which file."""
    try:
        tables = [read["tables"][name] for name in TABLES]
        return isinstance(read["vintage"], int) and all(
            isinstance(table["rows"], int) and isinstance(table["sha256"], str) for table in tables
        )
    except (KeyError, TypeError):
        return False


def edition(folder: Path = FOLDER) -> str:
    """What names this edition: the sha256 of its manifest, which names every file by its own."""
    try:
        return hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    except OSError as fault:
        raise PackUnreadableError("manifest.json") from fault


def verify(folder: Path = FOLDER) -> None:
    """Raise PackUnreadableError for the first file that is not the one the manifest names."""
    said_of = manifest(folder)["tables"]
    for table in TABLES:
        path = folder / f"{table}.parquet"
        try:
            found = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as fault:
            raise PackUnreadableError(path.name) from fault
        if found != said_of[table]["sha256"]:
            raise PackUnreadableError(path.name)


def rows(table: str, columns: str, folder: Path = FOLDER) -> Iterator[tuple[Any, ...]]:
    """Rows of one table, with the columns asked for (names of the pack, separated by commas)."""
    import duckdb

    with duckdb.connect() as connection:
        result = connection.execute(
            f"SELECT {columns} FROM read_parquet(?)",  # noqa: S608 - column names come from our own code
            [str(folder / f"{table}.parquet")],
        )
        while batch := result.fetchmany(_BATCH):
            yield from batch
