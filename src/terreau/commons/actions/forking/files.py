"""Files and pictures of an archive, through the same door as those that are sent."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from terreau.commons.actions.forking.words import line, moment, text
from terreau.commons.models import Inherited
from terreau.foundation.errors import TerreauError
from terreau.participation.actions.bringing import Brought, bring_file
from terreau.participation.actions.receiving import received
from terreau.participation.models import FileLicence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from terreau.commons.actions.forking.told import Told
    from terreau.commons.archive import Archive, File
    from terreau.commons.models import Commons
    from terreau.participation.actions.receiving import Received


@dataclass(frozen=True)
class Taken:
    """A file that stands on the disk, made safe, before anything is written in the database."""

    said: File
    digest: str
    kept: Received


def take_files(archive: Archive, told: Told) -> list[Taken]:
    """Take in the bytes, before the transaction: a picture takes a second, during which others write."""
    taken: list[Taken] = []
    digests: set[str] = set()
    for file in archive.files():
        if len(taken) >= settings.MOST_FILES:
            told.leave(
                file.name, _("un commun porte au plus %(most)d fichiers") % {"most": settings.MOST_FILES}
            )
        elif file.licence not in FileLicence.values:
            told.leave(file.name, _("sa licence n’est pas de celles que l’on partage ici"))
        elif file.size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            told.leave(file.name, _("il est trop lourd"))
        else:
            data = b"".join(file.read())
            digest = sha256(data).hexdigest()
            if digest in digests:
                continue
            try:
                taken.append(Taken(file, digest, received(file.name, data)))
                digests.add(digest)
            except TerreauError as fault:
                told.leave(file.name, str(fault))
    told.files = len(taken)
    return taken


def bring_files(commons: Commons, taken: list[Taken], names: Mapping[str, str]) -> None:
    """Attach what was taken, credited to who made it."""
    for one in taken:
        said = one.said
        attached = bring_file(
            commons,
            Brought(
                source=one.digest,
                kept=one.kept,
                description=text(said.description, 600).strip() or line(said.title, 600) or said.name,
                caption=line(said.caption, 300),
                credit=line(names.get(said.by, ""), 120),
                licence=said.licence,
                added_at=moment(said.at),
            ),
        )
        if attached is not None:
            row = Inherited(
                commons=commons,
                sort=Inherited.Sort.FILE,
                origin=line(said.id, 500) or f"#{one.digest}",
                digest=one.digest,
                key=str(attached.pk),
            )
            Inherited.objects.bulk_create([row], ignore_conflicts=True)
