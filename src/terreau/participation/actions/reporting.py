"""Report something, with or without an account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from terreau.foundation.limits import limit
from terreau.participation import notices
from terreau.participation.actions.notices import write_to
from terreau.participation.kinds import key_of, kind_of, refuse_hidden
from terreau.participation.models import Case, CaseState, Ground, Report
from terreau.participation.models.moderation import LONGEST, TO_DECIDE

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import Model

    from terreau.people.models import User

#: One thing takes so many reports a day, whoever sends them: beyond, one more changes nothing.
ON_ONE_THING = "60/d"


@dataclass(frozen=True)
class Complaint:
    """What someone says is wrong; `email` is asked of visitors who want to know what is decided."""

    ground: Ground
    text: str = ""
    email: str = ""


def report(thing: Model, said: Complaint, *, by: User | None = None, key: UUID | None = None) -> Report:
    """Tell those who moderate; a person reports one thing once a case, the same `key` sent twice is one.

    Raises UnknownThingError, HiddenThingError, TooManyRequestsError.
    """
    kind = kind_of(thing)
    refuse_hidden(kind.model, thing.pk)
    if key is not None and (known := Report.objects.filter(key=key).first()):
        return known
    limit("reports-of-thing", f"{kind.model} {thing.pk}", ON_ONE_THING)
    try:
        return _write(thing, said, by, key)
    except IntegrityError:  # two reports opened the case, or one form was sent twice, at the very same time
        return _write(thing, said, by, key)


@transaction.atomic
def _write(thing: Model, said: Complaint, by: User | None, key: UUID | None) -> Report:
    case = open_case(thing)
    if by is not None and (known := Report.objects.filter(case=case, reporter=by).first()):
        return known
    if key is not None and (known := Report.objects.filter(key=key).first()):
        return known
    text = said.text.replace("\x00", "").strip()[:LONGEST]
    email = "" if by else said.email
    made = Report(case=case, ground=said.ground, text=text, reporter=by, email=email, key=key)
    made.by_account = by is not None
    made.save()
    with notices.in_french():
        told = notices.received(kind_of(thing).title(thing))
        write_to(case, f"received:{made.pk}", told, user=by, address=email)
    return made


def open_case(thing: Model) -> Case:
    """The case to decide about this thing, made when there is none."""
    kind, key = kind_of(thing).model, key_of(thing)
    found = Case.objects.filter(kind=kind, thing=key, state__in=TO_DECIDE).order_by("pk").first()
    return found or Case.objects.create(kind=kind, thing=key, state=CaseState.OPEN)
