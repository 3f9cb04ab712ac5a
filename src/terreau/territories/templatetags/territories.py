"""Lists of territories: fifty rows a page, which a template would walk slowly; written once, and kept."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import get_language

from terreau.foundation.templatetags.terreau import spaced
from terreau.territories.queries import nature_of

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from terreau.territories.queries.portrait import Place

register = template.Library()

register.filter("nature", nature_of)

_ROW = '<tr><th scope="row"><a href="{}{}/">{}</a></th><td class="num">{}</td></tr>'
_ITEM = '<li><a href="{}{}/">{}</a> {}</li>'


@register.simple_tag
def place_rows(places: tuple[Place, ...]) -> SafeString:
    """Rows of a table: the name, which leads to the page, and how many people live there."""
    return _each(_ROW, places, get_language())


@register.simple_tag
def place_items(places: tuple[Place, ...]) -> SafeString:
    """The same as items of a list."""
    return _each(_ITEM, places, get_language())


@lru_cache(maxsize=128)
def _each(written: str, places: tuple[Place, ...], language: str | None) -> SafeString:  # noqa: ARG001 - it is the key
    start = reverse("territories:find")
    rows = ((start, ref, name, spaced(people)) for ref, name, people in places)
    return format_html_join("\n", written, rows)
