"""The picture of a telling: bars, lines or a map, why that one, and the table that says the same."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terreau.catalogue.queries.maps import Drawn, areas_map, dots_map
from terreau.catalogue.queries.saying import amount, named
from terreau.catalogue.rows import How, Rule
from terreau.foundation.drawings import Bar, Line, bars, lines
from terreau.foundation.templatetags.terreau import spaced

if TYPE_CHECKING:
    from terreau.catalogue.queries.telling import Heard
    from terreau.catalogue.rows import Picture

__all__ = ["Drawn", "drawn"]


def drawn(heard: Heard) -> Drawn | None:
    """The picture of a telling; None when there is nothing to see."""
    picture = heard.telling.picture
    if picture is None:
        return None
    if picture.rule is Rule.POINTS:
        return dots_map(heard, picture)
    if picture.rule is Rule.AREAS:
        return areas_map(picture)
    if picture.rule in (Rule.ALONG_TIME, Rule.ROWS_ALONG_TIME):
        return _curve(picture)
    return _bars(picture)


def _what(picture: Picture) -> str:
    """What stands behind each value."""
    name = {"column": picture.measure}
    return {
        How.ROWS: _("Nombre de lignes"),
        How.SUM: _("Total de « %(column)s »") % name,
        How.MEAN: _("Moyenne de « %(column)s »") % name,
        How.VALUE: f"« {picture.measure} »",
    }[picture.how]


def _bars(picture: Picture) -> Drawn:
    spread = picture.rule is Rule.SPREAD
    items = [(_between(label) if spread else named(label), value) for label, value in picture.items]
    table = [[label, amount(value)] for label, value in items]
    what, by = _what(picture), {"column": picture.column}
    title = f"{what}, " + (
        _("selon « %(column)s »") % by
        if picture.rule is not Rule.BY_NAME
        else _("par « %(column)s », les plus grands") % by
    )
    note = ""
    if picture.others:
        count, rest = picture.others
        note = ngettext(
            "%(count)s autre n’est pas dessiné", "%(count)s autres ne sont pas dessinés", count
        ) % {"count": spaced(count)}
        note += _(", pour %(rest)s en tout.") % {"rest": amount(rest)} if rest else "."
    reason = {
        Rule.BY_NAME: _("Chaque ligne a un nom et un nombre : on les compare un à un."),
        Rule.SPREAD: _("Ces lignes n’ont ni sorte ni date : on voit comment leurs nombres se répartissent."),
        Rule.BY_GROUP: _("Ce qui revient le plus dans « %(column)s », parmi beaucoup de valeurs.") % by,
    }.get(picture.rule, _("Peu de valeurs différentes dans « %(column)s » : on les compare.") % by)
    svg = bars(
        [Bar(label, value, said) for (label, value), (_l, said) in zip(items, table, strict=True)],
        title,
        reason,
    )
    return Drawn(mark_safe(svg), title, reason, [picture.column, what], table, note)  # noqa: S308 - drawn by us, texts escaped


def _between(label: str) -> str:
    low, high = (amount(float(part)) for part in label.split("|"))
    return _("de %(low)s à %(high)s") % {"low": low, "high": high}


def _curve(picture: Picture) -> Drawn:
    steps = [_step(label, picture.step) for label, _value in picture.items]
    drawn_lines = [Line(named(label), values) for label, values in picture.series] or [
        Line(_what(picture), [value for _label, value in picture.items])
    ]
    title = f"{_what(picture)}, " + {
        "year": _("par année de « %(column)s »"),
        "month": _("par mois de « %(column)s »"),
        "day": _("par jour de « %(column)s »"),
    }[picture.step] % {"column": picture.column}
    reason = _("« %(column)s » dit quand : on voit ce qui change dans le temps.") % {"column": picture.column}
    if picture.series:
        reason += " " + _("Une ligne par valeur de « %(kind)s », pour ne pas mêler ce qui diffère.") % {
            "kind": picture.kind
        }
    svg = lines(steps, drawn_lines, title, reason, amount)
    heads = [picture.column, *(line.label for line in drawn_lines)]
    table = [
        [step, *("" if value is None else amount(value) for value in values)]
        for step, *values in zip(steps, *(line.values for line in drawn_lines), strict=True)
    ]
    note = ""
    if picture.partial:
        note = _("Incomplet dans ces données, à ne pas comparer au reste : %(steps)s.") % {
            "steps": ", ".join(_step(one, picture.step) for one in picture.partial)
        }
    return Drawn(mark_safe(svg), title, reason, heads, table, note)  # noqa: S308 - drawn by us, texts escaped


def _step(label: str, step: str) -> str:
    if step == "year":
        return label
    if step == "month":
        return date_format(dt.date.fromisoformat(f"{label}-01"), "YEAR_MONTH_FORMAT")
    return date_format(dt.date.fromisoformat(label), "SHORT_DATE_FORMAT")
