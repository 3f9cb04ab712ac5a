"""What is missing: the list, one request, what goes with a need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Max

from terreau.catalogue.errors import UnknownMissingError
from terreau.catalogue.models import Dataset, MissingData, State, Wish
from terreau.participation.kinds import hidden, refuse_hidden, visible

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from terreau.needs.models import Need
    from terreau.people.models import User

KIND = "catalogue.missingdata"
PAGE_SIZE = 20


def listed() -> QuerySet[MissingData]:
    """Requests that are not hidden: those still open first, then those that most people make."""
    return visible(MissingData.objects.order_by("found_id", "-wishes", "-pk"))


def page_of(number: int) -> Page[MissingData]:
    """One page of requests; a number out of range gives the nearest page."""
    return Paginator(listed(), PAGE_SIZE).get_page(number)


def missing(pk: int) -> MissingData:
    """One request; raises UnknownMissingError, HiddenThingError."""
    found = MissingData.objects.select_related("need", "found", "asked_by").filter(pk=pk).order_by().first()
    if found is None:
        raise UnknownMissingError
    refuse_hidden(KIND, pk)
    if found.found is not None and (found.found.state != State.PUBLISHED or _away(found.found)):
        found.found = None
    return found


def _away(dataset: Dataset) -> bool:
    return bool(hidden("catalogue.dataset", [str(dataset.pk)]))


def need_of(missing: MissingData) -> Need | None:
    """The need that showed the gap, while all may see it."""
    need = missing.need
    return None if need is None or hidden("needs.need", [str(need.pk)]) else need


def asks_for(user: User | AnonymousUser, missing: MissingData) -> bool:
    """Whether this person asks for these data."""
    return user.pk is not None and Wish.objects.filter(missing=missing, user_id=user.pk).exists()


def of_need(need: Need, most: int) -> list[MissingData]:
    """What is still missing to measure a need."""
    return list(listed().filter(need=need, found=None)[:most])


def datasets_of_need(need: Need, most: int) -> list[Dataset]:
    """Published data that serve a need."""
    serving = visible(Dataset.objects.filter(need_links__need=need, state=State.PUBLISHED))
    return list(serving.select_related("organisation", "created_by").order_by("-changed_at", "-pk")[:most])


def last_touch() -> str:
    """A stamp that changes with anything a list of requests shows."""
    last = MissingData.objects.aggregate(last=Max("touched_at"))["last"]
    return last.isoformat() if last else ""
