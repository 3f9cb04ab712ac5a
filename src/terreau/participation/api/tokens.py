"""What a token is, told to the program that holds it."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING

from ninja import Field, Router, Schema

from terreau.participation.api.access import WRITES, BearerToken, caller_of
from terreau.participation.models import Scope

if TYPE_CHECKING:
    from django.http import HttpRequest

router = Router(tags=["tokens"])


class TokenTold(Schema):
    """A token, without its secret."""

    name: str
    head: str = Field(description="Its beginning, by which it is known on the page of tokens.")
    organisation: str | None = Field(description="The organisation in whose name it acts, by its slug.")
    scopes: list[Scope]
    ends_on: dt.date


@router.get(
    "",
    auth=BearerToken(None),
    response={200: TokenTold, **WRITES},
    summary="This token",
    operation_id="get_token",
)
def get_token(request: HttpRequest) -> TokenTold:
    """The token that asks: what it permits, until when, in whose name."""
    caller = caller_of(request)
    return TokenTold(
        name=caller.token.name,
        head=caller.token.head,
        organisation=caller.organisation.slug if caller.organisation else None,
        scopes=[Scope(scope) for scope in caller.token.scopes],
        ends_on=caller.token.ends_on,
    )
