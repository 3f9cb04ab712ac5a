"""Decisions of moderation as JSON: read by anyone, contested by the author with a token."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated

from django.conf import settings
from django.urls import reverse
from ninja import Field, Path, Router, Schema
from ninja.decorators import decorate_view

from terreau.foundation.limits import limited
from terreau.foundation.patterns import LINES
from terreau.foundation.problems import PROBLEMS
from terreau.participation import actions
from terreau.participation.api.access import WRITES, BearerToken, caller_of, keep_pace
from terreau.participation.kinds import kind_of
from terreau.participation.models import CaseState, Scope
from terreau.participation.models.moderation import LONGEST
from terreau.participation.pace import APPEALS
from terreau.participation.queries import moderation

if TYPE_CHECKING:
    from django.http import HttpRequest

router = Router(tags=["decisions"])

Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


class DecisionTold(Schema):
    """What was hidden, by which rule, why; nothing of what it said."""

    id: int
    url: str
    about: str = Field(description="What sort of thing it is about.")
    state: CaseState
    rule: str
    reason: str
    decided_at: dt.datetime | None
    contested_at: dt.datetime | None
    answer: str = Field(description="What was answered to who contested it; empty before.")
    open_to_appeal: bool


class AppealAsked(Schema):
    """Why the decision is wrong; read by those who moderate."""

    text: Annotated[str, Field(max_length=LONGEST, pattern=LINES)]


@router.get(
    "/{pk}", response={200: DecisionTold, **PROBLEMS}, summary="One decision", operation_id="get_decision"
)
@decorate_view(limited("decision", "240/m", by="network"))
def get_decision(request: HttpRequest, pk: Number) -> DecisionTold:  # noqa: ARG001 - ninja gives it
    """A decision by its number."""
    return _told(pk)


@router.post(
    "/{pk}/appeal",
    auth=BearerToken(Scope.REPORT),
    response={200: DecisionTold, **WRITES},
    summary="Contest a decision",
    operation_id="appeal",
)
def appeal(request: HttpRequest, pk: Number, asked: AppealAsked) -> DecisionTold:
    """For the author of what was hidden, once."""
    by = caller_of(request).user
    keep_pace(request, "appeal", APPEALS)
    moderation.decision(pk)
    actions.appeal(pk, asked.text, by=by)
    return _told(pk)


def _told(pk: int) -> DecisionTold:
    case = moderation.decision(pk)
    contested = moderation.appeal_of(case)
    return DecisionTold(
        id=case.pk,
        url=settings.ADDRESS + reverse("participation:decision", args=(case.pk,)),
        about=str(kind_of(case.kind).label),
        state=CaseState(case.state),
        rule=str(case.rule),
        reason=case.told_reason,
        decided_at=case.decided_at,
        contested_at=contested.made_at if contested else None,
        answer=contested.answer if contested else "",
        open_to_appeal=moderation.may_be_contested(case),
    )
