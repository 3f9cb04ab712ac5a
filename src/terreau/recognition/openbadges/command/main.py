"""The words of `terreau badge` and where each leads."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terreau.recognition.openbadges.command import issuing, keys, lists, pictures, verifying
from terreau.recognition.openbadges.command.parsing import lang_of, parser_class
from terreau.recognition.openbadges.command.terminal import BROKEN, Terminal
from terreau.recognition.openbadges.errors import OpenBadgesError
from terreau.recognition.openbadges.proofs.integrity import WRITTEN

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from terreau.recognition.openbadges.resolving import Resolver


class _Words:
    """Builds the parser in one language; each help is given in both."""

    def __init__(self, lang: str) -> None:
        self.number = 0 if lang == "fr" else 1
        self.make = parser_class(lang)
        self.common = self.make(add_help=False)
        self.option(
            self.common, "--lang", "langue des messages", "language of messages", choices=("fr", "en")
        )
        self.option(
            self.common, "--format", "texte ou JSON", "text or JSON", choices=("text", "json"), default="text"
        )
        self.common.set_defaults(lang=lang)
        said = (
            "Émettre et vérifier des badges, sans base de données.",
            "Issue and verify badges, without a database.",
        )
        self.top = self.make(prog="terreau badge", description=said[self.number])
        self.verbs = self.top.add_subparsers(
            dest="verb",
            required=True,
            metavar=("VERBE", "VERB")[self.number],
            title=("verbes", "verbs")[self.number],
        )

    def verb(self, name: str, french: str, english: str, run: Callable[..., int]) -> argparse.ArgumentParser:
        said = (french, english)[self.number]
        verb: argparse.ArgumentParser = self.verbs.add_parser(
            name, parents=[self.common], help=said, description=f"{said[0].upper()}{said[1:]}."
        )
        verb.set_defaults(run=run)
        return verb

    def option(
        self, verb: argparse.ArgumentParser, name: str, french: str, english: str, **more: Any
    ) -> None:
        metavar = more.pop("metavar", None)
        if metavar:
            more["metavar"] = metavar if isinstance(metavar, str) else metavar[self.number]
        verb.add_argument(name, help=(french, english)[self.number], **more)


_FILE, _FOLDER = ("FICHIER", "FILE"), ("DOSSIER", "FOLDER")
_NUMBER = ("NUMÉRO", "NUMBER")


def _parser(lang: str) -> argparse.ArgumentParser:
    words = _Words(lang)
    _verify(words)
    _issue(words)
    _keygen(words)
    _pictures(words)
    _status(words)
    return words.top


def _verify(words: _Words) -> None:
    verb = words.verb(
        "verify", "vérifier des fichiers ou des dossiers", "verify files or folders", verifying.run
    )
    words.option(
        verb,
        "paths",
        "badges, ou dossiers de badges",
        "badges, or folders of badges",
        nargs="+",
        type=Path,
        metavar=("CHEMIN", "PATH"),
    )
    words.option(
        verb, "--offline", "ne rien demander au réseau", "ask nothing of the network", action="store_true"
    )
    words.option(
        verb,
        "--documents",
        "dossier qui répond à la place du réseau",
        "folder that answers instead of the network",
        type=Path,
        metavar=_FOLDER,
    )
    words.option(
        verb,
        "--recipient",
        "adresse ou identifiant de la personne",
        "address or identifier of the person",
        metavar=("VALEUR", "VALUE"),
    )
    words.option(verb, "--at", "vérifier comme à cette date", "verify as of this date", metavar="DATE")


def _issue(words: _Words) -> None:
    verb = words.verb("issue", "émettre des badges", "issue badges", issuing.run)
    files = {"type": Path, "required": True}
    words.option(
        verb,
        "--achievement",
        "ce qui est reconnu (JSON)",
        "what is recognised (JSON)",
        metavar=_FILE,
        **files,
    )
    words.option(verb, "--issuer-key", "clé de l’émetteur", "key of the issuer", metavar=_FILE, **files)
    words.option(verb, "--recipients", "une personne par ligne", "one person a line", metavar="CSV", **files)
    words.option(verb, "--out", "où écrire les badges", "where to write the badges", metavar=_FOLDER, **files)
    words.option(
        verb,
        "--bake",
        "image PNG ou SVG qui portera chaque badge",
        "PNG or SVG picture that will carry each badge",
        type=Path,
        metavar="IMAGE",
    )
    words.option(
        verb,
        "--proof",
        "genre de signature",
        "kind of signature",
        choices=(*WRITTEN, "vc-jwt"),
        default=WRITTEN[0],
    )
    words.option(
        verb, "--dry-run", "tout vérifier sans rien écrire", "check all, write nothing", action="store_true"
    )


def _keygen(words: _Words) -> None:
    verb = words.verb("keygen", "fabriquer une clé d’émetteur", "make an issuer’s key", keys.run)
    words.option(verb, "--out", "où l’écrire", "where to write it", type=Path, required=True, metavar=_FILE)
    words.option(
        verb, "--kind", "genre de clé", "kind of key", choices=("Ed25519", "P-256"), default="Ed25519"
    )
    words.option(
        verb,
        "--controller",
        "did:web ou https de l’émetteur (sinon did:key)",
        "did:web or https of the issuer (else did:key)",
        default="",
        metavar=("ADRESSE", "ADDRESS"),
    )
    words.option(
        verb, "--name", "nom de l’émetteur", "name of the issuer", default="", metavar=("NOM", "NAME")
    )


def _pictures(words: _Words) -> None:
    verb = words.verb("bake", "mettre un badge dans une image", "put a badge in a picture", pictures.bake)
    words.option(verb, "image", "image PNG ou SVG", "PNG or SVG picture", type=Path)
    words.option(verb, "credential", "badge signé", "signed badge", type=Path, metavar="badge")
    words.option(verb, "--out", "où l’écrire", "where to write it", type=Path, required=True, metavar=_FILE)
    verb = words.verb(
        "unbake", "sortir le badge d’une image", "take the badge out of a picture", pictures.unbake
    )
    words.option(verb, "image", "image PNG ou SVG", "PNG or SVG picture", type=Path)
    words.option(verb, "--out", "où l’écrire", "where to write it", type=Path, metavar=_FILE)
    verb = words.verb(
        "inspect",
        "dire ce qu’un fichier contient, sans le vérifier",
        "say what a file holds, without verifying it",
        pictures.inspect,
    )
    words.option(verb, "file", "badge ou image", "badge or picture", type=Path, metavar=("fichier", "file"))


def _status(words: _Words) -> None:
    verb = words.verb(
        "status", "créer, changer ou lire une liste d’états", "make, change or read a status list", lists.run
    )
    words.option(verb, "list", "la liste", "the list", type=Path, metavar=_FILE)
    words.option(
        verb,
        "--url",
        "adresse où la liste sera publiée (à la création)",
        "address where the list will be published (when made)",
        default="",
    )
    words.option(
        verb,
        "--purpose",
        "retrait ou suspension",
        "revocation or suspension",
        choices=("revocation", "suspension"),
        default="revocation",
    )
    words.option(verb, "--issuer-key", "clé de l’émetteur", "key of the issuer", type=Path, metavar=_FILE)
    many: dict[str, Any] = {"type": int, "action": "append", "default": [], "metavar": _NUMBER}
    words.option(verb, "--set", "retirer ou suspendre", "revoke or suspend", **many)
    words.option(verb, "--clear", "rétablir", "restore", **many)
    words.option(verb, "--show", "dire l’état", "say the state", **many)


def main(argv: list[str] | None = None, resolver: Resolver | None = None) -> int:
    """Run `terreau badge` and give its exit code: 0 fine, 1 refused, 2 unreadable or cannot run.

    `resolver` is how `verify` reaches the network; without one it works offline. It goes to the processes
    that share the work, so it must be picklable.
    """
    given = sys.argv[1:] if argv is None else argv
    arguments = _parser(lang_of(given)).parse_args(given)
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
