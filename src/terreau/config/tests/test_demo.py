"""`terreau demo`, as a person types it."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

from terreau.config.tests.command import (
    PATIENCE,
    TERREAU,
    Visitor,
    environment,
    eventually,
    gone,
    running,
    terreau,
)

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.config.tests.command import Ended


def count(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / "terreau.sqlite3")) as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


def test_no_serve_prepares_everything_says_what_it_would_serve_and_exits(
    prepared: tuple[Path, Ended],
) -> None:
    folder, ended = prepared
    assert ended.code == 0, ended.notes
    assert "200040715" in ended.answer
    assert "http://127.0.0.1:" in ended.answer
    assert "animation@terreau.example" in ended.answer
    assert count(folder, "territories_territory") > 36_000
    assert count(folder, "needs_need") > 0
    assert (folder / "static" / "staticfiles.json").exists()


def test_outside_a_terminal_progress_is_one_plain_line_a_stage(prepared: tuple[Path, Ended]) -> None:
    lines = prepared[1].notes.splitlines()
    assert lines
    assert all(line.endswith("…") for line in lines)
    assert len(set(lines)) == len(lines)


def test_a_second_start_prepares_nothing_again_and_keeps_what_was_written(demo_folder: Path) -> None:
    needs = count(demo_folder, "needs_need")
    ended = terreau("demo", "--no-serve", "--data", str(demo_folder))
    assert ended.code == 0
    assert "Territoires…" not in ended.notes
    assert count(demo_folder, "needs_need") == needs
    assert count(demo_folder, "people_user") == 2


def test_a_territory_is_opened_by_its_name_and_stays_chosen(demo_folder: Path) -> None:
    assert (
        "(35238)" in terreau("demo", "--no-serve", "--data", str(demo_folder), "--territory", "Rennes").answer
    )
    assert "(35238)" in terreau("demo", "--no-serve", "--data", str(demo_folder)).answer


def test_an_unknown_territory_is_refused_with_names_that_are_near(demo_folder: Path) -> None:
    ended = terreau("demo", "--no-serve", "--data", str(demo_folder), "--territory", "Grenobl")
    assert (ended.code, ended.trace) == (1, False)
    assert "« Grenobl » n’est ni le code ni le nom d’un territoire." in ended.notes
    assert "38185" in ended.notes


def test_a_name_borne_by_several_asks_for_the_code(demo_folder: Path) -> None:
    ended = terreau("demo", "--no-serve", "--data", str(demo_folder), "--territory", "Saint-Denis")
    assert ended.code == 1
    assert "93066" in ended.notes
    assert "97411" in ended.notes


def test_a_real_instance_is_never_touched(service_folder: Path) -> None:
    before = (service_folder / "terreau.sqlite3").read_bytes()
    ended = terreau("demo", "--no-serve", "--data", str(service_folder))
    assert ended.code == 1
    assert "vraie instance" in ended.notes
    assert (service_folder / "terreau.sqlite3").read_bytes() == before


def test_started_twice_on_one_folder_says_who_is_there(demo_folder: Path) -> None:
    with running("demo", demo_folder) as first:
        ended = terreau("demo", "--data", str(demo_folder))
        assert (ended.code, ended.trace) == (1, False)
        assert f"processus {first.process.pid}" in ended.notes
        assert f"http://127.0.0.1:{first.port}" in ended.notes
        assert first.get("/").status == 200


def test_a_port_that_is_taken_is_named(demo_folder: Path, tmp_path: Path) -> None:
    with running("demo", demo_folder) as first:
        ended = terreau("demo", "--data", str(tmp_path / "other"), "--port", str(first.port))
        assert (ended.code, ended.trace) == (1, False)
        assert f"Le port {first.port} de 127.0.0.1 est déjà pris" in ended.notes
        assert "--port" in ended.notes


def test_ctrl_c_stops_everything_and_answers_0(demo_folder: Path) -> None:
    with running("demo", demo_folder) as one:
        children = one.children
        assert len(children) == 2
        one.get("/")
        answer, notes = one.end(signal.SIGINT)
        assert one.process.returncode == 0
        assert "Traceback" not in answer + notes
        assert "{" not in notes, "a terminal is no journal"
        assert all(gone(child) for child in children)


def interrupted(folder: Path, with_signal: int) -> tuple[int, str]:
    """Start on an empty folder and stop it while the national base is coming in."""
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*TERREAU, "demo", "--no-serve", "--data", str(folder)],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env=environment(),
        start_new_session=True,
    )
    draft = folder / ".preparing.sqlite3"
    assert eventually(lambda: draft.exists() and draft.stat().st_size > 5_000_000)
    os.killpg(process.pid, with_signal)
    _out, notes = process.communicate(timeout=PATIENCE)
    return process.returncode, notes


def test_killed_while_it_prepares_the_next_start_is_clean(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    interrupted(folder, signal.SIGKILL)
    assert not (folder / "terreau.sqlite3").exists()
    ended = terreau("demo", "--no-serve", "--data", str(folder))
    assert ended.code == 0, ended.notes
    assert count(folder, "territories_territory") > 36_000
    assert not (folder / ".preparing.sqlite3").exists()


def test_ctrl_c_while_it_prepares_says_that_it_will_go_on(tmp_path: Path) -> None:
    code, notes = interrupted(tmp_path / "demo", signal.SIGINT)
    assert code == 130
    assert "Arrêté" in notes
    assert "Traceback" not in notes


def test_killed_while_it_serves_it_leaves_no_orphan_and_no_lock(demo_folder: Path) -> None:
    with running("demo", demo_folder) as one:
        children = one.children
        one.process.kill()
        one.process.wait(timeout=PATIENCE)
        assert eventually(lambda: all(gone(child) for child in children))
        assert terreau("demo", "--no-serve", "--data", str(demo_folder)).code == 0


def test_one_signs_in_with_the_code_read_in_the_local_mailbox(demo_folder: Path) -> None:
    with running("demo", demo_folder) as one:
        camille = Visitor(one.port)
        camille.open("/compte/connexion/")
        camille.send(login="animation@terreau.example")
        code = re.search(r"\b\d{4}-\d{4}\b", Visitor(one.port).open("/boite-aux-lettres/"))
        assert code
        camille.send(code=code[0])
        assert "Camille (exemple)" in camille.open("/mon-espace/")
        camille.open("/animation/")
        assert camille.address == "/animation/", "the steward of the demonstration may run it"
