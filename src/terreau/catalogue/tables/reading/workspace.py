"""A place to work on one file: a temporary folder and a database in it, both gone at the end."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

    import duckdb

# Measured: past two threads the reader holds more buffers than our 400 MB allow.
_MEMORY = "240MB"
_THREADS = min(2, os.cpu_count() or 1)


class Workspace:
    """Use as a context manager. What does not fit in memory goes to the temporary folder."""

    def __init__(self, folder: Path | None = None) -> None:
        import duckdb  # only when a table is read: a web process at rest does without its 30 MB

        self._folder = tempfile.TemporaryDirectory(prefix="terreau-table-", dir=folder)
        self.path = Path(self._folder.name)
        self._made = 0
        self._patterns: dict[str, bool] = {}
        self.database = duckdb.connect(
            str(self.path / "work.duckdb"),
            config={
                "memory_limit": _MEMORY,
                "threads": _THREADS,
                # Each column being written holds a block: small ones, for tables of hundreds of columns.
                "default_block_size": "16384",
                # Losing this database loses nothing: no need to wait for the disk.
                "fsync_mode": "NONE",
                "temp_directory": str(self.path / "spill"),
                # Nothing is fetched from the network, whatever a file or a schema contains.
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
            },
        )
        # A list after IN becomes a join, and a join loses the order of rows: the number of a row is its place.
        self.database.execute("SET disabled_optimizers = 'in_clause'")
        # No need to write everything twice either.
        self.database.execute("SET checkpoint_threshold = '64MB'")

    def fresh(self, name: str) -> Path:
        """A file name of our own that nothing else has taken: two tables may be open at once."""
        self._made += 1
        return self.path / f"{self._made}-{name}"

    def query(self, sql: str, *values: Any) -> duckdb.DuckDBPyConnection:
        """Run on a cursor of its own, so that a result may be read while another query runs."""
        return (
            self.database.cursor().execute(sql, list(values))
            if values
            else self.database.cursor().execute(sql)
        )

    def runs(self, pattern: str) -> bool:
        """Whether the database can run a pattern of RE2: it refuses those that repeat too much for its memory."""
        if pattern not in self._patterns:
            import duckdb

            try:
                self.query("SELECT regexp_matches('', $1)", pattern).fetchall()
                self._patterns[pattern] = True
            except duckdb.Error:
                self._patterns[pattern] = False
        return self._patterns[pattern]

    def close(self) -> None:
        self.database.close()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
