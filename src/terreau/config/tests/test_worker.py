"""`terreau worker`: jobs done apart from the web."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from terreau.config.tests.command import terreau

if TYPE_CHECKING:
    from pathlib import Path


def daily_jobs(folder: Path) -> list[tuple[str, bool]]:
    """State of each run of the daily job, and whether it is for later."""
    asked = (
        "SELECT status, run_after BETWEEN datetime('now', '+23 hours') AND datetime('now', '+25 hours') "
        "FROM django_tasks_database_dbtaskresult WHERE task_path LIKE '%.clear_past' ORDER BY enqueued_at"
    )
    with closing(sqlite3.connect(folder / "terreau.sqlite3")) as database:
        return [(status, bool(later)) for status, later in database.execute(asked)]


def test_the_daily_job_is_done_and_waits_for_tomorrow_whoever_starts(service_folder: Path) -> None:
    for _start in range(2):
        ended = terreau("worker", "--once", "--data", str(service_folder))
        assert (ended.code, ended.trace) == (0, False), ended.notes
    assert daily_jobs(service_folder) == [("SUCCESSFUL", False), ("READY", True)]


def test_an_instance_that_is_not_prepared_is_refused_in_one_sentence(tmp_path: Path) -> None:
    ended = terreau("worker", "--once", "--data", str(tmp_path))
    assert (ended.code, ended.trace) == (1, False)
    assert "Aucune instance n’est préparée" in ended.notes
