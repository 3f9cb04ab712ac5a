"""The answers of `terreau table` as plain text, in French or in English."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from terreau.saying import chosen, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.catalogue.tables import Report
    from terreau.saying import Both

_SHOWN = 20
_FAULT: Both = ("  {place}, {field} : {message} {remedy}", "  {place}, {field}: {message} {remedy}")
_LINE: Both = ("ligne {line}", "line {line}")
_HEADER: Both = ("en-tête", "header")
_MORE: Both = (
    "  … et {count} autres (--format json les donne toutes, --limit en montre plus).",
    "  … and {count} others (--format json gives them all, --limit shows more).",
)
_DESCRIBED: Both = (
    "{file} : {rows} lignes, {width} colonnes ({format}).",
    "{file}: {rows} rows, {width} columns ({format}).",
)
_COLUMN: Both = (
    "  {name} : {type}, {filled} remplies ; par exemple {examples}",
    "  {name}: {type}, {filled} filled; for example {examples}",
)
_CHECKED: Both = (
    "{file} : {state}. {rows} lignes, {total} erreur{plural}.",
    "{file}: {state}. {rows} rows, {total} error{plural}.",
)
_CONFORMS: Both = ("conforme", "conforms")
_VALID: Both = ("valide, mais des vérifications françaises échouent", "valid, but French checks fail")
_NOT_VALID: Both = ("non valide", "not valid")
_COUNTED: Both = ("  {count} × {title}{of}", "  {count} × {title}{of}")
_OF: Both = (" : {field}", ": {field}")
_FINDING: Both = ("  à noter : {message} {remedy}", "  worth a look: {message} {remedy}")
_NOT_RECOGNISED: Both = ("{file} : aucun schéma reconnu.", "{file}: no schema recognised.")
_CANDIDATE: Both = ("{file} : {schema} ({percent} %)", "{file}: {schema} ({percent}%)")
_NOT_WRITTEN: Both = ("(rien n’est écrit)", "(nothing is written)")
_PAIR: Both = ("« {before} » → « {after} »", "“{before}” → “{after}”")
_OFFERED: Both = (" (proposé : --accept …,{conversion})", " (offered: --accept …,{conversion})")
_LEFT: Both = (
    "  Il reste {total} erreurs à corriger à la main.",
    "  {total} errors are left to correct by hand.",
)
_COMPARED: Both = (
    "{before} → {file} (clé : {key}) : {added} lignes ajoutées, {removed} retirées, {changed} cases changées.",
    "{before} → {file} (key: {key}): {added} rows added, {removed} removed, {changed} cells changed.",
)
_CHANGED: Both = (
    "  {key}, {field} : « {before} » → « {after} »",
    "  {key}, {field}: “{before}” → “{after}”",
)


def write(
    verb: str,
    data: dict[str, Any],
    report: Report | None,
    limit: int | None,
    out: IO[str],
    lang: str = "fr",
) -> None:
    """Write one entry."""
    if "error" in data:
        return
    out.writelines(f"{line}\n" for line in _LINES[verb](data, lang))
    if report is not None:
        shown = limit if limit is not None else _SHOWN
        for fault in report.faults(shown):
            words = {
                "place": say(_LINE, {"line": fault.line}, lang) if fault.row else _HEADER,
                "field": fault.field or "—",
                "message": fault.said(lang),
                "remedy": fault.advice(lang),
            }
            out.write(f"{say(_FAULT, words, lang)}\n")
        if report.total > shown:
            out.write(f"{say(_MORE, {'count': report.total - shown}, lang)}\n")


def _described(data: dict[str, Any], lang: str) -> Iterator[str]:
    yield say(_DESCRIBED, {**data, "width": len(data["columns"])}, lang)
    yield from (f"  {said}" for said in data["understood"])
    for one in data["columns"]:
        yield say(_COLUMN, {**one, "examples": ", ".join(one["examples"])}, lang)


def _checked(data: dict[str, Any], lang: str) -> Iterator[str]:
    total = data["errors"]["total"]
    good = _CONFORMS if data["conforms"] else _VALID
    words = {"state": good if data["valid"] else _NOT_VALID, "total": total}
    yield say(_CHECKED, {**data, **words, "plural": _plural(total, lang)}, lang)
    yield from (f"{_counted(one, lang)} [{one['rule']}]" for one in data["errors"]["by_rule"])
    yield from (say(_FINDING, one, lang) for one in data["findings"])


def _plural(count: int, lang: str) -> str:
    """French has no plural for nothing at all."""
    return "s" if count > 1 or (count == 0 and lang != "fr") else ""


def _counted(one: dict[str, Any], lang: str) -> str:
    return say(_COUNTED, {**one, "of": say(_OF, one, lang) if one["field"] else ""}, lang)


def _recognised(data: dict[str, Any], lang: str) -> Iterator[str]:
    if not data["candidates"]:
        yield say(_NOT_RECOGNISED, data, lang)
    for one in data["candidates"]:
        words = {"schema": one["title"] or one["schema"], "percent": round(100 * one["confidence"])}
        yield say(_CANDIDATE, {**data, **words}, lang)
        yield from (f"  {reason}" for reason in one["reasons"])


def _repaired(data: dict[str, Any], lang: str) -> Iterator[str]:
    yield f"{data['file']} → {data['out'] or chosen(_NOT_WRITTEN, lang)}"
    for one in data["conversions"]:
        examples = ", ".join(say(_PAIR, pair, lang) for pair in one["examples"][:2])
        offered = "" if one["applied"] else say(_OFFERED, one, lang)
        yield f"{_counted(one, lang)} {examples}{offered}"
    yield say(_LEFT, data["left"], lang)


def _compared(data: dict[str, Any], lang: str) -> Iterator[str]:
    counts = {side: len(data[side]) for side in ("added", "removed", "changed")}
    yield say(_COMPARED, {**data, **counts, "key": ", ".join(data["key"])}, lang)
    yield from (f"  {one['message']}" for one in data["schema"])
    yield from (say(_CHANGED, one, lang) for one in data["changed"][:_SHOWN])


_LINES = {
    "describe": _described,
    "check": _checked,
    "recognise": _recognised,
    "repair": _repaired,
    "diff": _compared,
}
