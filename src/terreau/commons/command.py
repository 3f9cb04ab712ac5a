"""`terreau commons`: descriptions, archives and wiki exports at the command line, without an instance or a database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terreau.commons.archive import ArchiveRefused, open_archive
from terreau.commons.descriptions import read_file
from terreau.commons.mediawiki import DumpRefused, look
from terreau.foundation import licences
from terreau.saying import chosen, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from terreau.commons.descriptions import Description
    from terreau.saying import Both

VALID, INVALID, UNREADABLE = 0, 1, 2
_STANDARDS = {"publiccode": "publiccode.yml", "okh": "Open Know-How", "codemeta": "CodeMeta"}
_OPEN = {True: "ouverte", False: "pas ouverte", None: "on ne sait pas si elle est ouverte"}


#: What a file gave: its entry, its lines as text, its exit code.
Answer = tuple[dict[str, Any], list[str], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives the exit code, the worst of those of the files."""
    asked = _parser().parse_args(argv)
    if asked.verb == "import-mediawiki" and not asked.dry_run:
        print(
            "Ajoutez --dry-run pour savoir ce qui viendrait, ou --commons NUMÉRO pour faire entrer ces pages dans un commun.",
            file=sys.stderr,
        )
        return UNREADABLE
    answers = [_VERBS[asked.verb](name, asked) for name in asked.files]
    if asked.format == "json":
        answer = {
            "files": [entry for entry, _, _ in answers],
            "summary": _summary([code for _, _, code in answers]),
        }
        json.dump(answer, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        for _, lines, _ in answers:
            sys.stdout.writelines(f"{line}\n" for line in lines)
    return max(code for _, _, code in answers)


def _check(name: str, _: argparse.Namespace) -> Answer:
    found = read_file(Path(name), licences)
    return found.as_data(name), list(_lines(name, found)), _code(found)


def _verify(name: str, asked: argparse.Namespace) -> Answer:
    """An archive: whole and signed, by whom, of what."""
    try:
        with Path(name).open("rb") as file, open_archive(file, signed_by=asked.signed_by or None) as archive:
            said = {
                "title": archive.origin.title,
                "origin": archive.origin.commons,
                "licence": archive.licence,
                "made": archive.made,
                "signer": archive.signer,
                "pages": sum(1 for _ in archive.pages()),
                "files": sum(1 for _ in archive.files()),
                "contributors": len(archive.contributors()),
            }
    except OSError:
        return _unopened(name, asked.lang)
    except ArchiveRefused as refused:
        entry = {"file": name, "valid": False, "error": _error(refused.code, refused, asked.lang)}
        return entry, [_refusal(name, refused, asked.lang)], INVALID
    lines = [say(one, {"name": name, **said}, asked.lang) for one in _WHOLE]
    return {"file": name, "valid": True, **said}, lines, VALID


def _import_mediawiki(name: str, asked: argparse.Namespace) -> Answer:
    """What a wiki export would bring."""
    try:
        with Path(name).open("rb") as file:
            report = look(file)
    except OSError:
        return _unopened(name, asked.lang)
    except DumpRefused as refused:
        entry = {"file": name, "error": _error("dump", refused, asked.lang)}
        return entry, [_refusal(name, refused, asked.lang)], UNREADABLE
    lines = [say(_ABOUT, {"name": name, "line": line}, asked.lang) for line in report.lines(asked.lang)]
    return {"file": name, **report.as_data()}, lines, VALID


def _unopened(name: str, lang: str) -> Answer:
    said = chosen(_UNOPENED, lang)
    line = say(_ABOUT, {"name": name, "line": said}, lang)
    return {"file": name, "error": {"code": "unreadable", "message": said}}, [line], UNREADABLE


_UNOPENED: Both = (
    "Ce fichier ne s’ouvre pas : vérifiez son nom, et qui a le droit de le lire.",
    "This file does not open: check its name, and who may read it.",
)
_WHOLE: tuple[Both, ...] = (
    ("{name} : entière. « {title} », de {origin}.", "{name}: whole. “{title}”, of {origin}."),
    (
        "  {pages} pages, {files} fichiers, {contributors} contributeurs",
        "  {pages} pages, {files} files, {contributors} contributors",
    ),
    (
        "  signée par la clé {signer} : comparez-la à celle que publie l’instance d’origine",
        "  signed by the key {signer}: compare it with the one that the instance of origin publishes",
    ),
)
_ABOUT: Both = ("{name} : {line}", "{name}: {line}")
_REFUSED: Both = ("{name} : {title}. {said} {todo}", "{name}: {title}. {said} {todo}")


def _refusal(name: str, refused: ArchiveRefused | DumpRefused, lang: str) -> str:
    french = "refusée" if isinstance(refused, ArchiveRefused) else "refusé"
    words = {
        "name": name,
        "title": (french, "refused"),
        "said": refused.said(lang),
        "todo": refused.advice(lang),
    }
    return say(_REFUSED, words, lang)


def _error(code: str, refused: ArchiveRefused | DumpRefused, lang: str) -> dict[str, str]:
    return {
        "code": code,
        "title": refused.titled(lang),
        "message": refused.said(lang),
        "remedy": refused.advice(lang),
    }


_VERBS: dict[str, Callable[[str, argparse.Namespace], Answer]] = {
    "check": _check,
    "verify": _verify,
    "import-mediawiki": _import_mediawiki,
}


def _code(found: Description) -> int:
    return UNREADABLE if not found.readable else VALID if found.valid else INVALID


def _summary(codes: list[int]) -> dict[str, int]:
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
    parser = argparse.ArgumentParser(
        prog="terreau commons",
        description="Lire et vérifier des communs.",
        epilog="Avec une instance : export, fork, import-csv, import-mediawiki --commons (-h après chacun).",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERBE")
    helps = {
        "check": "vérifier des publiccode.yml, des manifestes Open Know-How et des codemeta.json, sans rien demander au web",
        "verify": "vérifier des archives de communs : entières, signées, et par qui",
        "import-mediawiki": "dire ce que des exports XML de MediaWiki apporteraient (--dry-run) ; --commons NUMÉRO les fait entrer",
    }
    for verb, said in helps.items():
        one = verbs.add_parser(verb, help=said, description=f"{said[0].upper()}{said[1:]}.")
        one.add_argument("files", nargs="+", metavar="FICHIER")
        one.add_argument("--format", choices=("text", "json"), default="text", help="forme de la réponse")
    for verb in ("verify", "import-mediawiki"):
        verbs.choices[verb].add_argument(
            "--lang", choices=("fr", "en"), default="fr", help="langue des phrases : fr ou en"
        )
    verbs.choices["verify"].add_argument(
        "--signed-by", default="", metavar="CLÉ", help="clé publique attendue, en base64"
    )
    verbs.choices["import-mediawiki"].add_argument("--dry-run", action="store_true", help="ne rien écrire")
    return parser


if __name__ == "__main__":
    sys.exit(main())
