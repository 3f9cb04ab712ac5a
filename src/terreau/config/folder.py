"""The data folder: everything an instance is. One process group at a time works in it."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import tempfile
from typing import TYPE_CHECKING

from terreau.config.failures import DiskFullError, ReadOnlyError, of_the_machine
from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class NotAFolderError(TerreauError):
    code = "not-a-folder"
    message = "« {path} » ne peut pas servir de dossier de données : {why}."
    remedy = "Choisissez un autre dossier avec --data."


class FolderReadOnlyError(TerreauError):
    code = "folder-read-only"
    status = 503
    message = "Impossible d’écrire dans « {path} »."
    remedy = "Donnez-vous le droit d’y écrire, ou choisissez un autre dossier avec --data."


class FolderFullError(TerreauError):
    code = "folder-full"
    status = 503
    message = "Plus de place sur le disque de « {path} »."
    remedy = "Libérez de la place, ou choisissez un autre dossier avec --data."


class AlreadyRunningError(TerreauError):
    code = "already-running"
    message = "Terreau travaille déjà dans « {path} » (processus {pid}{address})."
    remedy = "Servez-vous de celui-là, arrêtez-le d’abord, ou choisissez un autre dossier avec --data."


def opened(path: Path) -> Path:
    """The folder, made if it was not there and proved to take a write.

    Permissions are not read but tried: a disk full or mounted read-only deceives them, and root has them all.
    """
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path, prefix=".essai-") as trial:
            trial.write(b"terreau")
            trial.flush()
            os.fsync(trial.fileno())
    except (FileExistsError, NotADirectoryError) as error:
        raise NotAFolderError(path=path, why="un fichier porte déjà ce nom sur son chemin") from error
    except OSError as error:
        fault = of_the_machine(error)
        if isinstance(fault, ReadOnlyError):
            raise FolderReadOnlyError(path=path) from error
        if isinstance(fault, DiskFullError):
            raise FolderFullError(path=path) from error
        raise NotAFolderError(path=path, why=error.strerror or str(error)) from error
    return path


@contextlib.contextmanager
def alone_in(path: Path) -> Iterator[Callable[[str], None]]:
    """Hold the folder until the block ends or the process dies, however it dies.

    The lock is the kernel's, not the file's presence: nothing is left to clean after a kill -9. Children made
    by fork hold it too, so a folder is free only once the last of them has gone. Gives a function that writes
    the address served, for whoever comes second.
    """
    with (path / "terreau.lock").open("a+", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _already_running(path) from error

        def tell(address: str) -> None:
            handle.truncate(0)
            json.dump({"pid": os.getpid(), "address": address}, handle)
            handle.flush()

        tell("")
        yield tell


def _already_running(path: Path) -> AlreadyRunningError:
    try:
        first = json.loads((path / "terreau.lock").read_text(encoding="utf-8"))
        pid, address = first["pid"], first["address"]
    except (OSError, ValueError, KeyError, TypeError):  # it is being written just now
        pid, address = "?", ""
    return AlreadyRunningError(path=path, pid=pid, address=f", {address}" if address else "")
