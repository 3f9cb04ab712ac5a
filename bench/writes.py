"""Sixteen people raise needs at once through the whole HTTP stack; then all is killed with `kill -9`."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import statistics
import sys
import tempfile
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bench import postgres
from bench.instance import TERREAU, TERRITORY, run
from bench.processes import family, serving
from bench.report import Gate, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

PORT = 8721
WRITERS = 16
SECONDS, QUICK_SECONDS = 20.0, 6.0
CSRF = "b" * 32
UNLIMITED = "raise-need=1000000/h"
COUNT = (
    "from terreau.needs.models import Need; print('\\n'.join(Need.objects.values_list('title', flat=True)))"
)


@dataclass
class Writer:
    """One person who raises one need after another, and remembers which were acknowledged."""

    name: int
    cookie: str
    acknowledged: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)

    def write(self, end: float) -> None:
        """Raise needs until `end`; stop at the first broken connection (the server was killed)."""
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        headers = {
            "Cookie": f"sessionid={self.cookie}; csrftoken={CSRF}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        number = 0
        with contextlib.suppress(OSError, http.client.HTTPException):
            while time.monotonic() < end:
                number += 1
                title = f"Besoin {number} de la personne {self.name}"
                begun = time.monotonic()
                connection.request("POST", "/besoins/exprimer/", self._form(title), headers)
                answer = connection.getresponse()
                answer.read()
                self.seconds.append(time.monotonic() - begun)
                if answer.status == http.client.FOUND and "/besoins/" in (answer.getheader("Location") or ""):
                    self.acknowledged.append(title)
                else:
                    self.refused.append(answer.status)

    def _form(self, title: str) -> str:
        return urlencode(
            {
                "csrfmiddlewaretoken": CSRF,
                "etape": "publier",
                "key": str(uuid.uuid4()),
                "title": title,
                "situation": "Le dernier bus part à 19 h ; qui travaille tard rentre à pied. " * 3,
                "theme": "mobility",
                "territories": TERRITORY,
            }
        )


@dataclass(frozen=True)
class Outcome:
    """What happened on one database."""

    database: str
    writers: list[Writer]
    lost: int
    stored: int
    seconds: float

    @property
    def acknowledged(self) -> int:
        return sum(len(writer.acknowledged) for writer in self.writers)

    @property
    def refused(self) -> int:
        return sum(len(writer.refused) for writer in self.writers)

    @property
    def times(self) -> list[float]:
        return sorted(second * 1000 for writer in self.writers for second in writer.seconds)


def main(*, quick: bool = False) -> Report:
    """Both databases, or SQLite alone where PostgreSQL is not installed (the section says so)."""
    seconds = QUICK_SECONDS if quick else SECONDS
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="terreau-bench-") as scratch:
        outcomes.append(_on_sqlite(Path(scratch), seconds))
    if postgres.binaries():
        with tempfile.TemporaryDirectory(prefix="terreau-bench-") as scratch:
            outcomes.append(_on_postgresql(Path(scratch), seconds))
    return _report(outcomes)


def _on_sqlite(scratch: Path, seconds: float) -> Outcome:
    environment = _environment(scratch, "")
    _init(environment)
    writers = _load(environment, seconds, also_kill=None)
    return _outcome("SQLite", writers, environment, seconds)


def _on_postgresql(scratch: Path, seconds: float) -> Outcome:
    with postgres.cluster(scratch) as cluster:
        environment = _environment(scratch, postgres.URL)
        _init(environment)
        writers = _load(environment, seconds, also_kill=cluster)
        cluster.start()
        return _outcome("PostgreSQL", writers, environment, seconds)


def _environment(scratch: Path, database: str) -> dict[str, str]:
    return {
        "TERREAU_DATA": str(scratch / "data"),
        "DATABASE_URL": database,
        "TERREAU_ADDRESS": f"http://127.0.0.1:{PORT}",
        "TERREAU_TERRITORY": TERRITORY,
        "TERREAU_LIMITS": UNLIMITED,
        "DJANGO_SETTINGS_MODULE": "terreau.config.settings",
    }


def _init(environment: dict[str, str]) -> None:
    answers = [
        "--territory",
        TERRITORY,
        "--address",
        environment["TERREAU_ADDRESS"],
        "--steward",
        "s@bench.invalid",
    ]
    run([*TERREAU, "init", *answers], **environment)


def _load(environment: dict[str, str], seconds: float, also_kill: postgres.Cluster | None) -> list[Writer]:
    cookies = run([sys.executable, "-m", "bench.people", str(WRITERS)], **environment).split()
    command = [*TERREAU, "serve", "--listen", f"127.0.0.1:{PORT}"]
    with serving(command, f"http://127.0.0.1:{PORT}/sante/pret", environment=environment) as pid:
        writers = [Writer(number, cookie) for number, cookie in enumerate(cookies)]
        end = time.monotonic() + seconds + 30
        threads = [threading.Thread(target=writer.write, args=(end,)) for writer in writers]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        for member in family(pid):  # in the middle of their work, nothing warned
            os.kill(member, signal.SIGKILL)
        if also_kill:
            also_kill.kill()
        for thread in threads:
            thread.join()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    return writers


def _outcome(name: str, writers: list[Writer], environment: dict[str, str], seconds: float) -> Outcome:
    titles = run(
        [sys.executable, "-c", f"import django; django.setup(); {COUNT}"], **environment
    ).splitlines()
    stored = set(titles)
    lost = sum(title not in stored for writer in writers for title in writer.acknowledged)
    return Outcome(name, writers, lost, len(stored), seconds)


def _rows(outcomes: list[Outcome]) -> Iterator[str]:
    yield "| database | acknowledged | a second | refused | p50 ms | p99 ms | worst ms | stored | lost |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for one in outcomes:
        times = one.times
        yield (
            f"| {one.database} | {one.acknowledged} | {one.acknowledged / one.seconds:.0f} | {one.refused} | "
            f"{statistics.median(times):.0f} | {times[int(len(times) * 0.99)]:.0f} | {times[-1]:.0f} | "
            f"{one.stored} | {one.lost} |"
        )
    if len(outcomes) == 1:
        yield ""
        yield "PostgreSQL is not installed here: its row is missing."


def _report(outcomes: list[Outcome]) -> Report:
    gates = []
    for one in outcomes:
        gates += [
            Gate(f"{one.database}: refused", one.refused, 0),
            Gate(f"{one.database}: lost after kill -9", one.lost, 0),
            Gate(
                f"{one.database}: writers who wrote nothing",
                sum(not each.acknowledged for each in one.writers),
                0,
            ),
        ]
    return Report(list(_rows(outcomes)), gates)


if __name__ == "__main__":
    print(main().section)
