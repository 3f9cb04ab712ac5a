"""Ask for a badge with what one did; answer with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from terreau.participation.actions import record
from terreau.recognition.actions.awarding import Gift, give
from terreau.recognition.actions.keeping import reasoned, require
from terreau.recognition.errors import AlreadyAnsweredError, PleaOpenError, RetiredBadgeError
from terreau.recognition.models import Award, Means, Plea, PleaState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.people.models import User
    from terreau.recognition.models import Achievement


def plead(achievement: Achievement, *, by: User, story: str, evidence: Sequence[dict[str, str]] = ()) -> Plea:
    """Ask for a badge. Raises NotAllowedError, RetiredBadgeError, PleaOpenError."""
    require("recognition.ask_for_badge", by)
    if achievement.retired_at is not None:
        raise RetiredBadgeError
    try:
        with transaction.atomic():
            return Plea.objects.create(
                achievement=achievement,
                user=by,
                story=story.strip()[:2000],
                evidence=[dict(one) for one in evidence],
            )
    except IntegrityError:
        known = Plea.objects.get(achievement=achievement, user=by, state=PleaState.OPEN)
        raise PleaOpenError(day=timezone.localdate(known.asked_at).strftime("%d/%m/%Y")) from None


@transaction.atomic
def grant(plea: Plea, *, by: User, reason: str) -> Award:
    """Give what was asked. Raises NotAllowedError, AlreadyAnsweredError, ReasonNeededError."""
    kept = _open(plea, by)
    said = reasoned(reason)
    gift = Gift(
        name=kept.user.shown_name,
        narrative=kept.story,
        evidence=tuple(kept.evidence),
        recipient=kept.user,
        means=Means.REQUEST,
    )
    made = give(kept.achievement, [gift], by=by)[0]
    kept.award = made
    _answer(kept, PleaState.GRANTED, by, said)
    record("award-badge", kept.achievement, by=by, organisation=kept.achievement.issuer.organisation)
    return made


@transaction.atomic
def decline(plea: Plea, *, by: User, reason: str) -> None:
    """Say no, and why; only the person reads it."""
    kept = _open(plea, by)
    _answer(kept, PleaState.DECLINED, by, reasoned(reason))


def _open(plea: Plea, by: User) -> Plea:
    kept = (
        Plea.objects.select_for_update(of=("self",))
        .select_related("achievement__issuer", "user")
        .get(pk=plea.pk)
    )
    require("recognition.answer_pleas", by, kept.achievement)
    if kept.state != PleaState.OPEN:
        raise AlreadyAnsweredError(standing=PleaState(kept.state).label)
    return kept


def _answer(plea: Plea, state: PleaState, by: User, reason: str) -> None:
    plea.state, plea.decided_by, plea.decided_at, plea.reason = state, by, timezone.now(), reason
    plea.save()
