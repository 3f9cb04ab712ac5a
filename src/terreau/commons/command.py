"""`terreau commons check`: descriptions of commons at the command line, without an instance or a database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from terreau.commons.descriptions import read_file
from terreau.foundation import licences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from terreau.commons.descriptions import Description

VALID, INVALID, UNREADABLE = 0, 1, 2
_STANDARDS = {"publiccode": "publiccode.yml", "okh": "Open Know-How", "codemeta": "CodeMeta"}
_OPEN = {True: "ouverte", False: "pas ouverte", None: "on ne sait pas si elle est ouverte"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives the exit code, the worst of those of the files."""
    asked = _parser().parse_args(argv)
    read = [(name, read_file(Path(name), licences)) for name in asked.files]
    if asked.format == "json":
        entries = [found.as_data(name) for name, found in read]
        json.dump(
            {"files": entries, "summary": _summary([found for _, found in read])},
            sys.stdout,
            ensure_ascii=False,
        )
        sys.stdout.write("\n")
    else:
        for name, found in read:
            sys.stdout.writelines(f"{line}\n" for line in _lines(name, found))
    return max(_code(found) for _, found in read)


def _code(found: Description) -> int:
    return UNREADABLE if not found.readable else VALID if found.valid else INVALID


def _summary(read: list[Description]) -> dict[str, int]:
    codes = [_code(found) for found in read]
    return {
        "files": len(codes),
        "valid": codes.count(VALID),
        "invalid": codes.count(INVALID),
        "unreadable": codes.count(UNREADABLE),
    }


def _lines(name: str, found: Description) -> Iterator[str]:
    if not found.readable:
        yield f"{name} : illisible. {found.problems[0].message}"
        return
    standard = " ".join(filter(None, (_STANDARDS[found.kind or "publiccode"], found.version)))
    errors = sum(problem.level == "error" for problem in found.problems)
    yield f"{name} : {standard}, {'valide' if found.valid else f'non valide, {errors} erreur' + 's' * (errors > 1)}."
    if found.licence.said is not None:
        meant = found.licence.spdx or "pas comprise"
        yield f"  licence « {found.licence.said} » : {meant}, {_OPEN[found.licence.open]}"
    for problem in found.problems:
        yield f"  {'erreur' if problem.level == 'error' else 'à noter'}, {problem.key or 'fichier'} : {problem.message}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="terreau commons", description="Lire et vérifier des communs.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERBE")
    said = "vérifier des publiccode.yml, des manifestes Open Know-How et des codemeta.json, sans rien demander au web"
    check = verbs.add_parser("check", help=said, description=f"{said.capitalize()}.")
    check.add_argument("files", nargs="+", metavar="FICHIER")
    check.add_argument("--format", choices=("text", "json"), default="text", help="forme de la réponse")
    return parser


if __name__ == "__main__":
    sys.exit(main())
