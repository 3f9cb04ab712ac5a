"""A telling in words and drawings: figures, one picture with its table, and why that picture."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terreau.catalogue.queries.rows import Table, published_tables
from terreau.catalogue.queries.telling import heard, outlines_around
from terreau.catalogue.rows import How, Rule
from terreau.foundation.drawings import Bar, Dot, Frame, Line, bars, dots, lines
from terreau.foundation.templatetags.terreau import day, spaced
from terreau.territories.shapes import coarser, to_grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.catalogue.models import Dataset
    from terreau.catalogue.queries.telling import Heard
    from terreau.catalogue.rows import Picture, Telling

_LARGE, _SMALL = 100, 1
_MAP_UNITS = 480
_MARGIN = 0.06
_FLATTEST = 400


@dataclass(frozen=True)
class Figure:
    """A figure set as words first: the number, what it counts, where it comes from."""

    number: str
    said: str
    source: str = ""


@dataclass(frozen=True)
class Drawn:
    """A picture, why it was chosen, and the table that says the same."""

    svg: SafeString
    title: str
    reason: str
    heads: list[str]
    lines: list[list[str]] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class Told:
    """What stands at the head of a page of data."""

    figures: list[Figure]
    drawn: Drawn | None


def told_of(dataset: Dataset) -> Told | None:
    """What the first table of a data set says here; None while it has none that can be read."""
    tables = published_tables(dataset)
    found = heard(Table(dataset, tables[0])) if tables else None
    return Told(figures(found), drawn(found)) if found else None


def amount(value: float) -> str:
    """A number as one says it: whole when it is or when it is large, else as many decimals as matter."""
    if value == int(value) or abs(value) >= _LARGE:
        return spaced(round(value))
    return spaced(round(value, 1), 1) if abs(value) >= _SMALL else spaced(float(f"{value:.2g}"))


def figures(heard: Heard) -> list[Figure]:
    """At most four figures: how many rows, on what time, between which values, what comes most."""
    told = heard.telling
    found = [_rows(told, heard.territory)]
    if told.placed is not None and told.placed < told.rows:
        lost = told.rows - told.placed
        said = ngettext("ligne sans coordonnées", "lignes sans coordonnées", lost)
        found.append(Figure(spaced(lost), said))
    if told.measure:
        found.append(_measure(told))
    if told.top:
        top = told.top
        said = _("vient le plus souvent dans « %(column)s »") % {"column": top["column"]}
        rows = ngettext("%(rows)s ligne", "%(rows)s lignes", top["rows"]) % {"rows": spaced(top["rows"])}
        kinds = ngettext("%(kinds)s valeur en tout", "%(kinds)s valeurs en tout", top["kinds"]) % {
            "kinds": spaced(top["kinds"])
        }
        found.append(Figure(_named(top["value"]), said, f"{rows}, {kinds}"))
    if told.period:
        found.append(_period(told.period))
    return found[:4]


def _rows(told: Telling, territory: str) -> Figure:
    if told.here:
        said = ngettext("ligne parle de %(territory)s", "lignes parlent de %(territory)s", told.rows)
        source = _("sur %(total)s en tout, d’après « %(column)s »") % {
            "total": spaced(told.of),
            "column": told.here,
        }
        return Figure(spaced(told.rows), said % {"territory": territory}, source)
    columns = ngettext("%(count)s colonne", "%(count)s colonnes", told.columns) % {"count": told.columns}
    return Figure(spaced(told.rows), ngettext("ligne", "lignes", told.rows), columns)


def _measure(told: Telling) -> Figure:
    measure = told.measure or {}
    name = {"column": measure["name"]}
    between = _("de %(least)s à %(most)s") % {
        "least": amount(measure["least"]),
        "most": amount(measure["most"]),
    }
    beyond = measure.get("beyond")
    if beyond is not None:
        source = _("dans l’ensemble des données : %(beyond)s") % {"beyond": amount(beyond)}
        said = _("« %(column)s » ici, au milieu des lignes") if told.rows > 1 else _("« %(column)s » ici")
        return Figure(amount(measure["median"]), said % name, source)
    said = _("au milieu des lignes pour « %(column)s »")
    return Figure(amount(measure["median"]), said % name, between)


def _period(period: dict[str, str]) -> Figure:
    since, until = (_day(period[key]) for key in ("since", "until"))
    last = period["until"][:4]
    said = _("dernière année dans « %(column)s »") % {"column": period["column"]}
    return Figure(last, said, _("du %(since)s au %(until)s") % {"since": since, "until": until})


def _day(said: str) -> str:
    try:
        return day(dt.date.fromisoformat(said))
    except ValueError:
        return said


def _named(value: str) -> str:
    return {"true": _("oui"), "false": _("non")}.get(value, value)


def drawn(heard: Heard) -> Drawn | None:
    """The picture of a telling; None when there is nothing to see."""
    picture = heard.telling.picture
    if picture is None:
        return None
    if picture.rule is Rule.POINTS:
        return _map(heard, picture)
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
    items = [(_between(label) if spread else _named(label), value) for label, value in picture.items]
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
    drawn_lines = [Line(_named(label), values) for label, values in picture.series] or [
        Line(_what(picture), [value for _label, value in picture.items])
    ]
    title = (
        f"{_what(picture)}, "
        + {
            "year": _("par année"),
            "month": _("par mois"),
            "day": _("par jour"),
        }[picture.step]
    )
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
    return Drawn(mark_safe(svg), title, reason, heads, table)  # noqa: S308 - drawn by us, texts escaped


def _step(label: str, step: str) -> str:
    if step == "year":
        return label
    if step == "month":
        return date_format(dt.date.fromisoformat(f"{label}-01"), "YEAR_MONTH_FORMAT")
    return date_format(dt.date.fromisoformat(label), "SHORT_DATE_FORMAT")


def _map(heard: Heard, picture: Picture) -> Drawn:
    places = [
        (*to_grid(longitude, latitude), rows)
        for longitude, latitude, rows in picture.points
        if abs(latitude) <= 85  # noqa: PLR2004 - the grid ends there
    ]
    shapes = outlines_around(picture.points)
    frame = _frame([(shape.min_x, shape.min_y, shape.max_x, shape.max_y) for shape in shapes], places)
    step = max(1, round(max(frame.width, frame.height) / _MAP_UNITS))
    scaled = Frame(frame.x / step, frame.y / step, frame.width / step, frame.height / step)
    title = ngettext(
        "Carte : une ligne placée", "Carte : %(rows)s lignes placées", heard.telling.placed or 0
    ) % {"rows": spaced(heard.telling.placed or 0)}
    reason = _("« %(column)s » dit où : chaque point est un lieu.") % {"column": picture.column}
    svg = dots(
        [Dot(x / step, y / step, rows) for x, y, rows in places],
        [coarser(shape.path, step) for shape in shapes],
        scaled,
        title,
        reason,
    )
    rows = [[name, spaced(count)] for name, count in heard.communes]
    note = _("Les lieux proches de moins de cent mètres ne font qu’un point.")
    return Drawn(mark_safe(svg), title, reason, [_("Commune"), _("Nombre de lignes")], rows, note)  # noqa: S308 - drawn by us, texts escaped


def _frame(boxes: Sequence[tuple[int, int, int, int]], places: Sequence[tuple[int, int, int]]) -> Frame:
    """Around the outline; without one, around the points."""
    found = boxes or [(x, y, x, y) for x, y, _rows in places]
    left, top = min(box[0] for box in found), min(box[1] for box in found)
    right, bottom = max(box[2] for box in found), max(box[3] for box in found)
    edge = max((right - left) * _MARGIN, (bottom - top) * _MARGIN, _FLATTEST)
    return Frame(left - edge, top - edge, right - left + 2 * edge, bottom - top + 2 * edge)
