"""Cells that were corrected once, corrected again in a newer file, on the rows that are still the same."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.assessing.one_cell import Rewritten, packed
from terreau.catalogue.tables import csv_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from terreau.catalogue.tables import Schema

_Places = tuple[int, ...]
_Key = tuple[_Places, tuple[str, ...]]


@dataclass(frozen=True)
class Corrected:
    """A correction: the whole `row` as it stood, by column, its `number` from 1, what `field` held after."""

    number: int
    row: Mapping[str, str]
    field: str
    after: str


@dataclass(frozen=True)
class Carried:
    """The table with its cells made right once more, and how many were."""

    count: int
    table: Rewritten


def carry(path: Path, out: Path, corrected: Sequence[Corrected], schema: Schema | None) -> Carried | None:
    """Write the table to `out` with the corrections that it lacks; None where it lacks none.

    `corrected` is in the order of the decisions. A row is the same when every column that the correction knew
    holds the same; where several are, it is the one of the same number, or none. Raises Refusal.
    """
    changes, count = _changes(path, corrected)
    if not changes:
        return None
    with path.open(encoding="utf-8", newline="") as old, out.open("w", encoding="utf-8", newline="") as new:
        written = csv.writer(new, lineterminator="\n")
        # The header is line 0: rows count from 1.
        for number, line in enumerate(csv_rows(old)):
            written.writerow(changes.get(number, line))
    return Carried(count, packed(out, schema))


def _changes(path: Path, corrected: Sequence[Corrected]) -> tuple[dict[int, list[str]], int]:
    """The rows to change by their numbers, as they become; and how many cells that makes."""
    with path.open(encoding="utf-8", newline="") as stream:
        lines = csv_rows(stream)
        labels = next(lines, [])
        there = set(labels)
        known = [
            (one, (tuple(map(labels.index, one.row)), tuple(one.row.values())))
            for one in corrected
            if one.field in one.row and set(one.row) <= there
        ]
        found = _found(lines, len(labels), known)
    changes, count = {}, 0
    for number, line in found.items():
        now = list(line)
        for one, (places, cells) in known:
            if cells in (_at(line, places), _at(now, places)):
                now[labels.index(one.field)] = one.after
        cells_changed = sum(before != after for before, after in zip(line, now, strict=True))
        if cells_changed:
            changes[number], count = now, count + cells_changed
    return changes, count


def _found(
    lines: Iterable[list[str]], width: int, known: Sequence[tuple[Corrected, _Key]]
) -> dict[int, list[str]]:
    """The rows that are as one was when it was corrected, by their numbers."""
    numbers: dict[_Key, set[int]] = defaultdict(set)
    for one, key in known:
        numbers[key].add(one.number)
    shapes = {places for places, _cells in numbers}
    times: dict[_Key, int] = defaultdict(int)
    alone: dict[_Key, tuple[int, list[str]]] = {}
    same: dict[int, list[str]] = {}
    for number, line in enumerate(lines, 1):
        if len(line) != width:
            continue
        for places in shapes:
            key = (places, _at(line, places))
            if key not in numbers:
                continue
            times[key] += 1
            alone.setdefault(key, (number, line))
            if number in numbers[key]:
                same[number] = line
    return same | dict(alone[key] for key, seen in times.items() if seen == 1)


def _at(line: Sequence[str], places: _Places) -> tuple[str, ...]:
    return tuple(line[place] for place in places)
