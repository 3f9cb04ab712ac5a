"""Lists of commons as HTML, formatted in one go as those of needs are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from terreau.commons.queries import inheriting
from terreau.foundation.templatetags.terreau import spaced

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from django.utils.safestring import SafeString

    from terreau.commons.queries.listing import Card

register = template.Library()


@register.filter
def plainly(quantity: Decimal) -> str:
    """A quantity without the zeros that a ledger keeps: 2,5 and not 2,50."""
    whole = quantity == quantity.to_integral_value()
    return spaced(quantity.to_integral_value() if whole else quantity.normalize())


_CARD = (
    '<li class="card"><h3><a href="{}">{}</a></h3>\n<p>{}{}</p>\n'
    '<p class="meta">{} · {} · {} · {} · {}</p></li>'
)


@register.simple_tag
def commons_cards(cards: Iterable[Card]) -> SafeString:
    """Commons as a list of cards."""
    mark = format_html('<span class="example">{}</span> ', _("Exemple"))
    rows = format_html_join(
        "\n",
        _CARD,
        (
            (
                card.url,
                card.title,
                mark if card.is_example else "",
                card.tagline,
                card.kinds,
                card.maturity,
                card.licence,
                card.places,
                card.day,
            )
            for card in cards
        ),
    )
    return format_html('<ul class="cards">\n{}\n</ul>', rows)


@register.filter
def trust_said(trust: str) -> str:
    """What is known of who signed an archive."""
    return inheriting.trust_said(trust)
