"""Decisions and rules of communities through the API."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Path, Schema
from pydantic import WithJsonSchema

from terreau.commons import actions
from terreau.commons.api.asking import its_own
from terreau.commons.api.reading import Number, router
from terreau.commons.errors import SaidTogetherError
from terreau.commons.models import CommonsRule, Decision, Light
from terreau.commons.queries import governing, page
from terreau.foundation.patterns import LINE, LINES, LINES_OR_NONE
from terreau.foundation.problems import PROBLEMS
from terreau.participation.api import WRITES, BearerToken, SentKey, caller_of, keep_pace, once
from terreau.participation.models import Scope

if TYPE_CHECKING:
    from django.http import HttpRequest

StateOfDecision = Annotated[
    Decision.State, WithJsonSchema({"type": "string", "enum": list(Decision.State.values)})
]
Option = Annotated[str, Field(min_length=1, max_length=200, pattern=LINE)]
WhichLight = Annotated[Light, Path(), WithJsonSchema({"type": "string", "enum": list(Light.values)})]


class GroupDecisionTold(Schema):
    """A question put to the community, and what became of it."""

    id: int
    url: str
    question: str
    context: str = Field(description="Markdown.")
    options: list[str]
    state: StateOfDecision
    outcome: str
    reasons: str = Field(description="Markdown.")
    asked_at: dt.datetime
    closes_on: dt.date | None
    decided_at: dt.datetime | None


class QuestionAsked(Schema):
    """A question with its possible answers."""

    question: Annotated[str, Field(min_length=1, max_length=200, pattern=LINE)]
    options: Annotated[list[Option], Field(min_length=2, max_length=10)]
    context: Annotated[str, Field(max_length=4000, pattern=LINES_OR_NONE)] = ""
    closes_on: dt.date | None = None


class Decided(Schema):
    """What is decided, one of the options, or nothing when the question is dropped; and why."""

    outcome: Annotated[str, Field(max_length=200)] | None = None
    reasons: Annotated[str, Field(max_length=4000, pattern=LINES)]


class RuleTold(Schema):
    """What a commons says under one light; never whether it is good."""

    light: str
    title: str
    text: str = Field(description="Empty when nothing is said.")
    version: int = Field(description="0 when nothing was ever said.")
    decision: int | None
    url: str


class RuleSaid(Schema):
    """What it says from now on, from the version that was read."""

    text: Annotated[str, Field(max_length=6000, pattern=LINES_OR_NONE)]
    version: Annotated[int, Field(ge=0, le=2**31 - 1)]
    reason: Annotated[str, Field(min_length=1, max_length=300, pattern=LINE, description="Public.")]
    decision: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None


@router.get(
    "/{pk}/decisions",
    response={200: list[GroupDecisionTold], **PROBLEMS},
    summary="Decisions of a commons",
    operation_id="list_decisions_of_commons",
)
def list_decisions(request: HttpRequest, pk: Number) -> list[GroupDecisionTold]:  # noqa: ARG001
    """The fifty latest questions of the community."""
    return [_decision(one) for one in governing.decisions_of(page.commons(pk))]


@router.post(
    "/{pk}/decisions",
    auth=BearerToken(Scope.COMMONS),
    response={201: GroupDecisionTold, **WRITES},
    summary="Put a question to the community",
    operation_id="ask_community",
)
def ask(request: HttpRequest, pk: Number, asked: QuestionAsked, sent: SentKey = "") -> Any:
    """A question with two to ten answers."""
    caller = caller_of(request)
    its_own(caller, pk)
    if asked.closes_on is not None and asked.closes_on < timezone.localdate():
        raise SaidTogetherError(why=_("Ce jour est déjà passé."))
    keep_pace(request, "ask-community", "30/h")
    return once(
        request,
        sent,
        201,
        lambda: _decision(
            actions.ask(
                pk,
                asked.question,
                list(dict.fromkeys(asked.options)),
                by=caller.user,
                context=asked.context,
                closes_on=asked.closes_on,
            )
        ),
    )


@router.post(
    "/{pk}/decisions/{decision}/close",
    auth=BearerToken(Scope.COMMONS),
    response={200: GroupDecisionTold, **WRITES},
    summary="Record a decision",
    operation_id="decide_in_commons",
)
def decide(request: HttpRequest, pk: Number, decision: Number, asked: Decided, sent: SentKey = "") -> Any:
    """Say what was decided, and why; without an outcome the question is dropped, and why."""
    caller = caller_of(request)
    question = governing.decision(its_own(caller, pk), decision)
    if asked.outcome is not None and asked.outcome not in question.options:
        raise SaidTogetherError(why=_("Ce n’est pas une des réponses possibles."))

    def act() -> GroupDecisionTold:
        if asked.outcome is None:
            return _decision(actions.drop(pk, decision, by=caller.user, reasons=asked.reasons))
        return _decision(
            actions.decide(pk, decision, by=caller.user, outcome=asked.outcome, reasons=asked.reasons)
        )

    return once(request, sent, 200, act)


@router.get(
    "/{pk}/rules",
    response={200: list[RuleTold], **PROBLEMS},
    summary="Rules of a commons",
    operation_id="list_rules_of_commons",
)
def list_rules(request: HttpRequest, pk: Number) -> list[RuleTold]:  # noqa: ARG001
    """The nine lights, present or missing."""
    commons = page.commons(pk)
    return [_rule(pk, Light(lamp.light), lamp.rule) for lamp in governing.lights_of(commons)]


@router.put(
    "/{pk}/rules/{light}",
    auth=BearerToken(Scope.COMMONS),
    response={200: RuleTold, **WRITES},
    summary="Adapt a rule",
    operation_id="change_rule_of_commons",
)
def change_rule(request: HttpRequest, pk: Number, light: WhichLight, asked: RuleSaid) -> RuleTold:
    """Say what holds under one light, if it still is at `version`; the former text stays."""
    caller = caller_of(request)
    its_own(caller, pk)
    keep_pace(request, "change-rule", "60/h")
    rule = actions.change_rule(
        pk,
        light,
        asked.text,
        by=caller.user,
        version=asked.version,
        reason=asked.reason,
        decision=asked.decision,
    )
    return _rule(pk, light, rule)


def _decision(one: Decision) -> GroupDecisionTold:
    return GroupDecisionTold(
        id=one.pk,
        url=settings.ADDRESS + one.get_absolute_url(),
        question=one.question,
        context=one.context,
        options=one.options,
        state=Decision.State(one.state),
        outcome=one.outcome,
        reasons=one.reasons,
        asked_at=one.asked_at,
        closes_on=one.closes_on,
        decided_at=one.decided_at,
    )


def _rule(pk: int, light: Light, rule: CommonsRule | None) -> RuleTold:
    return RuleTold(
        light=light.value,
        title=str(light.label),
        text=rule.text if rule else "",
        version=rule.version if rule else 0,
        decision=rule.decision_id if rule else None,
        url=f"{settings.ADDRESS}{reverse('commons:rules', args=(pk,))}#{light.value}",
    )
