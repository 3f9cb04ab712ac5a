"""Suggest that a cell is wrong; accept it with one gesture, which makes a new version; its history stays."""

from __future__ import annotations

import csv
from itertools import islice
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from terreau.catalogue.actions.keeping import held, reasoned
from terreau.catalogue.actions.publishing import show
from terreau.catalogue.correction_errors import (
    ChangedCellError,
    DecidedCorrectionError,
    NoCellError,
    SameCellError,
    UnknownCorrectionError,
)
from terreau.catalogue.models import Check, Correction, Dataset, Distribution, Standing, Version
from terreau.catalogue.models.corrections import Decision
from terreau.catalogue.queries.files import clean_path
from terreau.catalogue.queries.schemas import read_kept
from terreau.catalogue.rows import pack
from terreau.catalogue.tables import Workspace, csv_rows
from terreau.participation import store
from terreau.participation.actions import record
from terreau.people.rules import require

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.people.models import User

_LONGEST = 1_000


def cell_of(version: Version, row: int, field: str) -> str:
    """What a cell of the clean table holds; raises NoCellError."""
    cells = _row_of(version, row)
    if field not in cells:
        raise NoCellError(row=row, field=field)
    return cells[field]


def _row_of(version: Version, row: int) -> dict[str, str]:
    """The cells of a row of the clean table by their columns; none for a row that it has not."""
    with clean_path(version).open(encoding="utf-8", newline="") as stream:
        lines = csv_rows(stream)
        labels = next(lines, [])
        line = next(islice(lines, row - 1, None), None) if row > 0 else None
    # Of two columns of one name, the first is the one that is corrected.
    return dict(reversed(list(zip(labels, line, strict=False)))) if line is not None else {}


def _refuse_changed(current: Version, correction: Correction) -> None:
    """Raise ChangedCellError when the row that everyone reads is not the one that was corrected.

    Rows have numbers and no names: in a newer file, the same number with the same cell may be another row.
    """
    seen = correction.version
    now = _row_of(current, correction.row)
    if now.get(correction.field, "")[:_LONGEST] != correction.before or correction.field not in now:
        raise ChangedCellError
    same_lines = (current.raw_digest, current.accepted) == (seen.raw_digest, seen.accepted)
    if not same_lines and now != _row_of(seen, correction.row):
        raise ChangedCellError


@transaction.atomic
def suggest(version: Version, row: int, field: str, after: str, *, by: User, reason: str) -> Correction:
    """Say what a cell should hold, and how one knows.

    Raises NoCellError, SameCellError, ReasonNeededError.
    """
    require(by, "catalogue.suggest_correction")
    reason = reasoned(reason)
    before = cell_of(version, row, field)
    after = after.strip()[:_LONGEST]
    if after == before:
        raise SameCellError
    correction = Correction.objects.create(
        version=version,
        row=row,
        field=field,
        before=before[:_LONGEST],
        after=after,
        reason=reason[:_LONGEST],
        suggested_by=by,
    )
    dataset = version.distribution.dataset
    record("suggest-correction", dataset, by=by, reason=reason)
    return correction


def accept_correction(pk: int, *, by: User) -> Correction:
    """Make the version that has this cell right, and give it to everyone.

    The file is written before the transaction; when other rows were published meanwhile, nothing is turned.
    Raises NotAllowedError, DecidedCorrectionError, ChangedCellError.
    """
    correction = _open(pk)
    distribution = correction.version.distribution
    require(by, "catalogue.decide_correction", distribution.dataset)
    current = distribution.published
    if current is None:
        raise ChangedCellError
    _refuse_changed(current, correction)
    draft = store.incoming() / f"{uuid4()}.csv"
    try:
        _write(current, correction, draft)
        packed = draft.with_name(f"{draft.name}.parquet")
        check = Check.objects.select_related("schema").filter(version=current).first()
        schema = read_kept(check.schema) if check and check.schema else None
        with Workspace() as workspace:
            pack(draft, packed, workspace, schema=schema)
        with store.writing():
            size = draft.stat().st_size
            digests = store.keep_file(draft, ".csv"), store.keep_file(packed, ".parquet")
            return _turn(pk, current.pk, digests, size, by=by)
    finally:
        for path in draft.parent.glob(f"{draft.name}*"):
            path.unlink(missing_ok=True)


