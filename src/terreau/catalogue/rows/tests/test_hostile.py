"""What somebody may try through a question on rows, and what happens to a service under it."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import duckdb
import pytest

from terreau.catalogue.rows import Caps, Opened, RowsRefusal, row_of
from terreau.catalogue.rows.tests.builders import STANDS, asked, firsts, packed

if TYPE_CHECKING:
    from pathlib import Path

ENDLESS = "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE (a.range * b.range) % 7 = 3"
VALUES = [
    "' OR 1=1 --",
    "'; DROP TABLE cells; --",
    '" OR ""="',
    "$1",
    "%",
    "_",
    "\\",
    "*",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "x' UNION SELECT content FROM read_text('/etc/passwd') --",
]


@pytest.fixture(scope="module")
def stands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed(tmp_path_factory.mktemp("stands"), STANDS)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("door", ["commune__egal", "commune__contient", "commune__parmi", "mots"])
def test_a_value_is_only_ever_a_value(stands: Path, door: str, value: str) -> None:
    assert asked(stands, urlencode([(door, value)])).total == 0


@pytest.mark.parametrize(
    "name", ["a'b", 'a"b', "a;b", "SELECT", "mots", "sur", "a&b=c", "a#b", "a%b", "ligne\nbrisée", "😀"]
)
def test_any_name_of_a_column_can_be_filtered_and_sorted(tmp_path: Path, name: str) -> None:
    quoted = name.replace('"', '""')
    path = packed(tmp_path, f'"{quoted}",autre\nx,1\ny,2\n')
    with Opened(path) as opened:
        known = opened.columns[0].name
    query = urlencode([(f"{known}__egal", "y"), (f"{known}__tri", "desc"), ("colonne", known)])

    assert firsts(path, query) == ["y"]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM glob('/*')",
        "COPY (SELECT 1) TO '{folder}/stolen.csv'",
        "ATTACH '{folder}/other.db'",
        "SELECT * FROM read_parquet('{folder}/secret.parquet')",
        "SELECT * FROM '{folder}/secret.parquet'",
        "SET memory_limit = '10GB'",
        "SET enable_external_access = true",
        "SET allowed_paths = ['/etc/passwd']",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM read_text('http://127.0.0.1/')",
    ],
)
def test_even_sql_that_got_in_would_reach_nothing_else(tmp_path: Path, sql: str) -> None:
    path = packed(tmp_path)
    duckdb.connect().execute(f"COPY (SELECT 1 AS a) TO '{tmp_path}/secret.parquet'")

    with Opened(path) as opened, pytest.raises((RowsRefusal, duckdb.Error)):
        opened.ask(sql.format(folder=tmp_path))

    assert not (tmp_path / "stolen.csv").exists()


def test_the_file_itself_is_never_written(tmp_path: Path) -> None:
    path = packed(tmp_path)
    before = path.read_bytes()

    with Opened(path) as opened, pytest.raises((RowsRefusal, duckdb.Error)):
        opened.ask(f"INSERT INTO cells SELECT * FROM cells; UPDATE cells SET c0 = 'x'; DELETE FROM '{path}'")

    assert path.read_bytes() == before


def test_a_question_that_never_ends_is_stopped(stands: Path) -> None:
    caps = Caps(memory=100, threads=1, seconds=0.6, at_once=1)
    start = time.monotonic()

    with Opened(stands, caps) as opened, pytest.raises(RowsRefusal) as refused:
        opened.ask(ENDLESS)

    assert refused.value.code == "too-long"
    assert time.monotonic() - start < 20


def test_a_question_that_eats_memory_is_stopped(stands: Path) -> None:
    caps = Caps(memory=30, threads=1, seconds=30, at_once=1)

    with Opened(stands, caps) as opened, pytest.raises(RowsRefusal) as refused:
        opened.ask("SELECT list(range || repeat('x', 100)) FROM range(10000000)")

    assert refused.value.code == "too-heavy"


def test_too_many_questions_at_once_are_told_to_come_back(stands: Path) -> None:
    caps = Caps(memory=50, threads=1, seconds=5, at_once=1, wait=0)

    with Opened(stands, caps), pytest.raises(RowsRefusal) as refused, Opened(stands, caps):
        pass

    assert refused.value.code == "busy"
    with Opened(stands, caps) as again:  # the place is free again
        assert again.total == 5


def test_a_refusal_while_opening_frees_its_place(tmp_path: Path) -> None:
    caps = Caps(memory=50, threads=1, seconds=5, at_once=1, wait=0)

    for _ in range(2):
        with pytest.raises(RowsRefusal) as refused, Opened(tmp_path / "absent.parquet", caps):
            pass
        assert refused.value.code == "rows-gone"


def test_readers_do_not_stand_in_each_other_s_way(stands: Path) -> None:
    def read(number: int) -> list[object]:
        return firsts(stands, f"id__egal=A{number % 5 + 1}")

    with ThreadPoolExecutor(3) as readers:
        found = list(readers.map(read, range(9)))

    assert found == [[f"A{number % 5 + 1}"] for number in range(9)]


def test_a_file_taken_away_under_a_question_is_said(tmp_path: Path) -> None:
    path = packed(tmp_path)

    with Opened(path) as opened:
        path.unlink()
        with pytest.raises(RowsRefusal) as refused:
            row_of(opened, 1)

    assert refused.value.code == "rows-gone"


@pytest.mark.parametrize(
    "held", [b"", b"PAR1", b"not parquet at all" * 100, b"PAR1" + b"\xff" * 200 + b"PAR1"]
)
def test_a_damaged_file_is_said(tmp_path: Path, held: bytes) -> None:
    path = tmp_path / "broken.parquet"
    path.write_bytes(held)

    with pytest.raises(RowsRefusal) as refused, Opened(path):
        pass

    assert refused.value.code == "rows-damaged"


def test_a_file_cut_in_the_middle_is_said(tmp_path: Path) -> None:
    path = packed(tmp_path, "n,t\n" + "".join(f"{number},{number * 7919}\n" for number in range(50_000)))
    whole = path.read_bytes()
    path.write_bytes(whole[:4] + b"\x00" * (len(whole) // 2) + whole[4 + len(whole) // 2 :])

    with pytest.raises(RowsRefusal) as refused:
        asked(path, "t__egal=7919")

    assert refused.value.code == "rows-damaged"


def test_a_path_that_names_several_files_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path)
    odd = path.rename(tmp_path / "t[ab]*.parquet")

    with pytest.raises(RowsRefusal), Opened(odd):
        pass


def test_no_thread_outlives_a_question(stands: Path) -> None:
    asked(stands, "mots=x")

    deadline = time.monotonic() + 5
    while (
        any(isinstance(one, threading.Timer) for one in threading.enumerate()) and time.monotonic() < deadline
    ):
        time.sleep(0.01)
    assert not any(isinstance(one, threading.Timer) for one in threading.enumerate())
