"""Everything the page of one data set shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format

from terreau.catalogue.errors import UnknownDatasetError, WithdrawnDatasetError
from terreau.catalogue.models import Dataset, Distribution, State, Use
from terreau.catalogue.rules import prepares
from terreau.needs.models import Need
from terreau.participation.kinds import refuse_hidden, visible
from terreau.people.rules import is_steward

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from terreau.people.models import User

KIND = "catalogue.dataset"


def dataset(pk: int) -> Dataset:
    """The data set, whatever its state; raises UnknownDatasetError, HiddenThingError."""
    whole = Dataset.objects.select_related("organisation", "created_by")
    if (found := whole.filter(pk=pk).order_by().first()) is None:
        raise UnknownDatasetError(number=pk)
    refuse_hidden(KIND, pk)
    return found


def dataset_for(user: User | AnonymousUser, pk: int) -> Dataset:
    """The data set as this person may read it.

    What is not published is only there for those who prepare it; what is under embargo shows its page without
    its rows; what was withdrawn says why. Raises UnknownDatasetError, WithdrawnDatasetError.
    """
    found = dataset(pk)
    if found.state in (State.PUBLISHED, State.EMBARGOED):
        return found
    if prepares(user, found) or (found.state == State.WITHDRAWN and is_steward(user)):
        return found
    if found.state == State.WITHDRAWN:
        raise withdrawn(found)
    raise UnknownDatasetError(number=pk)


def withdrawn(dataset: Dataset) -> WithdrawnDatasetError:
    """What is answered for data that were taken away: when, and why."""
    day = date_format(dataset.changed_at, "DATE_FORMAT")
    return WithdrawnDatasetError(title=dataset.title, day=day, reason=dataset.state_reason)


def distributions_of(dataset: Dataset) -> list[Distribution]:
    """Its tables with the version everyone reads, in the order they were made."""
    return list(
        dataset.distributions.select_related(
            "published__check_made__schema", "published__distribution", "schema"
        ).order_by("pk")
    )


def uses_of(dataset: Dataset) -> list[Use]:
    """What relies on it, the last said first."""
    return list(dataset.uses.select_related("organisation").order_by("-added_at", "-pk")[:30])


def needs_of(dataset: Dataset) -> list[Need]:
    """The needs it serves, those hidden left out."""
    return list(visible(Need.objects.filter(dataset_links__dataset=dataset)).order_by("pk")[:20])
