"""`verify`: files and folders, on every core when there are many."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.caps import DEFAULT_CAPS
from terreau.recognition.openbadges.command.terminal import BROKEN, FINE, REFUSED, CommandError, Terminal
from terreau.recognition.openbadges.moments import read_moment
from terreau.recognition.openbadges.resolving import DocumentsFolder, Offline, Resolver
from terreau.recognition.openbadges.results import INVALID, UNKNOWN, UNREADABLE, VALID
from terreau.recognition.openbadges.verifying import Verifier

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

_SUFFIXES = frozenset((".json", ".jsonld", ".jwt", ".jws", ".png", ".svg", ".txt"))
_ALONE = 200  # below this many files, starting processes costs more than it saves
_CHUNK = 100
_MARKS = {VALID: "✔", INVALID: "✘", UNKNOWN: "?", UNREADABLE: "!"}
_WORDS = {
    VALID: ("valable", "valid"),
    INVALID: ("non valable", "invalid"),
    UNKNOWN: ("indécis", "unknown"),
    UNREADABLE: ("illisible", "unreadable"),
}


def _files(paths: list[Path]) -> list[Path]:
    """List the files given, and those of the folders given, in order."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (one for one in path.rglob("*") if one.suffix.lower() in _SUFFIXES and one.is_file())
            found.extend(sorted(inside))
        else:
            found.append(path)
    return found


def _resolver(documents: Path | None) -> Resolver:
    return DocumentsFolder(documents, DEFAULT_CAPS) if documents else Offline()


def _judge(path: Path, verifier: Verifier, recipient: str | None, lang: str) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            raw = file.read(DEFAULT_CAPS.file_size + 1)  # one byte more, and it is told as too large
    except OSError as error:
        why = {"check": "file", "ok": False, "message": f"{path}: {error.strerror}"}
        empty = {"id": None, "name": None}
        told = {"file": str(path), "verdict": UNREADABLE, "kind": "unreadable", "issuer": empty}
        return {**told, "achievement": empty, "reason": "file", "checks": [why], "warnings": []}
    return verifier.verify(raw, recipient).to_json(str(path), lang)


_verifiers: dict[str, Verifier] = {}
"""The verifier of a worker process, kept from one chunk to the next with the documents it has met."""


def _begin(resolver: Resolver, at: datetime | None) -> None:
    """Ready a worker process; Ctrl-C is for the one that leads."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _verifiers["mine"] = Verifier(resolver, at=at)


def _judge_some(paths: list[Path], recipient: str | None, lang: str) -> list[dict[str, Any]]:
    """Verify a few files in a process of their own."""
    return [_judge(path, _verifiers["mine"], recipient, lang) for path in paths]


def _all(
    files: list[Path], arguments: argparse.Namespace, at: datetime | None, terminal: Terminal
) -> Iterator[dict[str, Any]]:
    """Verify every file, in order; with a process a core when there are many."""
    live = None if arguments.offline or arguments.documents else arguments.resolver
    resolver = live or _resolver(arguments.documents)
    if len(files) < _ALONE:
        verifier = Verifier(resolver, at=at)
        yield from (_judge(path, verifier, arguments.recipient, terminal.lang) for path in files)
        return
    chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]
    work = partial(_judge_some, recipient=arguments.recipient, lang=terminal.lang)
    with ProcessPoolExecutor(os.cpu_count(), initializer=_begin, initargs=(resolver, at)) as pool:
        for done, results in enumerate(pool.map(work, chunks), 1):
            terminal.progress(min(done * _CHUNK, len(files)), len(files))
            yield from results


def run(arguments: argparse.Namespace, terminal: Terminal) -> int:
    at = read_moment(arguments.at, lenient=True) if arguments.at else None
    if arguments.at and at is None:
        at = read_moment(f"{arguments.at}T00:00:00Z")
        if at is None:
            raise CommandError(
                why=("--at n’est pas une date (AAAA-MM-JJ).", "--at is not a date (YYYY-MM-DD).")
            )
    files = _files(arguments.paths)
    _resolver(arguments.documents)  # a folder without its index is told before anything else
    begun = time.perf_counter()
    told: list[dict[str, Any]] = []
    count = dict.fromkeys((VALID, INVALID, UNKNOWN, UNREADABLE), 0)
    for one in _all(files, arguments, at, terminal):
        count[one["verdict"]] += 1
        _say(one, terminal, alone=len(files) == 1)
        if terminal.as_json:
            told.append(one)
    took = time.perf_counter() - begun
    terminal.finish(told, {**count, "files_per_second": round(len(files) / took, 1) if took else 0.0})
    if not files:
        terminal.tell("Aucun fichier à vérifier.", "No file to verify.")
        return BROKEN
    if count[UNREADABLE]:
        return BROKEN
    return REFUSED if count[INVALID] or count[UNKNOWN] else FINE


def _say(one: dict[str, Any], terminal: Terminal, *, alone: bool) -> None:
    verdict = one["verdict"]
    reason = next((check["message"] for check in one["checks"] if check["check"] == one["reason"]), "")
    terminal.line(f"{_MARKS[verdict]} {one['file']} : {terminal.pick(*_WORDS[verdict])}. {reason}".rstrip())
    if alone:
        for check in one["checks"]:
            mark = {True: "✔", False: "✘", None: "?"}[check["ok"]]
            terminal.line(f"  {mark} {check['check']} : {check['message']}")
    for warning in one["warnings"]:
        terminal.line(f"  ! {warning}")
