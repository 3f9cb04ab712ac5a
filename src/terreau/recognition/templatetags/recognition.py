"""Pictures of badges as HTML, and the language they are written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from terreau.recognition.drawing import paths
from terreau.recognition.licensing import LANGUAGE, LANGUAGES

if TYPE_CHECKING:
    from terreau.recognition.models import Achievement, Version

register = template.Library()
_LAZY = mark_safe(' loading="lazy"')


@register.simple_tag
def badge_picture(badge: Achievement | Version, size: int, label: str = "") -> SafeString:
    """The picture of a badge or of a version, `size` pixels wide; without a label it only decorates.

    A drawing stands in the page itself: a list of twenty badges costs no request more.
    """
    if not badge.drawing:
        # Without a label it stands in a list: a small one, fetched when it comes into sight.
        source, wait = (badge.picture_url, "") if label else (badge.small_picture_url, _LAZY)
        words = (source, label, size, size, wait)
        return format_html('<img src="{}" alt="{}" width="{}" height="{}"{}>', *words)
    told = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    # Drawn from our own paths: what people chose is only which of them.
    inside = mark_safe(paths(badge.drawing))  # noqa: S308
    return format_html(
        '<svg viewBox="0 0 100 100" width="{}" height="{}" {}>{}</svg>', size, size, told, inside
    )


@register.simple_tag
def foreign(content: dict[str, Any]) -> SafeString:
    """The `lang` of words that are not French, for who has the page read aloud (WCAG 2.2, 3.1.2)."""
    said = content.get("language") or LANGUAGE
    return format_html(' lang="{}"', said) if said != LANGUAGE else mark_safe("")


@register.simple_tag
def language_name(content: dict[str, Any]) -> str:
    """The language of a badge as people call it."""
    said = str(content.get("language") or LANGUAGE)
    return str(LANGUAGES.get(said, said))
