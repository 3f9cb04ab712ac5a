"""A folder of backups that does not grow for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.config.operate import rotation
from terreau.config.operate.errors import NotAPlanError
from terreau.config.tests.command import terreau

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def named(moment: datetime) -> str:
    return f"terreau-{moment:%Y%m%dT%H%M%SZ}.zip"


def a_backup(folder: Path, days: float) -> Path:
    path = folder / named(NOW - timedelta(days=days))
    path.touch()
    return path


def test_the_newest_of_each_day_week_and_month_stays(tmp_path: Path) -> None:
    for days in range(400):
        a_backup(tmp_path, days)
        a_backup(tmp_path, days + 0.1)
    gone = rotation.superfluous(rotation.ours(tmp_path), rotation.plan_of("7d4w12m"))
    left = sorted(set(rotation.ours(tmp_path)) - set(gone), reverse=True)
    ages = [(NOW - rotation.moment_of(path)).days for path in left]
    assert ages[:7] == list(range(7))
    assert 18 <= len(left) <= 23
    assert 320 < ages[-1] < 366


def test_a_timer_that_failed_for_a_year_takes_nothing_away(tmp_path: Path) -> None:
    for days in (365, 366, 367):
        a_backup(tmp_path, days)
    assert rotation.superfluous(rotation.ours(tmp_path), rotation.plan_of("7d")) == []


def test_files_of_others_are_none_of_our_business(tmp_path: Path) -> None:
    names = ("terreau.zip", "terreau-20261399T000000Z.zip", "photos.zip", "terreau-20260101T000000Z.zip.old")
    for name in names:
        (tmp_path / name).touch()
    (tmp_path / named(NOW)).mkdir()
    (tmp_path / named(NOW - timedelta(days=1))).symlink_to(tmp_path / "photos.zip")
    assert rotation.ours(tmp_path) == []


@pytest.mark.parametrize("said", ["", "7", "d7", "7d 4w", "0d", "4w7d", "-1d", "7j", "9999d"])
def test_a_plan_that_says_nothing_is_refused(said: str) -> None:
    with pytest.raises(NotAPlanError):
        rotation.plan_of(said)


@given(
    st.lists(st.integers(0, 2000), min_size=1, unique=True),
    st.builds(rotation.Plan, *(st.integers(0, 20) for _ in range(3))),
)
def test_the_last_one_stays_and_doing_it_again_takes_no_more(days: list[int], plan: rotation.Plan) -> None:

    paths = [Path(named(NOW - timedelta(days=day))) for day in days]
    gone = set(rotation.superfluous(paths, plan))
    left = [path for path in paths if path not in gone]
    assert Path(named(NOW - timedelta(days=min(days)))) in left
    assert rotation.superfluous(left, plan) == []


def test_one_more_is_made_then_the_superfluous_go(small_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    old = [a_backup(folder, days) for days in (0, 0.2, 0.4)]
    foreign = folder / "photos.zip"
    foreign.touch()
    words = ("backup", "--data", str(small_folder), "--keep", "2d", "--to", str(folder))
    dry = terreau(*words, "--dry-run")
    assert "Serait effacée" in dry.answer
    assert all(path.exists() for path in old)
    done = terreau(*words)
    assert done.code == 0, done.notes
    assert foreign.exists()
    assert len(rotation.ours(folder)) == 2
    assert terreau("backup", "--verify", str(rotation.ours(folder)[-1])).code == 0


def test_when_the_backup_fails_nothing_is_taken_away(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    old = [a_backup(folder, days) for days in range(5)]
    failed = terreau("backup", "--data", str(tmp_path / "nothing"), "--keep", "1d", "--to", str(folder))
    assert (failed.code, failed.trace) == (1, False)
    assert all(path.exists() for path in old)
