"""Say what a data set is: its words, its licence, who decides about it, which needs it serves."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from django.db import transaction

from terreau.catalogue.actions.keeping import held, keep, place
from terreau.catalogue.models import DataLicence, DatasetNeed, Frequency, PersonalData, State
from terreau.foundation import search
from terreau.participation.actions import record
from terreau.people.rules import require
from terreau.people.words import one_line
from terreau.territories.models import Territory

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from terreau.catalogue.models import Dataset
    from terreau.needs.models import Need
    from terreau.people.models import User


@dataclass(frozen=True)
class Telling:
    """What a data set says of itself."""

    title: str
    description: str
    theme: str
    territories: Sequence[Territory]
    questions: str = ""
    producer: str = ""
    contact: str = ""
    licence: str = DataLicence.OUVERTE
    frequency: str = Frequency.UNKNOWN
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    decided_by: str = ""
    collected_by: str = ""
    personal_data: str = PersonalData.UNKNOWN
    needs: Sequence[Need] | None = field(default=None)


#: Told apart, because they are links to other tables.
_LINKS = frozenset({"territories", "needs"})
PLAIN = tuple(one.name for one in fields(Telling) if one.name not in _LINKS)


@transaction.atomic
def describe(
    pk: int, telling: Telling, *, by: User, version: int, reason: str = "", verb: str = "change-data"
) -> Dataset:
    """Replace what a data set says, if it still is at `version`.

    A draft leaves no line in the journal: nobody has seen it yet.
    Raises NotAllowedError, ChangedDatasetError.
    """
    dataset = held(pk, version)
    public = dataset.state != State.DRAFT
    require(by, "catalogue.change_dataset" if public else "catalogue.prepare_dataset", dataset)
    for name in PLAIN:
        said = getattr(telling, name)
        setattr(dataset, name, one_line(said) if name == "title" else said)
    dataset.places = [{"ref": one.ref, "name": one.name} for one in telling.territories]
    place(dataset, telling.territories)
    keep(dataset, by=by, reason=reason.strip())
    if telling.needs is not None:
        serve(dataset, telling.needs)
    if dataset.state == State.PUBLISHED:
        search.put(dataset)
    if public:
        record(verb, dataset, by=by, reason=reason, organisation=dataset.organisation)
    return dataset


def serve(dataset: Dataset, needs: Sequence[Need]) -> None:
    """Make the links to needs what `needs` says."""
    dataset.need_links.exclude(need__in=needs).delete()
    DatasetNeed.objects.bulk_create(
        [DatasetNeed(dataset=dataset, need=need) for need in needs], ignore_conflicts=True
    )


@transaction.atomic
def restore(thing: Any, version: Any, *, by: User, reason: str) -> Dataset:
    """Let a data set say again what it said in one of its versions; its files stay what they are."""
    known = Territory.objects.in_bulk([one["ref"] for one in version.places])
    told = {name: getattr(version, name) for name in PLAIN}
    telling = Telling(
        territories=[known[one["ref"]] for one in version.places if one["ref"] in known], **told
    )
    return describe(thing.pk, telling, by=by, version=thing.version, reason=reason, verb="restore-data")
