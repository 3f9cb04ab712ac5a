"""The facts of an instance that help to help: versions, sizes, states, kinds of faults. Nobody is in them.

Everything is a version, a number, a date, a name that stands in our own code, or passed `scrubbed`.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import sqlite3
from collections import Counter
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terreau.config.configuration import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.config.configuration import Configuration

_LIBRARIES = ("django", "granian", "django-allauth", "django-tasks-db", "modelsearch", "psycopg", "duckdb")
#: Bytes of the log read back for the kinds of faults.
_LOG_TAIL = 200_000
_MEGABYTE = 1_000_000
_HIDDEN = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "E-MAIL"),
    (re.compile(r"[a-z][a-z0-9+.-]*://[^\s»,;]+", re.IGNORECASE), "ADRESSE"),
    (re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"), "IP"),
    (re.compile(r"(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}\b", re.IGNORECASE), "IP"),
    (re.compile(r"(?:/[\w.@-]+){2,}"), "CHEMIN"),
)


def gathered(configuration: Configuration) -> dict[str, dict[str, Any]]:
    """All of them; a part that cannot be read says why by the kind of its fault only."""
    parts: dict[str, Callable[[Configuration], dict[str, Any]]] = {
        "program": _program,
        "settings": _settings,
        "disk": _disk,
        "backups": _backups,
        "database": _database,
        "rows": _rows,
        "jobs": _jobs,
        "faults_in_log": _log,
    }
    told: dict[str, dict[str, Any]] = {}
    for name, part in parts.items():
        try:
            told[name] = part(configuration)
        except Exception as fault:  # noqa: BLE001 - a report about a broken instance must come out
            told[name] = {"unreadable": type(fault).__name__}
    return told


def scrubbed(text: str, configuration: Configuration) -> str:
    """`text` without what could name a person, a place on the disk or on the network, or a secret."""
    for setting in SETTINGS:
        value = configuration[setting.name]
        if setting.secret and value:
            text = text.replace(value, "SECRET")
    text = text.replace(str(configuration.data), "DOSSIER").replace(str(Path.home()), "~")
    for pattern, instead in _HIDDEN:
        text = pattern.sub(instead, text)
    return text


def _program(_configuration: Configuration) -> dict[str, Any]:
    told: dict[str, Any] = {
        "terreau": version("terreau"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "processors": os.cpu_count(),
        "sqlite": sqlite3.sqlite_version,
        "made_at": datetime.now(UTC).isoformat(timespec="minutes"),
    }
    for name in _LIBRARIES:
        try:
            told[name] = version(name)
        except PackageNotFoundError:
            told[name] = "absent"
    return told


def _settings(configuration: Configuration) -> dict[str, Any]:
    """Which settings are set and where, never to what."""
    told: dict[str, Any] = {}
    for setting in SETTINGS:
        if configuration.environment.get(setting.name):
            told[setting.name] = "environment"
        elif configuration.file.get(setting.name.lower()):
            told[setting.name] = "terreau.toml"
    return told | {"unknown_keys": len(configuration.unknown)}


def _disk(configuration: Configuration) -> dict[str, Any]:
    usage = shutil.disk_usage(configuration.data)
    told = {"free_mb": usage.free // _MEGABYTE, "total_mb": usage.total // _MEGABYTE}
    for name in ("files", "media", "static", "backups", "mailbox"):
        place = configuration.data / name
        if place.is_dir():
            sizes = [path.stat().st_size for path in place.rglob("*") if path.is_file()]
            told[f"{name}_files"], told[f"{name}_mb"] = len(sizes), sum(sizes) // _MEGABYTE
    return told


def _backups(configuration: Configuration) -> dict[str, Any]:
    place = configuration.data / "backups"
    told: dict[str, Any] = {"kept_here": len(list(place.glob("before-*.zip")))}
    try:
        made_at = json.loads((place / "last.json").read_text(encoding="utf-8"))["made_at"]
        told["last"] = datetime.fromisoformat(made_at).isoformat()
    except (OSError, ValueError, KeyError, TypeError):
        told["last"] = "never"
    told["maintenance"] = (configuration.data / "maintenance.json").exists()
    return told


def _database(_configuration: Configuration) -> dict[str, Any]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    told: dict[str, Any] = {"kind": connection.vendor, "migrations_missing": len(missing)}
    if connection.vendor == "sqlite":
        place = Path(str(connection.settings_dict["NAME"]))
        sizes = [path.stat().st_size for path in place.parent.glob(f"{place.name}*")]
        told["megabytes"] = sum(sizes) // _MEGABYTE
        return told
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()), current_setting('server_version')")
        size, told["server"] = cursor.fetchone()
    return told | {"megabytes": size // _MEGABYTE}


def _rows(_configuration: Configuration) -> dict[str, Any]:
    from django.apps import apps

    rooms = [model for model in apps.get_models() if model.__module__.startswith("terreau.")]
    return {model._meta.label: model._default_manager.count() for model in rooms}


def _jobs(_configuration: Configuration) -> dict[str, Any]:
    from django.db.models import Count, Max
    from django_tasks_db.models import DBTaskResult

    counted = DBTaskResult.objects.order_by("status").values_list("status").annotate(count=Count("pk"))
    told: dict[str, Any] = dict(counted)
    failed = DBTaskResult.objects.filter(status="FAILED").values("task_path", "exception_class_path")
    for row in failed.order_by("task_path").annotate(count=Count("pk"), last=Max("finished_at")):
        kind = row["exception_class_path"].rsplit(".", 1)[-1]
        last = f"{row['last']:%Y-%m-%d %H:%M}" if row["last"] else "?"
        told[f"{row['task_path']} {kind}"] = {"failed": row["count"], "last": last}
    return told


def _log(configuration: Configuration) -> dict[str, Any]:
    """Kinds of faults in the end of the log file, with the pattern of the address."""
    name = configuration["TERREAU_LOG_FILE"]
    if not name:
        return {}
    with (configuration.data / name).open("rb") as handle:
        handle.seek(max(0, handle.seek(0, os.SEEK_END) - _LOG_TAIL))
        lines = handle.read().splitlines()
    counted: Counter[str] = Counter()
    for line in lines:
        try:
            read = json.loads(line)
        except ValueError:  # the first one is cut
            continue
        if isinstance(read, dict) and read.get("fault"):
            counted[f"{read['fault']} {read.get('route', '')}".strip()] += 1
    return dict(counted.most_common(20))
