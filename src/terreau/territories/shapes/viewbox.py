"""The frame of a drawing that shows several shapes."""

from collections.abc import Iterable
from typing import NamedTuple

from terreau.territories.shapes.errors import PathUnreadableError
from terreau.territories.shapes.path import Box


class ViewBox(NamedTuple):
    """An SVG `viewBox`; printing it gives the attribute's text."""

    x: int
    y: int
    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.x} {self.y} {self.width} {self.height}"


def view_box(boxes: Iterable[Box], margin: float = 0.03) -> ViewBox:
    """Frame around boxes, with a margin given as a share of the longer side.

    Raises PathUnreadableError when there is nothing to frame.
    """
    known = list(boxes)
    if not known:
        message = "Il n'y a aucun contour à cadrer."
        raise PathUnreadableError(message)
    left, top = min(box.min_x for box in known), min(box.min_y for box in known)
    right, bottom = max(box.max_x for box in known), max(box.max_y for box in known)
    edge = max(1, round(max(right - left, bottom - top) * margin))
    return ViewBox(left - edge, top - edge, right - left + 2 * edge, bottom - top + 2 * edge)
