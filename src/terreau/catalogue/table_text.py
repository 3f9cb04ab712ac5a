"""The answers of `terreau table` as plain French text."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.catalogue.tables import Report

_SHOWN = 20


def write(verb: str, data: dict[str, Any], report: Report | None, limit: int | None, out: IO[str]) -> None:
    """Write one entry."""
    if "error" in data:
        return
    out.writelines(f"{line}\n" for line in _LINES[verb](data))
    if report is not None:
        shown = limit if limit is not None else _SHOWN
        for fault in report.faults(shown):
            place = f"ligne {fault.line}" if fault.row else "en-tête"
            out.write(f"  {place}, {fault.field or '—'} : {fault.message} {fault.remedy}\n")
        if report.total > shown:
            out.write(
                f"  … et {report.total - shown} autres (--format json les donne toutes, --limit en montre plus).\n"
            )


def _described(data: dict[str, Any]) -> Iterator[str]:
    yield f"{data['file']} : {data['rows']} lignes, {len(data['columns'])} colonnes ({data['format']})."
    yield from (f"  {said}" for said in data["understood"])
    for one in data["columns"]:
        yield f"  {one['name']} : {one['type']}, {one['filled']} remplies ; par exemple {', '.join(one['examples'])}"


def _checked(data: dict[str, Any]) -> Iterator[str]:
    total = data["errors"]["total"]
    if data["valid"]:
        state = "conforme" if data["conforms"] else "valide, mais des vérifications françaises échouent"
    else:
        state = "non valide"
    yield f"{data['file']} : {state}. {data['rows']} lignes, {total} erreur{'s' if total > 1 else ''}."
    for one in data["errors"]["by_rule"]:
        yield f"  {one['count']} × {one['title']}{' : ' + one['field'] if one['field'] else ''} [{one['rule']}]"
    for one in data["findings"]:
        yield f"  à noter : {one['message']} {one['remedy']}"


def _recognised(data: dict[str, Any]) -> Iterator[str]:
    if not data["candidates"]:
        yield f"{data['file']} : aucun schéma reconnu."
    for one in data["candidates"]:
        yield f"{data['file']} : {one['title'] or one['schema']} ({round(100 * one['confidence'])} %)"
        yield from (f"  {reason}" for reason in one["reasons"])


def _repaired(data: dict[str, Any]) -> Iterator[str]:
    yield f"{data['file']} → {data['out'] or '(rien n’est écrit)'}"
    for one in data["conversions"]:
        examples = ", ".join(f"« {pair['before']} » → « {pair['after']} »" for pair in one["examples"][:2])
        offered = "" if one["applied"] else f" (proposé : --accept …,{one['conversion']})"
        yield f"  {one['count']} × {one['title']}{' : ' + one['field'] if one['field'] else ''} {examples}{offered}"
    yield f"  Il reste {data['left']['total']} erreurs à corriger à la main."


def _compared(data: dict[str, Any]) -> Iterator[str]:
    counts = f"{len(data['added'])} lignes ajoutées, {len(data['removed'])} retirées, {len(data['changed'])} cases changées"
    yield f"{data['before']} → {data['file']} (clé : {', '.join(data['key'])}) : {counts}."
    yield from (f"  {one['message']}" for one in data["schema"])
    for one in data["changed"][:_SHOWN]:
        yield f"  {one['key']}, {one['field']} : « {one['before']} » → « {one['after']} »"


_LINES = {
    "describe": _described,
    "check": _checked,
    "recognise": _recognised,
    "repair": _repaired,
    "diff": _compared,
}
