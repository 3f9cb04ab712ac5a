"""Histories as JSON: versions read by anyone, put back with a token."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated

from django.conf import settings
from django.urls import reverse
from ninja import Field, Path, Query, Router, Schema
from ninja.decorators import decorate_view

from terreau.foundation.limits import limited
from terreau.foundation.patterns import LINES
from terreau.foundation.problems import PROBLEMS
from terreau.participation import actions
from terreau.participation.api.access import WRITES, BearerToken, caller_of, keep_pace, organisation_of
from terreau.participation.editables import editable_named
from terreau.participation.models import Scope
from terreau.participation.pace import RESTORES
from terreau.participation.queries import history

if TYPE_CHECKING:
    from django.http import HttpRequest

router = Router(tags=["histories"])

Slug = Annotated[
    str,
    Path(max_length=40, pattern="^[a-z-]+$", description="`besoin`, `message`, `fichier`, `rendez-vous`…"),
]
Key = Annotated[str, Path(max_length=18, pattern="^[0-9]+$", description="The number of the thing.")]
Number = Annotated[int, Path(ge=1, le=2**63 - 1, description="The number of a version.")]


class VersionTold(Schema):
    """One version: when, by whom, why, and what it changed."""

    number: int
    url: str
    at: dt.datetime
    who: str
    reason: str
    changed: list[str] = Field(description="The parts that differ from the version before.")
    stands: bool = Field(description="It is the one that is read now.")


class VersionList(Schema):
    """One page of versions, the latest first."""

    page: int
    pages: int
    items: list[VersionTold]


class RestoreAsked(Schema):
    """Why a version comes back; `seen` is the number of the one that stood when one read."""

    seen: Annotated[int, Field(ge=1, le=2**63 - 1)]
    reason: Annotated[str, Field(max_length=1000, pattern=LINES, description="Public.")]


@router.get(
    "/{slug}/{key}",
    response={200: VersionList, **PROBLEMS},
    summary="Versions of a thing",
    operation_id="list_versions",
)
@decorate_view(limited("history", "240/m", by="network"))
def list_versions(
    request: HttpRequest,  # noqa: ARG001 - ninja gives it
    slug: Slug,
    key: Key,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> VersionList:
    """Twenty versions a page; a page beyond the last gives the last."""
    return _told(slug, key, page)


@router.post(
    "/{slug}/{key}/{number}/restore",
    auth=BearerToken(Scope.RESTORE),
    response={200: VersionList, **WRITES},
    summary="Put a version back",
    operation_id="restore_version",
)
def restore_version(
    request: HttpRequest, slug: Slug, key: Key, number: Number, asked: RestoreAsked
) -> VersionList:
    """For who may edit the thing: nothing is lost, it becomes a new version. Answers the last versions."""
    caller, editable = caller_of(request), editable_named(slug)
    caller.keep_to(organisation_of(editable.find(key)))
    keep_pace(request, "restore", RESTORES)
    actions.restore(editable, key, number, by=caller.user, seen=asked.seen, reason=asked.reason)
    return _told(slug, key, 1)


def _told(slug: str, key: str, page: int) -> VersionList:
    editable = editable_named(slug)
    found = history.versions_of(editable, editable.find(key), page)
    return VersionList(
        page=found.page.number,
        pages=found.page.paginator.num_pages,
        items=[
            VersionTold(
                number=one.number,
                url=settings.ADDRESS + reverse("participation:version", args=(slug, key, one.number)),
                at=one.at,
                who=one.who,
                reason=one.reason,
                changed=[str(label) for label in one.changed],
                stands=one.is_last,
            )
            for one in found.versions
        ],
    )
