"""The list of needs: what is asked of it, and a page of answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from terreau.foundation import search
from terreau.needs.models import Need, NeedTerritory, State, Theme, slug_of
from terreau.needs.queries.page import SIGNED
from terreau.participation.kinds import visible
from terreau.territories.queries import refs_within

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from terreau.territories.models import Territory

PAGE_SIZE = 20
SORTS = {"recents": ("-raised_at", "-id"), "soutenus": ("-supports", "-id"), "actifs": ("-changed_at", "-id")}
_ON_A_CARD = (
    "title", "summary", "theme", "places", "state", "supports", "raised_at", "changed_at", "is_example",
)  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """What a list of needs is asked for; `sort` is a key of SORTS, and gives way to closeness with words."""

    words: str = ""
    theme: Theme | None = None
    state: State | None = None
    territory: Territory | None = None
    sort: str = "recents"

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.words or self.theme or self.state or self.territory)

    def as_query(self) -> dict[str, str]:
        """The same, as it stands in an address."""
        said = {
            "mots": self.words,
            "theme": slug_of(self.theme) if self.theme else "",
            "etat": slug_of(self.state) if self.state else "",
            "territoire": self.territory.ref if self.territory else "",
            "tri": self.sort if self.sort != "recents" else "",
        }
        return {key: value for key, value in said.items() if value}


EVERYTHING = Filters()


@dataclass(frozen=True)
class Card:
    """A need as a line of a list: everything is ready to be shown."""

    url: str
    title: str
    summary: str
    theme: str
    places: str
    state: str
    state_label: str
    supports: int
    day: str
    is_example: bool


def listed(filters: Filters = EVERYTHING) -> QuerySet[Need]:
    """Needs that stand by themselves, are not hidden and pass the filters, words aside, as ordered."""
    needs = visible(Need.objects.filter(merged_into=None)).order_by(*SORTS[filters.sort])
    if filters.theme:
        needs = needs.filter(theme=filters.theme)
    if filters.state:
        needs = needs.filter(state=filters.state)
    if filters.territory:
        links = NeedTerritory.objects.filter(territory_id__in=refs_within(filters.territory))
        needs = needs.filter(pk__in=links.values("need_id"))
    return needs


def first(filters: Filters, size: int) -> list[Need]:
    """The first needs of a list, without their long texts nor a count of the others; one SQL query."""
    return list(listed(filters).only(*_ON_A_CARD)[:size])


def page_of(filters: Filters, number: int, size: int = PAGE_SIZE) -> search.Paged[Need]:
    """One page of needs, without their long texts; two SQL queries without words."""
    return search.page_of(listed(filters).only(*_ON_A_CARD), filters.words, number, size)


def latest(filters: Filters, most: int) -> list[Need]:
    """The needs that changed last, with their texts and those who raised them; for feeds and tables."""
    needs = listed(filters).order_by("-changed_at", "-pk").select_related("raised_by", "organisation")
    return search.find(needs, filters.words, limit=most).items if filters.words else list(needs[:most])


def cards(needs: Iterable[Need]) -> list[Card]:
    """Needs made ready for a list, with no query and as little work as a list of twenty deserves."""
    themes, states = labels(get_language())
    base = reverse("needs:list")
    return [
        Card(
            url=f"{base}{need.pk}/",
            title=need.title,
            summary=need.summary,
            theme=themes[need.theme],
            places=need.place_names,
            state=need.state,
            state_label=states[need.state],
            supports=need.supports,
            day=_day(timezone.localdate(need.raised_at), get_language()),
            is_example=need.is_example,
        )
        for need in needs
    ]


def last_touch() -> str:
    """A stamp that changes with anything a list of needs shows; one SQL query on an index."""
    last = Need.objects.aggregate(last=Max("touched_at"))["last"]
    return last.isoformat() if last else ""


def feed_stamp(filters: Filters, most: int) -> list[tuple[object, ...]] | None:
    """Everything that can change a feed, names that people show or hide included; one SQL query.

    None with words, whose answer would cost as much as the feed.
    """
    if filters.words:
        return None
    shown = ("pk", "touched_at", "raised_by__shown_name", "raised_by__shows_name", *SIGNED)
    return list(listed(filters).order_by("-changed_at", "-pk").values_list(*shown)[:most])


@lru_cache(maxsize=8)
def labels(language: str | None) -> tuple[dict[str, str], dict[str, str]]:  # noqa: ARG001 - it is the key
    """Themes and states by code, in words of this language, which must be the one in use."""
    themes = {theme.value: str(theme.label) for theme in Theme}
    return themes, {state.value: str(state.label) for state in State}


@lru_cache(maxsize=512)
def _day(day: dt.date, language: str | None) -> str:  # noqa: ARG001 - it is part of the key
    return date_format(day, "DATE_FORMAT")
