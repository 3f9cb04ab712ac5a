"""Closed for a while: one file of the data folder, read at each request, and the page that says so.

A file and not a row: the page must answer while the database is being moved.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import TerreauError
from terreau.foundation.problems import problem

if TYPE_CHECKING:
    from django.http import HttpRequest

NAME = "maintenance.json"
#: Seconds after which a program may try again when nobody said until when.
WAIT = 600
_OPEN = ("/static/",)


class ClosedError(TerreauError):
    code = "maintenance"
    status = 503
    title = _("Le service est fermé pour entretien")
    message = _("Une opération d’entretien est en cours : rien n’a été enregistré.")
    remedy = _("Recommencez dans {wait} secondes.")


@dataclass(frozen=True)
class Notice:
    """Until when, as ISO 8601 with its offset ("" when nobody knows), and why."""

    until: str = ""
    why: str = ""

    @property
    def end(self) -> datetime | None:
        """When the service is expected again; None when nobody said, or when that moment has passed."""
        try:
            end = datetime.fromisoformat(self.until)
        except ValueError:
            return None
        return end if end.tzinfo and end > timezone.now() else None

    @property
    def wait(self) -> int:
        end = self.end
        return max(1, int((end - timezone.now()).total_seconds())) if end else WAIT


def notice(data: Path) -> Notice | None:
    """What was said when the service was closed, or None when it is open. A file of one's own closes too."""
    try:
        text = (data / NAME).read_text(encoding="utf-8")
    except OSError:
        return None
    try:
        read = json.loads(text)
        return Notice(str(read.get("until", "")), str(read.get("why", "")))
    except (ValueError, AttributeError):
        return Notice()


def close(data: Path, notice: Notice) -> None:
    """Close the service, from the next request on."""
    draft = data / f".{NAME}"
    draft.write_text(json.dumps(asdict(notice), ensure_ascii=False), encoding="utf-8")
    draft.replace(data / NAME)


def reopen(data: Path) -> bool:
    """Open it again; answers whether it was closed."""
    try:
        os.unlink(data / NAME)  # noqa: PTH108 - its error says whether there was one
    except FileNotFoundError:
        return False
    return True


def answer(request: HttpRequest) -> HttpResponse | None:
    """The page that says so, while the service is closed; the style sheet goes on answering."""
    if (said := notice(Path(settings.DATA))) is None or request.path_info.startswith(_OPEN):
        return None
    if request.path_info.startswith("/api/"):
        response = problem(ClosedError(wait=said.wait))
    else:
        with translation.override(translation.get_language_from_request(request)):
            context = {"why": said.why, "until": said.end}
            response = HttpResponse(render_to_string("config/closed.html", context), status=503)
    response._has_been_logged = True  # type: ignore[attr-defined]  # or Django writes an error for each
    response.headers["Retry-After"] = str(said.wait)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return response
