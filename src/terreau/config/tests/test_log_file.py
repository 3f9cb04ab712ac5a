"""A log file written by several processes, put aside when it is large."""

from __future__ import annotations

import json
import logging
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

from terreau.config import logs
from terreau.config.log_file import KEPT, SharedFile
from terreau.config.tests.command import environment, terreau

if TYPE_CHECKING:
    from pathlib import Path

WRITER = """
import logging, sys
from terreau.config.log_file import SharedFile
handler = SharedFile(sys.argv[1], 4000)
for number in range(200):
    handler.emit(logging.LogRecord("x", 20, "", 1, f"{sys.argv[2]} {number:03} " + "." * 20, None, None))
"""


def a_record(text: str = "line") -> logging.LogRecord:
    return logging.LogRecord("terreau", logging.INFO, "", 1, text, None, None)


def test_it_never_grows_past_its_size_and_few_are_kept(tmp_path: Path) -> None:
    handler = SharedFile(str(tmp_path / "log"), 200)
    for number in range(200):
        handler.emit(a_record(f"{number:03} " + "x" * 40))
    handler.close()
    files = sorted(path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock"))
    assert files == ["log", *(f"log.{number}" for number in range(1, KEPT + 1))]
    assert all((tmp_path / name).stat().st_size <= 200 for name in files)
    assert (tmp_path / "log").read_text(encoding="utf-8").splitlines()[-1].startswith("199")
    assert stat.S_IMODE((tmp_path / "log").stat().st_mode) == 0o600


def test_two_processes_lose_no_line_of_one_another(tmp_path: Path) -> None:
    path = tmp_path / "log"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name], env=environment())  # noqa: S603 - our own
        for name in ("one", "two")
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    kept = [path, *(tmp_path / f"log.{number}" for number in range(1, KEPT + 1))]
    lines = [line for one in reversed(kept) if one.exists() for line in one.read_text().splitlines()]
    for name in ("one", "two"):
        numbers = [int(line.split()[1]) for line in lines if line.startswith(name)]
        assert numbers == list(range(200 - len(numbers), 200)), "the newest, none missing, in order"
    assert len(lines) > 250


def test_a_disk_that_refuses_stops_no_page(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    SharedFile(str(tmp_path / "file" / "log"), 1000).emit(a_record())


def test_a_file_moved_away_by_another_program_is_made_again(tmp_path: Path) -> None:
    handler = SharedFile(str(tmp_path / "log"), 1000)
    handler.emit(a_record("first"))
    os.rename(tmp_path / "log", tmp_path / "elsewhere")  # noqa: PTH104 - what logrotate does
    handler.emit(a_record("second"))
    handler.close()
    assert (tmp_path / "log").read_text(encoding="utf-8") == "second\n"


def test_without_the_setting_lines_go_to_the_standard_error(tmp_path: Path) -> None:
    assert logs.logging_of("", tmp_path, 10) is logs.LOGGING
    made = logs.logging_of("logs/terreau.log", tmp_path, 10)
    assert made["handlers"]["stderr"]["path"] == str(tmp_path / "logs" / "terreau.log")


def test_with_the_setting_the_command_writes_there(small_folder: Path) -> None:
    ended = terreau("worker", "--once", "--data", str(small_folder), TERREAU_LOG_FILE="logs/terreau.log")
    assert ended.code == 0, ended.notes
    written = (small_folder / "logs" / "terreau.log").read_text(encoding="utf-8").splitlines()
    assert all(json.loads(line)["at"] for line in written)
    assert written
