"""Out of gzip and zip, with caps: an archive of 1 MB must not become a full disk."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from terreau.catalogue.tables.reading import limits
from terreau.catalogue.tables.refusals import Bomb, NoTable, Unreadable

if TYPE_CHECKING:
    from terreau.catalogue.tables.reading.workspace import Workspace

TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".geojson", ".json", ".parquet")
# Workbooks are zip archives themselves: told by what they hold, not by their name.
_WORKBOOK_PARTS = ("[Content_Types].xml", "content.xml")
_BLOCK = 1 << 20


def unpack(path: Path, workspace: Workspace) -> Path:
    """The file itself, or what its archive holds, written in the workspace.

    Raises `Bomb` past the caps, `NoTable` for an archive without a table, `Unreadable` for a broken one.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
    if start[:2] == b"\x1f\x8b":
        name = path.name.removesuffix(".gz") if path.name.endswith(".gz") else f"{path.name}.csv"
        with gzip.open(path) as source:
            return _copy(source, workspace.fresh(name), path.stat().st_size)
    if start == b"PK\x03\x04" or path.suffix.lower() == ".zip":
        return _from_zip(path, workspace)
    return path


def _from_zip(path: Path, workspace: Workspace) -> Path:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if any(one.filename in _WORKBOOK_PARTS for one in members):
                _weigh_workbook(path, members)
                return path
            tables = [one for one in members if PurePosixPath(one.filename).suffix.lower() in TABLES]
            if not tables:
                raise NoTable(
                    reason=(
                        "l’archive ne contient pas de fichier de données",
                        "the archive holds no file of data",
                    )
                )
            chosen = max(tables, key=lambda one: one.file_size)
            target = workspace.fresh(PurePosixPath(chosen.filename).name)
            with archive.open(chosen) as source:
                return _copy(source, target, max(chosen.compress_size, 1))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise Unreadable(
            reason=(
                "l’archive est abîmée ou protégée par un mot de passe",
                "the archive is damaged or protected by a password",
            )
        ) from error


def _weigh_workbook(path: Path, members: list[zipfile.ZipInfo]) -> None:
    total = sum(one.file_size for one in members)
    grown = total > limits.GROWTH_FREE_BYTES and total > limits.GROWTH * path.stat().st_size
    if total > limits.WHOLE_BYTES or grown:
        raise Bomb(limit=limits.WHOLE_BYTES // 10**6)


def _copy(source: IO[bytes] | gzip.GzipFile, target: Path, packed: int) -> Path:
    written = 0
    try:
        with target.open("wb") as out:
            while block := source.read(_BLOCK):
                written += len(block)
                grown = written > limits.GROWTH_FREE_BYTES and written > limits.GROWTH * packed
                if written > limits.UNPACKED_BYTES or grown:
                    raise Bomb(limit=limits.UNPACKED_BYTES // 10**6)
                out.write(block)
    except (EOFError, OSError, zlib.error, zipfile.BadZipFile) as error:
        raise Unreadable(
            reason=("l’archive est abîmée ou incomplète", "the archive is damaged or cut short")
        ) from error
    return target
