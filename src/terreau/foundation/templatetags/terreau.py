"""What templates of every room may say: numbers, days and Markdown as people read them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

register = template.Library()


@register.filter
def spaced(number: float | Decimal | None, decimals: int | None = None) -> str:
    """A number with its thousands apart, as the language asks: 445 516 in French, 445,516 in English."""
    return "" if number is None else _spaced(number, decimals, get_language())


@lru_cache(maxsize=4096, typed=True)
def _spaced(number: float | Decimal, decimals: int | None, language: str | None) -> str:  # noqa: ARG001
    """Kept by language: a page says fifty numbers, and Django looks its format up for each."""
    # French typography sets thousands apart with the narrow space; Django's format has the wide one.
    return number_format(number, decimals, use_l10n=True, force_grouping=True).replace("\xa0", "\u202f")


@register.filter
def kilobytes(size: int) -> str:
    """A number of bytes in kilobytes (1 000 bytes, as budgets are counted), one decimal."""
    return number_format(size / 1000, 1, use_l10n=True)


@register.filter(expects_localtime=True)
def day(date: dt.date | None) -> str:
    """A day in words: 3 mars 2026, 1er avril 2026; that of a moment is the day that it is here."""
    if date is None:
        return ""
    said = date_format(date, "DATE_FORMAT")
    # French counts the first day of a month as the first; Django writes "1 avril".
    return f"1er{said[1:]}" if said.startswith("1 ") else said


@register.filter
def moment(when: dt.datetime) -> str:
    """A moment for the `datetime` attribute, which takes three digits of a second at most.

    https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#valid-time-string
    """
    return timezone.localtime(when).isoformat(timespec="seconds")


@register.filter
def markdown(text: str) -> str:
    """What someone wrote, as safe HTML."""
    from terreau.foundation.markdown import render

    return render(text)
