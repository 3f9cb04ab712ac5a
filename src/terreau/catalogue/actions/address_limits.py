"""What an address may not hold, and how much the reading of addresses may ask of the service."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone

from terreau.catalogue.actions.bringing import DAY, MEGA, refuse_full_day
from terreau.catalogue.address_errors import ManyReadingsError, SecretInAddressError
from terreau.catalogue.errors import TablesDayFullError
from terreau.catalogue.models import Fetch, Version
from terreau.foundation.outgoing.client import checked

if TYPE_CHECKING:
    from terreau.catalogue.models import Dataset
    from terreau.people.models import User

#: A reading that says nothing for so long was cut: whoever comes next takes it up.
SILENT = dt.timedelta(minutes=15)
#: Readings of one person that go on at once: the worker does one after the other, for everyone.
AT_ONCE = 5
#: Parameters by which sites know who asks (https://owasp.org/www-community/vulnerabilities/Information_exposure_through_query_strings_in_url).
_SECRET = re.compile(
    r"(access|auth|bearer|csrf|id|refresh|private|security|session|sas|x-amz-security)?[-_]?token"
    r"|(api|app|access|private|secret|subscription|ocp-apim-subscription)[-_]?key|client[-_]?secret|secret"
    r"|pass(word|wd|phrase)?|pwd|jwt|signature|x-(amz|goog)-(signature|credential)|authorization"
    r"|session[-_]?id|phpsessid|jsessionid",
    re.IGNORECASE,
)
#: « sig » is also French for a geographic information system; a signature is longer.
_SIGNATURE = 20


def refuse_unfit(url: str) -> None:
    """An address leads to the web, and holds no key. Raises ForbiddenAddressError, SecretInAddressError."""
    checked(url)
    refuse_secrets(url)


def refuse_secrets(url: str) -> None:
    """An address is public as soon as what stands there is. Raises SecretInAddressError."""
    parts = urlsplit(url)
    for name, value in parse_qsl(f"{parts.query}&{parts.fragment}"):
        if _SECRET.fullmatch(name.strip()) or (name == "sig" and len(value) >= _SIGNATURE):
            raise SecretInAddressError(name=name.strip()[:40])


def refuse_many(by: User) -> None:
    """Raise ManyReadingsError while as many readings of this person go on as may."""
    going = Fetch.objects.filter(asked_by=by, ended_at=None, beat_at__gt=timezone.now() - SILENT)
    if going.count() >= AT_ONCE:
        raise ManyReadingsError(most=AT_ONCE)


def refuse_full(fetch: Fetch, size: int) -> None:
    """Raise TablesDayFullError when who asked for it, or who has it repeated, brings too much in a day."""
    if fetch.asked_by is not None:
        refuse_full_day(fetch.asked_by, size)
        return
    if _repeated_today(fetch.distribution.dataset) + size > DAY * settings.MOST_TABLE_BYTES:
        raise TablesDayFullError(limit=DAY * settings.MOST_TABLE_BYTES // MEGA)


def _repeated_today(dataset: Dataset) -> int:
    """Bytes that the clock brought since midnight for whoever answers for these data."""
    today = Version.objects.filter(created_by=None, created_at__date=timezone.localdate())
    if dataset.organisation_id is not None:
        today = today.filter(distribution__dataset__organisation=dataset.organisation_id)
    else:
        today = today.filter(
            distribution__dataset__organisation=None, distribution__dataset__created_by=dataset.created_by_id
        )
    return today.aggregate(all=Sum("raw_bytes"))["all"] or 0
