"""The rows of a view as a file over HTTP, for pages and API alike."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.http import StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.text import slugify

from terreau.catalogue.row_errors import said_in_words
from terreau.catalogue.rows import MEDIA_TYPE, SUFFIX, Opened, etag_of, read_view, write_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import IO

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from terreau.catalogue.queries.rows import Table
    from terreau.catalogue.rows import Column, Form, View, Written

#: Questions of one person on rows, and files carried away.
QUESTIONS, DOWNLOADS = "120/m", "60/h"
_PIECE = 64 * 1024
#: Were a browser to show a file as a page all the same, it could neither run nor load anything.
_NOTHING = "default-src 'none'; sandbox"


def carried(
    request: HttpRequest, found: Table, asked: Sequence[tuple[str, str]], form: Form
) -> HttpResponseBase:
    """A view as a file, or 304 when the reader has it already. The file is written whole, then sent."""
    with said_in_words():
        with Opened(found.path) as opened:
            view = read_view(asked, opened.columns)
        etag = etag_of(found.mark, view.whole(), form)
        known = get_conditional_response(request, etag=etag)
        if known is not None and known.status_code == 304:  # noqa: PLR2004 - not modified
            return known
        answer, written = _written(found, view, form)
    stem = slugify(found.dataset.title)[:60] or "donnees"
    part = "-extrait" if view.narrows or view.columns else ""
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="{stem}-v{found.version.number}{part}.{SUFFIX[form]}"'
    )
    answer.headers["ETag"] = etag
    answer.headers["X-Total-Count"] = str(written.rows)
    if written.left_out:
        answer.headers["X-Rows-Without-Place"] = str(written.left_out)
    answer.headers["Content-Security-Policy"] = _NOTHING
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(answer, no_cache=True)
    return answer


def _written(found: Table, view: View, form: Form) -> tuple[StreamingHttpResponse, Written]:
    pieces, written, size = pieces_of(found.path, lambda _columns: view, form)
    answer = StreamingHttpResponse(pieces, content_type=MEDIA_TYPE[form])
    answer.headers["Content-Length"] = str(size)
    return answer, written


def pieces_of(
    table: Path, read: Callable[[Sequence[Column]], View], form: Form
) -> tuple[Iterator[bytes], Written, int]:
    """The bytes of a view, what was written, and how many bytes. Raises a `RowsRefusal`.

    The file has no name any more when it is sent: nothing of it stays, whatever happens to the reader.
    """
    descriptor, name = tempfile.mkstemp(prefix="terreau-rows-")
    os.close(descriptor)
    path = Path(name)
    try:
        written = write_rows(table, read, form, path)
        size = path.stat().st_size
        body = path.open("rb")
    finally:
        path.unlink(missing_ok=True)
    return _pieces(body), written, size


def _pieces(body: IO[bytes]) -> Iterator[bytes]:
    """The file piece by piece, closed at its end even where a server forgets to."""
    with body:
        while piece := body.read(_PIECE):
            yield piece
