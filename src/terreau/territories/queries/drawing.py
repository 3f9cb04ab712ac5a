"""The light map of a territory: what it is made of, or a commune among its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from terreau.territories.models import ImportedPack, Kind, Shape, Territory
from terreau.territories.queries.parts import members_of, neighbours_of
from terreau.territories.shapes import Box, coarser, view_box

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Width of a drawing in its own units: about one unit a pixel on a wide screen, which keeps the page light.
_WIDTH = 640
#: Beyond this many shapes each may be rougher.
_MANY = 60


@dataclass(frozen=True)
class Piece:
    """One shape of a map, with where it leads."""

    ref: str
    name: str
    path: str


@dataclass(frozen=True)
class Drawing:
    """A map ready to be printed in a page: the frame, the pieces, the outline above them."""

    view_box: str
    pieces: tuple[Piece, ...]
    outline: str
    around: bool


def drawing_of(one: Territory) -> Drawing | None:
    """The map of a territory, or None when the base has no outline for it.

    Kept by the process for the territories asked for lately, and drawn anew for another edition of the base.
    """
    edition = ImportedPack.objects.values_list("sha256", flat=True).first() or ""
    return _drawn(one.pk, edition)


@lru_cache(maxsize=64)
def _drawn(ref: str, edition: str) -> Drawing | None:  # noqa: ARG001 - the edition is part of the key
    one = Territory.objects.get(pk=ref)
    own = Shape.objects.filter(pk=ref).first()
    if own is None:
        return None
    around = one.kind == Kind.COMMUNE
    others = neighbours_of(one) if around else members_of(one)
    pieces = list(
        Shape.objects.filter(territory__in=others.order_by()).select_related("territory").order_by("pk")
    )
    framed = [own, *pieces] if around else [own]
    frame = view_box([_box(shape) for shape in framed])
    step = max(1, round(max(frame.width, frame.height) / (_WIDTH if len(pieces) <= _MANY else _WIDTH * 0.6)))
    scaled = view_box([Box(*(round(side / step) for side in _box(shape))) for shape in framed])
    return Drawing(str(scaled), tuple(_pieces(pieces, step)), coarser(own.path, step), around)


def _pieces(shapes: Iterable[Shape], step: int) -> Iterable[Piece]:
    for shape in shapes:
        path = coarser(shape.path, step)
        if path:
            yield Piece(shape.territory_id, shape.territory.name, path)


def _box(shape: Shape) -> Box:
    return Box(shape.min_x, shape.min_y, shape.max_x, shape.max_y)
