"""`terreau export`: everything public, for anyone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from terreau.config import terminal
from terreau.config.operate.errors import AlreadyThereError, NoSuchFolderError
from terreau.config.starting import folder_of_the_instance, start_django

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Write a folder, or a zip when the name ends so."""
    place = Path(arguments.place).expanduser().resolve()
    if place.exists():
        raise AlreadyThereError(path=place)
    if not place.parent.is_dir():
        raise NoSuchFolderError(path=place.parent)
    folder_of_the_instance()
    start_django()
    from terreau.config import preparing
    from terreau.config.operate import snapshot
    from terreau.config.operate.exporting import export

    preparing.refuse_a_database_behind()
    with terminal.Progress() as progress, snapshot.held():
        manifest = export(place, progress)
    terminal.say(f"Export : {place}")
    for told in manifest["sets"].values():
        terminal.say(f"  {told['rows']:>8} {told['title']}")
    terminal.say(
        "  Licence Ouverte 2.0 ; aucune donnée personnelle hormis les noms que l’on a choisi d’afficher."
    )
    return 0
