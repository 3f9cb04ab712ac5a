"""Tables on their way in: written to the disk as they come, in the folder of the store, never held in memory.

Named in FILE_UPLOAD_HANDLERS, because a form is read, for its token, before any view could choose how. Only
the addresses of this room are concerned, and only people with an account: nobody else can fill the disk.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopFutureHandlers

from terreau.participation import store

if TYPE_CHECKING:
    from typing import IO

#: Addresses that take tables (urls/bringing.py), and the JSON door of the same.
DOORS = ("/donnees/", "/api/v1/datasets")


class TableFile(UploadedFile):  # type: ignore[type-arg]  # not generic when it runs
    """A table on the disk, whole: `path` is its draft, which `store.keep_file` takes or nobody keeps."""

    path: Path
    _opened: IO[bytes] | None = None

    @property
    def file(self) -> IO[bytes]:
        """Opened when it is read, which is rare: a descriptor is not held as long as the request."""
        if self._opened is None:
            self._opened = self.path.open("rb")
        return self._opened

    @file.setter
    def file(self, given: IO[bytes] | None) -> None:
        self._opened = given

    def close(self) -> None:
        """Done with the request: the draft goes, unless it was kept."""
        if self._opened is not None:
            self._opened.close()
        self.path.unlink(missing_ok=True)


class TablesToDisk(FileUploadHandler):
    """Writes pieces as they come; past the cap, reads and throws away, so that the answer is heard."""

    doors: ClassVar[tuple[str, ...]] = DOORS

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._concerned = False
        self._draft: IO[bytes] | None = None
        self._path = Path()
        self._drafts: list[Path] = []
        self._bytes = 0

    def handle_raw_input(self, *_asked: Any, **_more: Any) -> None:
        """Look at who sends, and where, before a byte is read."""
        request = self.request
        known = getattr(request, "user", None)
        self._concerned = request is not None and request.path_info.startswith(self.doors)
        self._allowed = bool(known and known.is_authenticated) or request_has_token(request)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Open a draft; raises StopFutureHandlers, so that no other handler holds the file in memory."""
        super().new_file(*args, **kwargs)
        if not self._concerned:
            return
        if not self._allowed:
            raise SkipFile
        descriptor, name = tempfile.mkstemp(dir=store.incoming())
        self._draft, self._path, self._bytes = os.fdopen(descriptor, "wb"), Path(name), 0
        self._drafts.append(self._path)
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write a piece; nothing goes to the handlers after this one."""
        if self._draft is None:
            return raw_data
        self._bytes = start + len(raw_data)
        if self._bytes <= settings.MOST_TABLE_BYTES:
            self._draft.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> TableFile | None:
        """The file, with its true size even when what is past the cap was not written."""
        if self._draft is None:
            return None
        self._draft.flush()
        self._draft.close()
        self._draft = None
        table = TableFile(None, self.file_name, self.content_type, file_size)
        table.path = self._path
        return table

    def upload_interrupted(self) -> None:
        """The sender went away in the middle: nothing of it stays."""
        if self._draft is not None:
            self._draft.close()
            self._draft = None
        for path in self._drafts:
            path.unlink(missing_ok=True)


def request_has_token(request: Any) -> bool:
    """Whether a program shows a token; its right to write is looked at by the JSON door, after."""
    return bool(request is not None and request.META.get("HTTP_AUTHORIZATION", "").startswith("Bearer "))
