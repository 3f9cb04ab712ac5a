"""Values of a table as people read them."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

register = template.Library()
_LONGEST = 140


@register.filter
def cell(value: object, longest: int = _LONGEST) -> str:
    """A cell: oui or non, a decimal comma, a day in figures, a long text cut; nothing for an empty one."""
    if isinstance(value, str):
        return value if len(value) <= longest else f"{value[: longest - 1].rstrip()}…"
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, (dt.date, dt.time)):
        return _when(value)
    if isinstance(value, float):
        return number_format(f"{value:.12g}", use_l10n=True)
    # Years and whole numbers that name something are not set apart by thousands.
    return "" if value is None else str(value)


def _when(value: dt.date | dt.time) -> str:
    if isinstance(value, dt.time):
        return value.isoformat()
    return date_format(
        value, "SHORT_DATETIME_FORMAT" if isinstance(value, dt.datetime) else "SHORT_DATE_FORMAT"
    )
