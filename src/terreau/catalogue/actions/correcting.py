"""Suggest that a cell is wrong; accept it with one gesture, which makes a new version; its history stays."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from terreau.catalogue.actions.keeping import held, reasoned
from terreau.catalogue.actions.publishing import show
from terreau.catalogue.assessing import Rewritten, reads_like, rewrite
from terreau.catalogue.correction_errors import (
    ChangedCellError,
    DecidedCorrectionError,
    NoCellError,
    SameCellError,
    UnknownCorrectionError,
    UnlikeCellError,
)
from terreau.catalogue.models import Check, Correction, Dataset, Distribution, Standing, Version
from terreau.catalogue.models.corrections import Decision
from terreau.catalogue.queries.files import clean_path
from terreau.catalogue.queries.saying import kind_said
from terreau.catalogue.queries.schemas import read_kept
from terreau.catalogue.rows import Kind
from terreau.catalogue.tables import csv_rows
from terreau.participation import store
from terreau.participation.actions import record
from terreau.people.rules import require

if TYPE_CHECKING:
    from terreau.catalogue.tables import Schema
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

    Raises NoCellError, SameCellError, UnlikeCellError, ReasonNeededError.
    """
    require(by, "catalogue.suggest_correction")
    reason = reasoned(reason)
    before = cell_of(version, row, field)
    after = after.strip()[:_LONGEST]
    if after == before:
        raise SameCellError
    _require_like(version, field, before, after)
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


def _schema_of(version: Version) -> Schema | None:
    check = Check.objects.select_related("schema").filter(version=version).first()
    return read_kept(check.schema) if check and check.schema else None


def _require_like(version: Version, field: str, before: str, after: str) -> None:
    """One text in a column of numbers would take away its sums, its filters and its drawings."""
    kind = next((Kind(one["type"]) for one in version.columns if one["name"] == field), Kind.TEXT)
    if not reads_like(kind, field, before, after, _schema_of(version)):
        raise UnlikeCellError(value=after[:80], field=field, kind=kind_said(kind))


@dataclass(frozen=True)
class _Newer:
    """The files of the version to make: clean table and Parquet, and what they hold."""

    digests: tuple[str, str]
    size: int
    done: Rewritten


def accept_correction(pk: int, *, by: User) -> Correction:
    """Make the version that has this cell right, and give it to everyone.

    The file is written before the transaction; when other rows were published meanwhile, nothing is turned.
    Raises NotAllowedError, DecidedCorrectionError, ChangedCellError, UnlikeCellError.
    """
    correction = _open(pk)
    distribution = correction.version.distribution
    require(by, "catalogue.decide_correction", distribution.dataset)
    current = distribution.published
    if current is None:
        raise ChangedCellError
    _refuse_changed(current, correction)
    _require_like(current, correction.field, correction.before, correction.after)
    draft = store.incoming() / f"{uuid4()}.csv"
    try:
        done = rewrite(
            clean_path(current),
            draft,
            correction.row,
            correction.field,
            correction.after,
            _schema_of(current),
        )
        with store.writing():
            size = draft.stat().st_size
            digests = store.keep_file(draft, ".csv"), store.keep_file(done.parquet, ".parquet")
            return _turn(pk, current.pk, _Newer(digests, size, done), by=by)
    finally:
        for path in draft.parent.glob(f"{draft.name}*"):
            path.unlink(missing_ok=True)


@transaction.atomic
def _turn(pk: int, current_pk: int, made: _Newer, *, by: User) -> Correction:
    dataset_pk = Correction.objects.values_list("version__distribution__dataset_id", flat=True).get(pk=pk)
    dataset = held(dataset_pk)
    correction = Correction.objects.select_for_update().select_related("version__distribution").get(pk=pk)
    distribution = Distribution.objects.select_for_update().get(pk=correction.version.distribution_id)
    if correction.decision != Decision.OPEN:
        raise DecidedCorrectionError
    if distribution.published_id != current_pk:
        raise ChangedCellError
    newer = _next_version(Version.objects.get(pk=current_pk), made, by)
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


def _next_version(before: Version, made: _Newer, by: User) -> Version:
    """The same version with another clean table; its raw file stays the one that came."""
    check = Check.objects.filter(version=before).first()
    newer = Version.objects.get(pk=before.pk)
    last = before.distribution.versions.aggregate(last=Max("number"))["last"]
    newer.pk, newer._state.adding = None, True
    newer.number, newer.code = last + 1, Version._meta.get_field("code").get_default()
    newer.clean_digest, newer.parquet_digest = made.digests
    newer.clean_bytes, newer.corrected = made.size, before.corrected + 1
    newer.columns = made.done.columns
    newer.standing, newer.created_by = Standing.PUBLISHED, by
    newer.created_at = newer.published_at = timezone.now()
    newer.save()
    if check is not None:
        check.pk, check._state.adding, check.version = None, True, newer
        if made.done.left is not None:
            check.left, check.left_rules = made.done.left["total"], made.done.left["by_rule"]
            check.checked_at = newer.created_at
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
