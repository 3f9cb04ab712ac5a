"""argparse that speaks French, or English when `--lang en` is asked: headings, help and complaints."""

from __future__ import annotations

import argparse
import re
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

UNABLE = 2
_COMPLAINTS = (
    (r"the following arguments are required: (.*)", "il manque : {0}"),
    (r"unrecognized arguments: (.*)", "mots non compris : {0}"),
    (r"argument (\S+): invalid choice: '?([^' ]*)'? .*", "{0} : « {1} » n’est pas une possibilité"),
    (r"argument (\S+): invalid (?:\w+) value: '(.*)'", "{0} : « {1} » ne convient pas"),
    (r"argument (\S+): expected (?:one|at least one) argument", "{0} attend une valeur"),
)


def lang_of(words: Sequence[str]) -> str:
    """Find the language asked for before the words are read: the help is written in it."""
    return "en" if ("--lang", "en") in pairwise(words) or "--lang=en" in words else "fr"


def parser_class(lang: str) -> type[argparse.ArgumentParser]:
    return argparse.ArgumentParser if lang == "en" else _FrenchParser


class _FrenchParser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        asked = options.pop("add_help", True)
        super().__init__(add_help=False, formatter_class=_FrenchFormatter, **options)
        self._positionals.title = "à donner"
        self._optionals.title = "options"
        if asked:
            self.add_argument("-h", "--help", action="help", help="montrer cette aide")

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _COMPLAINTS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                message = sentence.format(*found.groups())
                break
        sys.stderr.write(f"{self.prog} : {message}\nVoyez « {self.prog} --help ».\n")
        raise SystemExit(UNABLE)


class _FrenchFormatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Usage : " if prefix is None else prefix)
