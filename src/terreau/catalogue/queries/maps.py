"""Maps of a telling: dots where the rows are, or the outlines that the rows hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terreau.catalogue.queries.outlines import outlines_around
from terreau.catalogue.queries.saying import amount
from terreau.foundation.drawings import Dot, Frame, Outline, areas, dots
from terreau.foundation.templatetags.terreau import spaced
from terreau.territories.shapes import coarser, to_grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.catalogue.queries.telling import Heard
    from terreau.catalogue.rows import Area, Picture

_MAP_UNITS = 480
_MARGIN = 0.06
#: The least margin: around an outline a little air is enough, a point alone needs ground around it.
_FLATTEST, _AIR = 400, 40
#: Shades of a map, and lines of the table beside it.
_SHADES, _LISTED = 4, 12


@dataclass(frozen=True)
class Drawn:
    """A picture, why it was chosen, and the table that says the same."""

    svg: SafeString
    title: str
    reason: str
    heads: list[str]
    lines: list[list[str]] = field(default_factory=list)
    note: str = ""


def dots_map(heard: Heard, picture: Picture) -> Drawn:
    """Each place a dot, over the outlines of where they are; beside it, the communes with most."""
    places = [
        (*to_grid(longitude, latitude), rows)
        for longitude, latitude, rows in picture.points
        if abs(latitude) <= 85  # noqa: PLR2004 - the grid ends there
    ]
    shapes = outlines_around(picture.points, heard.refs)
    frame = _frame([(shape.min_x, shape.min_y, shape.max_x, shape.max_y) for shape in shapes], places)
    step = max(1, round(max(frame.width, frame.height) / _MAP_UNITS))
    scaled = Frame(frame.x / step, frame.y / step, frame.width / step, frame.height / step)
    title = ngettext(
        "Carte : une ligne placée", "Carte : %(rows)s lignes placées", heard.telling.placed or 0
    ) % {"rows": spaced(heard.telling.placed or 0)}
    reason = _("« %(column)s » dit où : chaque point est un lieu.") % {"column": picture.column}
    reason += _converted(picture)
    svg = dots(
        [Dot(x / step, y / step, rows) for x, y, rows in places],
        [coarser(shape.path, step) for shape in shapes],
        scaled,
        title,
        reason,
    )
    rows = [[name, spaced(count)] for name, count in heard.communes]
    note = _("Les lieux proches de moins de cent mètres ne font qu’un point.")
    if away := sum(rows for x, y, rows in places if not _holds(frame, x, y)):
        note += " " + ngettext(
            "%(rows)s ligne est placée hors de cette carte.",
            "%(rows)s lignes sont placées hors de cette carte.",
            away,
        ) % {"rows": spaced(away)}
    return Drawn(mark_safe(svg), title, reason, [_("Commune"), _("Nombre de lignes")], rows, note)  # noqa: S308 - drawn by us, texts escaped


def _frame(boxes: Sequence[tuple[int, int, int, int]], places: Sequence[tuple[int, int, int]]) -> Frame:
    """Around the outline; without one, around the points."""
    found = boxes or [(x, y, x, y) for x, y, _rows in places]
    left, top = min(box[0] for box in found), min(box[1] for box in found)
    right, bottom = max(box[2] for box in found), max(box[3] for box in found)
    edge = max((right - left) * _MARGIN, (bottom - top) * _MARGIN, _AIR if boxes else _FLATTEST)
    return Frame(left - edge, top - edge, right - left + 2 * edge, bottom - top + 2 * edge)


def _converted(picture: Picture) -> str:
    if not picture.projection:
        return ""
    return " " + _("Les positions, écrites en mètres (%(projection)s), sont converties en degrés.") % {
        "projection": picture.projection
    }


def _holds(frame: Frame, x: float, y: float) -> bool:
    return frame.x <= x <= frame.x + frame.width and frame.y <= y <= frame.y + frame.height


def areas_map(picture: Picture) -> Drawn:
    """Each row an outline, darker where its value is greater; beside it, the greatest values."""
    placed = [(one, [[to_grid(*point) for point in ring] for ring in one.rings]) for one in picture.areas]
    points = [(x, y, 1) for _one, rings in placed for ring in rings for x, y in ring]
    frame = _frame([], points)
    step = max(1, round(max(frame.width, frame.height) / _MAP_UNITS))
    scaled = Frame(frame.x / step, frame.y / step, frame.width / step, frame.height / step)
    bounds = _bounds([one.value for one in picture.areas if one.value is not None])
    outlines = [
        Outline([[(x / step, y / step) for x, y in ring] for ring in rings], _shade(one.value, bounds))
        for one, rings in placed
    ]
    told = len(picture.areas)
    title = ngettext("Carte : un contour", "Carte : %(told)s contours", told) % {"told": spaced(told)}
    if bounds:
        title += _(", plus foncés où « %(measure)s » est grand") % {"measure": picture.measure}
    reason = _("Chaque ligne porte son contour : on la voit à sa place.") + _converted(picture)
    note = _("Les contours sont simplifiés pour le dessin.")
    if bounds:
        note += " " + _("Du plus clair au plus foncé, un quart des lignes à chaque fois : %(bounds)s.") % {
            "bounds": " · ".join(amount(one) for one in bounds)
        }
    svg = areas(outlines, scaled, title, reason)
    heads, rows = _listed(picture)
    return Drawn(mark_safe(svg), title, reason, heads, rows, note)  # noqa: S308 - drawn by us, texts escaped


def _bounds(values: Sequence[float]) -> list[float]:
    """Where one shade ends and the next begins: as many outlines in each."""
    ordered = sorted(values)
    if len(set(ordered)) < _SHADES:
        return []
    return [ordered[len(ordered) * at // _SHADES] for at in range(1, _SHADES)]


def _shade(value: float | None, bounds: Sequence[float]) -> int:
    """0 without a value, else from 1, the lightest."""
    return 0 if value is None or not bounds else 1 + sum(value >= one for one in bounds)


def _listed(picture: Picture) -> tuple[list[str], list[list[str]]]:
    """The greatest values with their names; without values, the first names."""
    if not picture.column:
        return [], []

    def rank(one: Area) -> tuple[float, str]:
        return (-one.value if one.value is not None else 0.0, one.name)

    first = sorted((one for one in picture.areas if one.name), key=rank)[:_LISTED]
    if not picture.measure:
        return [picture.column], [[one.name] for one in first]
    rows = [[one.name, "" if one.value is None else amount(one.value)] for one in first]
    return [picture.column, picture.measure], rows
