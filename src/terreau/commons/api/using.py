"""Uses of commons through the API: who uses them, what for, since when."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any

from django.utils.translation import gettext as _
from ninja import Field, Query, Schema

from terreau.commons import actions
from terreau.commons.api.asking import Address, Name, Short, Slug, WhichPage, Words, in_whose_name
from terreau.commons.api.reading import Number, router
from terreau.commons.errors import SaidTogetherError
from terreau.commons.queries import page, using
from terreau.foundation.problems import PROBLEMS
from terreau.needs.api.days import Day  # noqa: TC001 - read by ninja at run time
from terreau.participation.api import WRITES, BearerToken, SentKey, caller_of, keep_pace, once
from terreau.participation.models import Scope

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.commons.models import Use


class UseTold(Schema):
    """An organisation that uses a commons."""

    id: int
    who: str
    organisation: str | None = Field(description="Slug, when it has a page.")
    purpose: str
    since: dt.date | None
    used_version: str
    evidence: str
    ended_at: dt.datetime | None


class UsePage(Schema):
    """One page of uses."""

    total: int
    page: int
    pages: int
    items: list[UseTold]


class UseSaid(Schema):
    """Who uses it, and what for: one's organisation, or any name when one cares for the commons."""

    organisation: Slug = Field(default="", description="Slug; a token of an organisation speaks for it.")
    name: Name = ""
    purpose: Words
    since: Day | None = None
    used_version: Short = ""
    evidence: Address | None = None


@router.get(
    "/{pk}/uses",
    response={200: UsePage, **PROBLEMS},
    summary="Uses of a commons",
    operation_id="list_uses_of_commons",
)
def list_uses(request: HttpRequest, pk: Number, asked: Annotated[WhichPage, Query()]) -> UsePage:  # noqa: ARG001
    """Organisations that use it, those that still do first, forty a page."""
    found = using.page_of(page.commons(pk), asked.page)
    return UsePage(
        total=found.paginator.count,
        page=found.number,
        pages=found.paginator.num_pages,
        items=[_use(one) for one in found.object_list],
    )


@router.post(
    "/{pk}/uses",
    auth=BearerToken(Scope.COMMONS),
    response={201: UseTold, **WRITES},
    summary="Say who uses a commons",
    operation_id="say_use_of_commons",
)
def say_use(request: HttpRequest, pk: Number, asked: UseSaid, sent: SentKey = "") -> Any:
    """One's organisation, or any name for those who care for the commons."""
    caller = caller_of(request)
    organisation = in_whose_name(caller, asked.organisation, asked.name)
    if organisation is None and not asked.name:
        raise SaidTogetherError(why=_("Dites quelle organisation s’en sert, ou son nom."))
    keep_pace(request, "say-use", "60/h")
    usage = actions.Usage(
        asked.purpose, organisation, asked.name, asked.since, asked.used_version, asked.evidence or ""
    )
    return once(request, sent, 201, lambda: _use(actions.say_use(pk, usage, by=caller.user)))


@router.post(
    "/{pk}/uses/{use}/end",
    auth=BearerToken(Scope.COMMONS),
    response={200: UsePage, **WRITES},
    summary="End a use",
    operation_id="end_use_of_commons",
)
def end_use(request: HttpRequest, pk: Number, use: Number, sent: SentKey = "") -> Any:
    """Say that an organisation uses it no more; answers the first page of those there are."""
    caller = caller_of(request)
    caller.keep_to(using.one(page.commons(pk), use).organisation_id)

    def act() -> UsePage:
        actions.end_use(pk, use, by=caller.user)
        return list_uses(request, pk, WhichPage())

    return once(request, sent, 200, act)


def _use(one: Use) -> UseTold:
    shown = one.organisation is not None and not one.organisation.is_hidden
    return UseTold(
        id=one.pk,
        who=one.who,
        organisation=one.organisation.slug if one.organisation and shown else None,
        purpose=one.purpose,
        since=one.since,
        used_version=one.used_version,
        evidence=one.evidence,
        ended_at=one.ended_at,
    )
