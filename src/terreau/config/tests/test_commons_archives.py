"""`terreau commons fork` and `export`: all or nothing under kill -9, once, and out again the same."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from terreau.commons.archive import Contents, Contributor, Origin, Page, Revision, open_archive, write_archive
from terreau.config.tests.command import environment, terreau

if TYPE_CHECKING:
    from pathlib import Path

AWAY = "https://ailleurs.example"
TABLES = ("commons_commons", "commons_wikipage", "commons_historicalwikipage", "commons_inherited")
#: The command, in a process that dies as it comes to the step named by its first word.
DYING = """
import os, signal, sys
from terreau.config.starting import folder_of_the_instance, start_django
folder_of_the_instance(); start_django()
from terreau.commons.actions.forking import bringing
setattr(bringing, sys.argv[1], lambda *_a, **_k: os.kill(os.getpid(), signal.SIGKILL))
from terreau.config.verbs.commons import run
run(sys.argv[2:])
"""


def an_archive(path: Path) -> Path:
    versions = [
        Revision(f"a#{n}", f"Texte {n}", f"2025-01-{n:02}T10:00:00+01:00", "c1") for n in range(1, 21)
    ]
    contents = Contents(
        Origin(AWAY, f"{AWAY}/communs/3/", "Four à pain", "4"),
        {"title": "Four à pain", "tagline": "Un four pour tous.", "kinds": ["knowledge"]},
        {"said": "CC BY-SA", "spdx": "CC-BY-SA-4.0", "open": True},
        [Contributor("c1", "Camille")],
        [Page(f"page-{n}", f"Page {n}", versions) for n in range(10)],
    )
    with path.open("wb") as file:
        write_archive(file, contents, b"k" * 32)
    return path


def rows(folder: Path) -> list[int]:
    (base,) = folder.glob("*.sqlite3")
    with closing(sqlite3.connect(base)) as database:
        return [database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in TABLES]  # noqa: S608


def test_killed_at_the_last_moment_nothing_came_and_the_next_time_all_does_and_goes_out_again(
    small_folder: Path, tmp_path: Path
) -> None:
    archive, before, out = an_archive(tmp_path / "four.zip"), rows(small_folder), tmp_path / "encore.zip"
    words, data = ["fork", str(archive), "--offline"], str(small_folder)
    died = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", DYING, "record", *words],
        env=environment(TERREAU_DATA=data),
        check=False,
        capture_output=True,
    )
    assert died.returncode == -9, died.stderr.decode()
    assert rows(small_folder) == before
    done = terreau("commons", *words, TERREAU_DATA=data)
    assert done.code == 0, done.notes
    assert "signataire est inconnu" in done.notes + done.answer
    assert [now - then for now, then in zip(rows(small_folder), before, strict=True)][:3] == [1, 10, 200]
    written = terreau("commons", "export", "four-a-pain", "--out", str(out), TERREAU_DATA=data)
    assert written.code == 0, written.notes
    pages = terreau(
        "commons",
        "export",
        "four-a-pain",
        "--as",
        "mediawiki",
        "--out",
        str(tmp_path / "w.xml"),
        TERREAU_DATA=data,
    )
    assert "<username>Camille</username>" in (tmp_path / "w.xml").read_text(encoding="utf-8"), pages.notes
    with out.open("rb") as file, open_archive(file) as again:
        assert [one.commons for one in again.lineage] == [f"{AWAY}/communs/3/"]
        assert next(one.id for one in next(again.pages()).revisions) == "a#1"
        assert [one.name for one in again.contributors()] == ["Camille"]


def test_a_forged_file_is_refused_in_a_sentence(small_folder: Path, tmp_path: Path) -> None:
    forged = tmp_path / "faux.zip"
    forged.write_bytes(an_archive(tmp_path / "four.zip").read_bytes()[:-30])
    refused = terreau("commons", "fork", "--offline", str(forged), TERREAU_DATA=str(small_folder))
    assert (refused.code, refused.trace) == (1, False)
    assert "archive" in refused.notes
