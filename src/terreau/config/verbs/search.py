"""`terreau search rebuild`: the index of search made again from what is there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from terreau.config import terminal
from terreau.config.starting import folder_of_the_instance, start_django

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """All of the index or none of it: searches find what they found until the last line is written."""
    folder = folder_of_the_instance()
    start_django()
    from terreau.config import preparing
    from terreau.foundation import search

    preparing.refuse_a_database_behind()
    indexed = search.rebuild()
    if arguments.format == "json":
        said = {"files": [{"file": str(folder), "indexed": indexed}], "summary": {"indexed": indexed}}
        terminal.say(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        terminal.say(f"L’index de la recherche est refait. Contenus qui s’y trouvent : {indexed}.")
    return 0
