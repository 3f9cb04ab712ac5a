"""A mark of what an answer is made of: while it holds, nothing has to be computed or sent again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from terreau.catalogue.rows.query_string import write_view

if TYPE_CHECKING:
    from terreau.catalogue.rows.view import View

#: Goes up when the same view of the same file gives another answer.
_EDITION = 1


def etag_of(version: str, view: View, form: str) -> str:
    """The ETag (quotes included) of a view of a version, named by its sha256, in a format."""
    said = "\x1f".join((str(_EDITION), version, write_view(view), form))
    return f'"{hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()}"'
