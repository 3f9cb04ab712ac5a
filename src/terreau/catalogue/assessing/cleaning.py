"""Make the clean table: repairs accepted, written as CSV; the journal of what was changed beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from terreau.catalogue.assessing.assess import left_kept
from terreau.catalogue.assessing.guessing import guess_schema
from terreau.catalogue.rows import pack
from terreau.catalogue.tables import Workspace, describe, repair

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from terreau.catalogue.tables import Options, Schema


@dataclass(frozen=True)
class Cleaned:
    """The files written; `columns` [{"name", "type"}] of the table, `left` as a check says."""

    out: Path
    parquet: Path
    journal: Path
    rows: int
    columns: list[dict[str, str]]
    corrected: int
    left: dict[str, Any]


def clean(
    path: Path,
    schema: Schema | None,
    mapping: Mapping[str, str],
    accepted: Collection[str],
    out: Path,
    *,
    options: Options,
    say: Callable[[int], bool],
) -> Cleaned:
    """Write the clean table to `out`. Nothing accepted: the same rows, in UTF-8. Raises Refusal."""
    with Workspace() as workspace:
        followed = schema or guess_schema(describe(path, workspace, options))
        say(20)
        done = repair(
            path,
            followed,
            workspace,
            out=out,
            mapping=mapping or {one.name: one.name for one in followed.fields},
            accepted=set(accepted),
            options=options,
        )
        say(70)
        packed = pack(out, out.with_name(f"{out.name}.parquet"), workspace, schema=schema)
    cells = [one for one in done.conversions if one.conversion != "columns"]
    return Cleaned(
        out=out,
        parquet=packed.path,
        journal=out.with_name(f"{out.name}.journal.csv"),
        rows=packed.rows,
        columns=[{"name": one.name, "type": str(one.kind)} for one in packed.columns],
        corrected=sum(one.count for one in cells),
        left=left_kept(done),
    )
