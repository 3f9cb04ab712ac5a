"""A commons in the standards of its kind, on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from terreau.commons.models import Commons
from terreau.commons.queries import formats
from terreau.foundation import slots
from terreau.foundation.slots import Panel

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest


def as_files(request: HttpRequest, thing: Model) -> Panel | None:
    """On the page of a software or of a hardware: the files that describe it, what lacks for its stewards."""
    if not isinstance(thing, Commons) or not formats.formats_of(thing):
        return None
    may_edit = request.user.is_authenticated and request.user.has_perm("commons.change_commons", thing)
    context: dict[str, object] = {
        "commons": thing,
        "offered": formats.offered_by(thing),
        "may_edit": may_edit,
    }
    return Panel(_("Sa description en fichier"), "commons/panel_formats.html", context)


def register() -> None:
    """Offer all this."""
    slots.thing_panels.register(as_files, weight=8)
