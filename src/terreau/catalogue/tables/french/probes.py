"""From the `custom_checks` of a schema to probes on the columns of a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.cells.readers import reader_of
from terreau.catalogue.tables.compiler.plan import Probe, Wrong
from terreau.catalogue.tables.compiler.sql import column
from terreau.catalogue.tables.french import (
    acts,
    compare,
    coordinates,
    opening_hours,
    phone,
    siren,
    together,
    total,
    years,
)
from terreau.catalogue.tables.french.base import FrenchRule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from terreau.catalogue.tables.french.base import FrenchCheck
    from terreau.catalogue.tables.schema.model import CustomCheck, Field, Schema

CHECKS: dict[str, FrenchCheck] = {
    name: check
    for check in (
        acts.CHECK,
        compare.CHECK,
        coordinates.CHECK,
        opening_hours.CHECK,
        phone.CHECK,
        siren.SIREN,
        siren.SIRET,
        together.COHESIVE,
        together.ONE_OF,
        total.CHECK,
        years.CHECK,
    )
    for name in check.names
}


class UnknownCheck(FrenchRule):
    code = "custom-check-error"
    title = ("Vérification inconnue", "Unknown check")
    sentence = (
        "Le schéma demande une vérification que Terreau ne connaît pas : « {reason} ».",
        "The schema asks for a check that Terreau does not know: “{reason}”.",
    )
    remedy = (
        "Cette vérification n’a pas été faite ; signalez-la pour qu’elle soit ajoutée.",
        "This check was not made; report it so that it is added.",
    )


def french_probes(
    schema: Schema, labels: Sequence[str], fields: Sequence[Field]
) -> tuple[list[Probe], list[tuple[str, Wrong]]]:
    """The probes, and what is wrong already for the whole table, as (field, fault) pairs.

    That is: columns that are missing, checks that nobody knows or that lack a parameter.
    """
    probes: list[Probe] = []
    faults: list[tuple[str, Wrong]] = []
    for wanted in schema.custom_checks:
        check = CHECKS.get(wanted.name)
        if check is None or (lacking := check.lacks(wanted.params)):
            reason = wanted.name if check is None else f"{wanted.name} ({lacking})"
            faults.append(("", Wrong(UnknownCheck, {"reason": reason})))
            continue
        names = check.columns(wanted.params)
        places = [_place(name, labels, fields) for name in names]
        if all(place is None for place in places) and check is not together.ONE_OF:
            continue
        if check in (together.COHESIVE, together.ONE_OF) and None in places:
            if check is together.COHESIVE or all(place is None for place in places):
                absent = ", ".join(name for name, place in zip(names, places, strict=True) if place is None)
                said = (f"des colonnes manquent : {absent}", f"columns are missing: {absent}")
                faults.append((names[0], Wrong(check.rule, {"reason": said})))
                continue
        elif None in places:
            continue
        # A cell is read under the field that the check names, wherever its column stands.
        read_as = [
            None if place is None else schema.field(name) or fields[place]
            for name, place in zip(names, places, strict=True)
        ]
        probes.append(_probe(check, wanted, names, places, read_as))
    return probes, faults


def _place(name: str, labels: Sequence[str], fields: Sequence[Field]) -> int | None:
    if name in labels:
        return list(labels).index(name)
    return next((n for n, one in enumerate(fields) if one.name == name and one.type != "any"), None)


def _probe(
    check: FrenchCheck,
    wanted: CustomCheck,
    names: list[str],
    places: list[int | None],
    fields: list[Field | None],
) -> Probe:
    known = [place for place in places if place is not None]
    cells = [column(place) if place is not None else "NULL" for place in places]
    kept = f"to_json([{', '.join(cells)}])::VARCHAR"
    empty = " OR ".join(f"{cell} IS NULL" for cell in cells) if check.skip_empty else "false"
    return Probe(
        columns=tuple(known),
        field=names[0],
        marked=f"CASE WHEN {empty} THEN NULL ELSE {kept} END",
        judge=_judge(check, wanted.params, fields),
    )


def _judge(
    check: FrenchCheck, params: dict[str, Any], fields: list[Field | None]
) -> Callable[[object, bool], Sequence[Wrong]]:
    judge = check.judge(params)
    readers = [reader_of(one) if one is not None else str for one in fields]

    def judged(value: object, _matched: bool) -> Sequence[Wrong]:  # noqa: FBT001 - the signature of judges
        texts: list[str | None] = json.loads(str(value))
        values = [
            None
            if text is None or text == "" or (one is not None and text in one.missing_values)
            else _value(text, read(text), raw=check.raw)
            for text, one, read in zip(texts, fields, readers, strict=True)
        ]
        if check.skip_empty and any(one is None for one in values):
            return ()
        reason = judge(values)
        shown = next((text for text in texts if text), "")
        return (Wrong(check.rule, {"reason": reason, "value": shown}),) if reason else ()

    return judged


def _value(text: str, value: Any, *, raw: bool) -> Any:
    """What a check looks at; nothing where the text is not of its type, which is told already."""
    return text if raw and value is not None else value
