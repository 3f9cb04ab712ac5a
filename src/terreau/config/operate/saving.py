"""Make a backup: one moment of the database, the files that it names, and a manifest; whole or not at all.

The database is read first and the files after: a file is named by its content, so what the moment speaks of
is there, and a file more does no harm.
"""

from __future__ import annotations

import contextlib
import glob
import json
import os
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from terreau.config.configuration import SETTINGS, Configuration
from terreau.config.operate import rows, snapshot
from terreau.config.operate.archive import Manifest, Reader, Writer, safe
from terreau.config.swapping import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import Model

    from terreau.config.operate.snapshot import Snapshot

    Say = Callable[[str, int, int], object]

#: Tables of the national base that are made again from the edition that ships with the program.
_DESCRIBING = frozenset(
    f"territories.{name}"
    for name in ("membership", "shape", "border", "formercode", "townhall", "unjoined", "importedpack")
)
_AT_A_TIME = 2_000
_PIECE = 1 << 20


def save(path: Path, progress: Say, *, keys: bool = False, whole: bool = False) -> Manifest:
    """Write a backup of this instance to `path`, read it again, and only then give it its name.

    `keys` adds the keys and terreau.toml; `whole` the national base even when it is that of the program.
    Raises OSError, DatabaseAheadError, DamagedBackupError when the disk does not give back what was written.
    """
    for left in path.parent.glob(f".{glob.escape(path.name)}.*"):  # by one that was killed
        left.unlink()
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as handle:
            _write(Writer(handle), progress, keys=keys, whole=whole)
            handle.flush()
            os.fsync(handle.fileno())
        with Reader(draft) as written:
            written.verify(progress)
            manifest = written.manifest
        draft.replace(path)
        settle(path.parent)
        _note(manifest)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _write(archive: Writer, progress: Say, *, keys: bool, whole: bool) -> None:
    with snapshot.taken() as moment:
        base = _base(moment, whole=whole)
        left_out = frozenset() if base["included"] else _DESCRIBING
        models = [model for model in moment.models if model._meta.label_lower not in left_out]
        tables = _tables(archive, moment, models, progress)
        migrations: dict[str, list[str]] = {}
        for app, name in sorted(moment.applied):
            migrations.setdefault(app, []).append(name)
        vendor = moment.connection.vendor
    _files(archive, progress)
    if keys:
        _keys(archive)
    archive.close(
        Manifest(
            version=version("terreau"),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            database=vendor,
            migrations=migrations,
            tables=tables,
            base=base,
            settings=_open_settings(),
        )
    )


def _base(moment: Snapshot, *, whole: bool) -> dict[str, Any]:
    """Which edition of the national base there is, and whether its rows are in the backup."""
    from terreau.territories import pack

    found = next((model for model in moment.models if model._meta.label == "territories.ImportedPack"), None)
    edition = (
        found._base_manager.using(snapshot.ALIAS).values_list("pk", flat=True).first() if found else None
    )
    return {
        "edition": edition or "",
        "included": whole or edition is None or edition != pack.edition(pack.FOLDER),
    }


def _tables(archive: Writer, moment: Snapshot, models: list[type[Model]], progress: Say) -> dict[str, Any]:
    told = {}
    for done, model in enumerate(models):
        progress("Base de données", done, len(models))
        fields = [field.attname for field in snapshot.fields_of(model)]
        found = model._base_manager.using(snapshot.ALIAS).order_by("pk").values_list(*fields)
        table = model._meta.db_table
        with archive.member(f"tables/{table}.jsonl") as member:
            for row in found.iterator(_AT_A_TIME):
                member.row(rows.written(row))
        told[table] = {"columns": fields, "next": _next_key(moment, model)}
    return told


def _next_key(moment: Snapshot, model: type[Model]) -> int:
    """The last key that the database gave by itself (0: none): a key once given is never given again."""
    field = model._meta.auto_field
    if field is None:
        return 0
    table = model._meta.db_table
    with moment.connection.cursor() as cursor:
        if moment.connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            cursor.execute(
                "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s))", [table, field.column]
            )
        found = cursor.fetchone()
    return int(found[0] or 0) if found else 0


def _files(archive: Writer, progress: Say) -> None:
    """What people attached. A file that goes while we look was past its time: the rest stands."""
    place = Path(settings.MEDIA_ROOT)
    found = sorted(_regular(place))
    for done, file in enumerate(found):
        progress("Fichiers", done, len(found))
        name = f"media/{file.relative_to(place).as_posix()}"
        if not safe(name):
            continue
        with (
            contextlib.suppress(FileNotFoundError),
            file.open("rb") as source,
            archive.member(name, packed=False) as member,
        ):
            while piece := source.read(_PIECE):
                member.write(piece)


def _regular(place: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(folder) / name
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path


def _keys(archive: Writer) -> None:
    data = Path(settings.DATA)
    for path in [*sorted((data / "keys").glob("*.key")), data / "terreau.toml"]:
        if path.is_file():
            with archive.member(path.relative_to(data).as_posix()) as member:
                member.write(path.read_bytes())


def _open_settings() -> dict[str, str]:
    """What terreau.toml says, without its secrets: enough to serve again elsewhere."""
    kept = Configuration().file
    open_ones = {setting.name.lower() for setting in SETTINGS if not setting.secret} - {"terreau_data"}
    return {key: value for key, value in kept.items() if key in open_ones}


def _note(manifest: Manifest) -> None:
    """Leave in the data folder when the last backup was made: a page and a figure say it."""
    place = Path(settings.DATA) / "backups" / "last.json"
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, exist_ok=True)
        place.write_text(json.dumps({"made_at": manifest.made_at, "rows": manifest.rows}), encoding="utf-8")
