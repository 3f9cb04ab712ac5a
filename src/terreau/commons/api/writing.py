"""Sheets of commons written through the API: the same actions as the pages, with a token."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any

from django.shortcuts import get_object_or_404
from ninja import Field, Schema

from terreau.commons import actions
from terreau.commons.actions import Description
from terreau.commons.api.asking import LinkSaid, Slug, Version, Why, Words, its_own
from terreau.commons.api.reading import CommonsWhole, KindSaid, Number, router, whole_of
from terreau.commons.models import LinkSort, Maturity, Means, Side
from terreau.commons.queries import page
from terreau.foundation.patterns import LINE, LINE_OR_NONE, LINES_OR_NONE
from terreau.needs.actions import Voice
from terreau.needs.api.days import Day  # noqa: TC001 - read by ninja at run time
from terreau.needs.errors import UnknownNeedError
from terreau.needs.models import Need, Theme
from terreau.participation.api import WRITES, BearerToken, SentKey, caller_of, keep_pace, once
from terreau.participation.kinds import visible
from terreau.participation.models import Scope
from terreau.people.models import Organisation
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.participation.actions import Caller

Code = Annotated[str, Field(max_length=9, pattern="^[0-9A-Za-z]{2,9}$")]


class SortedLink(LinkSaid):
    """A link of the sheet, with what it is."""

    sort: LinkSort


class CommonsTold(Schema):
    """What the sheet of a commons says."""

    title: Annotated[str, Field(min_length=3, max_length=120, pattern=LINE)]
    tagline: Annotated[str, Field(min_length=8, max_length=240, pattern=LINE)]
    kinds: Annotated[list[KindSaid], Field(min_length=1, max_length=6)]
    territories: Annotated[list[Code], Field(min_length=1, max_length=10, description="Official codes.")]
    theme: Theme = Theme.OTHER
    story: Annotated[str, Field(max_length=12000, pattern=LINES_OR_NONE, description="Markdown.")] = ""
    maturity: Maturity = Maturity.IDEA
    needs: Annotated[list[Annotated[int, Field(ge=1, le=2**63 - 1)]], Field(max_length=12)] = []
    holders: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=160, pattern=LINE)]], Field(max_length=12)
    ] = []
    licence_said: Annotated[str, Field(max_length=300, pattern=LINE_OR_NONE)] = ""
    links: Annotated[list[SortedLink], Field(max_length=60)] = []
    step_what: Annotated[str, Field(max_length=300, pattern=LINE_OR_NONE)] = ""
    step_when: dt.date | None = None
    step_cost: Annotated[int, Field(ge=0, le=2_000_000_000)] | None = None
    contact: Annotated[str, Field(max_length=200, pattern=LINE_OR_NONE)] = ""

    def description(self) -> Description:
        """The same as the action understands it; raises UnknownTerritoryError, UnknownNeedError."""
        places = {found.ref: found for found in map(territory, self.territories)}
        there = visible(Need.objects.filter(pk__in=self.needs)).order_by().values_list("pk", flat=True)
        for missing in set(self.needs) - set(there):
            raise UnknownNeedError(number=missing)
        other = {"title", "tagline", "territories", "links"}
        said = self.dict(include=set(CommonsTold.model_fields) - other)
        return Description(
            title=" ".join(self.title.split()),
            tagline=" ".join(self.tagline.split()),
            territories=list(places.values()),
            links=[{"sort": str(link.sort), "url": link.url, "label": link.label} for link in self.links],
            **said,
        )


class CollectedOn(Schema):
    """The sheet that a group filled by hand: where, and which day."""

    place: Annotated[str, Field(min_length=1, max_length=160, pattern=LINE)]
    date: Day


class CommonsOpened(CommonsTold):
    """A commons to open, and in whose name; the token of an organisation opens in its name."""

    organisation: Slug = Field(default="", description="Slug of an organisation one belongs to.")
    for_someone: bool = Field(default=False, description="For mediators: opened for a group, unnamed.")
    paper: CollectedOn | None = Field(default=None, description="For mediators: taken down on paper.")


class CommonsEdited(CommonsTold):
    """What a sheet says from now on."""

    version: Version
    reason: Why = ""


class WishSaid(Schema):
    """What a commons looks for or offers."""

    side: Side
    means: Means
    words: Words


class WishEnded(Schema):
    """What came of it."""

    outcome: Why = ""


@router.post(
    "",
    auth=BearerToken(Scope.COMMONS),
    response={201: CommonsWhole, **WRITES},
    summary="Open a commons",
    operation_id="open_commons",
)
def open_commons(request: HttpRequest, asked: CommonsOpened, sent: SentKey = "") -> Any:
    """Publish a commons and answer it; whoever the token is of cares for it."""
    caller = caller_of(request)
    voice, said = _voice(caller, asked), asked.description()
    keep_pace(request, "open-commons", "60/h")
    return once(request, sent, 201, lambda: whole_of(actions.open_commons(said, by=caller.user, voice=voice)))


@router.put(
    "/{pk}",
    auth=BearerToken(Scope.COMMONS),
    response={200: CommonsWhole, **WRITES},
    summary="Describe a commons",
    operation_id="edit_commons",
)
def edit_commons(request: HttpRequest, pk: Number, asked: CommonsEdited) -> CommonsWhole:
    """Replace what the sheet says, if it still is at `version`; the former one stays in the history."""
    caller = caller_of(request)
    its_own(caller, pk)
    keep_pace(request, "edit-commons", "120/h")
    changed = actions.edit(
        pk,
        asked.description(),
        by=caller.user,
        version=asked.version,
        reason=asked.reason,
        organisation=caller.organisation,
    )
    return whole_of(changed)


@router.post(
    "/{pk}/wishes",
    auth=BearerToken(Scope.COMMONS),
    response={201: CommonsWhole, **WRITES},
    summary="Say what a commons looks for or offers",
    operation_id="say_wish",
)
def say_wish(request: HttpRequest, pk: Number, asked: WishSaid, sent: SentKey = "") -> Any:
    """Put it on the sheet; the same words twice are one."""
    caller = caller_of(request)
    its_own(caller, pk)
    keep_pace(request, "wish-commons", "120/h")

    def act() -> CommonsWhole:
        actions.say_wish(pk, asked.side, asked.means, asked.words, by=caller.user)
        return whole_of(page.commons(pk))

    return once(request, sent, 201, act)


@router.post(
    "/{pk}/wishes/{wish}/end",
    auth=BearerToken(Scope.COMMONS),
    response={200: CommonsWhole, **WRITES},
    summary="Take a wish off the sheet",
    operation_id="end_wish",
)
def end_wish(request: HttpRequest, pk: Number, wish: Number, asked: WishEnded, sent: SentKey = "") -> Any:
    """Say that it is over, and what came of it."""
    caller = caller_of(request)
    its_own(caller, pk)

    def act() -> CommonsWhole:
        actions.end_wish(pk, wish, by=caller.user, outcome=asked.outcome)
        return whole_of(page.commons(pk))

    return once(request, sent, 200, act)


def _voice(caller: Caller, asked: CommonsOpened) -> Voice:
    for_someone = asked.for_someone or asked.paper is not None
    organisation = caller.speaks_for(someone=for_someone)
    if asked.organisation and caller.organisation is None:
        organisation = get_object_or_404(Organisation, slug=asked.organisation)
    if asked.paper is None:
        return Voice(organisation, for_someone)
    return Voice(organisation, for_someone, " ".join(asked.paper.place.split()), asked.paper.date)
