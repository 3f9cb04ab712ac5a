"""Commons read as JSON: the list, one sheet, the pages of one."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any

from django.conf import settings
from ninja import Field, Path, Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import WithJsonSchema

from terreau.commons.models import Kind, Maturity, Means, Side
from terreau.commons.queries import listing, matching, page, wiki
from terreau.foundation.conditional import unless_unchanged
from terreau.foundation.limits import limited_search
from terreau.foundation.problems import PROBLEMS
from terreau.foundation.search import LAST_PAGE
from terreau.territories.queries import territory

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.commons.models import Commons, WikiPage, Wish

router = Router(tags=["commons"])
#: Written out: OpenAPI names schemas by their class, and another room has a `Kind` of its own.
KindSaid = Annotated[Kind, WithJsonSchema({"type": "string", "enum": [kind.value for kind in Kind]})]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


class PlaceOfCommons(Schema):
    """A territory where a commons lives."""

    ref: str
    name: str


class CommonsLine(Schema):
    """A commons as a list gives it."""

    id: int
    url: str
    title: str
    tagline: str
    kinds: list[KindSaid]
    maturity: Maturity
    territories: list[PlaceOfCommons]
    licence_said: str
    licence: str = Field(description="SPDX expression; empty when nothing was understood.")
    licence_open: bool | None = Field(description="Null when nobody knows.")
    changed_at: dt.datetime
    is_example: bool


class WishTold(Schema):
    """What a commons looks for or offers."""

    id: int
    side: Side
    means: Means
    words: str


class CommonsWhole(CommonsLine):
    """A commons with everything its sheet tells."""

    story: str = Field(description="Markdown.")
    theme: str
    opened_by: str = Field(description="Who speaks, as everyone may read it.")
    opened_at: dt.datetime
    holders: list[str]
    needs: list[int]
    links: list[dict[str, str]]
    wishes: list[WishTold]
    step_what: str
    step_when: dt.date | None
    step_cost: int | None
    contact: str
    origin: dict[str, Any] = Field(description="Where it comes from, when it was brought in.")
    version: int


class MatchTold(Schema):
    """Something that another commons says and that may answer one of this commons."""

    wish: WishTold
    commons: int
    title: str
    words: str
    reasons: list[str] = Field(description="Why it may, in words; there is no score.")


class CommonsPage(Schema):
    """One page of commons."""

    total: int
    page: int
    pages: int
    items: list[CommonsLine]


class PageLine(Schema):
    """A wiki page of a commons."""

    url: str
    title: str
    slug: str
    text: str = Field(description="Markdown.")
    changed_at: dt.datetime
    version: int


class CommonsAsked(Schema):
    """What a list of commons is asked for."""

    q: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] = ""
    kind: KindSaid | None = None
    maturity: Maturity | None = None
    seeks: Means | None = Field(default=None, description="Those that look for this now.")
    open_licence: bool = False
    territory: Annotated[str, Field(max_length=20, pattern="^[0-9A-Za-z ]*$")] = ""
    page: Annotated[int, Field(ge=1, le=LAST_PAGE)] = 1


@router.get("", response={200: CommonsPage, **PROBLEMS}, summary="List commons", operation_id="list_commons")
@decorate_view(limited_search("q"), unless_unchanged(lambda _request: [listing.last_touch()]))
def list_commons(request: HttpRequest, asked: Annotated[CommonsAsked, Query()]) -> CommonsPage:  # noqa: ARG001
    """Commons, filtered, twenty a page, those that changed last first."""
    filters = listing.Filters(
        words=" ".join(asked.q.replace("\x00", " ").split()),
        kind=asked.kind,
        maturity=asked.maturity,
        seeks=asked.seeks,
        openly=asked.open_licence,
        territory=territory(asked.territory) if asked.territory else None,
    )
    found = listing.page_of(filters, asked.page).page
    return CommonsPage(
        total=found.paginator.count,
        page=found.number,
        pages=found.paginator.num_pages,
        items=[CommonsLine(**_line(one)) for one in found.object_list],
    )


@router.get(
    "/{pk}", response={200: CommonsWhole, **PROBLEMS}, summary="One commons", operation_id="get_commons"
)
def get_commons(request: HttpRequest, pk: Number) -> CommonsWhole:  # noqa: ARG001
    """A commons by its number."""
    return whole_of(page.commons(pk))


def whole_of(one: Commons) -> CommonsWhole:
    """A commons with everything its sheet tells; four SQL queries."""
    wishes = [wish for side in page.wishes_of(one).values() for wish in side]
    return CommonsWhole(
        **_line(one),
        story=one.story,
        theme=one.theme,
        opened_by=page.voice_of(one),
        opened_at=one.opened_at,
        holders=[name for name, _organisation in page.holders_told(one)],
        needs=page.need_numbers(one),
        links=one.links,
        wishes=[wish_line(wish) for wish in wishes],
        step_what=one.step_what,
        step_when=one.step_when,
        step_cost=one.step_cost,
        contact=one.contact,
        origin=one.origin,
        version=one.version,
    )


@router.get(
    "/{pk}/pages",
    response={200: list[PageLine], **PROBLEMS},
    summary="Pages of a commons",
    operation_id="list_commons_pages",
)
def list_pages(request: HttpRequest, pk: Number) -> list[PageLine]:  # noqa: ARG001
    """Its wiki pages with their texts, sixty at most, in the order they were made."""
    return [page_line(one) for one in wiki.whole_pages(page.commons(pk))]


@router.get(
    "/{pk}/matches",
    response={200: list[MatchTold], **PROBLEMS},
    summary="What may answer a commons",
    operation_id="list_matches",
)
def list_matches(request: HttpRequest, pk: Number) -> list[MatchTold]:  # noqa: ARG001
    """What others offer that it looks for, and the other way: the nearest first, twenty-four at most."""
    one = page.commons(pk)
    wishes = [wish for side in page.wishes_of(one).values() for wish in side]
    return [
        MatchTold(
            wish=wish_line(match.wish),
            commons=match.answer.commons_id,
            title=match.answer.commons.title,
            words=match.answer.words,
            reasons=list(match.reasons),
        )
        for match in matching.matches_of(one, wishes, matching.ON_A_PAGE)
    ]


def wish_line(wish: Wish) -> WishTold:
    """A wish as it is told."""
    return WishTold(id=wish.pk, side=Side(wish.side), means=Means(wish.means), words=wish.words)


def page_line(one: WikiPage) -> PageLine:
    """A page as it is told."""
    return PageLine(
        url=settings.ADDRESS + one.get_absolute_url(),
        title=one.title,
        slug=one.slug,
        text=one.text,
        changed_at=one.changed_at,
        version=one.version,
    )


def _line(one: Commons) -> dict[str, Any]:
    return {
        "id": one.pk,
        "url": settings.ADDRESS + one.get_absolute_url(),
        "title": one.title,
        "tagline": one.tagline,
        "kinds": one.kinds,
        "maturity": one.maturity,
        "territories": [PlaceOfCommons(**place) for place in one.places],
        "licence_said": one.licence_said,
        "licence": one.licence_spdx,
        "licence_open": one.licence_open,
        "changed_at": one.changed_at,
        "is_example": one.is_example,
    }
