"""What a commons looks for and offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from terreau.commons.actions.keeping import locked, require, touch
from terreau.commons.errors import TooManyWishesError, WishGoneError
from terreau.commons.models import Means, Side, Wish
from terreau.participation.actions import record
from terreau.participation.pace import keep_pace_of_links
from terreau.people.words import one_line

if TYPE_CHECKING:
    from terreau.people.models import User

MOST_WISHES = 30


@transaction.atomic
def say_wish(pk: int, side: Side, means: Means, words: str, *, by: User) -> Wish:
    """Say what is looked for or offered; the same words twice are one.

    Raises NotAllowedError, TooManyWishesError.
    """
    keep_pace_of_links(by, words)
    commons = locked(pk)
    require("commons.change_commons", by, commons)
    words = one_line(words)[:300]
    open_ones = Wish.objects.filter(commons=commons, ended_at=None)
    if known := open_ones.filter(side=side, means=means, words=words).order_by("pk").first():
        return known
    if open_ones.count() >= MOST_WISHES:
        raise TooManyWishesError(limit=MOST_WISHES)
    wish = Wish.objects.create(commons=commons, side=side, means=means, words=words, said_by=by)
    touch(commons)
    record("seek" if side == Side.SOUGHT else "offer", commons, by=by, reason=words)
    return wish


@transaction.atomic
def end_wish(pk: int, wish: int, *, by: User, outcome: str = "") -> None:
    """Take a wish off the sheet, with what came of it; raises NotAllowedError, WishGoneError."""
    commons = locked(pk)
    require("commons.change_commons", by, commons)
    outcome = one_line(outcome)[:300]
    ended = Wish.objects.filter(commons=commons, pk=wish, ended_at=None)
    if not ended.update(ended_at=timezone.now(), outcome=outcome):
        raise WishGoneError
    touch(commons)
    record("end-wish", commons, by=by, reason=outcome)
