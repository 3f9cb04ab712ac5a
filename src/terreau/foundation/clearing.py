"""The retention clock and its journal: what is past its time goes, and how much went stays written."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from terreau.foundation.models import Clearing
from terreau.foundation.slots import past_its_time

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from django.utils.functional import Promise

    from terreau.foundation.slots import Cleared

log = logging.getLogger("terreau.clearing")

#: What each kind is in words; a room that clears something else adds it here.
WORDS: dict[str, str | Promise] = {
    "sessions": _("Connexions terminées"),
    "sign_ins": _("Traces de connexions fermées"),
    "invitations": _("Invitations restées sans réponse"),
    "unconfirmed_accounts": _("Adresses jamais confirmées"),
    "withdrawn_consents": _("Preuves d’accords retirés"),
    "drafts_and_batches": _("Brouillons et fichiers en attente"),
    "letters": _("Lettres envoyées"),
}


def clear_past() -> list[Cleared]:
    """Have each room clear what is past its time; one that fails keeps no other from it.

    A room's clearing and its line stand or fall together.
    """
    done = []
    for room, offer in past_its_time.offers():
        try:
            with transaction.atomic():
                if (cleared := offer()) is None:
                    continue
                gone = {what: count for what, count in cleared.numbers.items() if count}
                Clearing.objects.bulk_create(
                    Clearing(room=cleared.room, what=what, count=count) for what, count in gone.items()
                )
        except Exception:
            log.exception("the retention clock of %s failed", room)
        else:
            done.append(cleared)
    return done


@dataclass(frozen=True)
class Gone:
    """How many of one kind went, and when last."""

    what: str | Promise
    count: int
    last: datetime


def gone_since(lately: timedelta) -> list[Gone]:
    """What was cleared in this time, kind by kind; one query."""
    found = Clearing.objects.filter(at__gte=timezone.now() - lately).values("what")
    counted = found.annotate(total=Sum("count"), last=Max("at")).order_by("what")
    other = _("Autres données arrivées à leur terme")
    return [Gone(WORDS.get(row["what"], other), row["total"], row["last"]) for row in counted]
