"""The real command in processes of its own, over real HTTP on the loopback."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TERREAU = (sys.executable, "-m", "terreau.config.cli")
PATIENCE = 60


def environment(**more: str) -> dict[str, str]:
    """Ours without what would lead the command to another folder or database."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("TERREAU_") and key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    return kept | more


def terreau(*words: str, said: str = "", setup: Callable[[], None] | None = None, **more: str) -> Ended:
    """Run the command to its end. `setup` runs in the child before it starts, to take something from it."""
    done = subprocess.run(  # noqa: S603 - our own command
        [*TERREAU, *words],
        input=said,
        capture_output=True,
        text=True,
        env=environment(**more),
        timeout=PATIENCE,
        preexec_fn=setup,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Ended:
    """How the command ended and what it said."""

    code: int
    answer: str
    notes: str

    @property
    def trace(self) -> bool:
        return "Traceback" in self.notes + self.answer


@dataclass(frozen=True)
class Answer:
    """An HTTP answer."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Running:
    """A command that serves, in a process group of its own."""

    def __init__(self, port: int, *words: str, **more: str) -> None:
        self.port = port
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            [*TERREAU, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
            env=environment(**more),
            start_new_session=True,
        )

    def ready(self) -> Running:
        """Wait for its first page."""
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit and self.process.poll() is None:
            with contextlib.suppress(OSError):
                if self.get("/sante/pret").status == http.HTTPStatus.OK:
                    return self
            time.sleep(0.05)
        raise AssertionError("it never answered: " + "".join(self.end()))

    def get(self, path: str, method: str = "GET", body: str = "", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body or None, headers=named)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    @property
    def children(self) -> list[int]:
        """Processes it has started, oldest first."""
        pids = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return [int(pid) for pid in pids.split()]

    def end(self, with_signal: int = signal.SIGTERM) -> tuple[str, str]:
        """Ask it to stop, wait, and answer what it said; the whole group goes whatever happens."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(with_signal)
        try:
            return self.process.communicate(timeout=PATIENCE)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


@contextlib.contextmanager
def running(verb: str, folder: Path, **more: Any) -> Iterator[Running]:
    """`terreau demo` or `terreau serve` on that folder, ready to answer, and stopped at the end."""
    port = more.pop("port", None) or a_port()
    where = ("--port", str(port)) if verb == "demo" else ("--listen", f"127.0.0.1:{port}")
    one = Running(port, verb, "--data", str(folder), *where, *more.pop("words", ()), **more)
    try:
        yield one.ready()
    finally:
        one.end()


def a_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def eventually(true: Callable[[], object]) -> bool:
    """Wait until `true` is, at most half a minute."""
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        if true():
            return True
        time.sleep(0.05)
    return False


def gone(pid: int) -> bool:
    """True when no such process runs (a zombie that nobody has read yet does not run)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True
