"""Follow something, choose how often to be told, stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from terreau.participation.errors import TooManyFollowsError
from terreau.participation.models import Follow, Letter, Rhythm, Sending
from terreau.participation.queries.following import last_line, own
from terreau.participation.stop_links import EVERYTHING, read_stop
from terreau.people.models import User
from terreau.people.rules import require

if TYPE_CHECKING:
    from terreau.participation.queries.following import Target

#: More than anyone reads, and a bound on what one account makes us look at every day.
MOST_FOLLOWS = 200


@transaction.atomic
def follow(target: Target, *, by: User, rhythm: str = Rhythm.DAILY) -> Follow:
    """Tell this person what happens there from now on; following twice only changes the rhythm.

    Raises NotAllowedError, TooManyFollowsError.
    """
    require(by, "participation.follow")
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    known = Follow.objects.filter(user=by, target=target.value).first()
    if known is not None:
        return _with_rhythm(known, rhythm)
    if Follow.objects.filter(user=by).count() >= MOST_FOLLOWS:
        raise TooManyFollowsError(limit=MOST_FOLLOWS)
    return Follow.objects.create(user=by, target=target.value, rhythm=Rhythm(rhythm), since=last_line())


@transaction.atomic
def change_rhythm(pk: int, rhythm: str, *, by: User) -> Follow:
    """Be told more or less often. Raises UnknownFollowError."""
    return _with_rhythm(own(by, pk), rhythm)


@transaction.atomic
def unfollow(pk: int, *, by: User) -> None:
    """Stop following. Raises UnknownFollowError."""
    own(by, pk).delete()


@transaction.atomic
def unfollow_target(target: Target, *, by: User) -> None:
    """Stop following this, if it was followed."""
    Follow.objects.filter(user=by, target=target.value).delete()


@transaction.atomic
def stop(token: str) -> int:
    """Do what a stop link says, once or ten times: stop one follow, or every message. Answers the follow.

    With "every message" what is followed stays on the person's list, told no more. Letters not yet sent go
    too. Raises BadStopLinkError.
    """
    user, one = read_stop(token)
    if one == EVERYTHING:
        Follow.objects.filter(user_id=user).update(rhythm=Rhythm.NEVER)
        Letter.objects.filter(user_id=user, state=Sending.WAITING).delete()
    else:
        Follow.objects.filter(user_id=user, pk=one).delete()
    return one


def _with_rhythm(one: Follow, rhythm: str) -> Follow:
    if one.rhythm == Rhythm.NEVER and rhythm != Rhythm.NEVER:
        one.since = last_line()  # what happened while nobody wanted to know is not told afterwards
    one.rhythm = Rhythm(rhythm)
    one.save()
    return one


@transaction.atomic
def let_go() -> int:
    """Let go of every letter that waits and of all news not told yet; answers how many letters.

    A backup was put back: what waited when it was made may have been sent since. A letter less is a pity, the
    same letter twice is a fault; the next one says that one may be missing.
    """
    letters = Letter.objects.filter(state__in=(Sending.WAITING, Sending.SENDING))
    Follow.objects.update(since=last_line())
    return letters.update(state=Sending.UNSURE)
