"""Following as JSON."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated

from django.conf import settings
from ninja import Field, Path, Router, Schema, Status

from terreau.participation import actions
from terreau.participation.api.access import WRITES, BearerToken, caller_of
from terreau.participation.models import Rhythm, Scope
from terreau.participation.queries import following

if TYPE_CHECKING:
    from django.http import HttpRequest

router = Router(tags=["follows"])

Word = Annotated[
    str,
    Path(
        max_length=40,
        pattern="^[a-z-]+$",
        description="`besoin`, `organisation`, `theme`, `territoire`, `cercle`.",
    ),
]
Key = Annotated[
    str,
    Path(
        max_length=40,
        pattern="^[0-9A-Za-z-]+$",
        description="The number of a thing, the word of a theme, the code of a territory, or `moi`.",
    ),
]


class FollowTold(Schema):
    """One thing that is followed."""

    target: str = Field(description="Kind and key, or `theme:…`, `place:…`, `circle:`.")
    name: str
    url: str
    rhythm: Rhythm
    begun_at: dt.datetime


class Follows(Schema):
    """All that a person follows."""

    items: list[FollowTold]


class RhythmAsked(Schema):
    """How often to be told."""

    rhythm: Rhythm = Rhythm.DAILY


@router.get(
    "",
    auth=BearerToken(Scope.READ),
    response={200: Follows, **WRITES},
    summary="What I follow",
    operation_id="list_follows",
)
def list_follows(request: HttpRequest) -> Follows:
    """What the person of the token follows, the latest first."""
    found = following.follows_of(caller_of(request).user)
    return Follows(items=[_told(one) for one in found])


@router.put(
    "/{word}/{key}",
    auth=BearerToken(Scope.FOLLOW),
    response={200: FollowTold, **WRITES},
    summary="Follow",
    operation_id="follow",
)
def follow(request: HttpRequest, word: Word, key: Key, asked: RhythmAsked) -> FollowTold:
    """Follow a thing, a theme, a territory or one's circle; following twice changes the rhythm only."""
    target = following.target_named(word, key)
    kept = actions.follow(target, by=caller_of(request).user, rhythm=asked.rhythm)
    return _told(following.Followed(kept, target))


@router.delete(
    "/{word}/{key}",
    auth=BearerToken(Scope.FOLLOW),
    response={204: None, **WRITES},
    summary="Stop following",
    operation_id="unfollow",
)
def unfollow(request: HttpRequest, word: Word, key: Key) -> Status[None]:
    """Stop; what was not followed stays so."""
    actions.unfollow_target(following.target_named(word, key), by=caller_of(request).user)
    return Status(204, None)


def _told(one: following.Followed) -> FollowTold:
    return FollowTold(
        target=one.follow.target,
        name=one.target.name,
        url=settings.ADDRESS + one.target.url if one.target.url else "",
        rhythm=Rhythm(one.follow.rhythm),
        begun_at=one.follow.begun_at,
    )
