"""Tell people that a badge is offered to them, once it stands."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from terreau.people.words import one_line
from terreau.recognition import codes
from terreau.recognition.models import Award, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger("terreau.badges")

#: Beyond, the worker writes them.
AT_ONCE = 3
#: A message that the mail server did not take is tried again for so many days.
TRIED_DAYS = 3


def announce(awards: Sequence[int]) -> None:
    """Write to these people once the transaction stands; a whole list is left to the worker."""
    if not awards:
        return
    if len(awards) <= AT_ONCE:
        transaction.on_commit(lambda: [tell(pk) for pk in awards] and None, robust=True)
        return
    from terreau.recognition.signals import awards_to_tell

    transaction.on_commit(lambda: awards_to_tell.send(Award) and None, robust=True)


def tell(pk: int) -> bool:
    """Write to one person; marked before it leaves, so that nobody is written to twice."""
    marked = Award.objects.filter(pk=pk, told_at=None, standing=Standing.OFFERED).exclude(email="")
    if not marked.update(told_at=timezone.now()):
        return False
    award = Award.objects.select_related("version", "issuer__organisation").get(pk=pk)
    code = codes.claim_code(award.code, award.claim_round)
    said = {
        "award": award,
        "name": award.version.name,
        "issuer": award.issuer.said_name,
        "url": settings.ADDRESS + reverse("recognition:claim", args=(code,)),
        "code": codes.shown(code),
        "address": settings.ADDRESS,
    }
    subject = _("Un badge vous est proposé : %(name)s") % {"name": one_line(award.version.name)[:100]}
    try:
        send_mail(subject, render_to_string("recognition/letter.txt", said), None, [award.email])
    except OSError as error:
        log.warning("a badge could not be announced: %s", type(error).__name__)
        Award.objects.filter(pk=pk).update(told_at=None)
        return False
    return True


def tell_those_who_wait(limit: int = 200) -> int:
    """Write to those not told yet, the oldest first; answers how many were."""
    since = timezone.now() - dt.timedelta(days=TRIED_DAYS)
    waiting = Award.objects.filter(told_at=None, standing=Standing.OFFERED, given_at__gte=since).exclude(
        email=""
    )
    return sum(tell(pk) for pk in waiting.order_by("pk").values_list("pk", flat=True)[:limit])
