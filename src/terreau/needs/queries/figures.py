"""How many needs there are and where they stand; examples are never counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Sum

from terreau.needs.models import MergeProposal, State, Status
from terreau.needs.queries.listing import Filters, listed

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from terreau.needs.models import Need
    from terreau.territories.models import Territory


@dataclass(frozen=True)
class Figures:
    """Needs raised, being answered and met, and the people who support them."""

    total: int
    being_answered: int
    met: int
    supports: int


def figures(territory: Territory | None = None) -> Figures:
    """The figures of a territory, or of the whole instance; one SQL query."""
    counted = (
        listed(Filters(territory=territory))
        .filter(is_example=False)
        .order_by()
        .aggregate(
            total=Count("pk"),
            being_answered=Count("pk", filter=Q(state=State.BEING_ANSWERED)),
            met=Count("pk", filter=Q(state=State.MET)),
            supports=Sum("supports", default=0),
        )
    )
    return Figures(**counted)


def waiting() -> QuerySet[Need]:
    """Needs nobody has looked at yet, the oldest first."""
    return listed(Filters(state=State.RAISED)).filter(is_example=False).order_by("raised_at", "pk")


def orphan_merges() -> list[MergeProposal]:
    """Proposals about needs whose account has gone: a steward may have to decide; the oldest first."""
    return list(
        MergeProposal.objects.filter(status=Status.OPEN, source__raised_by=None)
        .select_related("source", "target")
        .order_by("proposed_at", "pk")[:20]
    )
