"""Lists of needs as HTML.

The list of needs is the most read page and has a budget of processor time (bench/README.md): its twenty cards
are formatted here in one go, with every value escaped, which takes a fifth of what a template loop does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from terreau.needs.forms.filters import Option
    from terreau.needs.queries.listing import Card

register = template.Library()

_CARD = (
    '<li class="card"><h3><a href="{}">{}</a></h3>\n<p>{}{}</p>\n'
    '<p class="meta"><span class="state" data-state="{}">{}</span> · {} · {} · {} · {}</p></li>'
)


@register.simple_tag
def need_cards(cards: Iterable[Card]) -> SafeString:
    """Needs as a list of cards."""
    mark = format_html('<span class="example">{}</span> ', _("Exemple"))
    rows = format_html_join(
        "\n",
        _CARD,
        (
            (
                card.url,
                card.title,
                mark if card.is_example else "",
                card.summary,
                card.state,
                card.state_label,
                ngettext("%(n)s soutien", "%(n)s soutiens", card.supports) % {"n": card.supports},
                card.theme,
                card.places,
                card.day,
            )
            for card in cards
        ),
    )
    return format_html('<ul class="cards">\n{}\n</ul>', rows)


@register.simple_tag
def options(choices: Iterable[Option]) -> SafeString:
    """Lines of a list to choose from."""
    chosen = mark_safe(" selected")
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((option.value, chosen if option.selected else "", option.label) for option in choices),
    )
