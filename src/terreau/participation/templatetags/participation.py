"""What templates of this room may say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from terreau.foundation.markdown import render

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def comment_html(text: str) -> SafeString:
    """A message as safe HTML; its headings stand below that of its thread."""
    return render(text, level=3)
