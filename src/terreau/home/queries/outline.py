"""The home territory as one light drawing, without a link: the whole map stands on its own page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.territories.queries import drawing_of

if TYPE_CHECKING:
    from terreau.territories.models import Territory

#: Beyond this, the borders inside would weigh more than the rest of the page: the outline stands alone.
MOST_LETTERS = 16_000


@dataclass(frozen=True)
class Outline:
    """SVG text: the frame, the border of the territory, borders inside ("" if too heavy)."""

    view_box: str
    border: str
    inside: str


def outline_of(territory: Territory) -> Outline | None:
    """The drawing, or None when the base has no shape for this territory."""
    drawing = drawing_of(territory)
    if drawing is None:
        return None
    inside = "".join(piece.path for piece in drawing.pieces)
    return Outline(drawing.view_box, drawing.outline, inside if len(inside) <= MOST_LETTERS else "")
