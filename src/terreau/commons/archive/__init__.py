"""A commons carried away whole: one signed zip with its sheet, pages, history, licence, people and files.

A library of its own: it knows neither Django nor the rest of Terreau. The key of the instance comes as bytes.

    with open("velos.commun.zip", "wb") as file:
        write_archive(file, contents, key)
    with open("velos.commun.zip", "rb") as file, open_archive(file) as archive:
        print(archive.origin, archive.licence, archive.signer)
        for page in archive.pages():
            for revision in page.revisions:
                print(page.title, revision.by, revision.at)

`docs/commons-formats.md` says what is in the file, and what is refused.
"""

from terreau.commons.archive.caps import DEFAULT_CAPS, Caps
from terreau.commons.archive.model import Contents, Contributor, File, Origin, Page, Revision
from terreau.commons.archive.reading import Archive, open_archive
from terreau.commons.archive.refusals import ArchiveRefused
from terreau.commons.archive.signing import public_key
from terreau.commons.archive.writing import write_archive

__all__ = [
    "DEFAULT_CAPS",
    "Archive",
    "ArchiveRefused",
    "Caps",
    "Contents",
    "Contributor",
    "File",
    "Origin",
    "Page",
    "Revision",
    "open_archive",
    "public_key",
    "write_archive",
]
