"""Components: those of a commons, those it uses, how often each is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from terreau.commons.errors import UnknownComponentError
from terreau.commons.models import Commons, Component, ComponentUse
from terreau.participation.kinds import refuse_hidden, visible

if TYPE_CHECKING:
    from django.db.models import QuerySet

PAGE_SIZE = 30
_ON_A_LINE = ("title", "current_version", "commons__title")


def shown_commons() -> QuerySet[Any]:
    """Keys of the commons that everyone may read."""
    return visible(Commons.objects.order_by()).values("pk")


def _counted() -> QuerySet[Any]:
    """Components that everyone may read, with how many commons use each now."""
    shown = shown_commons()
    now = Q(uses__ended_at=None, uses__commons__in=shown)
    return Component.objects.filter(commons__in=shown).annotate(reuses=Count("uses", filter=now))


def page_of(number: int | str) -> Page[Any]:
    """Every component, the most reused first: three SQL queries.

    The keys are ranked alone: to group the long texts with them costs ten times as much.
    """
    ranked = _counted().order_by("-reuses", "title", "pk").values_list("pk", "reuses", "title")
    page: Page[Any] = Paginator(ranked, PAGE_SIZE).get_page(number)
    rows = list(page.object_list)
    found = Component.objects.select_related("commons").only(*_ON_A_LINE).in_bulk([row[0] for row in rows])
    for key, reuses, _title in rows:
        found[key].reuses = reuses  # type: ignore[attr-defined]
    page.object_list = [found[row[0]] for row in rows]
    return page


def component(pk: int) -> Component:
    """One component with its commons; raises UnknownComponentError, HiddenThingError."""
    found = Component.objects.select_related("commons").filter(pk=pk).first()
    if found is None:
        raise UnknownComponentError
    refuse_hidden("commons.commons", found.commons_id)
    return found


def components_of(commons: Commons) -> list[Component]:
    """Those that a commons offers. One SQL query."""
    return list(_counted().filter(commons=commons).only("title").order_by("title", "pk")[:50])


def uses_by(commons: Commons) -> list[ComponentUse]:
    """Components of others that a commons uses. One SQL query."""
    found = ComponentUse.objects.filter(
        commons=commons, ended_at=None, component__commons__in=shown_commons()
    )
    named = found.select_related("component__commons").only(
        "commons_id",
        "used_version",
        "quantity",
        "modified",
        "purpose",
        "component__title",
        "component__licence_said",
        "component__commons__title",
        "component__commons__licence_said",
    )
    return list(named.order_by("component__title", "pk")[:50])
