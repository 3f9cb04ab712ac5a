"""Components: who uses them, how often, and who is hit when one changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from terreau.commons.errors import UnknownComponentError
from terreau.commons.models import Commons, Component, ComponentUse
from terreau.participation.kinds import refuse_hidden, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

PAGE_SIZE = 30
#: How far a change is followed, and how many commons a drawing shows.
DEEPEST, MOST_DRAWN = 3, 24


@dataclass(frozen=True)
class Hit:
    """A commons that a change would reach: how far it is, through which component, in which version."""

    commons: Commons
    step: int
    through: str
    used_version: str
    behind: bool


def _counted() -> QuerySet[Any]:
    shown = visible(Commons.objects.order_by()).values("pk")
    now = Q(uses__ended_at=None, uses__commons__in=shown)
    found = Component.objects.filter(commons__in=shown).select_related("commons")
    return found.annotate(reuses=Count("uses", filter=now))


def page_of(number: int | str) -> Page[Any]:
    """Every component, the most reused first."""
    return Paginator(_counted().order_by("-reuses", "title", "pk"), PAGE_SIZE).get_page(number)


def component(pk: int) -> Component:
    """One component with its commons; raises UnknownComponentError, HiddenThingError."""
    found = Component.objects.select_related("commons").filter(pk=pk).first()
    if found is None:
        raise UnknownComponentError
    refuse_hidden("commons.commons", found.commons_id)
    return found


def components_of(commons: Commons) -> list[Component]:
    """Those that a commons offers. One SQL query."""
    return list(_counted().filter(commons=commons).order_by("title", "pk")[:50])


def uses_by(commons: Commons) -> list[ComponentUse]:
    """Components of others that a commons uses. One SQL query."""
    shown = visible(Commons.objects.order_by()).values("pk")
    found = ComponentUse.objects.filter(commons=commons, ended_at=None, component__commons__in=shown)
    return list(found.select_related("component__commons").order_by("component__title", "pk")[:50])


def hit_by(one: Component) -> list[Hit]:
    """Commons that a change of this component would reach, the nearest first: at most three SQL queries."""
    found: list[Hit] = []
    seen = {one.commons_id}
    asked: Q = Q(component=one)
    for step in range(1, DEEPEST + 1):
        uses = _uses().filter(asked).exclude(commons__in=seen)[:MOST_DRAWN]
        reached: list[int] = []
        for use in uses:
            if use.commons_id not in seen:
                seen.add(use.commons_id)
                reached.append(use.commons_id)
                behind = bool(use.used_version) and use.used_version != use.component.current_version
                found.append(Hit(use.commons, step, use.component.title, use.used_version, behind))
        if not reached:
            break
        asked = Q(component__commons__in=reached)
    return found[:MOST_DRAWN]


def _uses() -> QuerySet[ComponentUse]:
    shown = visible(Commons.objects.order_by()).values("pk")
    found = ComponentUse.objects.filter(ended_at=None, commons__in=shown)
    return found.select_related("commons", "component").order_by("said_at", "pk")


@dataclass(frozen=True)
class Box:
    """A rectangle of the drawing with its words."""

    x: int
    y: int
    words: str
    url: str


@dataclass(frozen=True)
class Drawing:
    """Boxes and the lines between them; `height` in the units of the drawing, whose width is 720."""

    boxes: Sequence[Box]
    lines: Sequence[str]
    height: int


#: A box is 200 wide and 44 high; columns stand 260 apart, rows 60.
_WIDE, _HIGH, _COLUMN, _ROW = 200, 44, 260, 60


def drawn(one: Component, hits: Sequence[Hit]) -> Drawing:
    """The component on the left, the commons a change reaches in columns by how far they are."""
    columns = [[hit for hit in hits if hit.step == step] for step in range(1, DEEPEST)]
    columns[-1] += [hit for hit in hits if hit.step == DEEPEST]
    rows = max([len(column) for column in columns] + [1])
    middle = (rows * _ROW) // 2 - _ROW // 2 + 8
    boxes = [Box(0, middle, _short(one.title), one.get_absolute_url())]
    lines: list[str] = []
    start = (_WIDE, middle + _HIGH // 2)
    for number, column in enumerate(columns, start=1):
        for row, hit in enumerate(column):
            x, y = number * _COLUMN, row * _ROW + 8
            boxes.append(Box(x, y, _short(hit.commons.title), hit.commons.get_absolute_url()))
            lines.append(f"M{start[0]} {start[1]}L{x} {y + _HIGH // 2}")
        if column:
            start = (number * _COLUMN + _WIDE, 8 + _HIGH // 2)
    return Drawing(boxes, lines, rows * _ROW + 8)


def _short(words: str) -> str:
    return words if len(words) <= 26 else words[:25] + "…"  # noqa: PLR2004 - what a box of the drawing holds
