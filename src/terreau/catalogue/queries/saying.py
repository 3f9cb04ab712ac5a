"""Numbers and cells as a page says them."""

from __future__ import annotations

from django.utils.translation import gettext as _

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
