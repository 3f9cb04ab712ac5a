"""How a commons is governed: nine lights, decisions, whether it is abandoned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils import timezone

from terreau.commons.errors import UnknownDecisionError
from terreau.commons.models import (
    ASLEEP_DAYS,
    NOTICE_DAYS,
    Commons,
    CommonsRule,
    Decision,
    Light,
    Member,
    Role,
    Takeover,
    Use,
)
from terreau.participation.kinds import visible
from terreau.participation.models import JournalLine

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.utils.functional import Promise

    from terreau.foundation.slots import Dates


@dataclass(frozen=True)
class Lamp:
    """One light of a commons: present with its text, or missing; never whether the text is good."""

    light: str
    title: str | Promise
    rule: CommonsRule | None

    @property
    def lit(self) -> bool:
        """Whether something is said."""
        return self.rule is not None and bool(self.rule.text)


@dataclass(frozen=True)
class Standing:
    """Whether somebody cares for it and it moves; `offer` is a takeover that was announced."""

    stewards: int
    moved_at: dt.datetime
    asleep: bool
    offer: Takeover | None
    offer_ends: dt.datetime | None

    @property
    def abandoned(self) -> bool:
        """Nobody cares for it any more, or nothing has happened for a year."""
        return self.stewards == 0 or self.asleep


@dataclass(frozen=True)
class Figures:
    """How many are in it, how many organisations use it, and the lights that are missing."""

    members: int
    uses: int
    missing: Sequence[str]


def figures_of(commons: Commons) -> Figures:
    """What the sheet says of its community. Three SQL queries."""
    said = set(
        CommonsRule.objects.filter(commons=commons)
        .exclude(text="")
        .order_by()
        .values_list("light", flat=True)
    )
    return Figures(
        members=Member.objects.filter(commons=commons, until=None).count(),
        uses=Use.objects.filter(commons=commons, ended_at=None).count(),
        missing=[str(light.label) for light in Light if light.value not in said],
    )


def offers(asked: Dates, notice: timedelta) -> list[Takeover]:
    """Takeovers announced whose notice ends from a moment on, the earliest first."""
    found = Takeover.objects.filter(
        state=Takeover.State.OPEN,
        announced_at__gte=asked.since - notice,
        commons__in=visible(Commons.objects.order_by()),
    )
    if asked.theme:
        found = found.filter(commons__theme=asked.theme)
    if asked.territory:
        found = found.filter(commons__territories=asked.territory)
    return list(found.select_related("commons").order_by("announced_at", "pk")[: asked.most])


def lights_of(commons: Commons) -> list[Lamp]:
    """The nine lights, in their order. One SQL query."""
    said = {
        rule.light: rule for rule in CommonsRule.objects.filter(commons=commons).select_related("decision")
    }
    return [Lamp(light.value, light.label, said.get(light.value)) for light in Light]


def rule_of(commons: Commons, light: Light) -> CommonsRule | None:
    """What it says under one light."""
    return CommonsRule.objects.filter(commons=commons, light=light).select_related("decision").first()


def decisions_of(commons: Commons) -> list[Decision]:
    """Questions of the community, the latest first."""
    found = Decision.objects.filter(commons=commons).select_related("asked_by", "decided_by")
    return list(found.order_by("-asked_at", "-pk")[:50])


def decision(commons: Commons, pk: int) -> Decision:
    """One question; raises UnknownDecisionError."""
    found = Decision.objects.select_related("asked_by", "decided_by").filter(commons=commons, pk=pk).first()
    if found is None:
        raise UnknownDecisionError
    found.commons = commons
    return found


def standing_of(commons: Commons) -> Standing:
    """Whether it is cared for and moves. Three SQL queries."""
    line = (
        JournalLine.objects.filter(kind="commons.commons", thing=str(commons.pk))
        .order_by("-number")
        .values_list("at", flat=True)
        .first()
    )
    moved = max(filter(None, (line, commons.changed_at)))
    offer = Takeover.objects.filter(commons=commons, state=Takeover.State.OPEN).select_related("by").first()
    return Standing(
        stewards=_caring().filter(commons=commons).count(),
        moved_at=moved,
        asleep=moved < timezone.now() - timedelta(days=ASLEEP_DAYS),
        offer=offer,
        offer_ends=offer.announced_at + timedelta(days=NOTICE_DAYS) if offer else None,
    )


def is_abandoned(commons: Commons) -> bool:
    """Whether it can be taken over by the public rule."""
    return standing_of(commons).abandoned


def without_steward(most: int = 20) -> Sequence[Commons]:
    """Commons that nobody cares for, examples left out, those that moved last first. One SQL query."""
    caring = _caring().filter(commons=OuterRef("pk"))
    found = visible(Commons.objects.filter(~Exists(caring), is_example=False))
    return list(found.order_by("-changed_at", "-pk")[:most])


def _caring() -> QuerySet[Member]:
    return Member.objects.filter(role=Role.STEWARD, until=None, user__is_active=True)
