"""`terreau table describe | check | recognise | repair | diff`: the table engine at the command line, without Django."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terreau.catalogue import table_given as given
from terreau.catalogue.table_answer import FINE, REFUSED, UNREADABLE, Printer, error_of, summary_of
from terreau.catalogue.table_progress import progress
from terreau.catalogue.table_words import lang_of, parser
from terreau.catalogue.tables import (
    Context,
    Refusal,
    SchemaBroken,
    Workspace,
    broken_schema_report,
    check,
    compare,
    describe,
    plausible,
    recognise,
    repair,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from terreau.catalogue.tables import Shelf


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
    words = sys.argv[1:] if argv is None else argv
    asked = parser(lang_of(words)).parse_args(words)
    asked.shelf = shelf
    entries: list[dict[str, Any]] = []
    fetch = given.guarded(fetch) if fetch else None
    codes = [FINE]
    out = Printer(asked.format, asked.verb, asked.lang)
    for name in [asked.files] if asked.verb == "diff" else asked.files:
        try:
            with Workspace() as workspace, progress(name, asked.lang):
                code = _VERBS[asked.verb](asked, name, workspace, out, fetch)
        except Refusal as refusal:
            code = UNREADABLE
            print(f"{refusal.said(asked.lang)}\n{refusal.advice(asked.lang)}", file=sys.stderr)
            out.entry(
                {"file": name if isinstance(name, str) else name[0], "error": error_of(refusal, asked.lang)}
            )
        codes.append(code)
        entries.append({"code": code})
    out.close(summary_of(entries))
    return max(codes)


def _describe(asked: argparse.Namespace, name: str, workspace: Workspace, out: Printer, _: Any) -> int:
    out.entry(describe(name, workspace, given.options(asked), asked.lang))
    return FINE


def _check(asked: argparse.Namespace, name: str, workspace: Workspace, out: Printer, fetch: Any) -> int:
    try:
        schema = given.schema(asked, name, workspace, fetch)
        report = check(
            name, schema, workspace, given.options(asked), given.references(asked, schema, workspace)
        )
    except SchemaBroken as broken:
        report = broken_schema_report(Path(name), broken, workspace)
    data = report.summary(asked.lang)
    if report.table is not None and asked.plausible:
        known = Context(siren=asked.siren, previous=Path(asked.previous) if asked.previous else None)
        seen = plausible(name, workspace, known, given.options(asked))
        data["findings"] += [one.as_data(asked.lang) for one in seen]
    out.entry(data, report, asked.limit)
    return FINE if report.valid else REFUSED


def _recognise(asked: argparse.Namespace, name: str, workspace: Workspace, out: Printer, fetch: Any) -> int:
    schemas = given.schemas(asked, fetch)
    found = recognise(name, schemas, workspace, given.options(asked))
    out.entry({"file": name, "candidates": [one.as_data(asked.lang) for one in found[:10]]})
    return FINE if found else REFUSED


def _repair(asked: argparse.Namespace, name: str, workspace: Workspace, out: Printer, fetch: Any) -> int:
    target = None if asked.dry_run or not asked.out else given.target(asked, name)
    schema = given.schema(asked, name, workspace, fetch)
    done = repair(
        name,
        schema,
        workspace,
        out=target,
        mapping=given.mapping(asked.mapping) if asked.mapping else None,
        accepted=given.accepted(asked.accept),
        options=given.options(asked),
        references=given.references(asked, schema, workspace),
    )
    out.entry(done.as_data(asked.lang))
    return FINE if not done.left["total"] else REFUSED


def _diff(asked: argparse.Namespace, names: list[str], workspace: Workspace, out: Printer, _: Any) -> int:
    key = [one for one in (asked.key or "").split(",") if one]
    found = compare(names[0], names[1], workspace, key=key, options=given.options(asked))
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


if __name__ == "__main__":
    sys.exit(main())
