"""`terreau import territories`: the national base; `terreau import export`: the commons of elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from terreau.config import terminal
from terreau.config.folder import alone_in
from terreau.config.starting import folder_of_the_instance, start_django
from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    import argparse


class NoFileError(TerreauError):
    code = "no-export-named"
    message = "Il manque l’export à reprendre."
    remedy = "Écrivez « terreau import export FICHIER »."


def run(arguments: argparse.Namespace) -> int:
    """Import; an edition already there changes nothing, and nothing that points to a territory is lost."""
    if arguments.what == "export" and not arguments.file:
        raise NoFileError
    folder = folder_of_the_instance()
    start_django()
    from terreau.config import preparing

    preparing.refuse_a_database_behind()
    if arguments.what == "export":
        return _export(folder, Path(arguments.file).expanduser())
    from terreau.territories.models import Territory

    with terminal.Progress() as progress:
        preparing.import_territories(progress, Path(arguments.pack) if arguments.pack else None)
    terminal.say(f"La base nationale est là : {Territory.objects.count()} territoires.")
    return 0


def _export(folder: Path, path: Path) -> int:
    from terreau.config.operate.taking import Parcel, take

    parcel = Parcel(path)
    with alone_in(folder), terminal.Progress() as progress:
        taken = take(parcel, progress)
    for key, count in taken.items():
        terminal.say(f"{count:>8} {key}")
    terminal.say(f"Repris dans {folder}.")
    return 0
