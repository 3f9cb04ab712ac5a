"""The public register of uses: what relies on a data set is said, and taken back with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from terreau.catalogue.actions.keeping import held, reasoned
from terreau.catalogue.errors import NotReadyError
from terreau.catalogue.models import Dataset, State, Use
from terreau.foundation.errors import NotFoundError
from terreau.participation.actions import record
from terreau.participation.pace import keep_pace_of_links
from terreau.people.rules import require
from terreau.people.words import one_line

if TYPE_CHECKING:
    import datetime as dt

    from terreau.people.models import Organisation, User


@dataclass(frozen=True)
class Reliance:
    """What relies on the data: a decision, an algorithm, a service; its effect on people."""

    kind: str
    title: str
    description: str = ""
    url: str = ""
    organisation: Organisation | None = None
    since: dt.date | None = None


@transaction.atomic
def declare_use(pk: int, reliance: Reliance, *, by: User) -> Use:
    """Say publicly that something relies on these data. Raises NotAllowedError, NotReadyError."""
    dataset = held(pk)
    require(by, "catalogue.declare_use")
    if reliance.organisation is not None:
        require(by, "catalogue.prepare_for_organisation", reliance.organisation)
    if dataset.state != State.PUBLISHED:
        raise NotReadyError
    keep_pace_of_links(by, f"{reliance.title}\n{reliance.description}\n{reliance.url}")
    use = Use.objects.create(
        dataset=dataset,
        kind=reliance.kind,
        title=one_line(reliance.title)[:160],
        description=reliance.description.strip(),
        url=reliance.url,
        organisation=reliance.organisation,
        since=reliance.since,
        added_by=by,
    )
    _touch(dataset)
    record("declare-use", dataset, by=by, reason=use.title, organisation=reliance.organisation)
    return use


@transaction.atomic
def remove_use(pk: int, *, by: User, reason: str) -> int:
    """Take a use off the register; the journal keeps that it was there. Answers the data set's number."""
    dataset_pk = Use.objects.filter(pk=pk).values_list("dataset_id", flat=True).first()
    if dataset_pk is None:
        raise NotFoundError
    dataset = held(dataset_pk)
    use = Use.objects.select_for_update().get(pk=pk)
    require(by, "catalogue.remove_use", use)
    reason = reasoned(reason)
    use.delete()
    _touch(dataset)
    record("remove-use", dataset, by=by, reason=reason)
    return dataset_pk


def _touch(dataset: Dataset) -> None:
    Dataset.objects.filter(pk=dataset.pk).update(touched_at=timezone.now())