@transaction.atomic
def _turn(pk: int, current_pk: int, digests: tuple[str, str], size: int, *, by: User) -> Correction:
    dataset_pk = Correction.objects.values_list("version__distribution__dataset_id", flat=True).get(pk=pk)
    dataset = held(dataset_pk)
    correction = Correction.objects.select_for_update().select_related("version__distribution").get(pk=pk)
    distribution = Distribution.objects.select_for_update().get(pk=correction.version.distribution_id)
    if correction.decision != Decision.OPEN:
        raise DecidedCorrectionError
    if distribution.published_id != current_pk:
        raise ChangedCellError
    newer = _next_version(Version.objects.get(pk=current_pk), digests, size, by)
    distribution.versions.filter(standing=Standing.PUBLISHED).exclude(pk=newer.pk).update(
        standing=Standing.REPLACED
    )
    distribution.published = newer
    distribution.save(update_fields=["published"])
    correction.decision, correction.into = Decision.ACCEPTED, newer
    _decided(correction, by)
    show(dataset, by=by, reason=correction.reason)
    record("accept-correction", dataset, by=by, reason=correction.reason, organisation=dataset.organisation)
    return correction


def _next_version(before: Version, digests: tuple[str, str], size: int, by: User) -> Version:
    """The same version with another clean table; its raw file stays the one that came."""
    check = Check.objects.filter(version=before).first()
    newer = Version.objects.get(pk=before.pk)
    last = before.distribution.versions.aggregate(last=Max("number"))["last"]
    newer.pk, newer._state.adding = None, True
    newer.number, newer.code = last + 1, Version._meta.get_field("code").get_default()
    newer.clean_digest, newer.parquet_digest = digests
    newer.clean_bytes, newer.corrected = size, before.corrected + 1
    newer.standing, newer.created_by = Standing.PUBLISHED, by
    newer.created_at = newer.published_at = timezone.now()
    newer.save()
    if check is not None:
        check.pk, check._state.adding, check.version = None, True, newer
        check.save()
    return newer


@transaction.atomic
def refuse_correction(pk: int, *, by: User, reason: str) -> Correction:
    """Leave the cell as it is, with a public reason. Raises NotAllowedError, DecidedCorrectionError."""
    correction = _open(pk)
    dataset: Dataset = held(correction.version.distribution.dataset_id)
    require(by, "catalogue.decide_correction", dataset)
    correction.decision, correction.decision_reason = Decision.REFUSED, reasoned(reason)[:_LONGEST]
    _decided(correction, by)
    record("refuse-correction", dataset, by=by, reason=reason, organisation=dataset.organisation)
    return correction


def _decided(correction: Correction, by: User) -> None:
    correction.decided_by, correction.decided_at = by, timezone.now()
    correction.save()


def _open(pk: int) -> Correction:
    whole = Correction.objects.select_related("version__distribution__dataset__organisation")
    correction = whole.filter(pk=pk).first()
    if correction is None:
        raise UnknownCorrectionError
    if correction.decision != Decision.OPEN:
        raise DecidedCorrectionError
    return correction


def _write(version: Version, correction: Correction, draft: Path) -> None:
    with (
        clean_path(version).open(encoding="utf-8", newline="") as old,
        draft.open("w", encoding="utf-8", newline="") as new,
    ):
        lines, out = csv_rows(old), csv.writer(new, lineterminator="\n")
        labels = next(lines, [])
        out.writerow(labels)
        at = labels.index(correction.field)
        for number, line in enumerate(lines, 1):
            if number == correction.row:
                line[at] = correction.after
            out.writerow(line)
