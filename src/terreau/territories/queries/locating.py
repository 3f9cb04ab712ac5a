"""Which commune a point is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.territories import shapes
from terreau.territories.errors import UnreadablePointError
from terreau.territories.models import Kind, Shape
from terreau.territories.queries.editions import PerEdition

if TYPE_CHECKING:
    from terreau.territories.shapes import Located

TOLERANCE_METRES = shapes.TOLERANCE_METRES


def locate(longitude: float, latitude: float) -> Located | None:
    """The commune at a WGS 84 position in degrees, with what simplified outlines allow to say.

    None at sea or abroad. Raises UnreadablePointError. The index takes 10 MB, at the first question.
    """
    try:
        return _locator.get().locate(longitude, latitude)
    except shapes.PositionRefusedError as fault:
        raise UnreadablePointError from fault


def _build() -> shapes.Locator:
    columns = ("territory_id", "path", "min_x", "min_y", "max_x", "max_y")
    communes = Shape.objects.filter(territory__kind=Kind.COMMUNE).order_by("pk").values_list(*columns)
    return shapes.Locator(shapes.Shape(*row) for row in communes.iterator())


_locator = PerEdition(_build)
