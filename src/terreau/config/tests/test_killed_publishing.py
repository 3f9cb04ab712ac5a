"""kill -9 of a real process while a table is checked, mended, published or read at its address.

Afterwards nothing is half published, the next worker goes on, and no file stays that no row names.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from terreau.catalogue.tests.files import DIRTY
from terreau.config.tests.command import environment, running, terreau
from terreau.config.tests.conftest import run_small
from terreau.config.tests.publishing import STAGES
from terreau.foundation.tests.test_outgoing import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from terreau.foundation.tests.test_outgoing import Handler

    Ask = Callable[[str], list[tuple[Any, ...]]]

PUBLISHING = (sys.executable, "-m", "terreau.config.tests.publishing")
NEWER = DIRTY + "Parc;6;02/02/2025;0,9\r\n".encode("cp1252")
#: What everyone reads: the state of the data set, and which version of its table.
SHOWN = (
    "SELECT d.state, v.number, v.standing FROM catalogue_dataset d "
    "JOIN catalogue_distribution t ON t.dataset_id = d.id "
    "LEFT JOIN catalogue_version v ON v.id = t.published_id"
)
ROAD = "SELECT number, standing, job FROM catalogue_version ORDER BY number"
LINES = "SELECT verb FROM participation_journalline WHERE room = 'donnees' ORDER BY number"
#: Every file that a row names.
NAMED = (
    "SELECT raw_digest FROM catalogue_version UNION SELECT clean_digest FROM catalogue_version "
    "UNION SELECT parquet_digest FROM catalogue_version UNION SELECT journal_digest FROM catalogue_version "
    "UNION SELECT faults_digest FROM catalogue_check"
)
DRAFT, PUBLISHED = [("draft", None, None)], [("published", 1, "published")]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "arceaux.csv"
    path.write_bytes(DIRTY)
    return path


@pytest.fixture
def site() -> Iterator[Site]:
    """Gives a table, then a newer one each time it is asked again."""
    with closing(Site()) as made:
        given: list[bytes] = []

        def answer(handler: Handler) -> None:
            given.append(DIRTY)
            handler.answer(DIRTY if len(given) == 1 else NEWER, Content_Type="text/csv")

        made.handler.answering["/arceaux.csv"] = answer
        yield made


def killed_at(stage: str, said: str, **where: str) -> None:
    with subprocess.Popen(  # noqa: S603 - our own program
        [*PUBLISHING, stage, said],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(**where),
    ) as process:
        assert process.stderr
        heard = []
        for line in process.stderr:
            heard.append(line)
            if f"at {stage}" in line:
                break
        else:
            pytest.fail(f"it never came to « {STAGES[stage]} »: " + "".join(heard)[-3000:])
        process.kill()


def on_sqlite(folder: Path) -> Ask:
    def ask(query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(folder / "terreau.sqlite3")) as database:
            return database.execute(query).fetchall()

    return ask


def goes_on(folder: Path, **where: str) -> None:
    """The next worker, two days later as the files see it."""
    files = [path for path in (folder / "media").rglob("*") if path.is_file()]
    for path in files:
        os.utime(path, (1_700_000_000, 1_700_000_000))
    ended = terreau("worker", "--once", "--data", str(folder), setup=None, **where)
    assert (ended.code, ended.trace) == (0, False), ended.notes


def files_without_a_row(folder: Path, ask: Ask) -> list[str]:
    named = {str(row[0]) for row in ask(NAMED)}
    there = [path for path in (folder / "media").glob("*/*") if path.is_file()]
    return sorted(path.name for path in there if path.name.partition(".")[0] not in named)


def running_jobs(ask: Ask) -> int:
    found = ask("SELECT COUNT(*) FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'")
    return int(found[0][0])


def proves_a_job_goes_on(stage: str, table: Path, ask: Ask, folder: Path, **where: str) -> None:
    """Killed in the middle of a job: the next worker finishes it, and nothing is published by itself."""
    before, after = {
        "check": ([(1, "received", "check")], [(1, "checked", "")]),
        "mended": ([(1, "checked", "mend")], [(1, "ready", "")]),
    }[stage]
    killed_at(stage, str(table), TERREAU_DATA=str(folder), **where)
    assert (ask(SHOWN), ask(ROAD), ask(LINES), running_jobs(ask)) == (DRAFT, before, [], 1)
    goes_on(folder, **where)
    assert (ask(SHOWN), ask(ROAD), ask(LINES), running_jobs(ask)) == (DRAFT, after, [], 0)
    assert files_without_a_row(folder, ask) == []


def proves_all_or_nothing(stage: str, table: Path, ask: Ask, folder: Path, **where: str) -> None:
    """Killed in the middle of a publication: it is as before, and is done when it is asked again."""
    killed_at(stage, str(table), TERREAU_DATA=str(folder), **where)
    assert (ask(SHOWN), ask(ROAD), ask(LINES)) == (DRAFT, [(1, "ready", "")], [])
    goes_on(folder, **where)
    assert (ask(SHOWN), ask(ROAD), ask(LINES)) == (DRAFT, [(1, "ready", "")], [])
    assert files_without_a_row(folder, ask) == []


@pytest.mark.parametrize("stage", ["check", "mended"])
def test_a_worker_killed_while_it_checks_or_mends_is_followed_by_one_that_finishes(
    stage: str, small_folder: Path, table: Path
) -> None:
    proves_a_job_goes_on(stage, table, on_sqlite(small_folder), small_folder)


def test_a_process_killed_while_it_publishes_has_published_nothing(small_folder: Path, table: Path) -> None:
    proves_all_or_nothing("publish", table, on_sqlite(small_folder), small_folder)


def test_a_newer_file_killed_while_the_service_publishes_it_is_published_once_by_the_next_worker(
    small_folder: Path, site: Site
) -> None:
    ask, allowed = on_sqlite(small_folder), {"TERREAU_OUTGOING_ALLOW": site.allowed}
    killed_at("renew", site.at("/arceaux.csv"), TERREAU_DATA=str(small_folder), **allowed)
    assert (ask(SHOWN), ask(LINES)) == (PUBLISHED, [("publish-data",)])
    assert ask(ROAD) == [(1, "published", ""), (2, "ready", "")]
    goes_on(small_folder, **allowed)
    assert (ask(SHOWN), running_jobs(ask)) == ([("published", 2, "published")], 0)
    assert ask(ROAD) == [(1, "replaced", ""), (2, "published", "")]
    assert ask(LINES) == [("publish-data",), ("renew-data",)]
    assert ask("SELECT outcome FROM catalogue_fetch ORDER BY id") == [("waits",), ("renewed",)]
    assert files_without_a_row(small_folder, ask) == []
    with running("serve", small_folder) as one:
        page = one.get("/donnees/1/")
        assert (page.status, "Parc" in page.text) == (200, True), "the service is alive"


def test_a_worker_killed_while_it_reads_an_address_is_followed_by_one_that_finishes(
    small_folder: Path, site: Site
) -> None:
    ask, allowed = on_sqlite(small_folder), {"TERREAU_OUTGOING_ALLOW": site.allowed}
    killed_at("arrived", site.at("/arceaux.csv"), TERREAU_DATA=str(small_folder), **allowed)
    assert (ask(ROAD), ask("SELECT outcome, ended_at FROM catalogue_fetch")) == ([], [("", None)])
    goes_on(small_folder, **allowed)
    assert (ask(ROAD), ask("SELECT outcome FROM catalogue_fetch")) == ([(1, "checked", "")], [("waits",)])
    assert files_without_a_row(small_folder, ask) == []


@pytest.mark.postgres
@pytest.mark.parametrize("stage", ["mended", "told"])
def test_on_postgresql_too_nothing_is_half_done(
    stage: str, small_one: Path, tmp_path: Path, table: Path, a_postgresql: Callable[[str], str]
) -> None:
    import psycopg

    url = a_postgresql("tables")
    folder = tmp_path / "there"
    run_small("make", small_one.parent / "pack", folder, DATABASE_URL=url)

    def ask(query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(url) as database:
            return database.execute(os.fsencode(query)).fetchall()

    proves = proves_a_job_goes_on if stage == "mended" else proves_all_or_nothing
    proves(stage, table, ask, folder, DATABASE_URL=url)
