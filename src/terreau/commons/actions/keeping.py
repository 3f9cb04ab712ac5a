"""What every action on a commons does: take its turn, keep the version and the history, stay findable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from terreau.commons.errors import CommonsChangedError, UnknownCommonsError
from terreau.commons.models import Commons
from terreau.commons.queries.history import changes_since
from terreau.needs.actions.keeping import reasoned, require
from terreau.participation.kinds import refuse_hidden

if TYPE_CHECKING:
    from terreau.people.models import User

KIND = "commons.commons"


def locked(pk: int, version: int | None = None) -> Commons:
    """The commons, held until the end of the transaction so that two writers take turns.

    Raises UnknownCommonsError, HiddenThingError, and CommonsChangedError when `version` is not the last.
    """
    commons = Commons.objects.select_for_update().filter(pk=pk).first()
    if commons is None:
        raise UnknownCommonsError(number=pk)
    refuse_hidden(KIND, pk)
    if version is not None and commons.version != version:
        raise CommonsChangedError(changes_since(commons, version))
    return commons


def keep(commons: Commons, *, by: User | None, reason: str = "") -> None:
    """Save a change of what the sheet says, with its author and reason, as a new version."""
    now = timezone.now()
    if commons.pk is not None:
        commons.version += 1
        commons.changed_at = now
    commons.touched_at = now
    commons._history_user = by  # https://django-simple-history.readthedocs.io/en/stable/user_tracking.html
    commons._change_reason = reason
    commons.save()


def touch(commons: Commons) -> None:
    """Something shown on its page changed: lists and feeds that were kept are made anew."""
    commons.touched_at = timezone.now()
    Commons.objects.filter(pk=commons.pk).update(touched_at=commons.touched_at)


__all__ = ["KIND", "keep", "locked", "reasoned", "require", "touch"]
