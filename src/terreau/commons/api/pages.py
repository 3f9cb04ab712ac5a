"""Wiki pages read and written through the API: put together with what others wrote, or both shown."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - read by ninja at run time
from typing import TYPE_CHECKING, Annotated, Any

from django.http import JsonResponse
from ninja import Field, Path, Schema

from terreau.commons import actions
from terreau.commons.api.asking import Reason, Version, Why, its_own
from terreau.commons.api.reading import Number, PageLine, page_line, router
from terreau.commons.errors import PageConflictError
from terreau.commons.queries import page as sheets
from terreau.commons.queries import wiki
from terreau.foundation.patterns import LINE, LINES_OR_NONE
from terreau.foundation.problems import PROBLEM_JSON, PROBLEMS, Problem
from terreau.participation.api import WRITES, BearerToken, SentKey, caller_of, keep_pace, once
from terreau.participation.models import Scope

if TYPE_CHECKING:
    from django.http import HttpRequest

    from terreau.commons.models import WikiPage

PageSlug = Annotated[str, Path(max_length=120, pattern="^[-a-z0-9_]+$")]
Text = Annotated[str, Field(max_length=50_000, pattern=LINES_OR_NONE, description="Markdown.")]


class BothWrote(Schema):
    """A passage that both changed: what it was, what it is now, what was sent."""

    before: str
    now: str
    sent: str


class PageConflict(Problem):
    """Nothing was written: what the page says now, its version, and each passage that both changed.

    Another 409 (a key that served for another request) has none of these.
    """

    current: PageLine | None = None
    overlaps: list[BothWrote] = []


class PageSent(Schema):
    """A new page."""

    title: Annotated[str, Field(min_length=1, max_length=160, pattern=LINE)]
    text: Text = ""
    reason: Why = ""


class PageEdited(Schema):
    """What a page says from now on, written from `version`."""

    text: Text
    version: Version
    reason: Why = ""


class Protection(Schema):
    """Until which day only those who care for the commons write a page; a day past opens it again."""

    until: dt.date
    reason: Reason


@router.get(
    "/{pk}/pages/{slug}",
    response={200: PageLine, **PROBLEMS},
    summary="A page of a commons",
    operation_id="get_commons_page",
)
def get_page(request: HttpRequest, pk: Number, slug: PageSlug) -> PageLine:  # noqa: ARG001
    """One page with its text and its version."""
    return page_line(wiki.page(sheets.commons(pk), slug))


@router.post(
    "/{pk}/pages",
    auth=BearerToken(Scope.COMMONS),
    response={201: PageLine, **WRITES},
    summary="Write a page",
    operation_id="write_commons_page",
)
def write_page(request: HttpRequest, pk: Number, asked: PageSent, sent: SentKey = "") -> Any:
    """Publish a new page of a commons."""
    caller = caller_of(request)
    its_own(caller, pk)
    keep_pace(request, "write-page", "60/h")
    return once(
        request,
        sent,
        201,
        lambda: page_line(
            actions.write_page(pk, asked.title, asked.text, by=caller.user, reason=asked.reason)
        ),
    )


@router.put(
    "/{pk}/pages/{slug}",
    auth=BearerToken(Scope.COMMONS),
    response={200: PageLine, **WRITES, 409: PageConflict},
    summary="Change a page",
    operation_id="edit_commons_page",
)
def edit_page(request: HttpRequest, pk: Number, slug: PageSlug, asked: PageEdited) -> Any:
    """Change a page from the version that was read: what others wrote since is kept, put together with this.

    When both changed the same passage nothing is written, and the answer (409) shows both.
    """
    caller = caller_of(request)
    found = wiki.page(its_own(caller, pk), slug)
    keep_pace(request, "edit-page", "240/h")
    try:
        kept = actions.edit_page(
            found.pk, asked.text, by=caller.user, version=asked.version, reason=asked.reason
        )
    except PageConflictError as fault:
        return _both(fault)
    return page_line(kept)


@router.put(
    "/{pk}/pages/{slug}/protection",
    auth=BearerToken(Scope.COMMONS),
    response={200: PageLine, **WRITES},
    summary="Protect a page for a time",
    operation_id="protect_commons_page",
)
def protect_page(request: HttpRequest, pk: Number, slug: PageSlug, asked: Protection) -> PageLine:
    """Let only those who care for the commons write it for ninety days at most, with a public reason."""
    caller = caller_of(request)
    found: WikiPage = wiki.page(its_own(caller, pk), slug)
    return page_line(actions.protect_page(found.pk, by=caller.user, until=asked.until, reason=asked.reason))


def _both(fault: PageConflictError) -> JsonResponse:
    said = PageConflict(
        type=f"urn:terreau:problem:{fault.code}",
        title=str(fault.title),
        status=fault.status,
        detail=str(fault),
        remedy=fault.advice,
        current=page_line(fault.current),
        overlaps=[BothWrote(before=one.base, now=one.mine, sent=one.theirs) for one in fault.overlaps],
    )
    return JsonResponse(said.model_dump(mode="json"), status=fault.status, content_type=PROBLEM_JSON)
