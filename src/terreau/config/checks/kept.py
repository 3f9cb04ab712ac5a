"""What is kept on the disk: the folder, its room, the keys, the database."""

from __future__ import annotations

import shutil
import stat
from typing import TYPE_CHECKING

from terreau.config.checks.point import BROKEN, FINE, TO_DO, Point
from terreau.config.failures import of_the_machine
from terreau.config.folder import opened
from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from terreau.config.configuration import Configuration

#: In bytes. Under the first one Terreau refuses to be ready; the second leaves time to do something.
_NO_ROOM, _LITTLE_ROOM = 20_000_000, 500_000_000
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def folder_points(configuration: Configuration) -> Iterator[Point]:
    """The folder, the disk under it, the keys in it."""
    folder = configuration.data
    try:
        opened(folder)
    except TerreauError as error:
        yield Point("folder", "Dossier", BROKEN, str(error), error.advice)
        return
    yield Point("folder", "Dossier", FINE, f"{folder} se lit et s’écrit.")
    yield _room(folder)
    yield _keys(folder)


def _room(folder: Path) -> Point:
    free = shutil.disk_usage(folder).free
    said = f"{free / 1e9:.1f} Go libres."
    if free < _NO_ROOM:
        return Point("disk", "Disque", BROKEN, said, "Libérez de la place : rien ne peut plus s’écrire.")
    if free < _LITTLE_ROOM:
        return Point("disk", "Disque", TO_DO, said, "Libérez de la place bientôt.")
    return Point("disk", "Disque", FINE, said)


def _keys(folder: Path) -> Point:
    keys = sorted((folder / "keys").glob("*.key"))
    if not keys:
        return Point("keys", "Clés", TO_DO, "Aucune clé encore.", "Lancez « terreau init » : il les crée.")
    for path in keys:
        if stat.S_IMODE(path.stat().st_mode) & _OTHERS:
            return Point("keys", "Clés", TO_DO, f"{path} se lit par d’autres comptes.", f"chmod 600 {path}")
    return Point("keys", "Clés", FINE, f"{len(keys)} clé(s), lisibles par leur seul propriétaire.")


def database_point() -> Point:
    """Does the database answer, is it whole, is it in the form of this version."""
    from django.db import DatabaseError, connection

    from terreau.config.preparing import refuse_a_database_behind

    try:
        refuse_a_database_behind()
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA quick_check(1)")
                found = cursor.fetchone()[0]
                if found != "ok":
                    return Point(
                        "database",
                        "Base de données",
                        BROKEN,
                        f"Abîmée : {found}.",
                        "Reprenez une sauvegarde.",
                    )
    except TerreauError as error:
        return Point("database", "Base de données", BROKEN, str(error), error.advice)
    except DatabaseError as fault:
        known = of_the_machine(fault)
        message, remedy = (str(known), known.advice) if known else (str(fault), "Vérifiez DATABASE_URL.")
        return Point("database", "Base de données", BROKEN, message, remedy)
    return Point(
        "database", "Base de données", FINE, f"{connection.display_name} répond, à la forme de cette version."
    )
