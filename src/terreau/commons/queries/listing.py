"""The list of commons: what is asked of it, and a page of answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from terreau.commons.models import (
    Answer,
    Commons,
    CommonsKind,
    CommonsTerritory,
    Kind,
    Maturity,
    Means,
    Side,
    Wish,
    slug_of,
)
from terreau.commons.queries.page import SIGNED
from terreau.foundation import search
from terreau.participation.kinds import visible
from terreau.territories.queries import refs_within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from terreau.needs.models import Need
    from terreau.territories.models import Territory

PAGE_SIZE = 20
SORTS = {"actifs": ("-changed_at", "-id"), "recents": ("-opened_at", "-id")}
_ON_A_CARD = (
    "title", "tagline", "kinds", "places", "maturity", "licence_said", "licence_spdx", "licence_open",
    "changed_at", "is_example",
)  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """What a list of commons is asked for; `sort` is a key of SORTS, and gives way to closeness with words.

    `seeks` keeps those that look for this now; `openly` those whose licence is known to be open.
    """

    words: str = ""
    kind: Kind | None = None
    maturity: Maturity | None = None
    territory: Territory | None = None
    seeks: Means | None = None
    openly: bool = False
    sort: str = "actifs"

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.words or self.kind or self.maturity or self.territory or self.seeks or self.openly)

    def as_query(self) -> dict[str, str]:
        """The same, as it stands in an address."""
        said = {
            "mots": self.words,
            "sorte": slug_of(self.kind) if self.kind else "",
            "avancement": slug_of(self.maturity) if self.maturity else "",
            "territoire": self.territory.ref if self.territory else "",
            "cherche": slug_of(self.seeks) if self.seeks else "",
            "ouverts": "oui" if self.openly else "",
            "tri": self.sort if self.sort != "actifs" else "",
        }
        return {key: value for key, value in said.items() if value}


EVERYTHING = Filters()


@dataclass(frozen=True)
class Card:
    """A commons as a line of a list: everything is ready to be shown."""

    url: str
    title: str
    tagline: str
    kinds: str
    places: str
    maturity: str
    licence: str
    day: str
    is_example: bool


def listed(filters: Filters = EVERYTHING) -> QuerySet[Commons]:
    """Commons that are not hidden and pass the filters, words aside, as ordered."""
    found = visible(Commons.objects.order_by(*SORTS[filters.sort]))
    if filters.kind:
        found = found.filter(pk__in=CommonsKind.objects.filter(kind=filters.kind).values("commons_id"))
    if filters.maturity:
        found = found.filter(maturity=filters.maturity)
    if filters.openly:
        found = found.filter(licence_open=True)
    if filters.seeks:
        wishes = Wish.objects.filter(side=Side.SOUGHT, means=filters.seeks, ended_at=None)
        found = found.filter(pk__in=wishes.values("commons_id"))
    if filters.territory:
        links = CommonsTerritory.objects.filter(territory_id__in=refs_within(filters.territory))
        found = found.filter(pk__in=links.values("commons_id"))
    return found


def first(filters: Filters, size: int) -> list[Commons]:
    """The first commons of a list, without their long texts nor a count of the others; one SQL query."""
    return list(listed(filters).only(*_ON_A_CARD)[:size])


def answering(need: Need, size: int) -> list[Commons]:
    """Commons that answer a need, those that move first; one SQL query."""
    answers = Answer.objects.filter(need=need).values("commons_id")
    return list(listed().filter(pk__in=answers).only(*_ON_A_CARD)[:size])


def page_of(filters: Filters, number: int, size: int = PAGE_SIZE) -> search.Paged[Commons]:
    """One page of commons, without their long texts; two SQL queries without words."""
    return search.page_of(listed(filters).only(*_ON_A_CARD), filters.words, number, size)


def latest(filters: Filters, most: int) -> list[Commons]:
    """The commons that changed last, with who opened them; for feeds and tables."""
    found = listed(filters).order_by("-changed_at", "-pk").select_related("opened_by", "organisation")
    return search.find(found, filters.words, limit=most).items if filters.words else list(found[:most])


def cards(found: Iterable[Commons]) -> list[Card]:
    """Commons made ready for a list, with no query."""
    base = reverse("commons:list")
    return [
        Card(
            url=f"{base}{one.pk}/",
            title=one.title,
            tagline=one.tagline,
            kinds=one.kind_names,
            places=one.place_names,
            maturity=str(Maturity(one.maturity).label),
            licence=licence_in_short(one),
            day=date_format(timezone.localdate(one.changed_at), "DATE_FORMAT"),
            is_example=one.is_example,
        )
        for one in found
    ]


def licence_in_short(commons: Commons) -> str:
    """Whether its licence is open, in a few words: a reader of a list asks nothing more."""
    if not commons.licence_said:
        return _("licence à préciser")
    if commons.licence_open is None:
        return _("licence à vérifier")
    return _("licence ouverte") if commons.licence_open else _("licence non ouverte")


def last_touch() -> str:
    """A stamp that changes with anything a list of commons shows; one SQL query on an index."""
    last = Commons.objects.aggregate(last=Max("touched_at"))["last"]
    return last.isoformat() if last else ""


def feed_stamp(filters: Filters, most: int) -> list[tuple[object, ...]] | None:
    """Everything that can change a feed; one SQL query. None with words, which cost as much as the feed."""
    if filters.words:
        return None
    shown = ("pk", "touched_at", "opened_by__shown_name", "opened_by__shows_name", *SIGNED)
    return list(listed(filters).order_by("-changed_at", "-pk").values_list(*shown)[:most])
