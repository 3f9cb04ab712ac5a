"""A Parquet file opened for questions: read-only, nothing else of the computer within reach, under caps."""

from __future__ import annotations

import json
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from terreau.catalogue.rows.caps import READING
from terreau.catalogue.rows.columns import Column, Kind, kind_of
from terreau.catalogue.rows.refusals import Damaged, Gone, TooHeavy, TooLong
from terreau.catalogue.tables.compiler.sql import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

    import duckdb

    from terreau.catalogue.rows.caps import Caps

#: Under this key a packed file keeps the names and declared types of its columns (packing.py).
LABELS = "terreau-columns"
#: The column, last in a packed file, that holds the texts of a row as searches read them.
WORDS = "words_"
#: DuckDB takes these in a path for a pattern that names several files.
_PATTERN_SIGNS = frozenset("*?[]{}")

#: What DuckDB says of bytes that are not Parquet; some of it as a bare Error.
_DAMAGE = frozenset(("Error", "IOException", "InvalidInputException", "SerializationException"))


@dataclass(frozen=True)
class _Facts:
    """`cast` says of each column whether it is shown as its text; `words` whether there is one for searches."""

    columns: tuple[Column, ...]
    cast: tuple[bool, ...]
    rows: int
    words: bool


_KNOWN: dict[tuple[str, int, int, int], _Facts] = {}
_KNOWN_TURN = threading.Lock()
_MOST_KNOWN = 128


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
        #: SQL of the texts of a row for searches, "" when the file was not packed here.
        self.words = ""

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
        self._facts = facts = self._known(source)
        self.columns, self.total, self.words = facts.columns, facts.rows, WORDS if facts.words else ""
        names = [column.sql for column in self.columns] + ([WORDS] if self.words else [])
        cells = ", ".join(
            f"CAST({column.sql} AS VARCHAR) AS {column.sql}" if cast else column.sql
            for column, cast in zip(self.columns, facts.cast, strict=True)
        )
        more = f", {WORDS}" if self.words else ""
        # A view over positions: names of columns stay out of every query.
        self.ask(
            f"CREATE TEMP VIEW cells AS SELECT line_, {cells}{more} FROM (SELECT * FROM {source}) raw({', '.join(names)}, line_)"
        )

    def _known(self, source: str) -> _Facts:
        """What the file holds; looked at once for each file, whose bytes do not change under one name."""
        stamp = self.path.stat()
        key = (str(self.path), stamp.st_mtime_ns, stamp.st_size, stamp.st_ino)
        with _KNOWN_TURN:
            known = _KNOWN.get(key)
        if known is None:
            known = self._look(source)
            with _KNOWN_TURN:
                if len(_KNOWN) >= _MOST_KNOWN:
                    _KNOWN.pop(next(iter(_KNOWN)))
                _KNOWN[key] = known
        return known

    def _look(self, source: str) -> _Facts:
        path = text(str(self.path))
        described = self.ask(f"DESCRIBE SELECT * FROM {source}")[:-1]
        kept = self.ask(
            f"SELECT decode(value) FROM parquet_kv_metadata({path}) WHERE decode(key) = '{LABELS}'"
        )
        told: list[dict[str, str]] = (
            json.loads(kept[0][0]) if kept else [{"name": row[0]} for row in described]
        )
        words = len(described) == len(told) + 1 and described[-1][0] == WORDS
        columns = tuple(
            Column(
                at,
                one["name"],
                kind_of(row[1]),
                one.get("type", ""),
                one.get("title", ""),
                one.get("description", ""),
            )
            for at, (row, one) in enumerate(zip(described[:-1] if words else described, told, strict=True))
        )
        # A cell is one of our kinds; what is none of them (lists, moments with a zone) is its text.
        cast = tuple(
            column.kind is Kind.TEXT and row[1] != "VARCHAR"
            for column, row in zip(columns, described, strict=False)
        )
        rows = self.ask(f"SELECT sum(num_rows) FROM parquet_file_metadata({path})")[0][0]
        return _Facts(columns, cast, int(rows), words)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Stop the query at the deadline, and say each failure of the database in our words."""
        import duckdb

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
            if type(error).__name__ in _DAMAGE:
                raise Damaged from error
            raise
        finally:
            watch.cancel()


@contextmanager
def _database(caps: Caps) -> Iterator[duckdb.DuckDBPyConnection]:
    import duckdb  # only when a table is read: a web process at rest does without its 30 MB

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
