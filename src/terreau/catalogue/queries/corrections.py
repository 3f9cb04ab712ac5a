"""Corrections suggested, and the cells of a row as they stand in the clean table."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from terreau.catalogue.correction_errors import UnknownCorrectionError
from terreau.catalogue.models import Correction
from terreau.catalogue.models.corrections import Decision
from terreau.catalogue.queries.files import clean_path
from terreau.catalogue.row_errors import NoRowError
from terreau.catalogue.tables import csv_rows
from terreau.participation.kinds import refuse_hidden

if TYPE_CHECKING:
    from terreau.catalogue.models import Version

SHOWN = 20


def cells_of(version: Version, number: int) -> list[tuple[str, str]]:
    """The columns and the cells of a row; raises NoRowError."""
    with clean_path(version).open(encoding="utf-8", newline="") as stream:
        lines = csv_rows(stream)
        labels = next(lines, [])
        found = next(islice(lines, number - 1, None), None) if number > 0 else None
    if found is None:
        raise NoRowError(number=number)
    return list(zip(labels, found, strict=False))


def correction(pk: int) -> Correction:
    """A correction with its data set; raises UnknownCorrectionError, HiddenThingError."""
    whole = Correction.objects.select_related("version__distribution__dataset__organisation")
    found = whole.filter(pk=pk).first()
    if found is None:
        raise UnknownCorrectionError
    refuse_hidden("catalogue.dataset", found.version.distribution.dataset_id)
    return found


def of_dataset(dataset: int) -> list[Correction]:
    """Those to decide first, then the last decided."""
    found = Correction.objects.filter(version__distribution__dataset_id=dataset)
    listed = found.select_related("suggested_by", "decided_by", "into").order_by("-pk")[: SHOWN * 2]
    return sorted(listed, key=lambda one: one.decision != Decision.OPEN)[:SHOWN]
