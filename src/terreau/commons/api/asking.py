"""What every route of this room that writes asks alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import BeforeValidator

from terreau.commons.errors import SaidTogetherError
from terreau.commons.queries import page
from terreau.foundation.errors import NotAllowedError
from terreau.foundation.patterns import LINE, LINE_OR_NONE, LINES_OR_NONE
from terreau.people.models import Organisation

if TYPE_CHECKING:
    from terreau.commons.models import Commons
    from terreau.participation.actions import Caller

Version = Annotated[int, Field(ge=1, le=2**31 - 1, description="The version that was read.")]
Why = Annotated[str, Field(max_length=300, pattern=LINES_OR_NONE, description="Public.")]
Reason = Annotated[str, Field(min_length=1, max_length=300, pattern=LINE, description="Public.")]
Words = Annotated[str, Field(min_length=1, max_length=300, pattern=LINE)]
Name = Annotated[str, Field(max_length=160, pattern=LINE_OR_NONE)]
Short = Annotated[str, Field(max_length=60, pattern=LINE_OR_NONE)]
Address = Annotated[str, Field(max_length=500, pattern=r"^https?://[!-~]+$")]
Slug = Annotated[str, Field(max_length=80, pattern="^[-a-zA-Z0-9_]*$")]


class LinkSaid(Schema):
    """An address and what it is called."""

    url: Address
    label: Annotated[str, Field(max_length=120, pattern=LINE_OR_NONE)] = ""


class WhichPage(Schema):
    """Which page of a list."""

    page: Annotated[int, Field(ge=1, le=10_000)] = 1


def _yes_or_no(said: object) -> object:
    """Left to itself, pydantic reads "off" and 0 as no."""
    if not isinstance(said, bool):
        raise ValueError("true or false")  # noqa: TRY004 - what pydantic expects of a validator
    return said


YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]


def its_own(caller: Caller, pk: int) -> Commons:
    """The commons, when this token may touch it; raises UnknownCommonsError, NotAllowedError."""
    found = page.commons(pk)
    caller.keep_to(found.organisation_id)
    return found


def in_whose_name(caller: Caller, slug: str, name: str) -> Organisation | None:
    """In whose name: a token of an organisation speaks for it and for no other."""
    if caller.organisation is not None:
        if name or slug not in ("", caller.organisation.slug):
            raise NotAllowedError
        return caller.organisation
    if slug and name:
        raise SaidTogetherError(why=_("Dites une organisation ou un nom, pas les deux."))
    return get_object_or_404(Organisation, slug=slug) if slug else None
