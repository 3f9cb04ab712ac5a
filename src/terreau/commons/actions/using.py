"""Say who uses a commons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from terreau.commons.actions.keeping import locked, require, touch
from terreau.commons.errors import UseGoneError
from terreau.commons.models import Use
from terreau.foundation.errors import NotAllowedError
from terreau.needs.rules import belongs
from terreau.participation.actions import record
from terreau.participation.pace import keep_pace_of_links
from terreau.people.words import one_line

if TYPE_CHECKING:
    import datetime as dt

    from terreau.people.models import Organisation, User


@dataclass(frozen=True)
class Usage:
    """An organisation of the register or a name, what for, since when, which version, what shows it."""

    purpose: str
    organisation: Organisation | None = None
    name: str = ""
    since: dt.date | None = None
    used_version: str = ""
    evidence: str = ""


@transaction.atomic
def say_use(pk: int, usage: Usage, *, by: User) -> Use:
    """Say that an organisation uses a commons: one's own, or any when one cares for the commons.

    Raises NotAllowedError.
    """
    keep_pace_of_links(by, f"{usage.purpose}\n{usage.evidence}")
    commons = locked(pk)
    require("commons.say_use", by, commons)
    own = usage.organisation is not None and belongs(by, usage.organisation)
    if not own and not by.has_perm("commons.say_use_of_others", commons):
        raise NotAllowedError
    use = Use.objects.create(
        commons=commons,
        organisation=usage.organisation,
        name="" if usage.organisation else one_line(usage.name)[:160],
        since=usage.since,
        used_version=one_line(usage.used_version)[:60],
        purpose=one_line(usage.purpose)[:300],
        evidence=usage.evidence[:500],
        said_by=by,
    )
    touch(commons)
    organisation = usage.organisation if own else None
    record("use", commons, by=by, reason=f"{use.who} · {use.purpose}", organisation=organisation)
    return use


@transaction.atomic
def end_use(pk: int, use_pk: int, *, by: User) -> None:
    """Say that an organisation uses it no more; raises UseGoneError, NotAllowedError."""
    commons = locked(pk)
    use = Use.objects.filter(commons=commons, pk=use_pk, ended_at=None).first()
    if use is None:
        raise UseGoneError
    require("commons.end_use", by, use)
    Use.objects.filter(pk=use.pk).update(ended_at=timezone.now())
    touch(commons)
    record("end-use", commons, by=by, reason=use.who)
