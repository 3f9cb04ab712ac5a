"""Understand, recognise, check and propose repairs, in one go, with a word on how far it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from terreau.catalogue.assessing.fault_list import FaultList
from terreau.catalogue.assessing.guessing import guess_schema
from terreau.catalogue.assessing.people import detect_people
from terreau.catalogue.tables import (
    Context,
    Count,
    Options,
    Workspace,
    check,
    describe,
    plausible,
    recognise,
    repair,
)
from terreau.saying import in_both

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from terreau.catalogue.tables import Candidate, Fault, Repair, Report, Schema

#: From this confidence on, a recognised schema is taken without asking; the person may choose another.
SURE = 0.5
#: Faults written to the file that lists them; counts are always whole.
LISTED = 200_000
_EXAMPLES = 5
_LONGEST = 200


class Stopped(Exception):  # noqa: N818 - a wish of the person, not a fault
    """Somebody asked to stop."""


@dataclass(frozen=True)
class Asked:
    """`schema` is the one chosen, or None to recognise one among `schemas`; `mapping` is replayed."""

    schemas: Sequence[Schema] = ()
    schema: Schema | None = None
    mapping: Mapping[str, str] | None = None
    options: Options = field(default_factory=Options)
    context: Context = field(default_factory=Context)


@dataclass(frozen=True)
class Assessment:
    """Plain values. `schema` is the schema followed, None when types were only guessed from the cells."""

    understood: dict[str, Any]
    schema: Schema | None
    candidates: list[dict[str, Any]]
    mapping: dict[str, str]
    valid: bool
    conforms: bool
    total: int
    rules: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    repairs: list[dict[str, Any]]
    left: dict[str, Any]
    people: list[dict[str, Any]]


def assess(path: Path, asked: Asked, faults_out: Path, say: Callable[[int], bool]) -> Assessment:
    """Everything about one file; each fault goes to `faults_out` (`FaultList`). Raises Refusal, Stopped."""
    with Workspace() as workspace:
        understood = describe(path, workspace, asked.options)
        _go_on(say, 15)
        schema, candidates = _followed(path, asked, workspace)
        guessed = schema or guess_schema(understood)
        _go_on(say, 30)
        mapping = dict(asked.mapping) if asked.mapping else _mapping(candidates, schema)
        people = detect_people(path, workspace, asked.options)
        findings = plausible(path, workspace, asked.context, asked.options)
        _go_on(say, 45)
        report = check(path, guessed, workspace, asked.options)
        header = [one for one in report.faults(_MOST_LABELS) if one.row == 0]
        verdict = (report.valid, report.conforms, report.total)
        more = list(report.findings)
        _go_on(say, 65)
        if header and mapping:
            # Under wrong headers every cell would be judged by another column's rule: they are judged under
            # the columns the mapping gives, and the header's faults are told as they are.
            renamed = workspace.fresh("renamed.csv")
            _repaired(path, guessed, workspace, asked, mapping, renamed, {"columns"})
            offset = int(understood["header_row"]) - 1
            report = check(renamed, guessed, workspace)
        else:
            offset = 0
        rules, total = _told(report, header, offset, faults_out)
        _go_on(say, 85)
        done = _repaired(path, guessed, workspace, asked, mapping, None, None)
    return Assessment(
        understood=understood,
        schema=schema,
        candidates=[in_both(one.as_data) for one in candidates[:5]],
        mapping=mapping,
        valid=verdict[0],
        conforms=verdict[1],
        total=total,
        rules=rules,
        findings=[in_both(one.as_data) for one in (*more, *findings)],
        repairs=[in_both(one.as_data) for one in done.conversions],
        left=left_kept(done),
        people=people,
    )


#: Faults of the header come first; a table has at most that many columns.
_MOST_LABELS = 5_000


def _go_on(say: Callable[[int], bool], percent: int) -> None:
    if not say(percent):
        raise Stopped


def _followed(path: Path, asked: Asked, workspace: Workspace) -> tuple[Schema | None, list[Candidate]]:
    among = [asked.schema] if asked.schema else list(asked.schemas)
    found = recognise(path, among, workspace, asked.options) if among else []
    if asked.schema:
        return asked.schema, found
    return (found[0].schema if found and found[0].confidence >= SURE else None), found


def _mapping(candidates: Sequence[Candidate], schema: Schema | None) -> dict[str, str]:
    one = next((one for one in candidates if one.schema is schema), None)
    return dict(one.mapping) if one else {}


def _repaired(
    path: Path,
    schema: Schema,
    workspace: Workspace,
    asked: Asked,
    mapping: Mapping[str, str],
    out: Path | None,
    accepted: set[str] | None,
) -> Repair:
    kept = mapping or {one.name: one.name for one in schema.fields}
    return repair(path, schema, workspace, out=out, mapping=kept, accepted=accepted, options=asked.options)


def left_kept(done: Repair) -> dict[str, Any]:
    """What is still wrong once repaired, in both languages."""
    return {"total": done.left["total"], "by_rule": [in_both(one.as_data) for one in done.still]}


def _told(
    report: Report, header: Sequence[Fault], offset: int, faults_out: Path
) -> tuple[list[dict[str, Any]], int]:
    """The broken rules, the most frequent first, each with its first cells; and how many faults."""
    shown: dict[tuple[str, str], list[dict[str, Any]]] = {}
    first: dict[tuple[str, str], Fault] = {}
    with faults_out.open("w", encoding="utf-8-sig", newline="") as stream:
        listed = FaultList(stream)
        for fault, line in _every(report, header, offset):
            key = (fault.rule.key, fault.field)
            first.setdefault(key, fault)
            examples = shown.setdefault(key, [])
            if len(examples) < _EXAMPLES:
                examples.append(in_both(partial(_example, fault, line)))
            listed.add(fault, line)
    counts = {(one.rule.key, one.field): (one.rule, one.count) for one in report.counts}
    for one in header:
        rule, count = counts.get((one.rule.key, one.field), (one.rule, 0))
        counts[one.rule.key, one.field] = (rule, max(count, 1))
    rules = [
        {
            **in_both(partial(_rule, Count(rule, key[1], count), first.get(key))),
            "examples": shown.get(key, []),
        }
        for key, (rule, count) in counts.items()
    ]
    return sorted(rules, key=lambda one: -one["count"]), sum(count for _, count in counts.values())


def _example(fault: Fault, line: int, lang: str) -> dict[str, Any]:
    return {"line": line, "value": fault.value[:_LONGEST], "message": fault.said(lang)[: _LONGEST * 2]}


def _rule(count: Count, fault: Fault | None, lang: str) -> dict[str, Any]:
    return {**count.as_data(lang), "remedy": fault.advice(lang)[: _LONGEST * 2] if fault else ""}


def _every(report: Report, header: Sequence[Fault], offset: int) -> Iterator[tuple[Fault, int]]:
    for fault in header:
        yield fault, fault.line
    for fault in report.faults(LISTED):
        if fault.row:
            yield fault, fault.line + offset
