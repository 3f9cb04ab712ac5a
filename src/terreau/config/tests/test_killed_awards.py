"""kill -9 in the middle of a table of people: pieces are whole or not there, nobody has the badge twice."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from terreau.config.tests.awarding import MIDDLE, PIECE
from terreau.config.tests.command import environment, terreau
from terreau.config.tests.conftest import run_small

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PEOPLE = 2 * PIECE + 20
AWARDING = (sys.executable, "-m", "terreau.config.tests.awarding")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("e-mail;nom\n" + "".join(f"p{n}@exemple.fr;P{n}\n" for n in range(PEOPLE)))
    return path


def killed_in_the_middle(table: Path, **where: str) -> None:
    with subprocess.Popen(  # noqa: S603 - our own program
        [*AWARDING, "stop", str(table)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(**where),
    ) as process:
        assert process.stderr
        said = []
        for line in process.stderr:
            said.append(line)
            if MIDDLE in line:
                break
        else:
            pytest.fail("it never came there: " + "".join(said))
        process.kill()


def given_again(table: Path, **where: str) -> None:
    subprocess.run([*AWARDING, "whole", str(table)], env=environment(**where), check=True)  # noqa: S603


def asked(ask: Callable[[str], Any]) -> tuple[int, ...]:
    """Awards, people who have one, places used, awards counted, lines that wait."""
    return tuple(
        ask(query)
        for query in (
            "SELECT COUNT(*) FROM recognition_award",
            "SELECT COUNT(DISTINCT email_seal) FROM recognition_award WHERE email_seal <> ''",
            "SELECT MAX(next_index) FROM recognition_statusregister",
            "SELECT MAX(awards_count) FROM recognition_achievement",
            "SELECT COUNT(*) FROM recognition_batchline",
        )
    )


def proves_it(table: Path, ask: Callable[[str], Any], folder: Path, **where: str) -> None:
    killed_in_the_middle(table, **where)
    assert asked(ask) == (PIECE, PIECE, PIECE, PIECE, PEOPLE - PIECE), "one piece whole, nothing of the next"
    given_again(table, **where)
    assert asked(ask) == (PEOPLE, PEOPLE, PEOPLE, PEOPLE, PEOPLE - PIECE)
    database = where.get("DATABASE_URL", "")
    ended = terreau("worker", "--once", "--data", str(folder), DATABASE_URL=database)
    assert (ended.code, ended.trace) == (0, False), ended.notes
    assert asked(ask) == (PEOPLE, PEOPLE, PEOPLE, PEOPLE, 0), "the first list goes on and gives nothing twice"


def test_a_table_of_people_killed_in_the_middle_then_sent_again_gives_each_badge_once(
    small_folder: Path, table: Path
) -> None:
    def ask(query: str) -> Any:
        with closing(sqlite3.connect(small_folder / "terreau.sqlite3")) as database:
            return database.execute(query).fetchone()[0]

    proves_it(table, ask, small_folder, TERREAU_DATA=str(small_folder))


@pytest.mark.postgres
def test_on_postgresql_too_each_badge_is_given_once(
    small_one: Path, tmp_path: Path, table: Path, a_postgresql: Callable[[str], str]
) -> None:
    import psycopg

    url = a_postgresql("awards")
    run_small("make", small_one.parent / "pack", tmp_path / "there", DATABASE_URL=url)

    def ask(query: str) -> Any:
        with psycopg.connect(url) as database:
            row = database.execute(os.fsencode(query)).fetchone()
            assert row
            return row[0]

    proves_it(table, ask, tmp_path / "there", TERREAU_DATA=str(tmp_path / "there"), DATABASE_URL=url)
