"""`terreau import territories`: the national base, this version's or another edition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from terreau.config import terminal
from terreau.config.starting import folder_of_the_instance, start_django

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Import; an edition already there changes nothing, and nothing that points to a territory is lost."""
    folder_of_the_instance()
    start_django()
    from terreau.config import preparing
    from terreau.territories.models import Territory

    preparing.refuse_a_database_behind()
    with terminal.Progress() as progress:
        preparing.import_territories(progress, Path(arguments.pack) if arguments.pack else None)
    terminal.say(f"La base nationale est là : {Territory.objects.count()} territoires.")
    return 0
