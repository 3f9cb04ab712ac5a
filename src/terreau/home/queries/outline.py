"""The home territory as one light drawing."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from terreau.territories.models import Kind, Shape
from terreau.territories.shapes import Box, view_box

#: A front page stays under its weight with the borders of a métropole; a département gets its outline alone.
MOST_COMMUNES = 100
MOST_LETTERS = 16_000


@dataclass(frozen=True)
class Outline:
    """SVG text: the frame, the border of the territory, the borders of its communes ("" when too many)."""

    view_box: str
    border: str
    inside: str


def home_outline() -> Outline | None:
    """Two queries; None when the shape is not known (94 overseas communes have none)."""
    shape = Shape.objects.filter(pk=settings.TERRITORY).first() if settings.TERRITORY else None
    if shape is None:
        return None
    frame = view_box([Box(shape.min_x, shape.min_y, shape.max_x, shape.max_y)])
    return Outline(str(frame), shape.path, _borders_inside(shape.pk))


def _borders_inside(ref: str) -> str:
    members = Shape.objects.filter(
        territory__kind=Kind.COMMUNE, territory__part_of__whole_id=ref, territory__part_of__until__isnull=True
    ).order_by("pk")
    paths = list(members.values_list("path", flat=True)[: MOST_COMMUNES + 1])
    drawn = "".join(paths)
    return drawn if len(paths) <= MOST_COMMUNES and len(drawn) <= MOST_LETTERS else ""
