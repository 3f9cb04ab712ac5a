"""What every action on a need does: take its turn, keep the version and the history, stay findable."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import rules
from django.db.models import Count, Q, Sum
from django.utils import timezone

from terreau.foundation.errors import NotAllowedError
from terreau.needs.errors import (
    AlreadyMergedError,
    ChangedMeanwhileError,
    PaperDayError,
    UnknownNeedError,
)
from terreau.needs.models import Need, PaperSupport, Support
from terreau.needs.queries.history import changes_since
from terreau.participation.errors import ReasonNeededError
from terreau.participation.kinds import refuse_hidden

if TYPE_CHECKING:
    from django.db.models import Model

    from terreau.people.models import User


#: A sheet older than that is a slip of the finger.
OLDEST_SHEET = dt.date(2000, 1, 1)


def require(permission: str, user: User, about: Model | None = None) -> None:
    """Raise NotAllowedError unless the rules give `user` this permission."""
    if not rules.has_perm(permission, user, about):
        raise NotAllowedError


def reasoned(reason: str) -> str:
    """The reason without its margins; raises ReasonNeededError when nothing is left."""
    if not (stripped := reason.strip()):
        raise ReasonNeededError
    return stripped


def require_day(date: dt.date) -> None:
    """Raise PaperDayError unless a sheet can be of that day."""
    if not OLDEST_SHEET <= date <= timezone.localdate():
        raise PaperDayError


def locked(pk: int) -> Need:
    """The need, held until the end of the transaction so that two writers take turns."""
    need = Need.objects.select_for_update().filter(pk=pk).first()
    if need is None:
        raise UnknownNeedError(number=pk)
    return need


def locked_whole(pk: int, version: int | None = None) -> Need:
    """The need, held, when it stands by itself and is still what the person saw.

    Raises HiddenThingError, AlreadyMergedError, or ChangedMeanwhileError when `version` is not the last.
    """
    need = locked(pk)
    refuse_hidden("needs.need", pk)
    if need.merged_into is not None:
        raise AlreadyMergedError(title=need.merged_into.title)
    if version is not None and need.version != version:
        raise ChangedMeanwhileError(changes_since(need, version))
    return need


def locked_root(pk: int) -> Need:
    """The need itself, or the one it has joined, held."""
    need = locked(pk)
    while need.merged_into_id is not None:
        need = locked(need.merged_into_id)
    return need


def keep(need: Need, *, by: User | None, reason: str = "") -> None:
    """Save a change of content or state with its author and reason, as a new version."""
    now = timezone.now()
    if need.pk is not None:
        need.version += 1
        need.changed_at = now
    need.touched_at = now
    need._history_user = by  # https://django-simple-history.readthedocs.io/en/stable/user_tracking.html
    need._change_reason = reason
    need.save()


def sign(kept: Any, by: User | None, reason: str = "") -> None:
    """Say who makes the change that is saved next, and why, to the history of this object."""
    # https://django-simple-history.readthedocs.io/en/stable/user_tracking.html#manually-track-user-model
    kept._history_user = by
    kept._change_reason = reason


def recount(need: Need) -> None:
    """Make the counts shown on a need what the facts say; the caller holds the need.

    A person who supports several needs of one merged family is counted once; paper counts are added, since
    nobody's name is kept on paper.
    """
    family = Q(need=need) | Q(need__merged_into=need)
    need.account_supports = Support.objects.filter(family).aggregate(n=Count("user", distinct=True))["n"]
    need.paper_supports = PaperSupport.objects.filter(family).aggregate(n=Sum("count", default=0))["n"]
    need.touched_at = timezone.now()
    Need.objects.filter(pk=need.pk).update(
        account_supports=need.account_supports, paper_supports=need.paper_supports, touched_at=need.touched_at
    )
    need.refresh_from_db(fields=["supports"])
