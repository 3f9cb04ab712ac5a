"""Open an archive without taking in more than it may list."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from terreau.commons.archive.refusals import ArchiveRefused

if TYPE_CHECKING:
    from terreau.commons.archive.caps import Caps

#: What the directory of an archive weighs for each member, names included; and its end with a comment.
_ENTRY, _END = 200, 70_000


class Careful:
    """A file that, until `most` is None, gives no piece above it: Python reads a whole directory at once.

    A file of 60 MB may list a million members, which take half a gigabyte before they can be counted.
    """

    def __init__(self, file: IO[bytes], caps: Caps) -> None:
        self._file = file
        self.most: int | None = max(caps.members * _ENTRY, _END)
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        """The same bytes as the file; raises ArchiveRefused for too many at once."""
        if self.most is None:
            return self._file.read(size)
        data = self._file.read(self.most + 1 if size < 0 else min(size, self.most + 1))
        if len(data) > self.most:
            raise ArchiveRefused(
                "many",
                (
                    "L’archive a trop de fichiers pour être lue.",
                    "The archive has too many files to be read.",
                ),
            )
        return data
