"""What must be true before the first page: a database in its form of today, the national base, static files.

Everything here may be killed at any moment and started again: a new database is built beside and renamed into
place when it is whole; static files likewise.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from terreau.config.drafts import sqlite_draft
from terreau.config.operate.before import save_before
from terreau.config.starting import NotPreparedError
from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Say = Callable[..., object]


class DatabaseBehindError(TerreauError):
    code = "database-behind"
    message = "La base de données n’est pas à la forme de cette version : {count} migration(s) à appliquer."
    remedy = "Faites une sauvegarde, puis lancez une fois : terreau serve --migrate."


def database_file() -> Path | None:
    """The SQLite file of this instance, or None with another database."""
    return Path(str(settings.DATABASES["default"]["NAME"])) if connection.vendor == "sqlite" else None


@contextlib.contextmanager
def whole_or_nothing() -> Iterator[None]:
    """In the block, the database is a new file beside the real place; it takes that place only when whole."""
    place = database_file()
    if place is None or place.exists():
        yield
        return
    draft = place.with_name(".preparing.sqlite3")
    with sqlite_draft(draft):
        yield
    draft.replace(place)


def migrations_missing() -> int:
    """How many migrations this version has and the database has not."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refuse_nothing_there() -> None:
    """Raise NotPreparedError where there is no database, or an empty one."""
    place = database_file()
    if place is not None and not place.exists():
        raise NotPreparedError(path=settings.DATA)
    if not connection.introspection.table_names():
        raise NotPreparedError(path=settings.DATA)


def refuse_a_database_behind() -> None:
    """Raise NotPreparedError for an empty database, DatabaseBehindError for one of an earlier version."""
    place = database_file()
    if place is not None and not place.exists():
        raise NotPreparedError(path=settings.DATA)
    if missing := migrations_missing():
        if not connection.introspection.table_names():
            raise NotPreparedError(path=settings.DATA)
        raise DatabaseBehindError(count=missing)


def migrate(progress: Say) -> None:
    """Bring the database, saved first, to the form of this version; there already, nothing is done."""
    if migrations_missing():
        if connection.introspection.table_names():
            save_before("upgrade", Path(settings.DATA), progress)
        progress("Forme de la base de données")
        call_command("migrate", verbosity=0, interactive=False)


def import_territories(progress: Say, pack: Path | None = None) -> None:
    """Bring in the national base; nothing is read when this edition is there already."""
    from terreau.territories import pack as national
    from terreau.territories.actions import import_pack

    import_pack(pack or national.FOLDER, progress)


def collect_static(progress: Say) -> None:
    """Static files hashed, compressed, ready to be cached for ever, unless they are those of this version."""
    target = Path(settings.STATIC_ROOT)
    print_of_sources = _static_fingerprint()
    if _read(target / ".fingerprint") == print_of_sources:
        return
    progress("Fichiers de présentation")
    fresh = target.with_name(".static-fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    from django.contrib.staticfiles.storage import staticfiles_storage

    staticfiles_storage.location = str(fresh)  # type: ignore[attr-defined]  # FileSystemStorage's
    try:
        call_command("collectstatic", verbosity=0, interactive=False)
    finally:
        staticfiles_storage.location = str(target)  # type: ignore[attr-defined]
    (fresh / ".fingerprint").write_text(print_of_sources, encoding="ascii")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def _static_fingerprint() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            digest.update(name.encode())
            digest.update(Path(storage.path(name)).read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
