"""Communities of commons through the API: join, leave, invite, hand over, take over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.conf import settings
from django.urls import reverse
from ninja import Field, Schema, Status

from terreau.commons import actions
from terreau.commons.api.asking import Why, its_own
from terreau.commons.api.reading import Number, router
from terreau.commons.models import INVITATION_DAYS, Role
from terreau.commons.queries import governing, page
from terreau.foundation.patterns import LINES
from terreau.foundation.problems import PROBLEMS
from terreau.participation.api import WRITES, BearerToken, SentKey, caller_of, keep_pace, once
from terreau.participation.models import Scope

if TYPE_CHECKING:
    from django.http import HttpRequest

Because = Annotated[str, Field(max_length=1000, pattern=LINES, description="Public.")]


class CommunityTold(Schema):
    """A community as everyone may read it."""

    holders: list[str]
    stewards: list[str]
    contributors: list[str]
    unnamed: int = Field(description="People who do not show their name.")
    total: int
    abandoned: bool = Field(description="Nobody cares for it, or nothing has moved for a year.")
    takeover_until: str | None = Field(description="When the notice of a takeover ends.")


class Joining(Schema):
    """How one takes part."""

    role: Literal["member", "contributor"] = "member"


class Leaving(Schema):
    """Why; needed of the last person who cares for the commons."""

    reason: Why = ""


class Inviting(Schema):
    """For which role."""

    role: Literal["contributor", "steward"] = "contributor"


class Invitation(Schema):
    """A link that lets one person in, shown once."""

    url: str
    days: int


class TakingOver(Schema):
    """Why one takes the commons over, or why not."""

    reason: Because


@router.get(
    "/{pk}/community",
    response={200: CommunityTold, **PROBLEMS},
    summary="A community",
    operation_id="get_community",
)
def get_community(request: HttpRequest, pk: Number) -> CommunityTold:  # noqa: ARG001
    """Who is around a commons, and whether it is cared for."""
    return _told(pk)


@router.put(
    "/{pk}/membership",
    auth=BearerToken(Scope.TAKE_PART),
    response={200: CommunityTold, **WRITES},
    summary="Join a community",
    operation_id="join_commons",
)
def join_commons(request: HttpRequest, pk: Number, asked: Joining) -> CommunityTold:
    """Enter; joining twice is joining once."""
    keep_pace(request, "join-commons", "60/h")
    actions.join(pk, by=caller_of(request).user, role=Role(asked.role))
    return _told(pk)


@router.post(
    "/{pk}/leave",
    auth=BearerToken(Scope.TAKE_PART),
    response={200: CommunityTold, **WRITES},
    summary="Leave a community",
    operation_id="leave_commons",
)
def leave_commons(request: HttpRequest, pk: Number, asked: Leaving, sent: SentKey = "") -> Any:
    """Leave; the last person who cares for a commons says why."""
    caller = caller_of(request)

    def act() -> CommunityTold:
        actions.leave(pk, by=caller.user, reason=asked.reason)
        return _told(pk)

    return once(request, sent, 200, act)


@router.post(
    "/{pk}/invitations",
    auth=BearerToken(Scope.COMMONS),
    response={201: Invitation, **WRITES},
    summary="Invite somebody",
    operation_id="invite_to_commons",
)
def invite(request: HttpRequest, pk: Number, asked: Inviting) -> Any:
    """Make a link that lets one person in; only its print is kept, so it is never shown again."""
    caller = caller_of(request)
    its_own(caller, pk)
    keep_pace(request, "invite-commons", "30/h")
    token = actions.invite(pk, Role(asked.role), by=caller.user)
    url = settings.ADDRESS + reverse("commons:invitation", args=(token,))
    return Status(201, Invitation(url=url, days=INVITATION_DAYS))


@router.post(
    "/{pk}/takeover",
    auth=BearerToken(Scope.TAKE_PART),
    response={201: CommunityTold, **WRITES},
    summary="Offer to take an abandoned commons over",
    operation_id="announce_takeover",
)
def announce_takeover(request: HttpRequest, pk: Number, asked: TakingOver, sent: SentKey = "") -> Any:
    """Say it publicly; without a refusal within thirty days it may be completed."""
    caller = caller_of(request)
    keep_pace(request, "take-over", "10/h")

    def act() -> CommunityTold:
        actions.announce_takeover(pk, by=caller.user, reason=asked.reason)
        return _told(pk)

    return once(request, sent, 201, act)


@router.post(
    "/{pk}/takeover/complete",
    auth=BearerToken(Scope.TAKE_PART),
    response={200: CommunityTold, **WRITES},
    summary="Complete a takeover",
    operation_id="complete_takeover",
)
def complete_takeover(request: HttpRequest, pk: Number, sent: SentKey = "") -> Any:
    """Care for the commons from now on, once the notice is over and nobody said no."""
    caller = caller_of(request)

    def act() -> CommunityTold:
        actions.complete_takeover(pk, by=caller.user)
        return _told(pk)

    return once(request, sent, 200, act)


@router.post(
    "/{pk}/takeover/refuse",
    auth=BearerToken(Scope.TAKE_PART),
    response={200: CommunityTold, **WRITES},
    summary="Refuse a takeover",
    operation_id="refuse_takeover",
)
def refuse_takeover(request: HttpRequest, pk: Number, asked: TakingOver, sent: SentKey = "") -> Any:
    """Say no, as a member, a holder or a steward of the territory, with a public reason."""
    caller = caller_of(request)

    def act() -> CommunityTold:
        actions.refuse_takeover(pk, by=caller.user, reason=asked.reason)
        return _told(pk)

    return once(request, sent, 200, act)


def _told(pk: int) -> CommunityTold:
    commons = page.commons(pk)
    around, standing = page.community_of(commons), governing.standing_of(commons)
    return CommunityTold(
        holders=[one.name for one in around.holders],
        stewards=[one.name for one in around.stewards],
        contributors=[one.name for one in around.contributors],
        unnamed=around.unnamed,
        total=around.total,
        abandoned=standing.abandoned,
        takeover_until=standing.offer_ends.isoformat() if standing.offer_ends else None,
    )
