"""Who uses a commons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import F

from terreau.commons.errors import UseGoneError
from terreau.commons.models import Commons, Use
from terreau.commons.rules import answers_for_it
from terreau.people.rules import is_steward

if TYPE_CHECKING:
    from collections.abc import Iterable

    from terreau.people.models import User

PAGE_SIZE = 40


def page_of(commons: Commons, number: int | str) -> Page[Use]:
    """Organisations that use it, those that still do first. Two SQL queries."""
    found = Use.objects.filter(commons=commons).select_related("organisation")
    found = found.order_by(F("ended_at").asc(nulls_first=True), "-said_at", "-pk")
    return Paginator(found, PAGE_SIZE).get_page(number)


def one(commons: Commons, pk: int) -> Use:
    """A use that has not ended; raises UseGoneError."""
    found = Use.objects.filter(commons=commons, pk=pk, ended_at=None).first()
    if found is None:
        raise UseGoneError
    return found


def may_end(user: User, commons: Commons, uses: Iterable[Use]) -> set[int]:
    """Keys of the uses that this person may say are over."""
    everything = is_steward(user) or answers_for_it(user, commons)
    return {use.pk for use in uses if use.ended_at is None and (everything or use.said_by_id == user.pk)}
