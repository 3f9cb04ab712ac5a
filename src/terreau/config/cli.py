"""The command `terreau`. argparse rather than click: it is there already, and `--help` answers at once.

Django is imported by the verb that needs it, never here.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING

from terreau.config.engines import ENGINES, run
from terreau.config.words import UNABLE, Parser, verb
from terreau.config.words_operate import operating_verbs

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from terreau.config.words import Verbs

_MODULES = {"import": "bring_in", "mail-in": "mail_in"}  # `import` is a word of Python


def parser() -> Parser:
    """Every verb with its options: the help, the documentation and the tests read it from here."""
    top = Parser(
        prog="terreau",
        description="Le commun numérique d’un territoire : besoins, données, communs, reconnaissance.",
        epilog="« terreau VERBE --help » dit tout d’un verbe.",
    )
    top.options.add_argument("--version", action="store_true", help="dire la version")
    verbs = top.add_subparsers(title="verbes", dest="verb", metavar="VERBE")
    _demo(verbs)
    _serve(verbs)
    _init(verbs)
    _check(verbs)
    _worker(verbs)
    _import(verbs)
    _journal(verbs)
    operating_verbs(verbs)
    for name, summary in ENGINES.items():
        verbs.add_parser(name, help=summary)
    return top


def _demo(verbs: Verbs) -> None:
    add = verb(
        verbs,
        "demo",
        "ouvrir un vrai territoire, prêt à regarder, sans rien régler",
        "La base nationale est vraie ; les besoins montrés sont des exemples, marqués comme tels.",
        data="terreau-demo",
    ).add_argument
    add("--territory", metavar="CODE", help="code ou nom d’une commune ou d’une intercommunalité (200040715)")
    add("--port", type=int, metavar="N", help="port d’écoute (8000, ou le premier libre après lui)")
    add("--no-serve", action="store_true", help="tout préparer, dire ce qui serait servi, et s’arrêter")


def _serve(verbs: Verbs) -> None:
    add = verb(
        verbs,
        "serve",
        "servir ce territoire : le site et les tâches de fond",
        "SIGTERM ou Ctrl-C laissent finir ce qui est en cours.",
    ).add_argument
    add("--listen", metavar="HÔTE:PORT", help="où écouter (TERREAU_LISTEN, sinon 127.0.0.1:8000)")
    add(
        "--migrate", action="store_true", help="mettre d’abord la base de données à la forme de cette version"
    )


def _init(verbs: Verbs) -> None:
    add = verb(
        verbs,
        "init",
        "préparer une instance : territoire, adresse, première personne qui l’anime",
        "Ce qui n’est pas donné en option est demandé. Peut être relancé : ce qui est fait reste fait.",
    ).add_argument
    add("--territory", metavar="CODE", help="code ou nom du territoire")
    add("--address", metavar="URL", help="adresse publique, par exemple https://communs.exemple.fr")
    add("--steward", metavar="E-MAIL", help="adresse e-mail de la première personne qui anime ce territoire")
    add("--database", metavar="URL", help="postgresql://… ; sans cela, un fichier SQLite dans le dossier")


def _check(verbs: Verbs) -> None:
    add = verb(
        verbs,
        "check",
        "vérifier l’installation : chaque ligne dit ce qui va ou ce qu’il faut faire",
        "Sort avec 0 si tout va, 1 s’il y a quelque chose à faire, 2 si Terreau ne peut pas tourner.",
    ).add_argument
    add("--format", choices=("text", "json"), default="text", help="text ou json (text)")


def _worker(verbs: Verbs) -> None:
    add = verb(verbs, "worker", "faire les tâches de fond à part (« serve » les fait déjà)").add_argument
    add("--once", action="store_true", help="s’arrêter quand il n’y a plus rien à faire")


def _import(verbs: Verbs) -> None:
    add = verb(
        verbs,
        "import",
        "faire entrer une base de référence, ou les communs d’une autre instance",
        "« territories » : communes, intercommunalités, départements, régions. Ce qui s’y rattache reste.\n"
        "« export FICHIER » : ce que « terreau export » a fait, dans une instance vide.",
    ).add_argument
    what = ("territories", "export")
    add("what", choices=what, metavar="territories|export", help="ce qu’on importe")
    add("file", nargs="?", metavar="FICHIER", help="avec « export » : le dossier ou le fichier à reprendre")
    add("--pack", metavar="DOSSIER", help="une autre base nationale que celle de cette version")


def _journal(verbs: Verbs) -> None:
    add = verb(
        verbs,
        "journal",
        "relire tout le journal : une ligne enlevée ou changée se voit",
        "« verify » refait chaque empreinte. Sort avec 0 si le journal est entier, 1 sinon.",
    ).add_argument
    add("what", choices=("verify",), metavar="verify", help="ce qu’on en fait")
    add("--hash", metavar="EMPREINTE", help="une empreinte notée auparavant, qui doit encore s’y trouver")
    add("--format", choices=("text", "json"), default="text", help="text ou json (text)")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; whatever goes wrong is one sentence and a remedy, never a trace."""
    words = sys.argv[1:] if argv is None else list(argv)
    if words and words[0] in ENGINES:
        from terreau.config.guard import guarded

        return guarded(lambda: run(words[0], words[1:]))()
    arguments = parser().parse_args(words)
    if arguments.version:
        from importlib.metadata import version

        sys.stdout.write(f"terreau {version('terreau')}\n")
        return 0
    if not arguments.verb:
        parser().print_help()
        return UNABLE
    from terreau.config.guard import guarded

    return guarded(lambda: _run(arguments))()


def _run(arguments: argparse.Namespace) -> int:
    if arguments.data:
        os.environ["TERREAU_DATA"] = arguments.data
    module = importlib.import_module(f"terreau.config.verbs.{_MODULES.get(arguments.verb, arguments.verb)}")
    return int(module.run(arguments))


if __name__ == "__main__":
    raise SystemExit(main())
