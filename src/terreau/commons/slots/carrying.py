"""Where a commons comes from, on its page; archives that were prepared, for the clock and the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.commons import actions
from terreau.commons.models import Commons, Prepared
from terreau.commons.queries import inheriting
from terreau.foundation import slots
from terreau.foundation.slots import Cleared, Panel

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest

SHOWN = 12


def where_from(_request: HttpRequest, thing: Model) -> Panel | None:
    """On the page of a fork: its origin, who wrote it first."""
    if not isinstance(thing, Commons) or (told := inheriting.told_of(thing)) is None:
        return None
    names = inheriting.credited(thing, SHOWN + 1)
    context: dict[str, object] = {"told": told, "credited": names[:SHOWN], "more": len(names) > SHOWN}
    url = reverse("commons:origin", args=(thing.pk,))
    return Panel(_("D’où il vient"), "commons/carrying/panel.html", context, url, _("Toute son origine"))


def is_named(digest: str) -> bool:
    """Whether a prepared archive names this file of the store."""
    return Prepared.objects.filter(digest=digest).exists()


def clear_past() -> Cleared:
    """Archives prepared yesterday go."""
    return Cleared("communs", {"archives": actions.clear_archives()})


def register() -> None:
    """Offer all this."""
    slots.thing_panels.register(where_from, weight=2)
    slots.named_files.register(is_named)
    slots.past_its_time.register(clear_past, weight=35)
