"""How `terreau table` reads what is typed: its verbs and options, in French."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

_COMPLAINTS = (
    (r"the following arguments are required: (.*)", "il manque : {0}"),
    (r"unrecognized arguments: (.*)", "mots non compris : {0}"),
    (r"argument (\S+): invalid choice: '?([^' ]*)'? .*", "« {1} » n’est pas une possibilité"),
    (r"argument (\S+): invalid (?:\w+) value: '(.*)'", "{0} : « {1} » ne convient pas"),
    (r"argument (\S+): expected .*argument.*", "{0} attend une valeur"),
)


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


def parser() -> argparse.ArgumentParser:
    """The words of `terreau table`."""
    top = _French(
        prog="terreau table",
        description="Lire, vérifier, réparer et comparer des tableaux.",
        epilog="« terreau table VERBE --help » dit tout d’un verbe. Sortie : 0 valide, 1 non, 2 illisible.",
    )
    verbs = top.add_subparsers(title="verbes", dest="verb", required=True, metavar="VERBE")
    helps = {
        "describe": "dire ce qui est compris d’un fichier",
        "check": "vérifier un fichier contre un schéma",
        "recognise": "proposer le schéma d’un fichier et la place de ses colonnes",
        "repair": "écrire un fichier réparé et le journal des corrections",
        "diff": "comparer deux versions d’un tableau",
    }
    for verb, said in helps.items():
        one = verbs.add_parser(verb, help=said, description=f"{said[0].upper()}{said[1:]}.")
        one.add_argument("files", nargs=2 if verb == "diff" else "+", metavar="FICHIER")
        one.add_argument("--format", choices=("text", "json"), default="text", help="forme de la réponse")
        one.add_argument("--lang", choices=("fr", "en"), default="fr", help="langue des refus : fr ou en")
        one.add_argument("--encoding", default="", help="encodage, si celui compris est faux")
        one.add_argument(
            "--delimiter", default="", help="séparateur, si celui compris est faux (tab pour une tabulation)"
        )
        one.add_argument(
            "--header-row", type=int, default=0, help="ligne des noms de colonnes, à partir de 1"
        )
        one.add_argument("--sheet", default="", help="feuille d’un classeur")
        if verb in ("check", "recognise", "repair"):
            one.add_argument(
                "--schema",
                default="",
                help="schéma : fichier, adresse, ou nom (dans --schemas, sinon gardé par l’instance)",
            )
            one.add_argument("--schemas", default="", help="dossier de schémas")
        if verb in ("check", "repair"):
            one.add_argument(
                "--reference",
                action="append",
                default=[],
                metavar="NOM=FICHIER",
                help="table à laquelle renvoie une clé étrangère du schéma",
            )
        if verb in ("check", "diff"):
            one.add_argument("--limit", type=int, default=None, help="nombre de cases montrées, au plus")
    verbs.choices["check"].add_argument(
        "--plausible", action="store_true", help="chercher aussi ce qui est invraisemblable"
    )
    verbs.choices["check"].add_argument("--siren", default="", help="SIREN de la collectivité qui publie")
    verbs.choices["check"].add_argument("--previous", default="", help="version précédente du fichier")
    fix = verbs.choices["repair"]
    fix.add_argument("--out", default="", help="fichier à écrire, ou dossier pour plusieurs fichiers")
    fix.add_argument("--mapping", default="", help="place des colonnes (JSON, comme le donne recognise)")
    fix.add_argument(
        "--accept", default="all", help="conversions acceptées : all, ou leurs noms séparés par des virgules"
    )
    fix.add_argument("--dry-run", action="store_true", help="montrer sans rien écrire")
    verbs.choices["diff"].add_argument("--key", default="", help="colonnes qui identifient une ligne")
    return top
