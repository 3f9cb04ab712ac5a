"""Give the bytes of a file: never as a page of ours, whatever they hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import FileResponse
from django.views.decorators.http import condition, require_safe

from terreau.participation.file_errors import UnknownFileError
from terreau.participation.queries import files

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

#: The address changes with the bytes.
_FOR_EVER = "public, max-age=31536000, immutable"
_NAME = re.compile(r"[0-9a-f]{20}\.[a-z]{3,7}")
#: Were a browser to show it as a page all the same, it could neither run nor load anything, nor be us.
_NOTHING = "default-src 'none'; sandbox"


def _etag(_request: HttpRequest, pk: int, name: str) -> str | None:  # noqa: ARG001 - the view's arguments
    return f'"{name}"' if _NAME.fullmatch(name) else None


@require_safe
@condition(etag_func=_etag)
def file_bytes(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A picture made anew is shown; anything else is only saved."""
    given = files.given(pk, name)
    try:
        body = given.path.open("rb")
    except FileNotFoundError as error:
        raise UnknownFileError from error
    if not given.media_type.startswith("text/"):
        request.META.pop(
            "HTTP_ACCEPT_ENCODING", None
        )  # compressed already: the middleware has nothing to gain
    answer = FileResponse(
        body, content_type=given.media_type, as_attachment=bool(given.name), filename=given.name
    )
    answer.headers["Cache-Control"] = _FOR_EVER
    answer.headers["Content-Security-Policy"] = _NOTHING
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
