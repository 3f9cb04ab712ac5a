"""A disk that is full or that refuses: one sentence, and nothing spoilt.

A real full disk needs the right to mount one. The kernel refuses writes in the same way past RLIMIT_FSIZE
(EFBIG where a full disk says ENOSPC), to root too, so that is what is taken from the process here.
Permissions deceive root; /sys does not: nobody makes a folder there. SQLite's words come from SQLite itself.
"""

from __future__ import annotations

import errno
import resource
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError

from terreau.config.failures import DatabaseBusyError, DiskFullError, ReadOnlyError, of_the_machine
from terreau.config.tests.command import running, terreau

if TYPE_CHECKING:
    from pathlib import Path


def little_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))


def no_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def test_a_disk_that_fills_while_it_prepares_is_said_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    ended = terreau("demo", "--no-serve", "--data", str(folder), setup=little_room)
    assert (ended.code, ended.trace) == (2, False)
    assert "disque" in ended.notes.splitlines()[-2]
    assert not (folder / "terreau.sqlite3").exists()


def test_a_disk_without_any_room_is_said_before_anything_is_begun(tmp_path: Path) -> None:
    ended = terreau("demo", "--no-serve", "--data", str(tmp_path / "demo"), setup=no_room)
    assert (ended.code, ended.trace) == (2, False)
    assert "Plus de place sur le disque" in ended.notes


@pytest.mark.parametrize("verb", [("demo", "--no-serve"), ("serve",), ("init",), ("import", "territories")])
def test_a_folder_where_nothing_can_be_written_is_said(verb: tuple[str, ...]) -> None:
    ended = terreau(*verb, "--data", "/sys/terreau")
    assert (ended.code, ended.trace) == (2, False)
    assert "Impossible d’écrire dans « /sys/terreau »" in ended.notes
    assert "--data" in ended.notes


def test_a_folder_whose_name_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        ended = terreau("demo", "--no-serve", "--data", str(path))
        assert (ended.code, ended.trace) == (1, False)
        assert "un fichier porte déjà ce nom" in ended.notes


def test_a_disk_that_fills_while_serving_is_said_to_the_person_and_the_service_goes_on(
    demo_folder: Path,
) -> None:
    with running("demo", demo_folder) as one:
        for child in one.children:
            resource.prlimit(child, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        page = one.get("/compte/connexion/")
        cookie = page.headers["Set-Cookie"].split(";")[0]
        token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        form = (
            f"csrfmiddlewaretoken={token}&login=animation%40terreau.example&email=animation%40terreau.example"
        )
        kind = "application/x-www-form-urlencoded"
        refused = one.get("/compte/connexion/", "POST", form, Cookie=cookie, Content_Type=kind)
        assert refused.status == 503
        assert "rien n’a été enregistré" in refused.text
        assert one.get("/").status == 200
        for child in one.children:
            resource.prlimit(child, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert one.get("/compte/connexion/", "POST", form, Cookie=cookie, Content_Type=kind).status == 302


def test_what_sqlite_says_of_a_full_a_read_only_and_a_busy_file_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "some.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as one:
        one.execute("CREATE TABLE notes (words TEXT)")
        one.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as full:
            one.execute("INSERT INTO notes VALUES (zeroblob(100000))")
        reader = closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True))
        with reader as other, pytest.raises(sqlite3.OperationalError) as read_only:
            other.execute("DELETE FROM notes")
        one.execute("BEGIN IMMEDIATE")
        late = closing(sqlite3.connect(path, isolation_level=None, timeout=0))
        with late as other, pytest.raises(sqlite3.OperationalError) as busy:
            other.execute("BEGIN IMMEDIATE")
    kinds = [type(of_the_machine(OperationalError(str(said.value)))) for said in (full, read_only, busy)]
    assert kinds == [DiskFullError, ReadOnlyError, DatabaseBusyError]


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, DiskFullError), (errno.EDQUOT, DiskFullError), (errno.EROFS, ReadOnlyError)],
)
def test_what_the_kernel_says_of_a_disk_is_understood(number: int, kind: type) -> None:
    assert isinstance(of_the_machine(OSError(number, "")), kind)


def test_what_is_no_fault_of_the_machine_is_not_taken_for_one() -> None:
    assert of_the_machine(ValueError("disk full of ideas")) is None
    assert of_the_machine(FileNotFoundError(errno.ENOENT, "")) is None
    assert of_the_machine(OperationalError("no such table: needs_need")) is None
