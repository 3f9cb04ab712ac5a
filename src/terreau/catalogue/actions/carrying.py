"""What was accepted once is done again: corrections of cells, in the newer file of an address.

Without it a file that is read again each day would undo what people had put right, without a word.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from terreau.catalogue.actions.keeping import held_version
from terreau.catalogue.assessing import Corrected, carry
from terreau.catalogue.models import Check, Correction, Standing, Version
from terreau.catalogue.models.corrections import Decision
from terreau.catalogue.queries.files import clean_path
from terreau.catalogue.queries.schemas import read_kept
from terreau.catalogue.tables import csv_rows
from terreau.participation import store

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.catalogue.assessing.same_rows import Carried

#: Corrections done again at each reading, the last ones: each asks for the version that it was made on.
MOST = 500


def carry_corrections(version: Version) -> Version:
    """Correct a clean table that nobody reads yet as the ones before it were; gives the version then.

    Raises Refusal.
    """
    corrected = _corrected(version)
    if not corrected:
        return version
    check = Check.objects.select_related("schema").filter(version=version).first()
    schema = read_kept(check.schema) if check and check.schema else None
    draft = store.incoming() / f"{uuid4()}.csv"
    try:
        carried = carry(clean_path(version), draft, corrected, schema)
        if carried is not None:
            with store.writing():
                _keep(version.pk, draft, carried)
    finally:
        for path in draft.parent.glob(f"{draft.name}*"):
            path.unlink(missing_ok=True)
    return Version.objects.get(pk=version.pk)


def _corrected(version: Version) -> list[Corrected]:
    """What was accepted in this table, in the order of the decisions, with the rows as they stood."""
    accepted = Correction.objects.select_related("version").filter(
        version__distribution=version.distribution_id, decision=Decision.ACCEPTED
    )
    last = list(accepted.order_by("-decided_at", "-pk")[:MOST])[::-1]
    wanted: dict[Version, set[int]] = defaultdict(set)
    for one in last:
        wanted[one.version].add(one.row)
    rows = {(seen.pk, number): row for seen in wanted for number, row in _rows_of(seen, wanted[seen]).items()}
    return [
        Corrected(one.row, rows[one.version_id, one.row], one.field, one.after)
        for one in last
        if (one.version_id, one.row) in rows
    ]


def _rows_of(version: Version, numbers: set[int]) -> dict[int, dict[str, str]]:
    """Some rows of a clean table; none of one whose file is kept no more."""
    path = clean_path(version)
    if not version.clean_digest or not path.exists():
        return {}
    found: dict[int, dict[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        lines = csv_rows(stream)
        labels = next(lines, [])
        for number, line in enumerate(lines, 1):
            if number in numbers:
                found[number] = dict(reversed(list(zip(labels, line, strict=False))))
                if len(found) == len(numbers):
                    break
    return found


def _keep(pk: int, draft: Path, carried: Carried) -> None:
    size = draft.stat().st_size
    clean, parquet = store.keep_file(draft, ".csv"), store.keep_file(carried.table.parquet, ".parquet")
    with transaction.atomic():
        version = held_version(pk)
        if version.standing != Standing.READY:
            return
        store.leave_a_day(version.clean_digest, ".csv")
        store.leave_a_day(version.parquet_digest, ".parquet")
        version.clean_digest, version.clean_bytes, version.parquet_digest = clean, size, parquet
        version.columns, version.corrected = carried.table.columns, version.corrected + carried.count
        version.save(update_fields=["clean_digest", "clean_bytes", "parquet_digest", "columns", "corrected"])
        if (left := carried.table.left) is not None:
            Check.objects.filter(version=version).update(
                left=left["total"], left_rules=left["by_rule"], checked_at=timezone.now()
            )
