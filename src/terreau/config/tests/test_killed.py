"""kill -9 at any moment of what the person who hosts does: all or nothing, and the next command goes on."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from terreau.config import swapping
from terreau.config.swapping import Decision
from terreau.config.tests.command import TERREAU, a_port, environment, running, terreau
from terreau.config.tests.test_backup import backed_up, files, restored, rows

if TYPE_CHECKING:
    from collections.abc import Callable


def killed_at(stage: str, *words: str) -> None:
    """Run the command and kill it as soon as it says that stage."""
    with subprocess.Popen(  # noqa: S603 - our own command
        [*TERREAU, *words], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment()
    ) as process:
        assert process.stderr
        assert any(stage in line for line in process.stderr), f"it never came to {stage}"
        process.kill()


@pytest.mark.parametrize("stage", ["Base de données", "Relecture"])
def test_a_backup_killed_leaves_no_file_that_looks_like_one(
    stage: str, small_folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "one.zip"
    killed_at(stage, "backup", "--data", str(small_folder), str(file))
    if file.exists():  # it was quicker than the signal
        assert terreau("backup", "--verify", str(file)).code == 0
    else:
        backed_up(small_folder, file)
    assert [path.name for path in tmp_path.iterdir() if "zip" in path.name] == ["one.zip"]


@pytest.mark.parametrize("stage", ["Fichiers", "Base de données", "Recherche"])
def test_a_restore_killed_leaves_what_was_there_or_all_that_was_to_come(
    stage: str, small_folder: Path, tmp_path: Path
) -> None:
    file = backed_up(small_folder, tmp_path / "one.zip")
    then = (rows(small_folder), files(small_folder))
    edited = next(path for path in small_folder.rglob("*.png"))
    edited.write_bytes(b"other")
    before = (rows(small_folder), files(small_folder))
    words = ("restore", "--data", str(small_folder), str(file), "--replace", "--no-backup", "--resume")
    killed_at(stage, *words)
    assert (rows(small_folder), files(small_folder)) in (before, then)
    assert terreau("journal", "verify", "--data", str(small_folder)).code == 0
    assert (rows(small_folder), files(small_folder)) in (before, then)
    if stage == "Recherche":
        restored(file, small_folder, "--replace", "--no-backup", "--resume")
        assert (rows(small_folder), files(small_folder)) == then
        assert not (small_folder / swapping.STAGE).exists()


@pytest.mark.postgres
@pytest.mark.parametrize("stage", ["Base de données", "Recherche"])
def test_on_postgresql_too_a_restore_killed_leaves_what_was_there(
    stage: str, small_folder: Path, tmp_path: Path, a_postgresql: Callable[[str], str]
) -> None:
    file = backed_up(small_folder, tmp_path / "one.zip")
    there = restored(file, tmp_path / "there", "--database", a_postgresql("killed"))
    before = content(backed_up(there, tmp_path / "before.zip"))
    words = ("restore", "--data", str(there), str(file), "--replace", "--no-backup", "--resume")
    killed_at(stage, *words)
    assert content(backed_up(there, tmp_path / "after.zip")) in (before, content(file))
    restored(file, there, "--replace", "--no-backup", "--resume")
    assert content(backed_up(there, tmp_path / "then.zip")) == content(file)


def content(file: Path) -> dict[str, list[str]]:
    """Every row of a backup, whatever the order of the keys inside JSON."""
    with ZipFile(file) as archive:
        return {
            name: [json.dumps(json.loads(line), sort_keys=True) for line in archive.read(name).splitlines()]
            for name in archive.namelist()
            if name.startswith("tables/")
        }


class KilledError(Exception):
    """The process ends here."""


@pytest.mark.parametrize("survives", range(6))
def test_once_decided_it_is_carried_out_however_often_it_is_killed(
    survives: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moves = [
        (f"{swapping.STAGE}/{name}", name) for name in (swapping.DATABASE, "keys/secret.key", "terreau.toml")
    ]
    for staged, place in moves:
        for path, body in ((tmp_path / staged, "new"), (tmp_path / place, "old")):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
    (tmp_path / f"{swapping.DATABASE}-wal").write_text("of the old one", encoding="utf-8")
    (tmp_path / "extra").touch()
    swapping.decide(tmp_path, Decision(moves=moves, removed=["extra"]))
    left = [survives]

    def one_change_less(change: object) -> object:
        def done(self: Path, *rest: object, **more: object) -> object:
            if not left[0]:
                raise KilledError
            left[0] -= 1
            return change(self, *rest, **more)  # type: ignore[operator]

        return done

    with monkeypatch.context() as patch, contextlib.suppress(KilledError):
        patch.setattr(Path, "replace", one_change_less(Path.replace))
        patch.setattr(Path, "unlink", one_change_less(Path.unlink))
        swapping.finish(tmp_path)
    swapping.finish(tmp_path)
    assert [(tmp_path / place).read_text(encoding="utf-8") for _staged, place in moves] == ["new"] * 3
    assert not (tmp_path / f"{swapping.DATABASE}-wal").exists()
    assert not (tmp_path / "extra").exists()
    assert not (tmp_path / swapping.RECORD).exists()


def test_without_a_decision_nothing_moves(tmp_path: Path) -> None:
    assert swapping.finish(tmp_path) is False
    shutil.rmtree(tmp_path)


def one_version_back(folder: Path) -> None:
    """Take the database to the form it had before the last migration of the foundation."""
    words = [sys.executable, "-m", "django", "migrate", "foundation", "0001", "--verbosity", "0"]
    more = {"TERREAU_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "terreau.config.settings"}
    subprocess.run(words, env=environment(**more), check=True)  # noqa: S603 - our own program


def test_an_upgrade_is_saved_first_killed_without_harm_and_there_is_a_way_back(small_folder: Path) -> None:
    one_version_back(small_folder)
    before = rows(small_folder)
    port = a_port()
    words = ("serve", "--data", str(small_folder), "--migrate", "--listen", f"127.0.0.1:{port}")
    killed_at("Forme de la base", *words)
    assert same(rows(small_folder), before)
    (saved,) = (small_folder / "backups").glob("before-upgrade-*.zip")
    with running("serve", small_folder, words=("--migrate",), port=port) as one:
        assert one.get("/besoins/1/").status == 200
    assert "foundation_clearing" in rows(small_folder)
    restored(saved, small_folder, "--replace", "--no-backup", "--resume")
    assert same(rows(small_folder), before)
    assert "foundation_clearing" in rows(small_folder), "brought to the form of this version again"


def same(after: dict[str, list[tuple[object, ...]]], before: dict[str, list[tuple[object, ...]]]) -> bool:
    """Whether what people wrote is there as it was."""
    tables = ("needs_need", "people_user", "participation_comment", "participation_journalline")
    return [after[table] for table in tables] == [before[table] for table in tables]
