"""Who comes in by the JSON door to write: a token, never the cookie of a browser."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated, Any

from ninja import Header, Status
from ninja.security import HttpBearer

from terreau.foundation.limits import limit, network_of
from terreau.foundation.problems import PROBLEMS, Problem
from terreau.participation import actions
from terreau.participation.errors import BadTokenError, TokenNeededError
from terreau.people.models import Organisation

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.db.models import Model
    from django.http import HttpRequest
    from ninja import Schema

    from terreau.participation.models import Scope

#: What a route that asks for a token may answer beside its own answer.
WRITES: dict[int, type[Schema]] = {**PROBLEMS, **dict.fromkeys((401, 403, 409), Problem)}

#: One person's programs together, whatever they do.
PACE = "300/h"
#: A guesser has no chance; this keeps the noise down.
GUESSES = "60/m"

SentKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[!-~]{0,100}$",
        description="Chosen by the caller, new for each new request. Sent again within a day with the same "
        "request, it answers what was answered and does nothing twice.",
    ),
]


class BearerToken(HttpBearer):
    """`Authorization: Bearer terreau_…`, with a scope.

    Nothing else opens these routes: a session cookie is not read, so that no page of another site can make a
    browser write here.
    """

    def __init__(self, scope: Scope | None) -> None:
        self.scope = scope
        super().__init__()

    def __call__(self, request: HttpRequest) -> actions.Caller:
        scheme, _space, said = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not said:
            raise TokenNeededError
        return self.authenticate(request, said.strip())

    def authenticate(self, request: HttpRequest, token: str) -> actions.Caller:
        """Who the token speaks for; the errors of `use_token`, and too many tries."""
        try:
            caller = actions.use_token(token, self.scope)
        except BadTokenError:
            limit("bad-token", f"network {network_of(request)}", GUESSES)
            raise
        if request.method != "GET":
            limit("api-write", f"user {caller.user.pk}", PACE)
        return caller


def caller_of(request: HttpRequest) -> actions.Caller:
    """Who a route was opened to."""
    caller: actions.Caller = request.auth  # type: ignore[attr-defined]  # set by ninja
    return caller


def organisation_of(thing: Model) -> int | None:
    """The organisation that a thing belongs to, or that it is, if any: all that its token may touch."""
    if isinstance(thing, Organisation):
        return thing.pk
    kept: int | None = getattr(thing, "organisation_id", None)
    return kept


def keep_pace(request: HttpRequest, name: str, rate: str) -> None:
    """Count one more `name` by this person, together with what they do on the page of that name."""
    limit(name, f"user {caller_of(request).user.pk}", rate)


def once(request: HttpRequest, key: str, status: int, act: Callable[[], Schema]) -> Status[Any]:
    """Do `act` once for this key, and answer what it made as JSON values."""
    asked = f"{request.method} {request.path}\n".encode() + request.body
    answered, answer = actions.once(
        caller_of(request),
        key,
        hashlib.sha256(asked).hexdigest(),
        lambda: (status, act().model_dump(mode="json")),
    )
    return Status(answered, answer)


def once_slowly(
    request: HttpRequest, key: str, status: int, said: str, act: Callable[[UUID | None], Schema]
) -> Status[Any]:
    """The same for a file, whose envelope changes each time it is sent: `said` is what counts of it."""
    asked = f"{request.method} {request.path}\n{said}".encode()
    answered, answer = actions.once_slowly(
        caller_of(request),
        key,
        hashlib.sha256(asked).hexdigest(),
        lambda one: (status, act(one).model_dump(mode="json")),
    )
    return Status(answered, answer)
