"""Needs written through the API: the same actions as the pages, with a token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from django.shortcuts import get_object_or_404
from ninja import Field, Schema

from terreau.foundation.patterns import LINE, LINES, LINES_OR_NONE
from terreau.needs import actions
from terreau.needs.actions import Telling, Voice
from terreau.needs.api.days import Day  # noqa: TC001 - read by ninja at run time
from terreau.needs.api.reading import NeedWhole, Number, router, whole_of
from terreau.needs.models import State, Theme  # noqa: TC001 - read by ninja at run time
from terreau.needs.queries import page
from terreau.participation.api import WRITES, BearerToken, SentKey, caller_of, once
from terreau.participation.models import Scope
from terreau.people.models import Organisation
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.needs.models import Need
    from terreau.participation.actions import Caller

Reason = Annotated[str, Field(max_length=1000, pattern=LINES, description="Public.")]
Version = Annotated[int, Field(ge=1, le=2**31 - 1, description="The version that was read.")]
Code = Annotated[str, Field(max_length=9, pattern="^[0-9A-Za-z]{2,9}$")]


class NeedTold(Schema):
    """What a need says."""

    title: Annotated[str, Field(min_length=8, max_length=120, pattern=LINE)]
    situation: Annotated[str, Field(max_length=6000, pattern=LINES, description="Markdown.")]
    theme: Theme
    territories: Annotated[list[Code], Field(min_length=1, max_length=10, description="Official codes.")]
    concerned: Annotated[str, Field(max_length=300, pattern=LINES_OR_NONE)] = ""
    tried: Annotated[str, Field(max_length=3000, pattern=LINES_OR_NONE, description="Markdown.")] = ""
    met_when: Annotated[str, Field(max_length=2000, pattern=LINES_OR_NONE, description="Markdown.")] = ""

    def telling(self) -> Telling:
        """The same as the action understands it; raises UnknownTerritoryError."""
        told = self.dict(include=set(NeedTold.model_fields) - {"territories", "title"})
        places = {found.ref: found for found in map(territory, self.territories)}
        return Telling(" ".join(self.title.split()), territories=list(places.values()), **told)


class Sheet(Schema):
    """The sheet on which a mediator took a need down: where it was filled in, and which day."""

    place: Annotated[str, Field(max_length=160, pattern=LINE)]
    date: Day


class NeedRaised(NeedTold):
    """A need to raise, and in whose name; the token of an organisation raises in its name."""

    organisation: Annotated[str, Field(max_length=80, pattern="^[-a-zA-Z0-9_]*$")] = Field(
        default="", description="Slug of an organisation one belongs to."
    )
    for_someone: bool = Field(default=False, description="For mediators: raised for somebody, unnamed.")
    paper: Sheet | None = Field(
        default=None, description="For mediators: taken down on paper, hence for somebody."
    )


class NeedEdited(NeedTold):
    """What a need says from now on."""

    version: Version
    reason: Annotated[str, Field(max_length=300, pattern=LINES_OR_NONE)] = ""


class StateAsked(Schema):
    """Where a need stands from now on, and why."""

    state: State
    reason: Reason
    version: Version


def _need_of(caller: Caller, pk: int) -> Need:
    """The need, when this token may touch it."""
    need = page.need(pk)
    caller.keep_to(need.organisation_id)
    return need


def _voice(caller: Caller, asked: NeedRaised) -> Voice:
    for_someone = asked.for_someone or asked.paper is not None
    organisation = caller.speaks_for(someone=for_someone)
    if asked.organisation and caller.organisation is None:
        organisation = get_object_or_404(Organisation, slug=asked.organisation)
    if asked.paper is None:
        return Voice(organisation, for_someone)
    return Voice(organisation, for_someone, " ".join(asked.paper.place.split()), asked.paper.date)


@router.post(
    "",
    auth=BearerToken(Scope.NEEDS),
    response={201: NeedWhole, **WRITES},
    summary="Raise a need",
    operation_id="raise_need",
)
def raise_need(request: HttpRequest, asked: NeedRaised, sent: SentKey = "") -> Any:
    """Publish a need and answer it."""
    caller = caller_of(request)
    voice, telling = _voice(caller, asked), asked.telling()
    return once(
        request, sent, 201, lambda: whole_of(actions.raise_need(telling, by=caller.user, voice=voice))
    )


@router.put(
    "/{pk}",
    auth=BearerToken(Scope.NEEDS),
    response={200: NeedWhole, **WRITES},
    summary="Edit a need",
    operation_id="edit_need",
)
def edit_need(request: HttpRequest, pk: Number, asked: NeedEdited) -> NeedWhole:
    """Replace what a need says, if it still is at `version`; the former text stays in the history."""
    caller = caller_of(request)
    need = _need_of(caller, pk)
    edited = actions.edit(
        need.pk,
        asked.telling(),
        by=caller.user,
        version=asked.version,
        reason=asked.reason,
        organisation=caller.organisation,
    )
    return whole_of(edited)


@router.post(
    "/{pk}/state",
    auth=BearerToken(Scope.NEEDS),
    response={200: NeedWhole, **WRITES},
    summary="Change the state of a need",
    operation_id="change_need_state",
)
def change_need_state(request: HttpRequest, pk: Number, asked: StateAsked, sent: SentKey = "") -> Any:
    """Move a need along its road, with a public reason."""
    caller = caller_of(request)
    need = _need_of(caller, pk)

    def move() -> NeedWhole:
        step = actions.change_state(
            need.pk,
            asked.state,
            by=caller.user,
            version=asked.version,
            reason=asked.reason,
            organisation=caller.organisation,
        )
        return whole_of(step.need)

    return once(request, sent, 200, move)


@router.put(
    "/{pk}/support",
    auth=BearerToken(Scope.SUPPORT),
    response={200: NeedWhole, **WRITES},
    summary="Support a need",
    operation_id="support_need",
)
def support_need(request: HttpRequest, pk: Number) -> NeedWhole:
    """Say "me too"; saying it twice counts once. Answers the need that counts it."""
    return whole_of(actions.support(page.need(pk).pk, by=caller_of(request).user))


@router.delete(
    "/{pk}/support",
    auth=BearerToken(Scope.SUPPORT),
    response={200: NeedWhole, **WRITES},
    summary="Take a support back",
    operation_id="withdraw_support",
)
def withdraw_support(request: HttpRequest, pk: Number) -> NeedWhole:
    """Take one's support back; nothing of it is kept."""
    return whole_of(actions.withdraw(page.need(pk).pk, by=caller_of(request).user))
