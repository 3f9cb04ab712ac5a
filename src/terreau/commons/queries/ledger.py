"""The ledger of contributions, its totals, and its table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from terreau.commons.errors import UnknownContributionError
from terreau.commons.models import Commons, Contribution, Gave

if TYPE_CHECKING:
    from decimal import Decimal

    from django.db.models import QuerySet

PAGE_SIZE = 50


@dataclass(frozen=True)
class Total:
    """How much of one kind is kept, in one unit, in how many entries."""

    gave: str
    quantity: Decimal
    unit: str
    entries: int


def entries_of(commons: Commons) -> QuerySet[Contribution]:
    """Every entry, the latest first."""
    found = Contribution.objects.filter(commons=commons).select_related("user", "organisation", "declared_by")
    return found.order_by("-declared_at", "-pk")


def page_of(commons: Commons, number: int | str) -> Page[Contribution]:
    """One page of the ledger."""
    return Paginator(entries_of(commons), PAGE_SIZE).get_page(number)


def entry(commons: Commons, pk: int) -> Contribution:
    """One entry; raises UnknownContributionError."""
    found = entries_of(commons).filter(pk=pk).first()
    if found is None:
        raise UnknownContributionError
    found.commons = commons
    return found


def totals_of(commons: Commons) -> list[Total]:
    """What is kept, by kind and unit. One SQL query."""
    kept = Q(state=Contribution.State.KEPT) | Q(
        state=Contribution.State.DECLARED, open_until__lte=timezone.now()
    )
    rows = (
        Contribution.objects.filter(kept, commons=commons)
        .values("gave", "unit")
        .annotate(total=Sum("quantity"), entries=Count("pk"))
        .order_by("gave", "unit")
    )
    return [Total(str(Gave(row["gave"]).label), row["total"], row["unit"], row["entries"]) for row in rows]


def for_whom(one: Contribution) -> str:
    """For whom it was declared, as everyone may read it."""
    if one.organisation is not None:
        return one.organisation.public_name
    if one.name:
        return one.name
    return one.user.public_name if one.user else _("une personne dont le compte n’existe plus")


def state_said(one: Contribution) -> str:
    """What became of it, in words: an entry that nobody objected to in time is kept."""
    if one.is_kept():
        return str(Contribution.State.KEPT.label)
    return str(Contribution.State(one.state).label)
