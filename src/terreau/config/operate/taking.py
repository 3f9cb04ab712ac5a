"""Bring an export into an empty instance: all of it or nothing, and only what holds.

Only the files that rooms know are read, by their own names: nothing in an export says where to write.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import zlib
from typing import IO, TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction

from terreau.config.operate.exporting import FORMAT, all_sets
from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from terreau.foundation.slots import PublicSet

    Say = Callable[[str, int, int], object]

#: In bytes: one row, one file once out of its zip.
_LONGEST_ROW, _LARGEST = 1 << 20, 4 << 30
_UNREADABLE = (
    OSError, BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
    TypeError, AttributeError, RecursionError, OverflowError,
)  # fmt: skip


_FILE = re.compile(r"fichiers/[0-9a-f]{64}\.[a-z0-9]{1,9}")


class NotAnExportError(TerreauError):
    code = "not-an-export"
    message = "« {path} » n’est pas un export de Terreau que cette version sait reprendre : {why}."
    remedy = "Donnez le dossier ou le fichier fait par « terreau export »."


class NotEmptyInstanceError(TerreauError):
    code = "instance-not-empty"
    message = "Cette instance contient déjà {count} « {title} » : rien n’a été repris."
    remedy = "Préparez une instance vide avec « terreau init », dans un autre dossier."


class Parcel:
    """An export, folder or zip."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.zip = None if path.is_dir() else ZipFile(path)
            with self._open("manifest.json") as handle:
                self.manifest: dict[str, Any] = json.loads(handle.read(_LARGEST))
            sound = self.manifest["program"] == "terreau-export" and self.manifest["format"] == FORMAT
            self.files: dict[str, str] = dict(self.manifest["files"])
        except _UNREADABLE as fault:
            raise self.refused("il ne se lit pas, ou pas jusqu’au bout") from fault
        if not sound:
            raise self.refused("il est d’un autre format")

    def refused(self, why: str) -> NotAnExportError:
        return NotAnExportError(path=self.path, why=why)

    def rows(self, one: PublicSet) -> Iterator[dict[str, Any]]:
        """The rows of one kind, with exactly the columns it has here. Raises NotAnExportError."""
        name = f"{one.key}.jsonld"
        if name not in self.files:
            return
        digest, read = hashlib.sha256(), 0
        with self._open(name) as handle:
            while line := handle.readline(_LONGEST_ROW):
                digest.update(line)
                read += len(line)
                if read > _LARGEST or len(line) == _LONGEST_ROW:
                    raise self.refused(f"« {name} » est démesuré")
                if line.startswith(b'{"@type"'):
                    yield self._row(one, line)
        if digest.hexdigest() != self.files[name]:
            raise self.refused(f"« {name} » a été modifié")

    def _row(self, one: PublicSet, line: bytes) -> dict[str, Any]:
        row = json.loads(line.rstrip(b",\r\n"))
        row.pop("@type")
        if set(row) != set(one.columns):
            raise self.refused(f"« {one.key} » n’a pas les colonnes attendues")
        return dict(row) | ({"read": self.read} if one.files else {})

    def read(self, name: str) -> bytes:
        """The bytes of a file that the manifest names. Raises NotAnExportError."""
        if not _FILE.fullmatch(name) or name not in self.files:
            raise self.refused("un fichier n’y est pas")
        with self._open(name) as handle:
            body = handle.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
        if hashlib.sha256(body).hexdigest() != self.files[name]:
            raise self.refused(f"« {name} » a été modifié")
        return body

    def _open(self, name: str) -> IO[bytes]:
        if self.zip is None:
            return (self.path / name).open("rb")
        if self.zip.getinfo(name).file_size > _LARGEST:
            raise ValueError(name)
        return self.zip.open(name)


def take(parcel: Parcel, progress: Say) -> dict[str, int]:
    """Bring everything in. Raises NotEmptyInstanceError, NotAnExportError; then nothing was changed."""
    from terreau.participation.queries.chain import verify

    sets = all_sets()
    for one in sets:
        if count := one.there():
            raise NotEmptyInstanceError(count=count, title=one.title)
    try:
        with transaction.atomic():
            taken = {}
            for done, one in enumerate(sets):
                progress(str(one.title), done, len(sets))
                with _explained(parcel, one):
                    taken[one.key] = one.take(parcel.rows(one))
            with _explained(parcel, sets[-1]):
                connection.check_constraints()
            _give_next_keys()
            if not verify().whole:
                raise parcel.refused("son journal ne tient pas")
    except DatabaseError as fault:  # what was put off until the COMMIT
        raise parcel.refused("des lignes ne vont pas ensemble") from fault
    return taken


@contextlib.contextmanager
def _explained(parcel: Parcel, one: PublicSet) -> Iterator[None]:
    try:
        yield
    except NotAnExportError:
        raise
    except (TerreauError, ValidationError, DatabaseError, ObjectDoesNotExist, *_UNREADABLE) as fault:
        if isinstance(fault, DatabaseError) and "disk" in str(fault):
            raise
        raise parcel.refused(f"une ligne de « {one.key} » ne va pas") from fault


def _give_next_keys() -> None:
    """PostgreSQL gives the next keys after those brought in; SQLite does so by itself."""
    from django.apps import apps

    models = [model for model in apps.get_models() if model.__module__.startswith("terreau.")]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
