"""Put a backup into a folder and a database: unpacked aside, proved, then swapped in one instant."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from terreau.config import swapping
from terreau.config.configuration import Configuration, written
from terreau.config.drafts import sqlite_draft
from terreau.config.operate import drafting, loading
from terreau.config.operate.errors import DamagedBackupError, NoRoomForItError, NotEmptyError
from terreau.config.swapping import DATABASE, STAGE, Decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.config.operate.archive import Member, Reader

    Say = Callable[[str, int, int], object]

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Way:
    """How to restore: `keys` takes the keys and terreau.toml of the backup too.

    `resume` keeps what waits to be sent; otherwise nothing that the original may have sent since leaves
    again. `national_base` brings in the base of this version, for a backup that leaves it out.
    """

    keys: bool
    resume: bool
    national_base: Callable[[Say], object]


def refuse_a_full_place(folder: Path) -> None:
    """Raise NotEmptyError when an instance is there already."""
    if connection.vendor == "sqlite":
        if (folder / DATABASE).exists():
            raise NotEmptyError(place=f"« {folder} »")
    elif drafting.our_tables():
        raise NotEmptyError(place="cette base PostgreSQL")


def refuse_without_room(archive: Reader, folder: Path) -> None:
    """Raise NoRoomForItError when the disk cannot hold what the backup becomes."""
    free, needed = shutil.disk_usage(folder).free, archive.unpacked * 2
    if free < needed:
        raise NoRoomForItError(needed=needed // _MEGABYTE, path=folder, free=free // _MEGABYTE)


def restore(archive: Reader, folder: Path, progress: Say, way: Way) -> None:
    """Put the backup in place of whatever is there. The caller holds the folder.

    Raises DamagedBackupError, NewerBackupError.
    """
    stage = folder / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(mode=0o700)
    decision = Decision(token="" if connection.vendor == "sqlite" else f"terreau {secrets.token_hex(16)}")
    _stage_files(archive, folder, decision, progress)
    _stage_settings(archive, folder, decision, keys=way.keys)
    if connection.vendor == "sqlite":
        with sqlite_draft(stage / DATABASE):
            _database(archive, progress, way)
        decision.moves.append((f"{STAGE}/{DATABASE}", DATABASE))
        swapping.decide(folder, decision)
    else:
        decision.url = Configuration()["DATABASE_URL"]
        with drafting.postgresql_draft(decision.token):
            _database(archive, progress, way)
            swapping.decide(folder, decision)
        connection.close()
    swapping.finish(folder)
    shutil.rmtree(stage, ignore_errors=True)


def _database(archive: Reader, progress: Say, way: Way) -> None:
    from terreau.foundation import search
    from terreau.foundation.slots import restored
    from terreau.participation.queries.chain import verify

    loading.load(archive, progress)
    if not archive.manifest.base.get("included"):
        way.national_base(progress)
    progress("Journal", 0, 0)
    if not (verdict := verify()).whole:
        why = f"son journal ne tient pas, à la ligne {verdict.faults[0].number}"
        raise DamagedBackupError(path=archive.path, why=why)
    progress("Recherche", 0, 0)
    search.rebuild()
    if not way.resume:
        for _ in restored.ask():
            pass


def _stage_files(archive: Reader, folder: Path, decision: Decision, progress: Say) -> None:
    """Files that are not there yet are unpacked aside; those that the backup does not know will go."""
    place = Path(os.path.relpath(settings.MEDIA_ROOT, folder))
    known = set()
    for done, member in enumerate(archive.manifest.media):
        progress("Fichiers", done, len(archive.manifest.media))
        name = place / member.name.removeprefix("media/")
        known.add(folder / name)
        if _same(folder / name, member):
            continue
        staged = Path(STAGE) / member.name
        _unpack(archive, member, folder / staged)
        decision.moves.append((str(staged), str(name)))
    for path in (folder / place).rglob("*"):
        if path.is_file() and path not in known:
            decision.removed.append(str(path.relative_to(folder)))


def _same(path: Path, member: Member) -> bool:
    with contextlib.suppress(OSError):
        if path.stat().st_size == member.bytes and not path.is_symlink():
            with path.open("rb") as handle:
                return hashlib.file_digest(handle, "sha256").hexdigest() == member.sha256
    return False


def _unpack(archive: Reader, member: Member, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("xb") as handle:
        for piece in archive.pieces(member):
            handle.write(piece)
        handle.flush()
        os.fsync(handle.fileno())


def _stage_settings(archive: Reader, folder: Path, decision: Decision, *, keys: bool) -> None:
    """Keys and terreau.toml of the backup, or, where there is none, the settings that are no secret."""
    here = Configuration()
    if keys:
        for member in archive.manifest.keys:
            if member.name != "terreau.toml":
                _unpack(archive, member, folder / STAGE / member.name)
                decision.moves.append((f"{STAGE}/{member.name}", member.name))
    elif here.file:
        return
    values = {key.upper(): value for key, value in archive.manifest.settings.items()}
    if keys and (own := _own_file(archive, folder)):
        values = own
    # The database is the one that is being filled, whatever the original used.
    values.pop("DATABASE_URL", None)
    if url := here.file.get("database_url") or here.environment.get("DATABASE_URL", ""):
        values["DATABASE_URL"] = url
    staged = folder / STAGE / "terreau.toml"
    descriptor = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        handle.write(written(values))
        handle.flush()
        os.fsync(handle.fileno())
    decision.moves.append((f"{STAGE}/terreau.toml", "terreau.toml"))


def _own_file(archive: Reader, folder: Path) -> dict[str, str]:
    """What the terreau.toml of the backup says."""
    member = next((one for one in archive.manifest.keys if one.name == "terreau.toml"), None)
    if member is None:
        return {}
    kept = folder / STAGE / "read" / "terreau.toml"
    _unpack(archive, member, kept)
    read = Configuration({"TERREAU_DATA": str(kept.parent)})
    if read.trouble:
        raise DamagedBackupError(path=archive.path, why="son terreau.toml ne se lit pas")
    return {key.upper(): value for key, value in read.file.items()}
