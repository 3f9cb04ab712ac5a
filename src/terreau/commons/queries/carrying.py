"""Everything of a commons that is carried away, as the archive engine takes it; nothing hidden."""

from __future__ import annotations

import tempfile
from functools import partial
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db.models import Count, Max, Sum
from django.db.models.functions import Length
from django.utils import timezone

from terreau.commons.archive import Contents, File, Origin, Page, Revision, public_key, write_archive
from terreau.commons.models import Commons, Inherited, WikiPage
from terreau.commons.queries.carrying_records import records_of
from terreau.commons.queries.credits import Credits, meet_authors
from terreau.commons.queries.inheritance import inheritance_of
from terreau.foundation.keys import instance_secret
from terreau.participation import store
from terreau.participation.kinds import visible
from terreau.participation.models import Attachment, Rendition
from terreau.participation.queries import files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from terreau.commons.queries.inheritance import Inheritance

#: From how many versions, or bytes of files, an archive is made in the background.
LARGE_VERSIONS, LARGE_BYTES = 2_000, 30_000_000
#: Characters of all versions that are turned into wikitext while a page waits: some four seconds.
LONG_HISTORY = 1_500_000
_SHEET = (
    "title", "tagline", "story", "kinds", "maturity", "theme", "places", "licence_said", "links",
    "is_example",
)  # fmt: skip
_PIECE = 65_536


def signing_key() -> bytes:
    """The private key with which this instance signs archives: made on first use, never in the database."""
    secret = instance_secret(settings.DATA, "commons-archive")
    return HKDF(SHA256(), 32, salt=None, info=b"terreau commons archive 1").derive(secret.encode())


def own_public_key() -> str:
    """What this instance publishes, so that others know its archives."""
    return public_key(signing_key())


def write(commons: Commons, file: IO[bytes]) -> None:
    """Write the signed archive of a commons."""
    write_archive(file, contents_of(commons), signing_key())


def written(commons: Commons) -> IO[bytes]:
    """The archive in a file that has no name and goes when it is closed, at its beginning."""
    file = tempfile.TemporaryFile(dir=store.incoming())  # noqa: SIM115 - closed by who gives it
    try:
        write(commons, file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def contents_of(commons: Commons) -> Contents:
    """All that everyone may read of a commons; a number of SQL queries that does not grow with it."""
    credited, came, pages = Credits(), inheritance_of(commons), shown_pages(commons)
    for said in came.records.get(Inherited.Sort.PERSON, ()):
        credited.named(*(str(said.get(name, "")) for name in ("name", "kind", "uri")))
    authors = meet_authors(credited, pages)
    sections = records_of(commons, credited, came)
    attached = files.standing(commons)
    for one in attached:
        credited.named(one.credit or credited.user(one.author))
    return Contents(
        origin=Origin(
            instance=settings.ADDRESS,
            commons=address_of(commons),
            title=commons.title,
            version=str(commons.version),
            taken_at=timezone.now().isoformat(timespec="seconds"),
        ),
        sheet={
            **{name: getattr(commons, name) for name in _SHEET},
            "opened_at": commons.opened_at.isoformat(),
            "changed_at": commons.changed_at.isoformat(),
        },
        licence={"said": commons.licence_said, "spdx": commons.licence_spdx, "open": commons.licence_open},
        contributors=credited.all(),
        pages=(
            Page(page.slug, page.title, _told(past, partial(_revision, commons, came, credited, authors)))
            for page, past in pages_with_versions(commons)
        ),
        files=(_file(one, came, credited) for one in attached),
        sections=sections,
        lineage=tuple(lineage_of(commons)),
    )


def shown_pages(commons: Commons) -> Any:
    """The pages that everyone may read, in the order they were made."""
    return visible(WikiPage.objects.filter(commons=commons)).order_by("pk")


def pages_with_versions(commons: Commons) -> Iterator[tuple[WikiPage, Iterator[Any]]]:
    """Each page that everyone may read with its versions, the oldest first, in two SQL queries."""
    versions: Any = WikiPage.history
    rows = versions.filter(commons_id=commons.pk).order_by("id", "history_id").iterator(200)
    kept = {one.pk: one for one in shown_pages(commons).only("pk", "slug", "title")}
    for pk, past in groupby(rows, key=lambda row: row.id):
        if pk in kept:
            yield kept[pk], past


def address_of(commons: Commons) -> str:
    """Where a commons is, as others know it."""
    return str(settings.ADDRESS + commons.get_absolute_url())


def lineage_of(commons: Commons) -> list[Origin]:
    """The origins of a fork, the oldest first; none for what was born here."""
    told = commons.origin
    if not told.get("instance"):
        return []
    names = ("instance", "title", "version", "taken_at", "signer")
    last = Origin(commons=str(told.get("url", "")), **{name: str(told.get(name, "")) for name in names})
    return [*(Origin(**one) for one in told.get("lineage", [])), last]


def weight_of(commons: Commons) -> tuple[int, int]:
    """How many versions its pages have, and what texts and files weigh; two SQL queries."""
    history: Any = WikiPage.history
    texts = history.filter(commons_id=commons.pk).aggregate(count=Count("pk"), size=Sum(Length("text")))
    attached = Attachment.objects.filter(album__kind="commons.commons", album__thing=str(commons.pk))
    widest = (
        Rendition.objects.filter(content__attachments__in=attached)
        .order_by()
        .values("content")
        .annotate(most=Max("bytes"))
    )
    return texts["count"], (texts["size"] or 0) + (widest.aggregate(all=Sum("most"))["all"] or 0)


def is_long(commons: Commons) -> bool:
    """Whether its history is too long to be turned into wikitext while a page waits. One SQL query."""
    history: Any = WikiPage.history
    size = history.filter(commons_id=commons.pk).aggregate(size=Sum(Length("text")))["size"]
    return (size or 0) > LONG_HISTORY


def is_large(commons: Commons) -> bool:
    """Whether its archive is made in the background."""
    versions, size = weight_of(commons)
    return versions > LARGE_VERSIONS or size > LARGE_BYTES


def _told(past: Iterator[Any], told: Callable[[Any, str], Revision]) -> Iterator[Revision]:
    parent = ""
    for row in past:
        revision = told(row, parent)
        yield revision
        parent = revision.id


def _revision(
    commons: Commons, came: Inheritance, credited: Credits, authors: dict[int, str], row: Any, parent: str
) -> Revision:
    """A version; one that came with a fork keeps the name it had there."""
    own = f"{address_of(commons)}#version-{row.history_id}"
    name = row.written_as or authors.get(row.history_user_id or 0, "")
    return Revision(
        came.name(Inherited.Sort.VERSION, row.history_id, own),
        row.text,
        row.history_date.isoformat(),
        credited.identifier(name),
        row.history_change_reason or "",
        parent,
    )


def _file(one: Attachment, came: Inheritance, credited: Credits) -> File:
    widest = max(one.content.renditions.all(), key=lambda rendition: rendition.width)
    return File(
        name=f"{one.name or f'fichier-{one.pk}'}{one.content.suffix}",
        read=partial(_bytes, store.path_of(widest.digest, one.content.suffix)),
        type=one.content.media_type,
        title=one.title,
        licence=one.licence,
        by=credited.identifier(one.credit or credited.user(one.author)),
        size=widest.bytes,
        id=came.name(Inherited.Sort.FILE, one.pk, f"{settings.ADDRESS}{one.get_absolute_url()}"),
        description=one.description,
        caption=one.caption,
        at=one.added_at.isoformat(),
    )


def _bytes(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
