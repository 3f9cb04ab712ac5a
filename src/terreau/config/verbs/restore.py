"""`terreau restore`: a backup put back, all of it or nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from terreau.config import terminal
from terreau.config.folder import alone_in
from terreau.config.operate.errors import NotEmptyError
from terreau.config.starting import folder_of_the_instance, start_django
from terreau.config.verbs.backup import tell

if TYPE_CHECKING:
    import argparse

    from terreau.config.operate.archive import Reader


def run(arguments: argparse.Namespace) -> int:
    """Put it back where nothing is, or, with `--replace`, where something is."""
    if arguments.database:
        os.environ["DATABASE_URL"] = arguments.database
    path = Path(arguments.file).expanduser().resolve()
    folder = folder_of_the_instance()
    with alone_in(folder):
        fresh = not (folder / "keys").exists()  # Django's settings make a key where there is none
        start_django()
        from terreau.config.operate.archive import Reader

        with Reader(path) as archive:
            return _run(archive, folder, arguments, fresh=fresh)


def _run(archive: Reader, folder: Path, arguments: argparse.Namespace, *, fresh: bool) -> int:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from terreau.config import preparing
    from terreau.config.operate import loading, restoring

    try:
        restoring.refuse_a_full_place(folder)
        full = False
    except NotEmptyError:
        full = True
        if not arguments.replace and not arguments.dry_run:
            raise
    restoring.refuse_without_room(archive, folder)
    keys = bool(archive.manifest.keys) and (fresh or arguments.with_keys)
    with terminal.Progress() as progress:
        if arguments.dry_run:
            loading.models_of(archive, MigrationLoader(connection))
            archive.verify(progress)
        else:
            if full and not arguments.no_backup:
                _save_what_is_there(folder, progress)
            way = restoring.Way(keys, arguments.resume, preparing.import_territories)
            restoring.restore(archive, folder, progress, way)
    tell(archive.path, archive.manifest, arguments.format)
    if arguments.format == "text":
        terminal.say(_words(folder, full=full, keys=keys, dry_run=arguments.dry_run))
    return 0


def _save_what_is_there(folder: Path, progress: terminal.Progress) -> None:
    from terreau.config.operate.before import save_before

    save_before("restore", folder, progress)


def _words(folder: Path, *, full: bool, keys: bool, dry_run: bool) -> str:
    with_keys = ", avec les clés et les réglages de la sauvegarde" if keys else ""
    if not dry_run:
        return f"Reprise dans {folder}{with_keys}. Vérifier : terreau check --data {folder}"
    if full:
        return f"Elle remplacerait l’instance de {folder}{with_keys} (avec --replace). Rien n’a été fait."
    return f"Elle serait reprise dans {folder}{with_keys}. Rien n’a été fait."
