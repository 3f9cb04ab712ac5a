"""The home territory as one light drawing, without a link: the whole map stands on its own page."""

from __future__ import annotations

from dataclasses import dataclass

from terreau.territories.models import Shape
from terreau.territories.queries import home, members_of
from terreau.territories.queries.editions import PerEdition
from terreau.territories.shapes import Box, coarser, view_box

#: Height of the drawing in its own units: twice the pixels it takes, so that no border looks broken.
HEIGHT = 440
#: Beyond this, the borders inside would weigh more than the rest of the page: the outline stands alone.
MOST_LETTERS = 12_000


@dataclass(frozen=True)
class Outline:
    """SVG text: the frame, the border of the territory, the borders inside ("" if too heavy)."""

    view_box: str
    border: str
    inside: str


def home_outline() -> Outline | None:
    """The drawing of the home territory, kept by the process; None when the base has no shape for it."""
    return _kept.get()


def _drawn() -> Outline | None:
    territory = home()
    own = Shape.objects.filter(pk=territory.pk).first() if territory else None
    if territory is None or own is None:
        return None
    step = max(1, round(max(own.max_x - own.min_x, own.max_y - own.min_y) / HEIGHT))
    frame = view_box([Box(*(round(side / step) for side in (own.min_x, own.min_y, own.max_x, own.max_y)))])
    members = Shape.objects.filter(territory__in=members_of(territory).order_by()).order_by("pk")
    inside = "".join(coarser(path, step) for path in members.values_list("path", flat=True))
    return Outline(str(frame), coarser(own.path, step), inside if len(inside) <= MOST_LETTERS else "")


_kept = PerEdition(_drawn)
