"""What the page frame needs on every page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from terreau.foundation import slots

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import Promise
    from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Word:
    """One of the five words of the navigation."""

    label: str | Promise
    path: str


#: Always the same, always in this order; everything else is reached from them.
NAVIGATION = (
    Word(_("Besoins"), "/besoins/"),
    Word(_("Données"), "/donnees/"),
    Word(_("Communs"), "/communs/"),
    Word(_("Reconnaissance"), "/badges/"),
    Word(_("Lieux"), "/lieux/"),
)

_homes: dict[str, slots.HomeTerritory] = {}


def home_territory() -> slots.HomeTerritory | None:
    """The territory this instance is for, or None while none is chosen or imported.

    Kept by the process once found: its name stands on every page and does not change while the service runs.
    """
    ref = settings.TERRITORY
    if ref not in _homes:
        try:
            found = next(slots.home_territory.ask(), None)
        except DatabaseError:  # the page that says so must still be shown
            return None
        if found is None:
            return None
        _homes[ref] = found
    return _homes[ref]


def forget_home_territory() -> None:
    """Ask again at the next page (after an import, or between two tests)."""
    _homes.clear()


@cache
def _constant(part: str, language: str, section: str = "", *, exact: bool = False) -> SafeString:  # noqa: ARG001 - part of the key
    """A part of the frame that says the same everywhere: rendered once a language.

    `section` is the path of the page's word, `exact` says that the page is that very one.
    """
    return render_to_string(
        f"foundation/{part}.html", {"navigation": NAVIGATION, "section": section, "exact": exact}
    )


def page_frame(request: HttpRequest) -> dict[str, object]:
    """What page.html shows beside the page itself.

    `canonical` is the page's own address, for sharing and QR codes; `words`, `find` and `soil` are the
    navigation, the search field and the footer.
    """
    path, language = request.path, get_language() or ""
    section = next((word.path for word in NAVIGATION if path.startswith(word.path)), "")
    return {
        "demo": settings.DEMO,
        "address": settings.ADDRESS,
        "canonical": settings.ADDRESS + path,
        "home_territory": home_territory(),
        "words": _constant("words", language, section, exact=path == section),
        "find": _constant("find", language),
        "soil": _constant("soil", language),
    }
