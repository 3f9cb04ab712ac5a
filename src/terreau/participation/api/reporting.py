"""Say through the API that something is wrong; those who moderate read it, nobody else."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any, Self

from django.conf import settings
from ninja import Field, Path, Router, Schema
from pydantic import model_validator
from pydantic.config import JsonDict  # noqa: TC002 - read by pydantic at run time

from terreau.foundation.patterns import LINES_OR_NONE
from terreau.participation import actions
from terreau.participation.api.access import WRITES, BearerToken, SentKey, caller_of, keep_pace, once
from terreau.participation.errors import UnknownThingError
from terreau.participation.kinds import thing_at
from terreau.participation.models import Ground, Scope
from terreau.participation.models.moderation import LONGEST
from terreau.participation.pace import REPORTS

if TYPE_CHECKING:
    from django.http import HttpRequest

router = Router(tags=["reports"])

Slug = Annotated[str, Path(max_length=40, pattern="^[a-z-]+$", description="`besoin`, `message`…")]
Key = Annotated[str, Path(max_length=18, pattern="^[0-9]+$", description="The number of the thing.")]

#: What `_explained` asks, as a schema says it: another ground, or a text.
_OTHER_IS_EXPLAINED: JsonDict = {
    "anyOf": [
        {"properties": {"ground": {"enum": [one.value for one in Ground if one != Ground.OTHER]}}},
        {"required": ["text"], "properties": {"text": {"minLength": 1}}},
    ]
}


class Wrong(Schema):
    """What is wrong; the ground `other` is explained."""

    model_config = {"json_schema_extra": _OTHER_IS_EXPLAINED}

    ground: Ground
    text: Annotated[
        str,
        Field(
            max_length=LONGEST,
            pattern=LINES_OR_NONE,
            description="Read only by those who moderate.",
        ),
    ] = ""

    @model_validator(mode="after")
    def _explained(self) -> Self:
        if self.ground == Ground.OTHER and not self.text:
            raise ValueError("the ground `other` asks for a text")
        return self


class Reported(Schema):
    """What was said, and when; what is decided is told by e-mail."""

    about: str = Field(description="The page of what was reported.")
    ground: Ground
    text: str
    reported_at: dt.datetime


@router.post(
    "/{slug}/{key}",
    auth=BearerToken(Scope.REPORT),
    response={201: Reported, **WRITES},
    summary="Report a thing",
    operation_id="report",
)
def report(request: HttpRequest, slug: Slug, key: Key, wrong: Wrong, sent: SentKey = "") -> Any:
    """Tell those who moderate; one person reports one thing once until it is decided."""
    caller = caller_of(request)
    keep_pace(request, "report", REPORTS)
    kind, thing = thing_at(slug, key)
    if not kind.moderated:
        raise UnknownThingError

    def tell() -> Reported:
        made = actions.report(thing, actions.Complaint(wrong.ground, wrong.text), by=caller.user)
        return Reported(
            about=settings.ADDRESS + kind.url(thing),
            ground=Ground(made.ground),
            text=made.text,
            reported_at=made.made_at,
        )

    return once(request, sent, 201, tell)
