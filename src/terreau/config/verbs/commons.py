"""`terreau commons import-csv`: commons of a table, brought into this instance, tried first if one likes."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from typing import TYPE_CHECKING

from terreau.config import terminal
from terreau.config.folder import alone_in
from terreau.config.starting import folder_of_the_instance, start_django
from terreau.foundation.errors import TerreauError

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Verbs that need an instance; `check` needs none.
VERBS = frozenset({"import-csv"})
LARGEST = 5_000_000


class UnreadableTableError(TerreauError):
    code = "unreadable-commons-table"
    message = "« {path} » ne se lit pas comme un tableau de communs."
    remedy = "Donnez un fichier CSV en UTF-8 de 5 Mo au plus, avec au moins une colonne « titre »."


class NoHomeError(TerreauError):
    code = "no-home-for-commons"
    message = "Ce service n’a pas encore de territoire."
    remedy = "Choisissez-en un avec « terreau init »."


def run(words: Sequence[str]) -> int:
    """Bring in a table; answers 1 when some lines could not be."""
    asked = _parser().parse_args(words)
    folder = folder_of_the_instance()
    rows = _rows(Path(asked.file).expanduser())
    start_django()
    from terreau.commons.actions import import_table
    from terreau.config import preparing
    from terreau.territories.queries import home

    preparing.refuse_a_database_behind()
    territory = home()
    if territory is None:
        raise NoHomeError
    with alone_in(folder):
        brought = import_table(rows, territory, dry_run=asked.dry_run)
    for title in brought.made:
        terminal.say(f"  + {title}")
    for fault in brought.faults:
        terminal.say(f"  ! {fault}")
    tried = "À l’essai, rien n’est gardé : " if asked.dry_run else ""
    terminal.say(f"{tried}{len(brought.made)} communs entrés, {len(brought.there)} déjà là.")
    return 1 if brought.faults else 0


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableTableError(path=path)
        text = path.read_text(encoding="utf-8-sig")
        separator = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
        rows = list(csv.DictReader(text.splitlines(keepends=True), delimiter=separator, restval=""))
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise UnreadableTableError(path=path) from fault
    if not rows or "titre" not in rows[0]:
        raise UnreadableTableError(path=path)
    return [{key: value or "" for key, value in row.items() if isinstance(value, str)} for row in rows]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="terreau commons", description="Faire entrer des communs.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERBE")
    said = "faire entrer les communs d’un tableau CSV : tout ou rien, une seule fois chacun"
    bring = verbs.add_parser("import-csv", help=said, description=f"{said.capitalize()}.")
    bring.add_argument("file", metavar="FICHIER")
    bring.add_argument("--dry-run", action="store_true", help="tout essayer, ne rien garder")
    return parser
