"""Bring the pages of a MediaWiki into a commons, with their history: all of them or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from terreau.commons.actions.keeping import locked, require, touch
from terreau.commons.actions.pages import MOST_PAGES, link_up
from terreau.commons.errors import RefusedWikiError, TooManyPagesError
from terreau.commons.mediawiki import Dump, DumpRefused, converted, look
from terreau.commons.models import LONGEST_PAGE, Commons, WikiPage
from terreau.commons.queries.wiki import RESERVED, slug_of_title
from terreau.foundation import search
from terreau.foundation.languages import reader_language
from terreau.needs.actions.keeping import sign
from terreau.participation.actions import record
from terreau.people.words import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from terreau.commons.mediawiki import Page, Revision, Site
    from terreau.people.models import User

#: What comes by a page: other writers wait while it is written. The command takes more.
MOST_VERSIONS = 3_000
_BY_COMMAND = gettext_lazy("Demandez à la personne qui héberge de l’apporter avec « terreau commons ».")


@dataclass
class BroughtPages:
    """What became of a wiki: titles brought in, those there already, those left out with their reason."""

    made: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    versions: int = 0
    lines: list[str] = field(default_factory=list)


def bring_wiki(pk: int, file: IO[bytes], *, by: User, dry_run: bool = False) -> BroughtPages:
    """Bring in the articles of an export from a page, told with what the export says of itself.

    Raises NotAllowedError, TooManyRequestsError, RefusedWikiError, and what `import_wiki` raises.
    """
    require("commons.bring_wiki", by, Commons.objects.get(pk=pk))
    try:
        report = look(file, longest=LONGEST_PAGE)
        if report.revisions > MOST_VERSIONS:
            raise RefusedWikiError(why=_("Cet export a trop de versions pour une page."), todo=_BY_COMMAND)
        file.seek(0)
        brought = import_wiki(pk, file, by=by, dry_run=dry_run)
    except DumpRefused as refused:
        lang = reader_language()
        raise RefusedWikiError(why=refused.said(lang), todo=refused.advice(lang)) from refused
    brought.lines = list(report.lines(reader_language()))
    return brought


@transaction.atomic
def import_wiki(pk: int, file: IO[bytes], *, by: User | None = None, dry_run: bool = False) -> BroughtPages:
    """Bring in the articles of an export; with `dry_run`, everything is tried and nothing is kept.

    A page that stands here under that title is left as it is, so that an export given twice changes nothing.
    Who wrote each version is named as the wiki names them; an IP address is personal data and is not kept.
    Raises UnknownCommonsError, HiddenThingError, TooManyPagesError, and the engine's DumpRefused.
    """
    commons, brought, dump = locked(pk), BroughtPages(), Dump(file)
    taken = set(WikiPage.objects.filter(commons=commons).values_list("slug", flat=True))
    made = []
    for page, revisions in dump.pages():
        if why := _left_out(page):
            brought.left.append((page.title, why))
            continue
        title = one_line(page.title)[:160]
        slug = slug_of_title(title)
        if slug in taken:
            brought.there.append(title)
            continue
        if len(taken) >= MOST_PAGES:
            raise TooManyPagesError(limit=MOST_PAGES)
        one = _brought(commons, title, slug, revisions, dump.site, brought)
        if one is not None:
            taken.add(slug)
            made.append(one)
    for one in made:  # once all are there: a page leads to others of the same wiki
        link_up(one)
    search.put(*made)
    if made:
        touch(commons)
        record("bring-in", commons, by=by, reason=_("%(count)d pages d’un wiki") % {"count": len(made)})
    transaction.set_rollback(dry_run)
    return brought


def _left_out(page: Page) -> str:
    if page.namespace:
        return _("ce n’est pas un article")
    if page.redirect:
        return _("elle ne fait que renvoyer à une autre")
    slug = slug_of_title(one_line(page.title)[:160])
    return _("son titre ne peut pas servir d’adresse") if not slug or slug in RESERVED else ""


def _brought(
    commons: Commons,
    title: str,
    slug: str,
    revisions: Iterable[Revision],
    site: Site,
    brought: BroughtPages,
) -> WikiPage | None:
    """The page with each of its versions, or None when its last one cannot be kept whole."""
    page = WikiPage(commons=commons, slug=slug, title=title, version=0)
    with transaction.atomic():
        whole = True
        for revision in revisions:  # as the wiki gives them: the oldest first
            text = converted(revision.text, site).markdown
            whole = not (revision.hidden or revision.truncated or len(text) > LONGEST_PAGE)
            if not whole:
                continue
            _add(page, text, revision)
        if whole and page.version:
            brought.made.append(title)
            brought.versions += page.version
            return page
        transaction.set_rollback(True)
    brought.left.append((title, _("sa dernière version est trop longue, ou masquée")))
    return None


def _add(page: WikiPage, text: str, revision: Revision) -> None:
    at = revision.timestamp or timezone.now()
    who = _("anonyme") if revision.anonymous or not revision.contributor else revision.contributor
    page.text, page.written_as, page.changed_at = text, one_line(who)[:160], at
    page.made_at = at if not page.version else page.made_at
    page.version += 1
    sign(page, None, one_line(revision.comment)[:500])
    page._history_date = at  # the version is as old as it was written
    page.save()
