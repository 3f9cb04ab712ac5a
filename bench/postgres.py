"""A PostgreSQL of our own for a bench, that may be killed like everything else."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.processes import family

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PORT = 55_437
URL = f"postgresql://terreau@127.0.0.1:{PORT}/terreau"


def binaries() -> Path | None:
    """Where Debian puts the newest server, or None when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A cluster with its defaults (fsync and synchronous_commit on), started, stopped at the end."""
    bin_folder = binaries()
    if bin_folder is None:
        raise RuntimeError("PostgreSQL is not installed")
    one = Cluster(bin_folder, folder / "pg")
    one.create()
    one.start()
    one.run("createdb", "-h", "127.0.0.1", "-p", str(PORT), "-U", "terreau", "terreau")
    try:
        yield one
    finally:
        one.run("pg_ctl", "-D", str(one.folder), "-m", "immediate", "-s", "stop", check=False)


class Cluster:
    """The server's programs and its data folder; as root they run as `postgres`, which refuses root."""

    def __init__(self, bin_folder: Path, folder: Path) -> None:
        self.bin_folder = bin_folder
        self.folder = folder

    def create(self) -> None:
        self.folder.mkdir()
        if os.geteuid() == 0:
            self.folder.parent.chmod(0o755)
            shutil.chown(self.folder, "postgres")
        self.run(
            "initdb", "-D", str(self.folder), "-U", "terreau", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"
        )

    def start(self) -> None:
        options = f"-p {PORT} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", str(self.folder), "-s", "-w", "-l", log, "-o", options, "start")

    def kill(self) -> None:
        """`kill -9` of the postmaster and all its children at once."""
        first = int((self.folder / "postmaster.pid").read_text().splitlines()[0])
        members = family(first)
        for pid in members:
            os.kill(pid, signal.SIGKILL)
        while any(
            Path(f"/proc/{pid}").exists() for pid in members
        ):  # its shared memory is held until they are gone
            time.sleep(0.05)

    def run(self, program: str, *arguments: str, check: bool = True) -> None:
        command: Sequence[str] = [str(self.bin_folder / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=check, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
