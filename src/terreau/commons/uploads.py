"""Archives and wiki exports on their way in: written to the disk as they come, never held in memory."""

from __future__ import annotations

from typing import ClassVar

from terreau.catalogue.uploads import TablesToDisk


class ArchivesToDisk(TablesToDisk):
    """The same as for tables, at the doors of this room; named in FILE_UPLOAD_HANDLERS."""

    doors: ClassVar[tuple[str, ...]] = ("/communs/",)
