"""Logs as one JSON object a line on the standard error, where systemd picks them up, without personal data.

Never in a line: an address of the network, a person, a path or a query (they can hold a name or an
invitation), the values in a message of an exception. What stays is enough to mend: the route, the status, the
kind of fault and the lines of code that led to it.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

#: Loggers of libraries write what they were given, paths included; of them only the facts listed are kept.
_OURS = "terreau"


class OneLine(logging.Formatter):
    """A record as one JSON object."""

    def __init__(self, *_arguments: object, **_options: object) -> None:
        # Whoever configures logging passes a format and a date format: there is only one of ours.
        super().__init__()

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        if record.name.split(".")[0] == _OURS:
            line["what"] = record.getMessage()
        if request := getattr(record, "request", None):
            line |= {"method": request.method, "route": _route(request)}
        if status := getattr(record, "status_code", None):
            line["status"] = status
        if (milliseconds := getattr(record, "ms", None)) is not None:
            line["ms"] = milliseconds
        if record.exc_info and record.exc_info[0]:
            line |= {"fault": record.exc_info[0].__name__, "where": _where(record.exc_info[2])}
        return json.dumps(line, ensure_ascii=False)


def _route(request: Any) -> str:
    """The pattern of the address, never what a visitor put in it."""
    match = getattr(request, "resolver_match", None)
    return str(match.route) if match else ""


def _where(trace: Any) -> list[str]:
    frames = traceback.extract_tb(trace)[-6:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "terreau.config.logs.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would send e-mails and print traces; a page that does not exist is no event.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
        _OURS: {"level": "INFO"},
    },
}


def logging_of(file: str, data: Path, megabytes: int) -> dict[str, Any]:
    """The same lines into a file that does not grow for ever; on the standard error when no file is named."""
    if not file:
        return LOGGING
    handler = {
        "class": "terreau.config.log_file.SharedFile",
        "formatter": "line",
        "path": str(data / file),
        "most": megabytes * 1_000_000,
    }
    return LOGGING | {"handlers": {"stderr": handler}}


#: In a demonstration the terminal is read by a person: faults only.
QUIET = LOGGING | {"loggers": {"django.request": {"level": "ERROR"}, _OURS: {"level": "WARNING"}}}

#: The same line for granian, which configures its own loggers.
GRANIAN = {"formatters": {name: {"()": "terreau.config.logs.OneLine"} for name in ("generic", "access")}}
