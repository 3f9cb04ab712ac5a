"""Values of a table as people read them."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlencode

from django import template
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

register = template.Library()
_LONGEST = 140
_GEOMETRY = re.compile(r'\s*\{\s*"type"\s*:\s*"(\w+)"\s*,\s*"coordinates"\s*:')


@register.filter
def cell(value: object, longest: int = _LONGEST) -> str:
    """A cell: oui or non, a decimal comma, a day in figures, a long text cut; nothing for an empty one."""
    if isinstance(value, str):
        if _GEOMETRY.match(value):
            return _of_geometry(value)
        return value if len(value) <= longest else f"{value[: longest - 1].rstrip()}…"
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, (dt.date, dt.time)):
        return _when(value)
    if isinstance(value, float):
        return number_format(f"{value:.12g}", use_l10n=True)
    # Years and whole numbers that name something are not set apart by thousands.
    return "" if value is None else str(value)


@register.filter
def named_in_query(column: str) -> str:
    """The name of a column as the query of the form that corrects a cell."""
    return urlencode({"colonne": column})


def _of_geometry(value: str) -> str:
    """What a geometry is, in a word: hundreds of coordinates say nothing to anyone; downloads have them."""
    kind = _GEOMETRY.match(value)
    words = {"Point": _("un point"), "LineString": _("un tracé"), "MultiLineString": _("des tracés")}
    words |= {"Polygon": _("un contour"), "MultiPolygon": _("des contours"), "MultiPoint": _("des points")}
    return words.get(kind[1], _("une forme")) if kind else value


def _when(value: dt.date | dt.time) -> str:
    if isinstance(value, dt.time):
        return value.isoformat()
    return date_format(
        value, "SHORT_DATETIME_FORMAT" if isinstance(value, dt.datetime) else "SHORT_DATE_FORMAT"
    )
