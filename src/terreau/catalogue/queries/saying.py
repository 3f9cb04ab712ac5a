"""Numbers and cells as a page says them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from terreau.catalogue.rows import Kind
from terreau.foundation.templatetags.terreau import spaced

_LARGE, _SMALL = 100, 1


def amount(value: float) -> str:
    """A number as one says it: whole when it is or when it is large, else as many decimals as matter."""
    if value == int(value) or abs(value) >= _LARGE:
        return spaced(round(value))
    return spaced(round(value, 1), 1) if abs(value) >= _SMALL else spaced(float(f"{value:.2g}"))


def named(value: str) -> str:
    """A cell of a text, or of yes and no."""
    return {"true": _("oui"), "false": _("non")}.get(value, value)


def kind_said(kind: Kind) -> str:
    """How the cells of a column of this kind are written."""
    return {
        Kind.TEXT: _("du texte"),
        Kind.INTEGER: _("un nombre entier, comme 12"),
        Kind.NUMBER: _("un nombre, écrit comme les autres"),
        Kind.BOOLEAN: _("oui ou non, écrit comme les autres"),
        Kind.DATE: _("une date, écrite comme les autres"),
        Kind.DATETIME: _("une date et une heure, écrites comme les autres"),
        Kind.TIME: _("une heure, comme 14:30:00"),
    }[kind]
