"""Badges as JSON: the same questions as the pages."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any

from django.conf import settings
from ninja import Field, Path, Query, Router, Schema
from ninja.decorators import decorate_view

from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.problems import PROBLEMS
from terreau.foundation.search import LAST_PAGE
from terreau.foundation.slots import panel_stamps
from terreau.recognition.errors import UnknownAwardError
from terreau.recognition.models import Standing
from terreau.recognition.queries import documents, listing, page
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.recognition.models import Achievement

badges = Router(tags=["badges"])
awards = Router(tags=["badges"])


class BadgeLine(Schema):
    """A badge as a list gives it."""

    id: int
    url: str
    name: str
    description: str
    issuer: str
    issuer_verified: bool = Field(description="A steward of the territory vouched for the organisation.")
    territory: str | None
    tags: list[str]
    version: int
    awards: int = Field(description="How many times it was given.")
    image: str
    changed_at: dt.datetime


class BadgeWhole(BadgeLine):
    """A badge with its criteria and its definition in Open Badges 3.0."""

    criteria: str = Field(description="Markdown.")
    achievement: dict[str, Any] = Field(description="Open Badges 3.0 Achievement, as linked data.")


class BadgePage(Schema):
    """One page of badges."""

    total: int
    page: int
    pages: int
    corrected: str = Field(description="The words searched instead of those asked, when those found nothing.")
    items: list[BadgeLine]


class AwardWhole(Schema):
    """A badge that somebody has and shows."""

    code: str
    url: str
    badge: int
    given_at: dt.datetime
    name: str = Field(description="Of the person, when they show it; else empty.")
    state: str = Field(description="met: holds; not-met: revoked; closed: suspended or over.")
    credential: dict[str, Any] = Field(description="The signed file.")


class Asked(Schema):
    """What a list of badges is asked for."""

    q: Annotated[
        str, Field(max_length=200, pattern=r"^[^\x00]*$", description="Words; the last may be unfinished.")
    ] = ""
    territory: Annotated[
        str,
        Field(
            max_length=20, pattern="^[0-9A-Za-z ]*$", description="Official code; all it is made of counts."
        ),
    ] = ""
    page: Annotated[int, Field(ge=1, le=LAST_PAGE)] = 1


Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Code = Annotated[str, Path(pattern="^[A-Za-z0-9_-]{12,16}$")]


@badges.get("", response={200: BadgePage, **PROBLEMS}, summary="List badges", operation_id="list_badges")
@decorate_view(unless_unchanged(lambda _request: list(panel_stamps.ask())))
def list_badges(request: HttpRequest, asked: Annotated[Asked, Query()]) -> BadgePage:  # noqa: ARG001
    """Badges given here, twenty a page; a page beyond the last gives the last."""
    words = " ".join(asked.q.replace("\x00", " ").split())
    place = territory(asked.territory) if asked.territory else None
    found, corrected, _loose = listing.page_of(words, place, asked.page)
    return BadgePage(
        total=found.paginator.count,
        page=found.number,
        pages=found.paginator.num_pages,
        corrected=corrected,
        items=[BadgeLine(**_line(badge)) for badge in found.object_list],
    )


@badges.get("/{pk}", response={200: BadgeWhole, **PROBLEMS}, summary="One badge", operation_id="get_badge")
def get_badge(request: HttpRequest, pk: Number) -> BadgeWhole:  # noqa: ARG001
    """A badge by its number, as it is given now."""
    badge = page.badge(pk)
    version = page.version(pk, badge.version)
    return BadgeWhole(**_line(badge), criteria=badge.criteria, achievement=documents.definition(version))


@awards.get("/{code}", response={200: AwardWhole, **PROBLEMS}, summary="One award", operation_id="get_award")
def get_award(request: HttpRequest, code: Code) -> AwardWhole:
    """A badge that somebody has, when they show it to whoever has its address."""
    award = page.award_for(request.user, code, [])
    if award.standing != Standing.ACCEPTED:
        raise UnknownAwardError
    return AwardWhole(
        code=award.code,
        url=settings.ADDRESS + award.get_absolute_url(),
        badge=award.version.achievement_id,
        given_at=award.given_at,
        name=award.public_name,
        state=page.state_of(award).code,
        credential=award.credential,
    )


def _line(badge: Achievement) -> dict[str, Any]:
    return {
        "id": badge.pk,
        "url": settings.ADDRESS + badge.get_absolute_url(),
        "name": badge.name,
        "description": badge.description,
        "issuer": badge.issuer.said_name,
        "issuer_verified": badge.issuer.verified,
        "territory": badge.territory_id,
        "tags": badge.tags,
        "version": badge.version,
        "awards": badge.awards_count,
        "image": f"{settings.ADDRESS}/badges/{badge.pk}/versions/{badge.version}/image.png",
        "changed_at": badge.changed_at,
    }
