"""What stands between every request and the rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.foundation.errors import TerreauError
from terreau.foundation.views import explained

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class errors_explained:  # noqa: N801 - a middleware is named where it is listed, as a verb
    """A TerreauError that reaches the top becomes a page that says what is wrong and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return explained(request, exception) if isinstance(exception, TerreauError) else None
