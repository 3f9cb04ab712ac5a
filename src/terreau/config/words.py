"""How the command reads what is typed: argparse in French."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction["Parser"]

UNABLE = 2  # every command exits with the worst of 0 fine, 1 refused, 2 cannot run

_COMPLAINTS = (
    (r"the following arguments are required: (.*)", "il manque : {0}"),
    (r"unrecognized arguments: (.*)", "mots non compris : {0}"),
    (r"argument (\S+): invalid choice: '?([^' ]*)'? .*", "« {1} » n’est pas une possibilité"),
    (r"argument (\S+): invalid (?:\w+) value: '(.*)'", "{0} : « {1} » ne convient pas"),
    (r"argument (\S+): expected one argument", "{0} attend une valeur"),
    (r"argument (\S+): not allowed with argument (\S+)", "{0} ne va pas avec {1}"),
)


class Parser(argparse.ArgumentParser):
    """argparse in French: its headings, and the few complaints it can make."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_French, **options)
        group = self.add_argument_group("options")
        group.add_argument("-h", "--help", action="help", help="montrer cette aide")
        self.options = group

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _COMPLAINTS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                message = sentence.format(*found.groups())
                break
        sys.stderr.write(f"terreau : {message}\n          Voyez « {self.prog} --help ».\n")
        raise SystemExit(UNABLE)


class _French(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        super().add_usage(usage, actions, groups, "Usage : " if prefix is None else prefix)


def verb(
    verbs: Verbs, name: str, summary: str, detail: str = "", *, data: str = "TERREAU_DATA, sinon terreau-data"
) -> argparse._ArgumentGroup:
    """Add a verb, its sentence and the option that every verb has; answers where its own options go."""
    made = verbs.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.\n{detail}")
    made.options.add_argument("--data", metavar="DOSSIER", help=f"dossier de données ({data})")
    return made.options
