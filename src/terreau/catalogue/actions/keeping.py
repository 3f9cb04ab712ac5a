"""What every action on data does: take its turn, keep the version and the history, stay findable."""

from __future__ import annotations

import re
from textwrap import shorten
from typing import TYPE_CHECKING

from django.utils import timezone

from terreau.catalogue.errors import ChangedDatasetError, UnknownDatasetError, UnknownReportError
from terreau.catalogue.models import Dataset, DatasetTerritory, Version
from terreau.catalogue.queries.quality import quality_of
from terreau.foundation.markdown import plain
from terreau.participation.errors import ReasonNeededError
from terreau.participation.kinds import refuse_hidden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.people.models import User
    from terreau.territories.models import Territory


def reasoned(reason: str) -> str:
    """The reason without its margins; raises ReasonNeededError when nothing is left."""
    if not (stripped := reason.strip()):
        raise ReasonNeededError
    return stripped


def held(pk: int, version: int | None = None) -> Dataset:
    """The data set, held until the end of the transaction, when it is still what the person saw.

    Raises UnknownDatasetError, HiddenThingError, ChangedDatasetError.
    """
    found = Dataset.objects.select_for_update().filter(pk=pk).first()
    if found is None:
        raise UnknownDatasetError(number=pk)
    refuse_hidden("catalogue.dataset", pk)
    if version is not None and found.version != version:
        raise ChangedDatasetError
    return found


def held_version(pk: int) -> Version:
    """The version of a file, its data set held first so that writers take turns in one order."""
    dataset = Version.objects.filter(pk=pk).values_list("distribution__dataset_id", flat=True).first()
    if dataset is None:
        raise UnknownReportError
    held(dataset)
    return Version.objects.select_for_update().get(pk=pk)


def keep(dataset: Dataset, *, by: User | None, reason: str = "") -> None:
    """Save a change of the data set with its author and reason, as a new version of its words."""
    now = timezone.now()
    if dataset.pk is not None:
        dataset.version += 1
        dataset.changed_at = now
    dataset.touched_at = now
    dataset.summary = first_words(dataset.description) or dataset.title
    dataset.quality, dataset.quality_points = quality_of(dataset)
    dataset._history_user = by  # https://django-simple-history.readthedocs.io/en/stable/user_tracking.html
    dataset._change_reason = reason
    dataset.save()


def place(dataset: Dataset, territories: Sequence[Territory]) -> None:
    """Make the links to territories what `territories` says."""
    dataset.territory_links.exclude(territory__in=territories).delete()
    DatasetTerritory.objects.bulk_create(
        [DatasetTerritory(dataset=dataset, territory=one) for one in territories], ignore_conflicts=True
    )


def first_words(text: str) -> str:
    """The beginning of a text, for lists."""
    words = shorten(plain(text), 180, placeholder=" …")
    return re.sub(r"[\s.,;:…]+ …$", "…", words).replace(" …", "…")[:200]
