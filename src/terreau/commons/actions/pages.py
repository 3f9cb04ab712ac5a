"""Write the pages of a commons: new ones, changes put together, versions put back, protection."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from terreau.commons.actions.keeping import locked, reasoned, require, touch
from terreau.commons.errors import (
    PageConflictError,
    PageProtectedError,
    PageThereError,
    PageTitleError,
    TooManyPagesError,
    UnknownPageError,
)
from terreau.commons.merging import Overlap, merge
from terreau.commons.models import LONGEST_PAGE, Commons, PageLink, WikiPage
from terreau.commons.queries.wiki import RESERVED, slug_of_title, targets_of
from terreau.foundation import search
from terreau.foundation.errors import TooLargeError
from terreau.needs.actions.keeping import sign
from terreau.participation.actions import record
from terreau.participation.kinds import refuse_hidden
from terreau.participation.pace import keep_pace_of_links
from terreau.people.words import one_line

if TYPE_CHECKING:
    from terreau.people.models import User

MOST_PAGES = 500
PAGE_KIND = "commons.wikipage"
LONGEST_PROTECTION = dt.timedelta(days=90)


@transaction.atomic
def write_page(pk: int, title: str, text: str, *, by: User, reason: str = "") -> WikiPage:
    """Write a new page of a commons.

    Raises NotAllowedError, PageTitleError, PageThereError, TooManyPagesError, TooLargeError.
    """
    keep_pace_of_links(by, text)
    commons = locked(pk)
    require("commons.write_page", by, commons)
    title, text = one_line(title)[:160], bounded(text)
    slug = slug_of_title(title)
    if not slug or slug in RESERVED:
        raise PageTitleError(title=title)
    if WikiPage.objects.filter(commons=commons).count() >= MOST_PAGES:
        raise TooManyPagesError(limit=MOST_PAGES)
    page = WikiPage(commons=commons, slug=slug, title=title, text=text)
    sign(page, by, reason.strip())
    try:
        with transaction.atomic():
            page.save()
    except IntegrityError:
        raise PageThereError(title=title) from None
    _done(commons, page, "write-page", by, reason)
    return page


@transaction.atomic
def edit_page(
    pk: int, text: str, *, by: User, version: int, reason: str = "", verb: str = "edit-page"
) -> WikiPage:
    """Change a page from its `version`; what others wrote since is kept, put together with this.

    Raises NotAllowedError, PageProtectedError, TooLargeError, and PageConflictError when the same passage was
    changed by both: nothing is then written, and both texts are in the error.
    """
    keep_pace_of_links(by, text)
    page = held(pk)
    _require_open(by, page)
    text = bounded(text)
    if page.version != version:
        text = _with_others(page, text, version)
    if text == page.text:
        return page
    page.text, page.written_as = text, ""
    page.version += 1
    page.changed_at = timezone.now()
    sign(page, by, reason.strip())
    page.save()
    _done(page.commons, page, verb, by, reason)
    return page


@transaction.atomic
def restore_page(thing: Any, version: Any, *, by: User, reason: str) -> WikiPage:
    """Let a page say again what it said in one of its versions."""
    return edit_page(thing.pk, version.text, by=by, version=thing.version, reason=reason, verb="restore-page")


@transaction.atomic
def protect_page(pk: int, *, by: User, until: dt.date, reason: str) -> WikiPage:
    """Let only those who care for the commons write a page for a time; the reason is public.

    An end in the past opens it again; it is never later than 90 days. Raises NotAllowedError,
    ReasonNeededError.
    """
    page = held(pk)
    require("commons.protect_page", by, page)
    reason = reasoned(reason)[:300]
    end = timezone.make_aware(dt.datetime.combine(until, dt.time.max))
    page.protected_until = min(end, timezone.now() + LONGEST_PROTECTION)
    page.protected_reason, page.protected_by = reason, by
    WikiPage.objects.filter(pk=page.pk).update(
        protected_until=page.protected_until, protected_reason=reason, protected_by=by
    )
    verb = "protect-page" if page.is_protected() else "open-page"
    touch(page.commons)
    record(verb, page.commons, by=by, reason=f"{page.title} · {reason}")
    return page


def held(pk: int) -> WikiPage:
    """The page, its commons held first and then itself, so that writers take turns in one order.

    Raises UnknownPageError, HiddenThingError.
    """
    commons = WikiPage.objects.filter(pk=pk).values_list("commons_id", flat=True).first()
    if commons is None:
        raise UnknownPageError
    kept = locked(commons)
    page = WikiPage.objects.select_for_update().get(pk=pk)
    page.commons = kept
    refuse_hidden(PAGE_KIND, pk)
    return page


def bounded(text: str) -> str:
    """The text with line ends of one sort; raises TooLargeError."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if len(text) > LONGEST_PAGE:
        raise TooLargeError(limit=f"{LONGEST_PAGE // 1000} 000 signes")
    return text


def link_up(page: WikiPage) -> None:
    """Make the table of where a page leads what its text says."""
    page.links.all().delete()
    rows = [PageLink(page=page, commons_id=commons, slug=slug) for commons, slug in targets_of(page)]
    PageLink.objects.bulk_create(rows, ignore_conflicts=True)


def _with_others(page: WikiPage, text: str, version: int) -> str:
    """The text and what others wrote since `version`, as one; raises PageConflictError."""
    base = page.history.filter(version=version).order_by("history_id").last()
    if base is None:
        raise PageConflictError(page, [Overlap("", page.text, text)])
    both = merge(base.text, page.text, text)
    if not both.clean:
        raise PageConflictError(page, both.overlaps)
    return bounded(both.text)


def _require_open(by: User, page: WikiPage) -> None:
    if page.is_protected() and not by.has_perm("commons.edit_page", page):
        raise PageProtectedError.about(page)
    require("commons.edit_page", by, page)


def _done(commons: Commons, page: WikiPage, verb: str, by: User, reason: str) -> None:
    link_up(page)
    search.put(page)
    touch(commons)
    said = f"{page.title} · {reason.strip()}" if reason.strip() else page.title
    record(verb, commons, by=by, reason=said)
