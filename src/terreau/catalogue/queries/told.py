"""A telling in words: its figures, and the picture that goes with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terreau.catalogue.queries.drawn import Drawn, drawn
from terreau.catalogue.queries.rows import Table, published_tables
from terreau.catalogue.queries.saying import amount, named
from terreau.catalogue.queries.telling import heard
from terreau.foundation.templatetags.terreau import day, spaced

if TYPE_CHECKING:
    from terreau.catalogue.models import Dataset
    from terreau.catalogue.queries.telling import Heard
    from terreau.catalogue.rows import Telling


@dataclass(frozen=True)
class Figure:
    """A figure set as words first: the number, what it counts, where it comes from."""

    number: str
    said: str
    source: str = ""


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
        found.append(Figure(named(top["value"]), said, f"{rows}, {kinds}"))
    if told.flag and told.flag["filled"]:
        flag = told.flag
        said = ngettext(
            "ligne sur %(filled)s où « %(column)s » est « oui »",
            "lignes sur %(filled)s où « %(column)s » est « oui »",
            flag["yes"],
        ) % {"filled": spaced(flag["filled"]), "column": flag["column"]}
        found.append(Figure(spaced(flag["yes"]), said))
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
        said = _("valeur du milieu de « %(column)s » ici") if told.rows > 1 else _("« %(column)s » ici")
        return Figure(amount(measure["median"]), said % name, source)
    said = _("valeur du milieu de « %(column)s » : autant de lignes au-dessus qu’au-dessous")
    return Figure(amount(measure["median"]), said % name, between)


def _period(period: dict[str, str]) -> Figure:
    since, until = (_day(period[key]) for key in ("since", "until"))
    last = period["until"][:4]
    said = _("dernière année dans « %(column)s »") % {"column": period["column"]}
    years = (since, until) == (period["since"], period["until"])
    between = _("de %(since)s à %(until)s") if years else _("du %(since)s au %(until)s")
    return Figure(last, said, between % {"since": since, "until": until})


def _day(said: str) -> str:
    try:
        return day(dt.date.fromisoformat(said))
    except ValueError:
        return said
