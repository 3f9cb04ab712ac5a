"""The pages of a commons, to be read without us: a zip of Markdown, or an export that MediaWiki takes."""

from __future__ import annotations

import datetime as dt
import tempfile
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.commons.mediawiki import Page, Revision, Site, wikitext, write_dump
from terreau.commons.queries import carrying
from terreau.commons.queries.credits import Credits, meet_authors
from terreau.participation import store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from terreau.commons.models import Commons


def in_a_file(commons: Commons, write: Callable[[Commons, IO[bytes]], None]) -> IO[bytes]:
    """What `write` makes of a commons, in a file without a name that goes when it is closed."""
    file = tempfile.TemporaryFile(dir=store.incoming())  # noqa: SIM115 - closed by who gives it
    try:
        write(commons, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def write_markdown(commons: Commons, file: IO[bytes]) -> None:
    """A zip with each page as it stands, who wrote it, and the licence."""
    credited = Credits()
    named = meet_authors(credited, carrying.shown_pages(commons))
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        everyone: list[str] = []
        for page, past in carrying.pages_with_versions(commons):
            authors, text = [], ""
            for row in past:
                authors.append(row.written_as or named.get(row.history_user_id or 0, ""))
                text = row.text
            names = list(dict.fromkeys(filter(None, authors)))
            everyone += names
            said = f"# {page.title}\n\n{text}\n\n---\n\n{_by(names)}\n"
            _put(packed, f"{page.slug}.md", said, commons)
        _put(packed, "LISEZMOI.md", _readme(commons, list(dict.fromkeys(everyone))), commons)


def write_xml(commons: Commons, file: IO[bytes]) -> None:
    """An export of MediaWiki with every version, in wikitext; links between pages stay links."""
    named = meet_authors(Credits(), carrying.shown_pages(commons))
    base = settings.ADDRESS + reverse("commons:pages", args=(commons.pk,))
    pages = (
        (Page(page.title, id=page.pk), _revisions(past, named))
        for page, past in carrying.pages_with_versions(commons)
    )
    write_dump(file, pages, Site(commons.title, base, "Terreau"))


def _revisions(past: Iterator[Any], named: dict[int, str]) -> Iterator[Revision]:
    before = None
    for row in past:
        yield Revision(
            wikitext(row.text),
            row.history_date,
            row.written_as or named.get(row.history_user_id or 0, ""),
            comment=row.history_change_reason or "",
            id=row.history_id,
            parent=before,
        )
        before = row.history_id


def _readme(commons: Commons, authors: list[str]) -> str:
    lines = [
        f"# {commons.title}",
        commons.tagline,
        carrying.address_of(commons),
        _("Licence : %(licence)s") % {"licence": commons.licence_said or _("non précisée")},
        _by(authors),
    ]
    return "\n\n".join(lines) + "\n"


def _by(names: list[str]) -> str:
    return _("Écrit par %(names)s.") % {"names": ", ".join(names) or _("personne que l’on nomme")}


def _put(packed: ZipFile, name: str, text: str, commons: Commons) -> None:
    day = max(commons.touched_at, dt.datetime(1980, 1, 1, tzinfo=dt.UTC))
    info = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
    packed.writestr(info, text)
