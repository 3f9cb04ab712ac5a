"""`terreau table describe | check | recognise | repair | diff`: the table engine at the command line, without Django."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terreau.catalogue import table_text
from terreau.catalogue.table_progress import progress
from terreau.catalogue.table_words import lang_of, parser
from terreau.catalogue.tables import (
    CONVERSION_NAMES,
    Context,
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
    reference_keys,
    repair,
    schemas_in,
)
from terreau.catalogue.tables.refusals import BadOption, SchemaUnreadable
from terreau.saying import chosen

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from terreau.catalogue.tables import Report, Shelf

FINE, REFUSED, UNREADABLE = 0, 1, 2


def main(
    argv: Sequence[str] | None = None,
    *,
    fetch: Callable[[str], bytes] | None = None,
    shelf: Shelf | None = None,
) -> int:
    """Run the command; gives the exit code.

    `fetch` reads a schema given by its address (guarded by the caller); `shelf` holds the schemas that an instance
    keeps, where there is one.
    """
    given = sys.argv[1:] if argv is None else argv
    asked = parser(lang_of(given)).parse_args(given)
    asked.shelf = shelf
    entries: list[dict[str, Any]] = []
    fetch = _guarded(fetch) if fetch else None
    codes = [FINE]
    out = _Printer(asked.format, asked.verb, asked.lang)
    for name in [asked.files] if asked.verb == "diff" else asked.files:
        try:
            with Workspace() as workspace, progress(name, asked.lang):
                code = _VERBS[asked.verb](asked, name, workspace, out, fetch)
        except Refusal as refusal:
            code = UNREADABLE
            print(f"{refusal.said(asked.lang)}\n{refusal.advice(asked.lang)}", file=sys.stderr)
            out.entry(
                {"file": name if isinstance(name, str) else name[0], "error": _error(refusal, asked.lang)}
            )
        codes.append(code)
        entries.append({"code": code})
    out.close(_summary(entries))
    return max(codes)


def _guarded(fetch: Callable[[str], bytes]) -> Callable[[str], bytes]:
    """Whatever stops a download (private address, silence, error page) is one refusal."""

    def fetched(url: str) -> bytes:
        try:
            return fetch(url)
        except Exception as error:
            raise SchemaUnreadable(
                name=url,
                reason=(
                    "cette adresse ne répond pas, ou mène à un réseau privé",
                    "this address does not answer, or leads to a private network",
                ),
            ) from error

    return fetched


def _summary(entries: list[dict[str, Any]]) -> dict[str, int]:
    codes = [one["code"] for one in entries]
    return {
        "files": len(codes),
        "fine": codes.count(FINE),
        "refused": codes.count(REFUSED),
        "unreadable": codes.count(UNREADABLE),
    }


def _error(refusal: Refusal, lang: str) -> dict[str, str]:
    return {
        "code": refusal.code,
        "title": refusal.titled(lang),
        "message": refusal.said(lang),
        "remedy": refusal.advice(lang),
    }


class _Printer:
    """One JSON object, written as it goes so that a million cells are never held; or plain text."""

    def __init__(self, form: str, verb: str, lang: str) -> None:
        self._json = form == "json"
        self._verb, self._lang = verb, lang
        self._first = True
        if self._json:
            sys.stdout.write('{"files": [')

    def entry(self, data: dict[str, Any], cells: Report | None = None, limit: int | None = None) -> None:
        if not self._json:
            table_text.write(self._verb, data, cells, limit, sys.stdout, self._lang)
            return
        sys.stdout.write("" if self._first else ", ")
        self._first = False
        if cells is None:
            json.dump(data, sys.stdout, ensure_ascii=False)
            return
        sys.stdout.write(json.dumps(data, ensure_ascii=False)[:-1] + ', "cells": [')
        written = 0
        for fault in cells.faults(limit):
            said = json.dumps(fault_data(fault, self._lang), ensure_ascii=False)
            sys.stdout.write((", " if written else "") + said)
            written += 1
        sys.stdout.write(f'], "truncated": {json.dumps(written < cells.total)}}}')

    def close(self, summary: dict[str, int]) -> None:
        if self._json:
            sys.stdout.write(f'], "summary": {json.dumps(summary)}}}\n')


def _describe(asked: argparse.Namespace, name: str, workspace: Workspace, out: _Printer, _: Any) -> int:
    out.entry(describe(name, workspace, _options(asked), asked.lang))
    return FINE


def _check(asked: argparse.Namespace, name: str, workspace: Workspace, out: _Printer, fetch: Any) -> int:
    try:
        schema = _schema(asked, name, workspace, fetch)
        report = check(name, schema, workspace, _options(asked), _references(asked, schema, workspace))
    except SchemaBroken as broken:
        report = broken_schema_report(Path(name), broken, workspace)
    data = report.summary(asked.lang)
    if report.table is not None and asked.plausible:
        known = Context(siren=asked.siren, previous=Path(asked.previous) if asked.previous else None)
        seen = plausible(name, workspace, known, _options(asked))
        data["findings"] += [one.as_data(asked.lang) for one in seen]
    out.entry(data, report, asked.limit)
    return FINE if report.valid else REFUSED


def _recognise(asked: argparse.Namespace, name: str, workspace: Workspace, out: _Printer, fetch: Any) -> int:
    schemas = _schemas(asked, fetch)
    found = recognise(name, schemas, workspace, _options(asked))
    out.entry({"file": name, "candidates": [one.as_data(asked.lang) for one in found[:10]]})
    return FINE if found else REFUSED


def _repair(asked: argparse.Namespace, name: str, workspace: Workspace, out: _Printer, fetch: Any) -> int:
    target = None if asked.dry_run or not asked.out else _target(asked, name)
    schema = _schema(asked, name, workspace, fetch)
    done = repair(
        name,
        schema,
        workspace,
        out=target,
        mapping=_mapping(asked.mapping) if asked.mapping else None,
        accepted=_accepted(asked.accept),
        options=_options(asked),
        references=_references(asked, schema, workspace),
    )
    out.entry(done.as_data(asked.lang))
    return FINE if not done.left["total"] else REFUSED


def _target(asked: argparse.Namespace, name: str) -> Path:
    """Where the repaired file goes: never over the raw one, nor over that of another."""
    target = Path(asked.out)
    if target.is_dir():
        stem = Path(name).name.partition(".")[0] or "tableau"
        target = target / f"{stem}.csv"
    elif len(asked.files) > 1:
        raise BadOption(
            reason=(
                "Pour plusieurs fichiers, --out doit être un dossier qui existe",
                "For several files, --out must be a folder that exists",
            )
        )
    if target.resolve() == Path(name).resolve():
        raise BadOption(
            reason=(
                "Le fichier réparé ne peut pas prendre la place du fichier brut, qui n’est jamais modifié",
                "The repaired file cannot take the place of the raw one, which is never changed",
            )
        )
    if not target.parent.is_dir():
        raise BadOption(
            reason=(f"Le dossier « {target.parent} » n’existe pas", f"There is no folder “{target.parent}”")
        )
    return target


def _mapping(name: str) -> dict[str, str]:
    """The place of columns, as `recognise` gives it: alone, in a candidate, or in its whole answer."""
    try:
        given = json.loads(Path(name).read_text(encoding="utf-8-sig"))
        if "files" in given:
            given = given["files"][0]["candidates"][0]
        given = given.get("mapping", given)
        return {str(label): str(field) for label, field in given.items()}
    except (OSError, ValueError, AttributeError, LookupError, TypeError) as error:
        raise BadOption(
            reason=(
                f"La correspondance « {name} » n’est pas un fichier JSON comme le donne recognise",
                f"The mapping “{name}” is not a JSON file as recognise gives it",
            )
        ) from error


def _accepted(said: str) -> set[str] | None:
    if said == "all":
        return None
    names = {one.strip() for one in said.split(",") if one.strip()}
    if unknown := names - set(CONVERSION_NAMES):
        raise BadOption(
            reason=(
                f"Conversion inconnue : {', '.join(sorted(unknown))} ; il y a {', '.join(CONVERSION_NAMES)}",
                f"Unknown conversion: {', '.join(sorted(unknown))}; there are {', '.join(CONVERSION_NAMES)}",
            )
        )
    return names


def _references(asked: argparse.Namespace, schema: Schema, workspace: Workspace) -> dict[str, Any] | None:
    """The keys of the tables named by --reference."""
    given: dict[str, Any] = {}
    for said in asked.reference:
        name, sign, path = said.partition("=")
        if not sign:
            raise BadOption(reason=("--reference attend NOM=FICHIER", "--reference wants NAME=FILE"))
        for key in schema.foreign_keys:
            if key.resource == name:
                given[name] = reference_keys(path, key, schema, workspace)
    return given or None


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
            "schema": list(found.schema_said(asked.lang)),
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
        return [load_schema(asked.schema, folder=_folder(asked), fetch=fetch, shelf=asked.shelf)]
    folder = _folder(asked)
    found = []
    for path in schemas_in(folder) if folder else []:
        try:
            found.append(load_schema(path))
        except Refusal as refusal:
            # A folder of schemas may hold others than Table Schemas: they are left aside, and said.
            print(f"{path}: {refusal.said(asked.lang)}", file=sys.stderr)
    return found or _kept(asked)


def _kept(asked: argparse.Namespace) -> list[Schema]:
    """The schemas of the instance, where no folder gives any."""
    if asked.schemas or asked.shelf is None:
        return []
    found = []
    for name in asked.shelf.names():
        with contextlib.suppress(Refusal):
            found.append(load_schema(name, shelf=asked.shelf))
    return found


def _schema(asked: argparse.Namespace, name: str, workspace: Workspace, fetch: Any) -> Schema:
    if asked.schema:
        return load_schema(asked.schema, folder=_folder(asked), fetch=fetch, shelf=asked.shelf)
    candidates = recognise(name, _schemas(asked, fetch), workspace, _options(asked))
    if not candidates:
        raise BadOption(
            reason=(
                "Aucun schéma n’est donné (--schema) ni reconnu parmi ceux de --schemas",
                "No schema is given (--schema) nor recognised among those of --schemas",
            )
        )
    recognised = chosen(("schéma reconnu", "schema recognised"), asked.lang)
    schema = candidates[0].schema
    print(f"{name}: {recognised}, {schema.title or schema.source}", file=sys.stderr)
    return schema


if __name__ == "__main__":
    sys.exit(main())
