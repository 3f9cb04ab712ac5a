"""A Parquet file opened for questions: read-only, nothing else of the computer within reach, under caps."""

from __future__ import annotations

import json
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import duckdb

from terreau.catalogue.rows.caps import READING
from terreau.catalogue.rows.columns import Column, Kind, kind_of
from terreau.catalogue.rows.refusals import Damaged, Gone, TooHeavy, TooLong
from terreau.catalogue.tables.compiler.sql import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

    from terreau.catalogue.rows.caps import Caps

#: Under this key a packed file keeps the names and declared types of its columns (packing.py).
LABELS = "terreau-columns"
#: DuckDB takes these in a path for a pattern that names several files.
_PATTERN_SIGNS = frozenset("*?[]{}")

#: What DuckDB says of bytes that are not Parquet; some of it as a bare Error.
_DAMAGE = frozenset(
    (duckdb.Error, duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException)
)


class Opened:
    """Use as a context manager. `columns` and `total` are known at once; `ask` runs SQL over the view `cells`.

    Each file has a database of its own in memory, which can see this file and, when a download is written,
    the file to write: `enable_external_access` is off, and the configuration cannot be changed any more
    (https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview). Raises Gone, Damaged.
    """

    def __init__(self, path: Path, caps: Caps = READING, *, writes: Path | None = None) -> None:
        self.path = Path(path).resolve()
        self.caps = caps
        self._writes = writes.resolve() if writes else None
        self._held = ExitStack()
        self.columns: tuple[Column, ...] = ()
        self.total = 0

    def __enter__(self) -> Self:
        with ExitStack() as held:
            held.enter_context(self.caps.place())
            self._deadline = time.monotonic() + self.caps.seconds
            self._database = held.enter_context(_database(self.caps))
            self._open()
            self._held = held.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query, all in memory: for pages and figures, which are small."""
        with self._watched():
            return self._database.execute(sql, list(values)).fetchall()

    def batches(
        self, sql: str, values: Sequence[Any] = (), size: int = 2_000
    ) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a query, some at a time."""
        with self._watched():
            answer = self._database.execute(sql, list(values))
        while True:
            with self._watched():
                rows = answer.fetchmany(size)
            if not rows:
                return
            yield rows

    def _open(self) -> None:
        if not self.path.is_file():
            raise Gone
        if _PATTERN_SIGNS & set(str(self.path)):
            raise Damaged
        allowed = ", ".join(text(str(one)) for one in (self.path, self._writes) if one)
        source = f"read_parquet({text(str(self.path))}, file_row_number=true)"
        self.ask(
            f"SET allowed_paths = [{allowed}]; SET enable_external_access = false; SET lock_configuration = true"
        )
        self.columns = self._columns(source)
        listed = ", ".join(column.sql for column in self.columns)
        # A view over positions: names of columns stay out of every query.
        self.ask(f"CREATE TEMP VIEW raw({listed}, line_) AS SELECT * FROM {source}")
        cells = ", ".join(self._cell(column) for column in self.columns)
        self.ask(f"CREATE TEMP VIEW cells AS SELECT line_, {cells} FROM raw")
        self.total = int(
            self.ask(f"SELECT sum(num_rows) FROM parquet_file_metadata({text(str(self.path))})")[0][0]
        )

    def _columns(self, source: str) -> tuple[Column, ...]:
        described = self.ask(f"DESCRIBE SELECT * FROM {source}")[:-1]
        self._types = [row[1] for row in described]
        kept = self.ask(
            f"SELECT decode(value) FROM parquet_kv_metadata({text(str(self.path))}) WHERE decode(key) = '{LABELS}'"
        )
        told: list[dict[str, str]] = (
            json.loads(kept[0][0]) if kept else [{"name": row[0]} for row in described]
        )
        return tuple(
            Column(
                at,
                one["name"],
                kind_of(row[1]),
                one.get("type", ""),
                one.get("title", ""),
                one.get("description", ""),
            )
            for at, (row, one) in enumerate(zip(described, told, strict=True))
        )

    def _cell(self, column: Column) -> str:
        """A cell as one of our kinds; what is none of them (lists, moments with a zone) as its text."""
        if column.kind is Kind.TEXT and self._types[column.position] != "VARCHAR":
            return f"CAST({column.sql} AS VARCHAR) AS {column.sql}"
        return column.sql

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Stop the query at the deadline, and say each failure of the database in our words."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TooLong(seconds=round(self.caps.seconds))
        watch = threading.Timer(left, self._database.interrupt)
        watch.daemon = True
        watch.start()
        try:
            yield
        except duckdb.InterruptException as error:
            raise TooLong(seconds=round(self.caps.seconds)) from error
        except duckdb.OutOfMemoryException as error:
            raise TooHeavy from error
        except duckdb.Error as error:
            if not self.path.is_file():
                raise Gone from error
            if type(error) in _DAMAGE:
                raise Damaged from error
            raise
        finally:
            watch.cancel()


@contextmanager
def _database(caps: Caps) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": f"{caps.memory}MB",
            "threads": caps.threads,
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "enable_object_cache": "true",
            # A name in a query is never a Python variable of ours.
            "python_enable_replacements": "false",
        },
    )
    try:
        yield connection
    finally:
        connection.close()
