"""kill -9 in the middle of an import of commons: all of it or nothing, and sent again it comes once."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from terreau.config.tests.bringing import MIDDLE, PAGES, TABLE, VERSIONS
from terreau.config.tests.command import environment
from terreau.config.tests.conftest import run_small

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BRINGING = (sys.executable, "-m", "terreau.config.tests.bringing")


def killed_in_the_middle(what: str, **where: str) -> None:
    with subprocess.Popen(  # noqa: S603 - our own program
        [*BRINGING, what, "stop"],
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


def sent_again(what: str, **where: str) -> None:
    subprocess.run([*BRINGING, what, "whole"], env=environment(**where), check=True)  # noqa: S603


def asked(ask: Callable[[str], Any]) -> tuple[int, ...]:
    """Commons brought in, pages, versions of pages, lines of the journal, entries of the search."""
    return tuple(
        ask(query)
        for query in (
            "SELECT COUNT(*) FROM commons_commons WHERE title LIKE 'Four à pain %'",
            "SELECT COUNT(*) FROM commons_wikipage",
            "SELECT COUNT(*) FROM commons_historicalwikipage",
            "SELECT COUNT(*) FROM participation_journalline WHERE verb = 'bring-in'",
            (
                "SELECT COUNT(*) FROM modelsearch_indexentry WHERE content_type_id IN "
                "(SELECT id FROM django_content_type WHERE app_label = 'commons')"
            ),
        )
    )


def proves_it(ask: Callable[[str], Any], **where: str) -> None:
    sent_again("table", **where)  # the commons, and the table once: what stands before
    before = asked(ask)
    assert before[0] == len(TABLE)
    killed_in_the_middle("wiki", **where)
    assert asked(ask) == before, "nothing of the wiki"
    sent_again("wiki", **where)
    sent_again("wiki", **where)
    sent_again("table", **where)
    after = asked(ask)
    assert after[1:3] == (PAGES, PAGES * VERSIONS)
    assert after == (before[0], PAGES, PAGES * VERSIONS, before[3] + 1, before[4] + PAGES), "each thing once"


def test_an_import_of_commons_killed_then_sent_again_brings_each_thing_once(small_folder: Path) -> None:
    def ask(query: str) -> Any:
        with closing(sqlite3.connect(small_folder / "terreau.sqlite3")) as database:
            return database.execute(query).fetchone()[0]

    killed_in_the_middle("table", TERREAU_DATA=str(small_folder))
    assert ask("SELECT COUNT(*) FROM commons_commons WHERE title LIKE 'Four à pain %'") == 0
    proves_it(ask, TERREAU_DATA=str(small_folder))


@pytest.mark.postgres
def test_on_postgresql_too_each_thing_is_brought_once(
    small_one: Path, tmp_path: Path, a_postgresql: Callable[[str], str]
) -> None:
    import psycopg

    url = a_postgresql("imports")
    run_small("make", small_one.parent / "pack", tmp_path / "there", DATABASE_URL=url)

    def ask(query: str) -> Any:
        with psycopg.connect(url) as database:
            row = database.execute(os.fsencode(query)).fetchone()
            assert row
            return row[0]

    proves_it(ask, TERREAU_DATA=str(tmp_path / "there"), DATABASE_URL=url)
