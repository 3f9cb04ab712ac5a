"""Who a change of a component would reach: followed step by step, counted, read by pages, drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Q

from terreau.commons.models import Commons, Component, ComponentUse
from terreau.commons.queries.components import shown_commons

if TYPE_CHECKING:
    from collections.abc import Sequence

#: How far a change is followed, how many commons are counted, read on a page, drawn.
DEEPEST, MOST_FOLLOWED, PAGE_SIZE, MOST_DRAWN = 3, 2_000, 40, 24


class Reached(NamedTuple):
    """A commons that a change would reach, by keys: how far it is, through which component and version."""

    commons: int
    step: int
    component: int
    used_version: str


@dataclass(frozen=True)
class Hit:
    """The same, ready to be read; `behind` when the version used is not the last."""

    commons: Commons
    step: int
    through: str
    used_version: str
    behind: bool


def reached_by(one: Component) -> list[Reached]:
    """Every commons that a change would reach, the nearest first: at most three SQL queries."""
    found: list[Reached] = []
    seen = {one.commons_id}
    asked: Q = Q(component=one)
    uses = ComponentUse.objects.filter(ended_at=None, commons__in=shown_commons()).order_by("said_at", "pk")
    for step in range(1, DEEPEST + 1):
        before = len(found)
        rows = uses.filter(asked).values_list("commons_id", "component_id", "used_version")
        for commons, component, version in rows.iterator(chunk_size=500):
            if commons not in seen:
                seen.add(commons)
                found.append(Reached(commons, step, component, version))
            if len(found) >= MOST_FOLLOWED:
                return found
        if len(found) == before:
            break
        asked = Q(component__commons__in=[at.commons for at in found[before:]])
    return found


def page_of(reached: Sequence[Reached], number: int | str) -> Page[Any]:
    """One page of those, ready to be read: two SQL queries."""
    page: Page[Any] = Paginator(reached, PAGE_SIZE).get_page(number)
    page.object_list = told(list(page.object_list))
    return page


def told(reached: Sequence[Reached]) -> list[Hit]:
    """These ready to be read: two SQL queries."""
    commons = Commons.objects.only("title").in_bulk([at.commons for at in reached])
    parts = Component.objects.only("title", "current_version").in_bulk({at.component for at in reached})
    return [
        Hit(
            commons[at.commons],
            at.step,
            parts[at.component].title,
            at.used_version,
            bool(at.used_version) and at.used_version != parts[at.component].current_version,
        )
        for at in reached
        if at.commons in commons and at.component in parts
    ]


def hit_by(one: Component) -> list[Hit]:
    """The nearest commons that a change of this component would reach: at most five SQL queries."""
    return told(reached_by(one)[:MOST_DRAWN])


@dataclass(frozen=True)
class Box:
    """A rectangle of the drawing with its words."""

    x: int
    y: int
    words: str


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
    hits = hits[:MOST_DRAWN]
    columns = [[hit for hit in hits if hit.step == step] for step in range(1, DEEPEST)]
    columns[-1] += [hit for hit in hits if hit.step == DEEPEST]
    rows = max([len(column) for column in columns] + [1])
    middle = (rows * _ROW) // 2 - _ROW // 2 + 8
    boxes = [Box(0, middle, _short(one.title))]
    lines: list[str] = []
    start = (_WIDE, middle + _HIGH // 2)
    for number, column in enumerate(columns, start=1):
        for row, hit in enumerate(column):
            x, y = number * _COLUMN, row * _ROW + 8
            boxes.append(Box(x, y, _short(hit.commons.title)))
            lines.append(f"M{start[0]} {start[1]}L{x} {y + _HIGH // 2}")
        if column:
            start = (number * _COLUMN + _WIDE, 8 + _HIGH // 2)
    return Drawing(boxes, lines, rows * _ROW + 8)


def _short(words: str) -> str:
    return words if len(words) <= 26 else words[:25] + "…"  # noqa: PLR2004 - what a box of the drawing holds
