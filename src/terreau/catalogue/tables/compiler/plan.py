"""The plan of a check: SQL and judges, nothing executed. Another engine than DuckDB could run it.

One probe looks at one or several columns. Its SQL calls most cells good at once; the others are kept
("marked") and a
judge says exactly what is wrong with each distinct one. So a file is read once, at the speed of the
database, and the
verdict is that of the reference readers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from terreau.catalogue.tables.cells.judge import judge_of
from terreau.catalogue.tables.cells.readers import reader_of
from terreau.catalogue.tables.compiler.patterns import to_re2
from terreau.catalogue.tables.compiler.sql import among, column, text, texts
from terreau.catalogue.tables.compiler.sure import sure_bounds, sure_type
from terreau.catalogue.tables.schema.properties import category_values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from terreau.catalogue.tables.rules import Rule
    from terreau.catalogue.tables.schema.model import Field

ABSENT = "\0"
"""What stands for a cell that does not exist (the row stops before it), where an empty cell is not a missing value."""


@dataclass(frozen=True)
class Wrong:
    """A rule broken, with the words of the case beyond the field and the value."""

    rule: type[Rule]
    words: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Probe:
    """What to look at and how.

    `columns`: positions in the file. `marked`: SQL giving NULL where all is surely well, else the text to
    judge (for
    several columns, a list of texts). `fact`: SQL on that text (named `value`), given to the judge as a
    truth.
    `pattern`: the pattern for Python; where `fact` is "true", the truth comes from it alone, else only for
    texts that end
    with a line break, which `$` reads otherwise.
    """

    columns: tuple[int, ...]
    field: str
    marked: str
    judge: Callable[[object, bool], Sequence[Wrong]]
    fact: str = "true"
    pattern: str = ""


def probe_cell(
    one: Field,
    position: int,
    words: Callable[[type[Rule]], Mapping[str, object]],
    *,
    ragged: bool = False,
    runs: Callable[[str], bool] = lambda _: True,
) -> Probe | None:
    """The probe of one column for its type and constraints; None where no text could be wrong.

    `ragged`: the view also has `n_`, the number of cells of each row, because some rows are too short or too
    long. `runs`: whether whoever runs the SQL can run a pattern of RE2, which refuses those that would fill its
    memory; Python matches the others.
    """
    cell = whole_cell(one, position, ragged=ragged)
    re2 = to_re2(one.constraints["pattern"]) if one.constraints.get("pattern") is not None else None
    re2 = re2 if re2 is not None and runs(re2) else None
    python_pattern = one.constraints.get("pattern") or ""
    good = _good(one, cell, re2, python_pattern if re2 is None else "")
    if good == "true" and not one.required:
        return None
    judge = judge_of(one)

    def judged(value: object, matched: bool) -> Sequence[Wrong]:  # noqa: FBT001 - one fact of the cell
        held = None if value == ABSENT else str(value)
        return [Wrong(rule, words(rule)) for rule in judge(held, matched)]

    return Probe(
        columns=(position,),
        field=one.name,
        marked=_marked(one, cell, good),
        judge=judged,
        fact=f"regexp_matches(value, {text(re2)})" if re2 is not None else "true",
        pattern=python_pattern,
    )


def whole_cell(one: Field, position: int, *, ragged: bool) -> str:
    """The cell as SQL. The reader gives NULL for an empty cell: only where "" is a value must it be told from none."""
    cell = column(position)
    if "" in one.missing_values:
        return cell
    if ragged:
        return f"CASE WHEN n_ <= {position} THEN {text(ABSENT)} ELSE coalesce({cell}, '') END"
    return f"coalesce({cell}, '')"


def _good(one: Field, cell: str, re2: str | None, python_pattern: str) -> str:
    """SQL true only of filled cells in which nothing is wrong."""
    limits = one.constraints
    if python_pattern or (
        limits.get("enum") is not None and not all(isinstance(v, str) for v in limits["enum"])
    ):
        return "false"
    bounds = sure_bounds(one, cell)
    if bounds is None or limits.get("jsonSchema") is not None:
        return "false"
    parts = [sure_type(one, cell), *bounds]
    if limits.get("enum") is not None:
        # For a type that has several spellings of a value, other spellings go to the judge; a value of the list
        # may itself be ill written (an address without its scheme), and is then no sure one.
        parts = [part for part in parts if one.type != "string" or part == "true"]
        read = reader_of(one)
        parts.append(among(cell, [value for value in limits["enum"] if read(value) is not None]))
    parts += _lengths(one, cell)
    parts += _categories(one, cell)
    if re2 is not None:
        parts.append(f"regexp_matches({cell}, {text(re2)})")
    others = [value for value in one.missing_values if value]
    if "" not in one.missing_values:
        others.append(ABSENT)
    if others and one.required:
        parts.append(f"NOT {among(cell, others)}")
    kept = [part for part in parts if part != "true"]
    if "false" in kept:
        return "false"
    return " AND ".join(kept) or "true"


def _categories(one: Field, cell: str) -> list[str]:
    """The texts that surely are a category; other spellings of an integer go to the judge."""
    if one.type not in ("string", "integer") or "categories" not in one.options:
        return []
    return [among(cell, map(str, category_values(one.options["categories"])))]


def _lengths(one: Field, cell: str) -> list[str]:
    signs = {"minLength": ">=", "maxLength": "<="}
    limits = [
        (sign, one.constraints[key]) for key, sign in signs.items() if one.constraints.get(key) is not None
    ]
    if not limits:
        return []
    if one.type != "string":
        return ["false"]
    # No text is longer than this; a number of hundreds of digits would be read as something else.
    return [f"length({cell}) {sign} {min(int(limit), 2**40)}" for sign, limit in limits]


def _marked(one: Field, cell: str, good: str) -> str:
    if "" in one.missing_values:
        # The reader gives NULL for an empty cell: the most frequent case costs nothing.
        if one.required:
            return (
                f"CASE WHEN {good} THEN NULL ELSE coalesce({cell}, '') END"
                if good != "true"
                else (f"CASE WHEN {cell} IS NULL THEN '' END")
            )
        others = [value for value in one.missing_values if value]
        spare = f" OR {among(cell, others)}" if others else ""
        return f"CASE WHEN {cell} IS NULL{spare} OR ({good}) THEN NULL ELSE {cell} END"
    missing = [*one.missing_values, ABSENT]
    spare = "" if one.required else f" OR {among(cell, missing)}"
    return f"CASE WHEN ({good}){spare} THEN NULL ELSE {cell} END"


def blank_row(fields: Sequence[Field], *, absent: bool) -> str:
    """SQL true where every cell of the row is a missing value; `cells` is the whole row end to end."""
    if all(one.missing_values == ("",) for one in fields):
        return "cells = ''"
    shared = {one.missing_values for one in fields}
    if len(shared) == 1 and "" in fields[0].missing_values:
        # Short enough to be only missing values? One list for the row then: an AND of every column takes
        # far more memory.
        longest = max(len(value.encode()) for value in fields[0].missing_values) * len(fields)
        every = ", ".join(f"coalesce({column(n)}, '')" for n in range(len(fields)))
        row = f"list_has_all([{texts(fields[0].missing_values)}], [{every}])"
        return f"CASE WHEN strlen(cells) <= {longest} THEN {row} ELSE false END"
    parts = []
    for position, one in enumerate(fields):
        cell, missing = whole_cell(one, position, ragged=absent), [*one.missing_values, ABSENT]
        empty = f"{cell} IS NULL OR " if "" in one.missing_values else ""
        parts.append(f"coalesce({empty}{among(cell, missing)}, false)")
    return " AND ".join(parts)
