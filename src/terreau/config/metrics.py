"""`/sante/mesures`: figures for a program that watches, as OpenMetrics text, closed unless a host opens it.

https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md. Requests are counted in the
memory of the web process; the rest is looked up when it is asked for.
"""

from __future__ import annotations

import hmac
import shutil
import time
from importlib.metadata import version
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count
from django.http import HttpResponse

from terreau.config import closed
from terreau.config.configuration import SHORTEST_TOKEN, inside, network
from terreau.config.health import plain
from terreau.foundation import counters
from terreau.foundation.limits import network_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8"
BORN = time.time()
#: Written by each backup (operate/saving.py).
LAST_BACKUP = "backups/last.json"


def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, or a 404 that says nothing to whoever may not read them."""
    if not settings.METRICS or not _allowed(request):
        return plain("Cette page n’existe pas.\n", 404)
    body = ("\n".join(_lines()) + "\n# EOF\n").encode()
    return HttpResponse(body, content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})


def _allowed(request: HttpRequest) -> bool:
    token, said = settings.METRICS_TOKEN, request.headers.get("Authorization", "")
    if len(token) >= SHORTEST_TOKEN and hmac.compare_digest(said.encode(), f"Bearer {token}".encode()):
        return True
    try:
        visitor = ip_network(network_of(request))
    except ValueError:
        return False
    return any((one := network(said)) and inside(visitor, one) for said in settings.METRICS_FROM)


def _lines() -> Iterator[str]:
    yield from _family("terreau_build", "info", "Version of the program.")
    yield f'terreau_build_info{{version="{version("terreau")}"}} 1'
    yield from _requests()
    yield from _jobs()
    data = Path(settings.DATA)
    for name, meaning, value in (
        ("terreau_start_time_seconds", "When this process began.", BORN),
        ("terreau_resident_memory_bytes", "Memory of this process.", _memory()),
        ("terreau_disk_free_bytes", "Room left for the data folder.", shutil.disk_usage(data).free),
        ("terreau_database_bytes", "Size of the database.", _database_size()),
        ("terreau_last_backup_time_seconds", "When the last backup was made.", _modified(data / LAST_BACKUP)),
        ("terreau_maintenance", "1 while the service is closed.", int(closed.notice(data) is not None)),
    ):
        if value is not None:
            yield from _family(name, "gauge", meaning, "seconds" if name.endswith("_seconds") else "")
            yield f"{name} {value}"


def _family(name: str, kind: str, meaning: str, unit: str = "") -> Iterator[str]:
    yield f"# TYPE {name} {kind}"
    if unit:
        yield f"# UNIT {name} {unit}"
    yield f"# HELP {name} {meaning}"


def _requests() -> Iterator[str]:
    answers, durations, seconds = counters.read()
    yield from _family("terreau_requests", "counter", "Answers, by room and class of status.")
    for (room, status), count in sorted(answers.items()):
        yield f'terreau_requests_total{{room="{room}",status="{status}"}} {count}'
    yield from _family("terreau_request_seconds", "histogram", "Time to answer.", "seconds")
    total = 0
    for bound, count in zip((*counters.BOUNDS, "+Inf"), durations, strict=True):
        total += count
        yield f'terreau_request_seconds_bucket{{le="{bound}"}} {total}'
    yield f"terreau_request_seconds_count {total}"
    yield f"terreau_request_seconds_sum {seconds:.6f}"


def _jobs() -> Iterator[str]:
    """Background jobs by state; nothing at all when the database does not answer, which is a figure too."""
    from django_tasks_db.models import DBTaskResult

    try:
        found = DBTaskResult.objects.order_by("status").values_list("status").annotate(count=Count("pk"))
        counted = dict(found)
    except DatabaseError:
        yield from _family("terreau_database_up", "gauge", "Whether the database answers.")
        yield "terreau_database_up 0"
        return
    yield from _family("terreau_database_up", "gauge", "Whether the database answers.")
    yield "terreau_database_up 1"
    yield from _family("terreau_jobs", "gauge", "Background jobs, by state.")
    for status in ("READY", "RUNNING", "FAILED", "SUCCESSFUL"):
        yield f'terreau_jobs{{state="{status.lower()}"}} {counted.get(status, 0)}'


def _database_size() -> int | None:
    try:
        if connection.vendor == "sqlite":
            place = Path(str(connection.settings_dict["NAME"]))
            return sum(path.stat().st_size for path in place.parent.glob(f"{place.name}*"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    except (OSError, DatabaseError):
        return None


def _memory() -> int | None:
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return None
    return int(pages) * 4096


def _modified(path: Path) -> float | None:
    try:
        return path.stat().st_mtime
    except OSError:
        return None
