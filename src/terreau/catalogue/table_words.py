"""How `terreau table` reads what is typed: its verbs and options, in French or in English."""

from __future__ import annotations

import argparse
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NoReturn

from terreau.saying import chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.saying import Both

_COMPLAINTS = (
    (r"the following arguments are required: (.*)", "il manque : {0}"),
    (r"unrecognized arguments: (.*)", "mots non compris : {0}"),
    (r"argument (\S+): invalid choice: '?([^' ]*)'? .*", "« {1} » n’est pas une possibilité"),
    (r"argument (\S+): invalid (?:\w+) value: '(.*)'", "{0} : « {1} » ne convient pas"),
    (r"argument (\S+): expected .*argument.*", "{0} attend une valeur"),
)
_DESCRIPTION: Both = (
    "Lire, vérifier, réparer et comparer des tableaux.",
    "Read, check, repair and compare tables.",
)
_EPILOG: Both = (
    "« terreau table VERBE --help » dit tout d’un verbe. Sortie : 0 valide, 1 non, 2 illisible.",
    "“terreau table VERB --help” tells all about a verb. Exit: 0 valid, 1 not, 2 unreadable.",
)
_VERBS: dict[str, Both] = {
    "describe": ("dire ce qui est compris d’un fichier", "say what is understood of a file"),
    "check": ("vérifier un fichier contre un schéma", "check a file against a schema"),
    "recognise": (
        "proposer le schéma d’un fichier et la place de ses colonnes",
        "propose the schema of a file and the place of its columns",
    ),
    "repair": (
        "écrire un fichier réparé et le journal des corrections",
        "write a repaired file and the journal of corrections",
    ),
    "diff": ("comparer deux versions d’un tableau", "compare two versions of a table"),
}


def lang_of(words: Sequence[str]) -> str:
    """The language asked for, before the words are read: the help is written in it."""
    return "en" if ("--lang", "en") in pairwise(words) or "--lang=en" in words else "fr"


class _Layout(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        super().add_usage(usage, actions, groups, "Usage : " if prefix is None else prefix)


class _French(argparse.ArgumentParser):
    """argparse says its headings and complaints in English."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Layout, **options)
        self._positionals.title, self._optionals.title = "mots", "options"
        self.add_argument("-h", "--help", action="help", help="montrer cette aide")

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _COMPLAINTS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                message = sentence.format(*found.groups())
                break
        self.exit(2, f"terreau table : {message}\n                Voyez « {self.prog} --help ».\n")


class _English(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        formed = argparse.RawDescriptionHelpFormatter
        super().__init__(allow_abbrev=False, formatter_class=formed, **options)


class _Verb:
    """The options of one verb, each with its help in both languages."""

    def __init__(self, parser: argparse.ArgumentParser, lang: str) -> None:
        self._parser, self._lang = parser, lang

    def add(self, name: str, french: str, english: str, **how: Any) -> None:
        if "action" not in how:
            how.setdefault("default", "")
        self._parser.add_argument(name, help=chosen((french, english), self._lang), **how)


def parser(lang: str = "fr") -> argparse.ArgumentParser:
    """The words of `terreau table`, with their helps in one language."""
    kind = _French if lang == "fr" else _English
    top = kind(prog="terreau table", description=chosen(_DESCRIPTION, lang), epilog=chosen(_EPILOG, lang))
    verbs = top.add_subparsers(
        title=chosen(("verbes", "verbs"), lang),
        dest="verb",
        required=True,
        metavar=chosen(("VERBE", "VERB"), lang),
    )
    for verb, both in _VERBS.items():
        said = chosen(both, lang)
        one = verbs.add_parser(verb, help=said, description=f"{said[0].upper()}{said[1:]}.")
        one.add_argument(
            "files", nargs=2 if verb == "diff" else "+", metavar=chosen(("FICHIER", "FILE"), lang)
        )
        of = _Verb(one, lang)
        _reading(of)
        _against(verb, of, lang)
        _own(verb, of)
    return top


def _natural(said: str) -> int:
    if not (said.isascii() and said.isdigit()):
        raise ValueError(said)
    return int(said)


def _reading(of: _Verb) -> None:
    of.add("--format", "forme de la réponse", "form of the answer", choices=("text", "json"), default="text")
    of.add(
        "--lang",
        "langue des phrases : fr ou en",
        "language of sentences: fr or en",
        choices=("fr", "en"),
        default="fr",
    )
    of.add("--encoding", "encodage, si celui compris est faux", "encoding, where the one understood is wrong")
    of.add(
        "--delimiter",
        "séparateur, si celui compris est faux (tab pour une tabulation)",
        "separator, where the one understood is wrong (tab for a tab)",
    )
    of.add(
        "--header-row",
        "ligne des noms de colonnes, à partir de 1",
        "row of the names of columns, from 1",
        type=_natural,
        default=0,
    )
    of.add("--sheet", "feuille d’un classeur", "sheet of a workbook")


def _against(verb: str, of: _Verb, lang: str) -> None:
    """The schema, and what it refers to."""
    if verb in ("check", "recognise", "repair"):
        of.add(
            "--schema",
            "schéma : fichier, adresse, ou nom (dans --schemas, sinon gardé par l’instance)",
            "schema: file, address, or name (in --schemas, else kept by the instance)",
        )
        of.add("--schemas", "dossier de schémas", "folder of schemas")
    if verb in ("check", "repair"):
        of.add(
            "--reference",
            "table à laquelle renvoie une clé étrangère du schéma",
            "table that a foreign key of the schema refers to",
            action="append",
            default=[],
            metavar=chosen(("NOM=FICHIER", "NAME=FILE"), lang),
        )


def _own(verb: str, of: _Verb) -> None:
    """What only some verbs take."""
    if verb in ("check", "diff"):
        of.add(
            "--limit",
            "nombre de cases montrées, au plus",
            "how many cells are shown, at most",
            type=_natural,
            default=None,
        )
    if verb == "check":
        of.add(
            "--plausible",
            "chercher aussi ce qui est invraisemblable",
            "also look for what is not plausible",
            action="store_true",
        )
        of.add("--siren", "SIREN de la collectivité qui publie", "SIREN of the authority that publishes")
        of.add("--previous", "version précédente du fichier", "previous version of the file")
    if verb == "repair":
        of.add(
            "--out",
            "fichier à écrire, ou dossier pour plusieurs fichiers",
            "file to write, or folder for several files",
        )
        of.add(
            "--mapping",
            "place des colonnes (JSON, comme le donne recognise)",
            "place of columns (JSON, as recognise gives it)",
        )
        of.add(
            "--accept",
            "conversions acceptées : all, ou leurs noms séparés par des virgules",
            "conversions accepted: all, or their names separated by commas",
            default="all",
        )
        of.add("--dry-run", "montrer sans rien écrire", "show without writing anything", action="store_true")
    if verb == "diff":
        of.add("--key", "colonnes qui identifient une ligne", "columns that identify a row")
