"""Tell those in charge of a table that it could not be read again: once, however long it lasts."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from terreau.catalogue.models import Distribution
from terreau.people.models import Role, User
from terreau.people.words import one_line

if TYPE_CHECKING:
    from terreau.catalogue.models import Dataset

log = logging.getLogger("terreau.catalogue")
#: More people than that do not answer for one organisation.
_MOST = 20


def tell(pk: int) -> int:
    """Write to those in charge; marked before it leaves, so that nobody is written to twice.

    Answers how many were written to. What the mail server did not take is tried again later.
    """
    failing = Distribution.objects.filter(pk=pk, failures__gt=0, failure_told_at=None)
    if not failing.update(failure_told_at=timezone.now()):
        return 0
    table = Distribution.objects.select_related("dataset__organisation", "dataset__created_by").get(pk=pk)
    people = in_charge_of(table.dataset)
    with override(settings.LANGUAGE_CODE):
        said = {
            "table": table,
            "dataset": table.dataset,
            "page": settings.ADDRESS + reverse("catalogue:address", args=(table.dataset_id,)),
            "address": settings.ADDRESS,
        }
        subject = _("Un tableau n’a pas pu être relu : {title}").format(
            title=one_line(table.dataset.title)[:80]
        )
        text = render_to_string("catalogue/address/letter.txt", said)
    told = 0
    for person in people:
        try:
            send_mail(subject, text, None, [person.email])
        except OSError as error:
            log.warning("a failure could not be told: %s", type(error).__name__)
            if not told:
                Distribution.objects.filter(pk=pk).update(failure_told_at=None)
            break
        told += 1
    return told


def tell_those_who_wait() -> int:
    """Write about the failures that a crash or a mail server kept from being told."""
    waiting = Distribution.objects.filter(failures__gt=0, failure_told_at=None, url__gt="")
    waiting = waiting.filter(dataset__published_at__isnull=False)
    return sum(tell(pk) for pk in list(waiting.order_by("pk").values_list("pk", flat=True)[:50]))


def in_charge_of(dataset: Dataset) -> list[User]:
    """Who answers for a data set and can be written to."""
    if dataset.organisation is None:
        people = [dataset.created_by] if dataset.created_by else []
    else:
        holders = User.objects.filter(
            belongings__organisation=dataset.organisation, belongings__role=Role.HOLDER
        )
        people = list(holders.order_by("pk").distinct()[:_MOST])
    return [one for one in people if one.is_active and one.email]
