"""Decisions of a community, its rules, and taking over what is abandoned."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from terreau.commons.actions.keeping import locked, reasoned, require, touch
from terreau.commons.errors import (
    DecisionClosedError,
    NotAbandonedError,
    RuleChangedError,
    TakeoverTooSoonError,
    TakeoverWaitingError,
    UnknownDecisionError,
)
from terreau.commons.models import NOTICE_DAYS, CommonsRule, Decision, Light, Member, Role, Takeover
from terreau.commons.queries.governing import is_abandoned
from terreau.needs.actions.keeping import sign
from terreau.participation.actions import record
from terreau.participation.pace import keep_pace_of_links
from terreau.people.words import one_line

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from terreau.people.models import User


@transaction.atomic
def ask(
    pk: int,
    question: str,
    options: Sequence[str],
    *,
    by: User,
    context: str = "",
    closes_on: dt.date | None = None,
) -> Decision:
    """Put a question to the community; raises NotAllowedError."""
    keep_pace_of_links(by, f"{question}\n{context}")
    commons = locked(pk)
    require("commons.ask_community", by, commons)
    decision = Decision.objects.create(
        commons=commons,
        question=one_line(question)[:200],
        context=context[:4000],
        options=[one_line(option)[:200] for option in options][:10],
        asked_by=by,
        closes_on=closes_on,
    )
    touch(commons)
    record("ask-community", commons, by=by, reason=decision.question)
    return decision


@transaction.atomic
def decide(pk: int, decision_pk: int, *, by: User, outcome: str, reasons: str) -> Decision:
    """Say what was decided, and why; raises NotAllowedError, DecisionClosedError, ReasonNeededError."""
    return _close(pk, decision_pk, Decision.State.DECIDED, by, outcome, reasons)


@transaction.atomic
def drop(pk: int, decision_pk: int, *, by: User, reasons: str) -> Decision:
    """Say that the question is dropped, and why; raises the same."""
    return _close(pk, decision_pk, Decision.State.DROPPED, by, "", reasons)


def _close(pk: int, key: int, state: Decision.State, by: User, outcome: str, reasons: str) -> Decision:
    commons = locked(pk)
    decision = Decision.objects.select_for_update().filter(commons=commons, pk=key).first()
    if decision is None:
        raise UnknownDecisionError
    decided = state == Decision.State.DECIDED
    require("commons.decide" if decided else "commons.drop_decision", by, decision)
    if decision.state != Decision.State.OPEN:
        raise DecisionClosedError
    decision.outcome = reasoned(outcome)[:300] if decided else ""
    decision.reasons, decision.state = reasoned(reasons)[:4000], state
    decision.decided_by, decision.decided_at = by, timezone.now()
    decision.save()
    touch(commons)
    said = f"{decision.question} · {decision.outcome or decision.reasons}"
    record("decide-commons" if decided else "drop-decision", commons, by=by, reason=said)
    return decision


@transaction.atomic
def change_rule(  # noqa: PLR0913 - what a rule says, from which version, why, and who decided it
    pk: int,
    light: Light,
    text: str,
    *,
    by: User,
    version: int,
    reason: str,
    decision: int | None = None,
    verb: str = "change-rule",
) -> CommonsRule:
    """Say what the commons says under one light, from its `version` (0 when nothing was said).

    Raises NotAllowedError, ReasonNeededError, RuleChangedError, UnknownDecisionError.
    """
    keep_pace_of_links(by, text)
    commons = locked(pk)
    require("commons.change_rules", by, commons)
    reason = reasoned(reason)
    rule = CommonsRule.objects.filter(commons=commons, light=light).first()
    if (rule.version if rule else 0) != version:
        raise RuleChangedError
    if rule is None:
        rule = CommonsRule(commons=commons, light=light, version=0)
    rule.decision = _decided(pk, decision)
    rule.text, rule.version, rule.changed_at = text.strip()[:6000], version + 1, timezone.now()
    sign(rule, by, reason)
    rule.save()
    touch(commons)
    record(verb, commons, by=by, reason=f"{Light(light).label} · {reason}")
    return rule


@transaction.atomic
def restore_rule(thing: Any, version: Any, *, by: User, reason: str) -> CommonsRule:
    """Let a rule say again what it said in one of its versions."""
    return change_rule(
        thing.commons_id,
        thing.light,
        version.text,
        by=by,
        version=thing.version,
        reason=reason,
        verb="restore-rule",
    )


def _decided(commons: int, pk: int | None) -> Decision | None:
    if pk is None:
        return None
    found = Decision.objects.filter(commons_id=commons, pk=pk, state=Decision.State.DECIDED).first()
    if found is None:
        raise UnknownDecisionError
    return found


@transaction.atomic
def announce_takeover(pk: int, *, by: User, reason: str) -> Takeover:
    """Say publicly that one offers to care for an abandoned commons.

    Raises NotAllowedError, ReasonNeededError, NotAbandonedError, TakeoverWaitingError.
    """
    commons = locked(pk)
    require("commons.take_over", by, commons)
    if Takeover.objects.filter(commons=commons, state=Takeover.State.OPEN).exists():
        raise TakeoverWaitingError
    if not is_abandoned(commons):
        raise NotAbandonedError
    offer = Takeover.objects.create(commons=commons, by=by, reason=reasoned(reason)[:1000])
    touch(commons)
    record("announce-takeover", commons, by=by, reason=reason)
    return offer


@transaction.atomic
def refuse_takeover(pk: int, *, by: User, reason: str) -> Takeover:
    """A member, a holder or a steward of the territory says no, with a public reason."""
    commons = locked(pk)
    require("commons.answer_takeover", by, commons)
    offer = _open_offer(pk)
    offer.state, offer.answer = Takeover.State.REFUSED, reasoned(reason)[:1000]
    offer.answered_at = timezone.now()
    offer.save()
    touch(commons)
    record("refuse-takeover", commons, by=by, reason=offer.answer)
    return offer


@transaction.atomic
def complete_takeover(pk: int, *, by: User) -> Takeover:
    """Become the one who cares for it, once the notice is over and nobody said no.

    Raises NotAllowedError when somebody else announced it, TakeoverTooSoonError.
    """
    commons = locked(pk)
    require("commons.take_over", by, commons)
    offer = _open_offer(pk, by=by)
    end = offer.announced_at + timedelta(days=NOTICE_DAYS)
    if timezone.now() < end:
        until = date_format(timezone.localtime(end), "DATE_FORMAT")
        raise TakeoverTooSoonError(days=NOTICE_DAYS, until=until)
    offer.state, offer.answered_at = Takeover.State.DONE, timezone.now()
    offer.save()
    member = Member.objects.filter(commons=commons, user=by, until=None).first()
    if member is None:
        Member.objects.create(commons=commons, user=by, role=Role.STEWARD)
    else:
        Member.objects.filter(pk=member.pk).update(role=Role.STEWARD)
    touch(commons)
    record("take-over", commons, by=by, reason=offer.reason)
    return offer


def _open_offer(pk: int, by: User | None = None) -> Takeover:
    offers = Takeover.objects.select_for_update().filter(commons_id=pk, state=Takeover.State.OPEN)
    offer = (offers.filter(by=by) if by else offers).first()
    if offer is None:
        raise NotAbandonedError
    return offer
