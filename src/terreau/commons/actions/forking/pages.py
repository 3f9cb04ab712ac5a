"""Pages of an archive with every version: dates, reasons and names as they were, nobody made an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from terreau.commons.actions.forking.words import digest, line, moment, text
from terreau.commons.actions.pages import MOST_PAGES, link_up
from terreau.commons.models import LONGEST_PAGE, Inherited, WikiPage
from terreau.commons.queries.wiki import RESERVED, slug_of_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from terreau.commons.actions.forking.told import Told
    from terreau.commons.archive import Archive, Page, Revision
    from terreau.commons.models import Commons

#: Versions of one archive, all pages together, and those of one page.
MOST_VERSIONS = 50_000
_AT_ONCE = 500


def bring_pages(commons: Commons, archive: Archive, names: Mapping[str, str], told: Told) -> list[WikiPage]:
    """Write the pages; those that cannot be kept whole are left out and said."""
    made: list[WikiPage] = []
    slugs: set[str] = set()
    for page in archive.pages():
        title = line(page.title, 160)
        slug = slug_of_title(title)
        if not slug or slug in RESERVED or slug in slugs:
            told.leave(title or page.slug[:60], _("son titre ne peut pas servir d’adresse, ou sert déjà"))
        elif len(made) >= MOST_PAGES:
            told.leave(title, _("il y a déjà cinq cents pages"))
        elif one := _page(commons, page, title, slug, names, told):
            slugs.add(slug)
            made.append(one)
    for one in made:  # once all are there: they lead to one another
        link_up(one)
    return made


def _page(
    commons: Commons, page: Page, title: str, slug: str, names: Mapping[str, str], told: Told
) -> WikiPage | None:
    kept = list(_versions(page, told))
    if not kept or kept[-1] is None:
        told.leave(title, _("sa dernière version est trop longue, ou elle n’en a pas"))
        return None
    versions = [one for one in kept if one is not None]
    last, said = versions[-1]
    one = WikiPage(commons=commons, slug=slug, title=title, text=said, version=len(versions))
    one.made_at, one.changed_at = moment(versions[0][0].at), moment(last.at)
    one.written_as = _author(last, names)
    one.skip_history_when_saving = True  # its versions come with their own dates
    one.save()
    del one.skip_history_when_saving
    _keep_versions(one, versions, names)
    _inherit(commons, page, one, said)
    told.pages += 1
    told.versions += len(versions)
    return one


def _versions(page: Page, told: Told) -> Any:
    """Each version with its text, None for one that is too long; raises once there are too many in all."""
    for revision in page.revisions:
        told.count_version(MOST_VERSIONS)
        said = text(revision.text, LONGEST_PAGE + 1)
        yield (revision, said) if len(said) <= LONGEST_PAGE else None


def _keep_versions(page: WikiPage, versions: list[tuple[Revision, str]], names: Mapping[str, str]) -> None:
    past = WikiPage.history.model
    rows = [
        past(
            id=page.pk,
            commons_id=page.commons_id,
            title=page.title,
            text=said,
            written_as=_author(revision, names),
            changed_at=moment(revision.at),
            version=number,
            history_date=moment(revision.at),
            history_type="~" if number > 1 else "+",
            history_change_reason=line(revision.comment, 500),
        )
        for number, (revision, said) in enumerate(versions, 1)
    ]
    past.objects.bulk_create(rows, batch_size=_AT_ONCE)
    Inherited.objects.bulk_create(
        [
            Inherited(
                commons_id=page.commons_id,
                sort=Inherited.Sort.VERSION,
                origin=line(revision.id, 500) or f"{page.slug}/{row.version}",
                digest=digest(revision.text),
                key=str(row.history_id),
            )
            for (revision, _said), row in zip(versions, rows, strict=True)
        ],
        batch_size=_AT_ONCE,
        ignore_conflicts=True,
    )


def _inherit(commons: Commons, page: Page, one: WikiPage, said: str) -> None:
    origin, key = line(page.slug, 120) or one.slug, str(one.pk)
    row = Inherited(commons=commons, sort=Inherited.Sort.PAGE, origin=origin, digest=digest(said), key=key)
    Inherited.objects.bulk_create([row], ignore_conflicts=True)


def _author(revision: Revision, names: Mapping[str, str]) -> str:
    return names.get(revision.by) or _("une personne qui ne montre pas son nom")
