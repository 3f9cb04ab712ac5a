"""What one commons looks for and another offers: by kind, nearness and shared words, with the reasons.

Nothing here ranks people or commons: answers stand in the order of how near they are, and each says why it
stands there. An answer far away is only given when it shares a word with what was said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from terreau.commons.models import Commons, Side, Wish
from terreau.foundation.search import shared_words
from terreau.participation.kinds import visible
from terreau.territories.queries import refs_near

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

#: Answers compared near and far, and answers shown on a commons' page and on the page of one wish.
NEAR_COMPARED, FAR_COMPARED, ON_A_SHEET, ON_A_PAGE = 300, 100, 6, 24
_OTHER_SIDE = {Side.SOUGHT.value: Side.OFFERED.value, Side.OFFERED.value: Side.SOUGHT.value}


@dataclass(frozen=True)
class Match:
    """A wish, one that answers it elsewhere, and why it may."""

    wish: Wish
    answer: Wish
    reasons: Sequence[str]


def open_wishes() -> QuerySet[Wish]:
    """What is looked for and offered now by commons that everyone may read."""
    shown = visible(Commons.objects.order_by()).values("pk")
    found = Wish.objects.filter(ended_at=None, commons__in=shown).select_related("commons")
    return found.only(
        "side", "means", "words", "said_at", "commons__title", "commons__places", "commons__theme"
    )


def matches_of(commons: Commons, wishes: Sequence[Wish], most: int = ON_A_SHEET) -> list[Match]:
    """What answers these wishes of a commons, the nearest first; each answer once. Five SQL queries."""
    if not wishes:
        return []
    here = {place["ref"]: place["name"] for place in commons.places}
    near = refs_near(list(here))
    found = [
        (rank, match)
        for answer in _answers(commons, wishes, {*here, *near})
        for wish in wishes
        if (ranked := _compared(commons, wish, answer, here, near)) is not None
        for rank, match in [ranked]
    ]
    found.sort(key=lambda one: (*one[0], one[1].answer.pk))
    best: dict[int, Match] = {}
    for _rank, match in found:
        best.setdefault(match.answer.pk, match)
    return list(best.values())[:most]


def _answers(commons: Commons, wishes: Iterable[Wish], around: Iterable[str]) -> list[Wish]:
    """Wishes of others that could answer, those around here first: two SQL queries."""
    asked = Q()
    for side, means in sorted({(_OTHER_SIDE[wish.side], wish.means) for wish in wishes}):
        asked |= Q(side=side, means=means)
    others = open_wishes().filter(asked).exclude(commons=commons).order_by("-said_at", "-pk")
    inside = Commons.territories.through.objects.filter(territory_id__in=sorted(around)).values("commons_id")
    near = list(others.filter(commons__in=inside)[:NEAR_COMPARED])
    return near + list(others.exclude(commons__in=inside)[:FAR_COMPARED])


def _compared(
    commons: Commons, wish: Wish, answer: Wish, here: dict[str, str], near: set[str]
) -> tuple[tuple[int, int, int], Match] | None:
    if (answer.side, answer.means) != (_OTHER_SIDE[wish.side], wish.means):
        return None
    places = {place["ref"]: place["name"] for place in answer.commons.places}
    same = [name for ref, name in places.items() if ref in here]
    beside = [name for ref, name in places.items() if ref in near]
    words = shared_words(wish.words, answer.words)
    if not (same or beside or words):
        return None
    reasons = []
    if same:
        reasons.append(_("au même endroit : %(place)s") % {"place": same[0]})
    elif beside:
        reasons.append(_("tout près : %(place)s") % {"place": beside[0]})
    if words:
        reasons.append(_("mots communs : %(words)s") % {"words": ", ".join(words)})
    if commons.theme == answer.commons.theme and commons.theme != "other":
        reasons.append(_("même thème"))
    distance = 0 if same else 1 if beside else 2
    return (distance, -len(words), -len(reasons)), Match(wish, answer, reasons)
