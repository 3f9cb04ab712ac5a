"""One of each drawing, with made-up figures, for the guide of how the service looks."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from terreau.foundation.drawings import Bar, Dot, Frame, Line, Outline, areas, bars, dots, lines

_FRAME = Frame(0, 0, 400, 200)
_SQUARES = [[(x, 20), (x + 80, 20), (x + 80, 120), (x, 120)] for x in (20, 110, 200, 290)]
_LAND = "M20 20l340 0 20 90 -90 70 -250 -20z"


def samples() -> list[tuple[str, SafeString]]:
    """The name of each drawing, and the drawing."""
    made = _("Chiffres inventés, pour montrer le dessin.")
    bar, line, dot, area = _("Barres (bars)"), _("Lignes (lines)"), _("Points (dots)"), _("Contours (areas)")
    drawn = [
        (bar, bars([Bar("A", 12, "12"), Bar("B", 7, "7"), Bar("C", 3, "3")], bar, made)),
        (
            line,
            lines(
                ["2023", "2024", "2025"],
                [Line("A", [3.0, 5.0, 4.0]), Line("B", [1.0, 2.0, 6.0])],
                line,
                made,
                str,
            ),
        ),
        (dot, dots([Dot(90, 80), Dot(200, 60), Dot(260, 120)], [_LAND], _FRAME, dot, made)),
        (area, areas([Outline([ring], at + 1) for at, ring in enumerate(_SQUARES)], _FRAME, area, made)),
    ]
    return [(name, mark_safe(svg)) for name, svg in drawn]  # noqa: S308 - drawn by us
