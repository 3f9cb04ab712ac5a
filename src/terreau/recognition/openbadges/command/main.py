"""The words of `terreau badge` and where each leads."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from terreau.recognition.openbadges.command import issuing, keys, lists, pictures, verifying
from terreau.recognition.openbadges.command.terminal import BROKEN, Terminal
from terreau.recognition.openbadges.errors import OpenBadgesError
from terreau.recognition.openbadges.proofs.integrity import WRITTEN

if TYPE_CHECKING:
    from terreau.recognition.openbadges.resolving import Resolver


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=("fr", "en"), default="fr", help="langue des messages")
    common.add_argument("--format", choices=("text", "json"), default="text", help="texte ou JSON")
    parser = argparse.ArgumentParser(
        prog="terreau badge", description="Émettre et vérifier des badges, sans base de données."
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERBE")

    verb = verbs.add_parser("verify", parents=[common], help="vérifier des fichiers ou des dossiers")
    verb.add_argument("paths", nargs="+", type=Path, metavar="CHEMIN")
    verb.add_argument("--offline", action="store_true", help="ne rien demander au réseau")
    verb.add_argument(
        "--documents", type=Path, metavar="DOSSIER", help="dossier qui répond à la place du réseau"
    )
    verb.add_argument("--recipient", metavar="VALEUR", help="adresse ou identifiant de la personne")
    verb.add_argument("--at", metavar="DATE", help="vérifier comme à cette date")
    verb.set_defaults(run=verifying.run)

    verb = verbs.add_parser("issue", parents=[common], help="émettre des badges")
    verb.add_argument(
        "--achievement", type=Path, required=True, metavar="FICHIER", help="ce qui est reconnu (JSON)"
    )
    verb.add_argument("--issuer-key", type=Path, required=True, metavar="FICHIER", help="clé de l’émetteur")
    verb.add_argument("--recipients", type=Path, required=True, metavar="CSV", help="une personne par ligne")
    verb.add_argument("--out", type=Path, required=True, metavar="DOSSIER")
    verb.add_argument("--bake", type=Path, metavar="IMAGE", help="image PNG ou SVG qui portera chaque badge")
    verb.add_argument("--proof", choices=(*WRITTEN, "vc-jwt"), default=WRITTEN[0])
    verb.add_argument("--dry-run", action="store_true", help="tout vérifier sans rien écrire")
    verb.set_defaults(run=issuing.run)

    verb = verbs.add_parser("keygen", parents=[common], help="fabriquer une clé d’émetteur")
    verb.add_argument("--out", type=Path, required=True, metavar="FICHIER")
    verb.add_argument("--kind", choices=("Ed25519", "P-256"), default="Ed25519")
    verb.add_argument(
        "--controller", default="", metavar="ADRESSE", help="did:web ou https de l’émetteur (sinon did:key)"
    )
    verb.add_argument("--name", default="", metavar="NOM", help="nom de l’émetteur")
    verb.set_defaults(run=keys.run)

    _picture_verbs(verbs, common)
    _status_verb(verbs, common)
    return parser


def _picture_verbs(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    verb = verbs.add_parser("bake", parents=[common], help="mettre un badge dans une image")
    verb.add_argument("image", type=Path)
    verb.add_argument("credential", type=Path)
    verb.add_argument("--out", type=Path, required=True, metavar="FICHIER")
    verb.set_defaults(run=pictures.bake)
    verb = verbs.add_parser("unbake", parents=[common], help="sortir le badge d’une image")
    verb.add_argument("image", type=Path)
    verb.add_argument("--out", type=Path, metavar="FICHIER")
    verb.set_defaults(run=pictures.unbake)
    verb = verbs.add_parser(
        "inspect", parents=[common], help="dire ce qu’un fichier contient, sans le vérifier"
    )
    verb.add_argument("file", type=Path)
    verb.set_defaults(run=pictures.inspect)


def _status_verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    verb = verbs.add_parser("status", parents=[common], help="créer, changer ou lire une liste d’états")
    verb.add_argument("list", type=Path, metavar="FICHIER")
    verb.add_argument("--url", default="", help="adresse où la liste sera publiée (à la création)")
    verb.add_argument("--purpose", choices=("revocation", "suspension"), default="revocation")
    verb.add_argument("--issuer-key", type=Path, metavar="FICHIER")
    verb.add_argument(
        "--set", type=int, action="append", default=[], metavar="NUMÉRO", help="retirer ou suspendre"
    )
    verb.add_argument("--clear", type=int, action="append", default=[], metavar="NUMÉRO", help="rétablir")
    verb.add_argument("--show", type=int, action="append", default=[], metavar="NUMÉRO", help="dire l’état")
    verb.set_defaults(run=lists.run)


def main(argv: list[str] | None = None, resolver: Resolver | None = None) -> int:
    """Run `terreau badge` and give its exit code: 0 fine, 1 refused, 2 unreadable or cannot run.

    `resolver` is how `verify` reaches the network; without one it works offline.
    """
    arguments = _parser().parse_args(argv)
    terminal = Terminal(arguments.lang, arguments.format == "json")
    arguments.resolver = resolver
    try:
        code: int = arguments.run(arguments, terminal)
    except OpenBadgesError as error:
        advice = error.advice(terminal.lang)
        sys.stderr.write(f"{error.said(terminal.lang)} {advice}".strip() + "\n")
        terminal.finish([], {"error": error.said(terminal.lang)})
        return BROKEN
    return code
