"""The light map of a territory: what it is made of, or a commune among its neighbours."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from terreau.territories.models import Kind, Shape, Territory
from terreau.territories.queries.parts import members_of, neighbours_of
from terreau.territories.shapes import Box, area_km2, coarser, view_box

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.utils.safestring import SafeString

    from terreau.territories.shapes import ViewBox

#: Width of a drawing in its own units: about one unit a pixel on a wide screen, which keeps the page light.
_WIDTH = 640
#: The more shapes there are beyond this, the rougher each is: the page keeps its weight.
_MANY = 60
#: Pieces whose name may stand on the map: a hamlet with room for its name would pass for a capital.
_NAMED = 12
#: Size of letters, as a share of the longer side; about 15 pixels on a wide screen.
_LETTERS = 1 / 42


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map ready to be set in a page: the frame, the pieces that lead somewhere, the outline, the names.

    `around` says that the pieces are neighbours of the territory, not parts of it. `area_km2` is the area of
    the simplified outline: for a density in words, never for a deed.
    """

    view_box: ViewBox
    pieces: SafeString
    outline: str
    names: SafeString
    around: bool
    area_km2: float


def drawing_of(one: Territory) -> Drawing | None:
    """The map of a territory, or None when the base has no outline for it: two queries."""
    own = Shape.objects.filter(pk=one.pk).select_related("territory").first()
    if own is None:
        return None
    around = one.kind == Kind.COMMUNE
    others = neighbours_of(one) if around else members_of(one)
    pieces = list(
        Shape.objects.filter(territory__in=others.order_by()).select_related("territory").order_by("pk")
    )
    step = _step([own, *pieces] if around else [own], len(pieces))
    scaled = view_box([_box(shape, step) for shape in ([own, *pieces] if around else [own])])
    return Drawing(
        scaled,
        _links(pieces, step),
        coarser(own.path, step),
        _names([own, *pieces] if around else pieces, step, scaled),
        around,
        area_km2(own.path),
    )


def _step(framed: Sequence[Shape], count: int) -> int:
    frame = view_box([_box(shape, 1) for shape in framed])
    fineness = math.sqrt(min(1, _MANY / max(count, 1)))
    return max(1, round(max(frame.width, frame.height) / (_WIDTH * fineness)))


def _links(shapes: Iterable[Shape], step: int) -> SafeString:
    """Each piece as a link with its name; made here once, as a template would walk them at each page."""
    start = reverse("territories:find")
    drawn = ((start, shape, coarser(shape.path, step)) for shape in shapes)
    return format_html_join(
        "\n",
        '<a href="{}{}/"><title>{}</title><path d="{}"/></a>',
        ((start, shape.territory_id, shape.territory.name, path) for start, shape, path in drawn if path),
    )


def _names(shapes: Iterable[Shape], step: int, frame: ViewBox) -> SafeString:
    """Names of the most peopled pieces, where the piece can hold its own and none is over another."""
    size = max(1, round(max(frame.width, frame.height) * _LETTERS))
    peopled = sorted(shapes, key=lambda shape: -(shape.territory.population or 0))[:_NAMED]
    taken: list[Box] = []
    named: list[tuple[int, int, str]] = []
    for shape in peopled:
        box, name = _box(shape, step), shape.territory.name
        place = _place_of_name(name, box, size)
        if _fits(place, box, frame) and not any(_overlap(place, other) for other in taken):
            taken.append(place)
            named.append(((place.min_x + place.max_x) // 2, place.max_y - size // 2, name))
    texts = format_html_join("", '<text x="{}" y="{}">{}</text>', named)
    return format_html('<g font-size="{}">{}</g>', size, texts) if named else texts


def _place_of_name(name: str, box: Box, size: int) -> Box:
    width, height = round(len(name) * size * 0.6), round(size * 1.4)
    left, top = (box.min_x + box.max_x - width) // 2, (box.min_y + box.max_y - height) // 2
    return Box(left, top, left + width, top + height)


def _fits(name: Box, piece: Box, frame: ViewBox) -> bool:
    """Inside the frame, and not much wider than the piece."""
    slack = (piece.max_x - piece.min_x) // 5
    inside = frame.x <= name.min_x and name.max_x <= frame.x + frame.width
    return inside and piece.min_x - slack <= name.min_x and piece.min_y <= name.min_y


def _overlap(one: Box, other: Box) -> bool:
    apart = one.max_x < other.min_x or other.max_x < one.min_x
    return not (apart or one.max_y < other.min_y or other.max_y < one.min_y)


def _box(shape: Shape, step: int) -> Box:
    return Box(*(round(side / step) for side in (shape.min_x, shape.min_y, shape.max_x, shape.max_y)))
