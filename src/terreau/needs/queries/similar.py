"""Needs like the one being written, each with the reason why it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from terreau.foundation import search
from terreau.needs.models import Need
from terreau.participation.kinds import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Characters of what is being written that are compared; a title and a few sentences say what it is about.
COMPARED = 1_500


@dataclass(frozen=True)
class Similar:
    """A need close to what is written, and why, in words."""

    need: Need
    reason: str


def similar_to(
    text: str, *, theme: str = "", territories: Sequence[str] = (), but: int = 0, limit: int = 5
) -> list[Similar]:
    """The needs closest to `text`, those of the same theme and territories (references) first.

    Words make a need close; theme and territory only order those that share words. Two SQL queries.
    """
    needs = visible(Need.objects.filter(merged_into=None)).exclude(pk=but).order_by("pk")
    found = search.alike(needs, text[:COMPARED], limit=limit * 3)
    ranked = sorted(found, key=lambda alike: -alike.score * _nearness(alike.obj, theme, territories))
    return [
        Similar(alike.obj, _reason(alike.obj, alike.shared, theme, territories)) for alike in ranked[:limit]
    ]


def _nearness(need: Need, theme: str, territories: Sequence[str]) -> float:
    return 1 + 0.5 * (need.theme == theme) + 0.3 * _shares_place(need, territories)


def _shares_place(need: Need, territories: Sequence[str]) -> bool:
    return any(place["ref"] in territories for place in need.places)


def _reason(need: Need, shared: Sequence[str], theme: str, territories: Sequence[str]) -> str:
    reasons = [
        _("même thème") if need.theme == theme else "",
        _("même territoire") if _shares_place(need, territories) else "",
        _("mots en commun : %(words)s") % {"words": ", ".join(shared[:6])},
    ]
    return ", ".join(filter(None, reasons))
