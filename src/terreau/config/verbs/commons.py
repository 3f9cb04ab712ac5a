"""What comes into this instance and leaves it: `commons import-csv`, `import-mediawiki`, `fork`, `export`."""

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

LARGEST = 5_000_000
_FORK = "faire entrer l’archive d’un commun d’ailleurs, avec son histoire et ses auteurs : tout ou rien"
_EXPORT = "emporter un commun entier dans une archive signée"
_WIKI = "faire entrer les pages d’un wiki dans un commun, avec leur histoire : tout ou rien"


class UnreadableTableError(TerreauError):
    code = "unreadable-commons-table"
    message = "« {path} » ne se lit pas comme un tableau de communs."
    remedy = "Donnez un fichier CSV en UTF-8 de 5 Mo au plus, avec au moins une colonne « titre »."


class UnreadableWikiError(TerreauError):
    code = "unreadable-wiki"
    message = "« {path} » ne se lit pas comme un export de MediaWiki. {why}"
    remedy = "Donnez le fichier XML de la page « Spécial:Exporter » du wiki, historique compris."


class NoHomeError(TerreauError):
    code = "no-home-for-commons"
    message = "Ce service n’a pas encore de territoire."
    remedy = "Choisissez-en un avec « terreau init »."


def is_for_an_instance(words: Sequence[str]) -> bool:
    """Whether these words need an instance; the other verbs of `commons` need none."""
    verb = words[0] if words else ""
    names_one = any(word.split("=")[0] == "--commons" for word in words)
    return verb in ("import-csv", "fork", "export") or (verb == "import-mediawiki" and names_one)


def run(words: Sequence[str]) -> int:
    """Bring in a table, a wiki or an archive, or write one; answers 1 when something was left out."""
    asked = _parser().parse_args(words)
    folder = folder_of_the_instance()
    rows = _rows(Path(asked.file).expanduser()) if asked.verb == "import-csv" else []
    start_django()
    from terreau.config import preparing

    preparing.refuse_a_database_behind()
    from terreau.config.verbs import commons_archives

    if asked.verb == "export":  # it only reads: the service may go on
        return commons_archives.export(asked)
    with alone_in(folder):
        if asked.verb == "fork":
            return commons_archives.fork(asked)
        return _wiki(asked) if asked.verb == "import-mediawiki" else _table(rows, dry_run=asked.dry_run)


def _table(rows: list[dict[str, str]], *, dry_run: bool) -> int:
    from terreau.commons.actions import import_table
    from terreau.territories.queries import home

    territory = home()
    if territory is None:
        raise NoHomeError
    brought = import_table(rows, territory, dry_run=dry_run)
    for title in brought.made:
        terminal.say(f"  + {title}")
    for fault in brought.faults:
        terminal.say(f"  ! {fault}")
    terminal.say(f"{_tried(dry_run)}{len(brought.made)} communs entrés, {len(brought.there)} déjà là.")
    return 1 if brought.faults else 0


def _wiki(asked: argparse.Namespace) -> int:
    from terreau.commons.actions import import_wiki
    from terreau.commons.mediawiki import DumpRefused

    try:
        with Path(asked.file).expanduser().open("rb") as file:
            brought = import_wiki(asked.commons, file, dry_run=asked.dry_run)
    except (OSError, DumpRefused) as fault:
        why = str(fault) if isinstance(fault, DumpRefused) else ""
        raise UnreadableWikiError(path=asked.file, why=why) from fault
    for title in brought.made:
        terminal.say(f"  + {title}")
    for title, why in brought.left:
        terminal.say(f"  ! {title} : {why}")
    made, versions = len(brought.made), brought.versions
    terminal.say(
        f"{_tried(asked.dry_run)}{_many(made, 'page')} de plus ({_many(versions, 'version')}), "
        f"{len(brought.there)} déjà là, {len(brought.left)} à part."
    )
    return 0


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'s' if count > 1 else ''}"


def _tried(dry_run: bool) -> str:  # noqa: FBT001 - one word of a sentence
    return "À l’essai, rien n’est gardé : " if dry_run else ""


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
    wiki = verbs.add_parser("import-mediawiki", help=_WIKI, description=f"{_WIKI.capitalize()}.")
    wiki.add_argument("file", metavar="FICHIER")
    wiki.add_argument("--commons", type=int, required=True, metavar="NUMÉRO", help="numéro du commun")
    archive = verbs.add_parser("fork", help=_FORK, description=f"{_FORK.capitalize()}.")
    archive.add_argument("file", metavar="FICHIER")
    archive.add_argument("--by", default="", metavar="ADRESSE", help="adresse e-mail de qui veillera dessus")
    archive.add_argument("--signed-by", default="", metavar="CLÉ", help="clé publique attendue, en base64")
    archive.add_argument(
        "--offline", action="store_true", help="ne pas demander sa clé à l’instance d’origine"
    )
    out = verbs.add_parser("export", help=_EXPORT, description=f"{_EXPORT.capitalize()}.")
    out.add_argument(
        "commons", metavar="COMMUN", help="numéro du commun, ou mots de son titre avec des tirets"
    )
    out.add_argument(
        "--as", dest="shape", choices=("archive", "mediawiki", "markdown"), default="archive",
        help="tout le commun, ou ses pages seules : pour un MediaWiki (XML), en Markdown (zip)",
    )  # fmt: skip
    out.add_argument("--out", required=True, metavar="FICHIER", help="fichier à écrire, qui n’existe pas")
    for one in (bring, wiki, archive):
        one.add_argument("--dry-run", action="store_true", help="tout essayer, ne rien garder")
    return parser
