"""A table of people given a badge through its pages: `python -m bench.award_list send|run …`, printing JSON.

`send` posts the table as a browser does, confirms it, starts `run` (what the worker does) in a process of its
own, and meanwhile reads a page and writes something small again and again, as others would.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from http import HTTPStatus
from pathlib import Path
from typing import Any

#: One line in so many is wrong.
WRONG = 100


def lines(count: int) -> str:
    """A table in which one line in a hundred is wrong: no address, an address twice, a bad proof."""
    wrong = ("pas une adresse;P;;", "p0@exemple.fr;P;;", "x@exemple.fr;P;;pas une adresse")
    rows = [
        wrong[number // WRONG % 3]
        if number % WRONG == WRONG - 1
        else f"p{number}@exemple.fr;P{number};A réparé un vélo;"
        for number in range(count)
    ]
    return "\n".join(["e-mail;nom;ce qui a été fait;preuve", *rows]) + "\n"


def send(count: int) -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from terreau.config.first_people import MEDIATOR
    from terreau.people.models import User
    from terreau.recognition.models import Achievement, Award, AwardBatch

    who = User.objects.get(email=MEDIATOR)
    badge = Achievement.objects.order_by("pk")[0]
    before = Award.objects.filter(version__achievement=badge).count()
    browser = Client(headers={"host": "127.0.0.1"})
    browser.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
    begun = time.perf_counter()
    answer = browser.post(
        f"{badge.get_absolute_url()}attribuer/liste/",
        {"file": SimpleUploadedFile("personnes.csv", lines(count).encode())},
    )
    sent = time.perf_counter() - begun
    batch = AwardBatch.objects.latest("pk")
    preview, read_in = timed(lambda: browser.get(answer["Location"]))
    browser.post(answer["Location"])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun = time.perf_counter()
    peak = Path(os.environ["TERREAU_DATA"]) / "peak"
    worker = subprocess.Popen([sys.executable, "-m", "bench.award_list", "run", str(batch.pk), str(peak)])
    reads, writes = meanwhile(worker, browser, badge)
    _pid, _status, used = os.wait4(worker.pid, 0)
    took = time.perf_counter() - begun
    batch.refresh_from_db()
    given = Award.objects.filter(version__achievement=badge).count() - before
    if preview.status_code != HTTPStatus.OK or given != batch.total or batch.ended_at is None:
        raise SystemExit(f"{given} given of {batch.total}")
    return {
        "sent": sent,
        "preview": read_in,
        "sending_mb": memory,
        "given": given,
        "refused": len(batch.faults),
        "took": took,
        "cpu": used.ru_utime + used.ru_stime,
        "running_mb": int(peak.read_text()) / 1024,
        "reads": reads,
        "writes": writes,
    }


def meanwhile(worker: subprocess.Popen[bytes], browser: Any, badge: Any) -> tuple[list[float], list[float]]:
    """Read the page of the badge and touch it, ten times a second, until the worker ends; seconds of each."""
    from terreau.recognition.actions.keeping import touch

    reads, writes = [], []
    while os.waitid(os.P_PID, worker.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        reads.append(timed(lambda: browser.get("/badges/"))[1])
        writes.append(timed(lambda: touch(badge.pk))[1])
        time.sleep(0.1)
    return reads, writes


def timed(work: Any) -> tuple[Any, float]:
    begun = time.perf_counter()
    done = work()
    return done, time.perf_counter() - begun


def main() -> None:
    """Start the program on the folder that the environment names, and do as asked."""
    from terreau.config.starting import folder_of_the_instance, start_django

    folder_of_the_instance()
    start_django()
    if sys.argv[1] == "run":
        from terreau.recognition.actions import run_batch

        run_batch(int(sys.argv[2]))
        # What `wait4` tells counts the memory of the process that started this one.
        peak = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
        Path(sys.argv[3]).write_text(peak)
        return
    print(json.dumps(send(int(sys.argv[2]))))


def measured(folder: Path, count: int) -> dict[str, Any]:
    """The figures of `send` on an instance that is prepared."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.award_list", "send", str(count)],
        env={**os.environ, "TERREAU_DATA": str(folder), "DATABASE_URL": ""},
        stdout=subprocess.PIPE,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


if __name__ == "__main__":
    main()
