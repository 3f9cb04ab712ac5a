"""`terreau table describe | check | recognise | repair | diff`: the table engine at the command line, without Django."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terreau.catalogue import table_text
from terreau.catalogue.tables import (
    Options,
    Refusal,
    Schema,
    SchemaBroken,
    Workspace,
    broken_schema_report,
    check,
    compare,
    describe,
    fault_data,
    load_schema,
    plausible,
    recognise,
    repair,
    schemas_in,
)
from terreau.catalogue.tables.refusals import BadOption

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from terreau.catalogue.tables import Report

FINE, REFUSED, UNREADABLE = 0, 1, 2


def main(argv: Sequence[str] | None = None, *, fetch: Callable[[str], bytes] | None = None) -> int:
    """Run the command; gives the exit code. `fetch` reads a schema given by its address (guarded by the caller)."""
    asked = _parser().parse_args(argv)
    entries: list[dict[str, Any]] = []
    codes = [FINE]
    out = _Printer(asked.format, asked.verb)
    for name in [asked.files] if asked.verb == "diff" else asked.files:
        try:
            with Workspace() as workspace:
                code = _VERBS[asked.verb](asked, name, workspace, out, fetch)
        except Refusal as refusal:
            code = UNREADABLE
            print(f"{refusal}\n{refusal.remedy}", file=sys.stderr)
            out.entry({"file": name if isinstance(name, str) else name[0], "error": _error(refusal)})
        codes.append(code)
        entries.append({"code": code})
    out.close(_summary(entries))
    return max(codes)


def _summary(entries: list[dict[str, Any]]) -> dict[str, int]:
    codes = [one["code"] for one in entries]
    return {
        "files": len(codes),
        "fine": codes.count(FINE),
        "refused": codes.count(REFUSED),
        "unreadable": codes.count(UNREADABLE),
    }


def _error(refusal: Refusal) -> dict[str, str]:
    return {"code": refusal.code, "title": refusal.title, "message": str(refusal), "remedy": refusal.remedy}


class _Printer:
    """One JSON object, written as it goes so that a million cells are never held; or plain text."""

    def __init__(self, form: str, verb: str) -> None:
        self._json = form == "json"
        self._verb = verb
        self._first = True
        if self._json:
            sys.stdout.write('{"files": [')

    def entry(self, data: dict[str, Any], cells: Report | None = None, limit: int | None = None) -> None:
        if not self._json:
            table_text.write(self._verb, data, cells, limit, sys.stdout)
            return
        sys.stdout.write("" if self._first else ", ")
        self._first = False
        if cells is None:
            json.dump(data, sys.stdout, ensure_ascii=False)
            return
        sys.stdout.write(json.dumps(data, ensure_ascii=False)[:-1] + ', "cells": [')
        written = 0
        for fault in cells.faults(limit):
            sys.stdout.write((", " if written else "") + json.dumps(fault_data(fault), ensure_ascii=False))
            written += 1
        sys.stdout.write(f'], "truncated": {json.dumps(written < cells.total)}}}')

    def close(self, summary: dict[str, int]) -> None:
        if self._json:
            sys.stdout.write(f'], "summary": {json.dumps(summary)}}}\n')


def _describe(asked: argparse.Namespace, name: str, workspace: Workspace, out: _Printer, _: Any) -> int:
    out.entry(describe(name, workspace, _options(asked)))
    return FINE


def _check(asked: argparse.Namespace, name: str, workspace: Workspace, out: _Printer, fetch: Any) -> int:
    _progress(name)
    try:
        report = check(name, _schema(asked, name, workspace, fetch), workspace, _options(asked))
    except SchemaBroken as broken:
        report = broken_schema_report(Path(name), broken, workspace)
    data = report.summary()
    if report.table is not None and asked.plausible:
        data["findings"] += [one.as_data() for one in plausible(name, workspace, options=_options(asked))]
    out.entry(data, report, asked.limit)
    return FINE if report.valid else REFUSED


def _recognise(asked: argparse.Namespace, name: str, workspace: Workspace, out: _Printer, fetch: Any) -> int:
    schemas = _schemas(asked, fetch)
    found = recognise(name, schemas, workspace, _options(asked))
    out.entry({"file": name, "candidates": [one.as_data() for one in found[:10]]})
    return FINE if found else REFUSED


def _repair(asked: argparse.Namespace, name: str, workspace: Workspace, out: _Printer, fetch: Any) -> int:
    _progress(name)
    mapping = json.loads(Path(asked.mapping).read_text(encoding="utf-8")) if asked.mapping else None
    target = None if asked.dry_run or not asked.out else Path(asked.out)
    if target is not None and target.resolve() == Path(name).resolve():
        raise BadOption(
            reason="Le fichier réparé ne peut pas prendre la place du fichier brut, qui n’est jamais modifié"
        )
    done = repair(
        name,
        _schema(asked, name, workspace, fetch),
        workspace,
        out=target,
        mapping=mapping.get("mapping", mapping) if mapping else None,
        accepted=None if asked.accept == "all" else set(asked.accept.split(",")),
        options=_options(asked),
    )
    out.entry(done.as_data())
    return FINE if not done.left["total"] else REFUSED


def _diff(asked: argparse.Namespace, names: list[str], workspace: Workspace, out: _Printer, _: Any) -> int:
    key = [one for one in (asked.key or "").split(",") if one]
    found = compare(names[0], names[1], workspace, key=key, options=_options(asked))
    added, removed = found.rows("added", asked.limit), found.rows("removed", asked.limit)
    changed = list(found.changes(asked.limit))
    out.entry(
        {
            "file": names[1],
            "before": names[0],
            "key": list(found.key),
            "added": added,
            "removed": removed,
            "changed": changed,
            "schema": list(found.schema),
        }
    )
    return REFUSED if added or removed or changed or found.schema else FINE


_VERBS: dict[str, Callable[..., int]] = {
    "describe": _describe,
    "check": _check,
    "recognise": _recognise,
    "repair": _repair,
    "diff": _diff,
}


def _options(asked: argparse.Namespace) -> Options:
    delimiter = {"tab": "\t", "\\t": "\t"}.get(asked.delimiter, asked.delimiter)
    return Options(
        encoding=asked.encoding, delimiter=delimiter, header_row=asked.header_row, sheet=asked.sheet
    )


def _folder(asked: argparse.Namespace) -> Path | None:
    return Path(asked.schemas) if asked.schemas else None


def _schemas(asked: argparse.Namespace, fetch: Any) -> list[Schema]:
    if asked.schema:
        return [load_schema(asked.schema, folder=_folder(asked), fetch=fetch)]
    folder = _folder(asked)
    found = []
    for path in schemas_in(folder) if folder else []:
        try:
            found.append(load_schema(path))
        except Refusal as refusal:
            # A folder of schemas may hold others than Table Schemas: they are left aside, and said.
            print(f"{path}: {refusal}", file=sys.stderr)
    return found


def _schema(asked: argparse.Namespace, name: str, workspace: Workspace, fetch: Any) -> Schema:
    if asked.schema:
        return load_schema(asked.schema, folder=_folder(asked), fetch=fetch)
    candidates = recognise(name, _schemas(asked, fetch), workspace, _options(asked))
    if not candidates:
        raise BadOption(reason="Aucun schéma n’est donné (--schema) ni reconnu parmi ceux de --schemas")
    print(
        f"{name}: schéma reconnu, {candidates[0].schema.title or candidates[0].schema.source}",
        file=sys.stderr,
    )
    return candidates[0].schema


def _progress(name: str) -> None:
    """A word on long files, on standard error, so that nobody wonders."""
    path = Path(name)
    if path.is_file() and path.stat().st_size > 50_000_000:  # noqa: PLR2004 - some seconds of work
        print(f"{name}: lecture de {path.stat().st_size // 10**6} Mo…", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="terreau table", description="Lire, vérifier, réparer et comparer des tableaux."
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERBE")
    helps = {
        "describe": "dire ce qui est compris d’un fichier",
        "check": "vérifier un fichier contre un schéma",
        "recognise": "proposer le schéma d’un fichier et la place de ses colonnes",
        "repair": "écrire un fichier réparé et le journal des corrections",
        "diff": "comparer deux versions d’un tableau",
    }
    for verb, said in helps.items():
        one = verbs.add_parser(verb, help=said, description=said.capitalize())
        one.add_argument("files", nargs=2 if verb == "diff" else "+", metavar="FICHIER")
        one.add_argument("--format", choices=("text", "json"), default="text", help="forme de la réponse")
        one.add_argument("--encoding", default="", help="encodage, si celui compris est faux")
        one.add_argument(
            "--delimiter", default="", help="séparateur, si celui compris est faux (tab pour une tabulation)"
        )
        one.add_argument(
            "--header-row", type=int, default=0, help="ligne des noms de colonnes, à partir de 1"
        )
        one.add_argument("--sheet", default="", help="feuille d’un classeur")
        if verb in ("check", "recognise", "repair"):
            one.add_argument("--schema", default="", help="schéma : fichier, adresse ou nom")
            one.add_argument("--schemas", default="", help="dossier de schémas")
        if verb in ("check", "diff"):
            one.add_argument("--limit", type=int, default=None, help="nombre de cases montrées, au plus")
    verbs.choices["check"].add_argument(
        "--plausible", action="store_true", help="chercher aussi ce qui est invraisemblable"
    )
    fix = verbs.choices["repair"]
    fix.add_argument("--out", default="", help="fichier à écrire")
    fix.add_argument("--mapping", default="", help="place des colonnes (JSON, comme le donne recognise)")
    fix.add_argument(
        "--accept", default="all", help="conversions acceptées : all, ou leurs noms séparés par des virgules"
    )
    fix.add_argument("--dry-run", action="store_true", help="montrer sans rien écrire")
    verbs.choices["diff"].add_argument("--key", default="", help="colonnes qui identifient une ligne")
    return parser


if __name__ == "__main__":
    sys.exit(main())
