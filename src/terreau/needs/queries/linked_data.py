"""A need as linked data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from terreau.foundation.markdown import plain
from terreau.needs.models import Theme
from terreau.needs.queries.page import voice_of

if TYPE_CHECKING:
    from terreau.needs.models import Need

LICENCE = "https://spdx.org/licenses/etalab-2.0.html"
_HARMLESS = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def as_linked_data(need: Need) -> dict[str, Any]:
    """The need in the words of schema.org.

    A need is a Demand (the public announcement that something is sought, https://schema.org/Demand): this
    carries where. What tells it is a CreativeWork: this carries dates, licence and supports.
    One thing may have both types in JSON-LD.
    """
    return {
        "@context": "https://schema.org",
        "@type": ["Demand", "CreativeWork"],
        "@id": settings.ADDRESS + need.get_absolute_url(),
        "identifier": str(need.pk),
        "name": need.title,
        "description": plain(need.situation),
        "keywords": str(Theme(need.theme).label),
        "inLanguage": "fr",
        "dateCreated": need.raised_at.isoformat(),
        "dateModified": need.changed_at.isoformat(),
        "creditText": voice_of(need),
        "creativeWorkStatus": need.state,
        "license": LICENCE,
        "areaServed": [
            {
                "@type": "AdministrativeArea",
                "@id": settings.ADDRESS + reverse("territories:territory", args=(place["ref"],)),
                "identifier": place["ref"],
                "name": place["name"],
            }
            for place in need.places
        ],
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/EndorseAction",
            "userInteractionCount": need.supports,
        },
    }


def as_script(data: dict[str, Any]) -> SafeString:
    """Linked data as it may stand inside a script element: nothing in it can close the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_HARMLESS)
    return mark_safe(text)  # noqa: S308 - the signs that HTML would understand have just been escaped
