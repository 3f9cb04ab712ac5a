"""Needs that say the same, brought together through the API: read, proposed, accepted, refused."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any

from ninja import Field, Schema

from terreau.foundation.patterns import LINES_OR_NONE
from terreau.foundation.problems import PROBLEMS
from terreau.needs import actions
from terreau.needs.api.reading import NeedWhole, Number, router, whole_of
from terreau.needs.api.writing import Reason  # noqa: TC001 - read by ninja at run time
from terreau.needs.models import Status
from terreau.needs.queries import page
from terreau.participation.api import WRITES, BearerToken, SentKey, caller_of, once
from terreau.participation.models import Scope

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.needs.models import MergeProposal
    from terreau.participation.actions import Caller

Target = Annotated[int, Field(ge=1, le=2**63 - 1, description="The need to join.")]


class MergeAsked(Schema):
    """The need to join, and why."""

    target: Target
    reason: Reason


class MergeAccepted(Schema):
    """Consent; `target` is the need to join as it was read, since another merge may have moved it."""

    target: Target
    reason: Annotated[str, Field(max_length=1000, pattern=LINES_OR_NONE, description="Public.")] = ""


class MergeRefused(Schema):
    """Why both needs stay as they are."""

    reason: Reason


class MergeTold(Schema):
    """The wish that a need joins another; nothing moves until it is accepted."""

    id: int
    source: int
    target: int
    reason: str
    status: Status
    proposed_at: dt.datetime
    announced_at: dt.datetime | None = Field(
        description="When it was said that nobody answers for the source any more."
    )
    decided_at: dt.datetime | None
    decision_reason: str


class Merges(Schema):
    """Every wish in which a need takes part, the oldest first."""

    items: list[MergeTold]


@router.get(
    "/{pk}/merges",
    response={200: Merges, **PROBLEMS},
    summary="Merges of a need",
    operation_id="list_merges",
)
def list_merges(request: HttpRequest, pk: Number) -> Merges:  # noqa: ARG001 - ninja gives it
    """Merges proposed, accepted or refused, away from this need or towards it."""
    return Merges(items=[_told(one) for one in page.proposals_about(page.need(pk))])


@router.post(
    "/{pk}/merges",
    auth=BearerToken(Scope.NEEDS),
    response={201: MergeTold, **WRITES},
    summary="Propose that a need joins another",
    operation_id="propose_merge",
)
def propose_merge(request: HttpRequest, pk: Number, asked: MergeAsked, sent: SentKey = "") -> Any:
    """The one who raised the need will decide."""
    caller = caller_of(request)

    def propose() -> MergeTold:
        made = actions.propose_merge(
            pk, asked.target, by=caller.user, reason=asked.reason, organisation=caller.organisation
        )
        return _told(made)

    return once(request, sent, 201, propose)


@router.post(
    "/{pk}/merges/{merge}/accept",
    auth=BearerToken(Scope.MERGE),
    response={200: NeedWhole, **WRITES},
    summary="Accept that a need joins another",
    operation_id="accept_merge",
)
def accept_merge(
    request: HttpRequest, pk: Number, merge: Number, asked: MergeAccepted, sent: SentKey = ""
) -> Any:
    """For who answers for the need `pk`. Answers the need that it has joined."""
    caller = caller_of(request)

    def accept() -> NeedWhole:
        receiving = actions.accept_merge(
            _proposal_of(caller, pk, merge).pk,
            by=caller.user,
            target=asked.target,
            reason=asked.reason,
            organisation=caller.organisation,
        )
        return whole_of(receiving)

    return once(request, sent, 200, accept)


@router.post(
    "/{pk}/merges/{merge}/refuse",
    auth=BearerToken(Scope.MERGE),
    response={200: MergeTold, **WRITES},
    summary="Refuse that a need joins another",
    operation_id="refuse_merge",
)
def refuse_merge(
    request: HttpRequest, pk: Number, merge: Number, asked: MergeRefused, sent: SentKey = ""
) -> Any:
    """For who answers for the need `pk`: both needs stay as they are."""
    caller = caller_of(request)

    def refuse() -> MergeTold:
        refused = actions.refuse_merge(
            _proposal_of(caller, pk, merge).pk,
            by=caller.user,
            reason=asked.reason,
            organisation=caller.organisation,
        )
        return _told(refused)

    return once(request, sent, 200, refuse)


@router.post(
    "/{pk}/merges/{merge}/announce",
    auth=BearerToken(Scope.MERGE),
    response={200: MergeTold, **WRITES},
    summary="Announce that nobody answers for a need any more",
    operation_id="announce_merge",
)
def announce_merge(request: HttpRequest, pk: Number, merge: Number) -> MergeTold:
    """For stewards, who may decide seven days later. Saying it twice changes nothing."""
    caller = caller_of(request)
    return _told(actions.announce_merge(_proposal_of(caller, pk, merge).pk, by=caller.user))


def _proposal_of(caller: Caller, pk: int, merge: int) -> MergeProposal:
    """What was proposed, when this token may decide about the need that would join the other."""
    found = page.proposal(page.need(pk), merge)
    caller.keep_to(found.source.organisation_id)
    return found


def _told(made: MergeProposal) -> MergeTold:
    return MergeTold(
        id=made.pk,
        source=made.source_id,
        target=made.target_id,
        reason=made.reason,
        status=Status(made.status),
        proposed_at=made.proposed_at,
        announced_at=made.announced_at,
        decided_at=made.decided_at,
        decision_reason=made.decision_reason,
    )
