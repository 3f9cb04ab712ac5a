"""Say "me too", with an account or on paper.

A support leaves no line in the journal: nobody may learn who gave one, nor when. A paper count does: it is an
act of mediation, made of a number, a place and a day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from terreau.needs.actions.keeping import locked_root, reasoned, recount, require, require_day, sign
from terreau.needs.errors import KeyTakenError, SupportClosedError
from terreau.needs.models import PaperSupport, State, Support
from terreau.participation.actions import record
from terreau.participation.kinds import refuse_hidden

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID

    from terreau.needs.models import Need
    from terreau.people.models import Organisation, User


@transaction.atomic
def support(pk: int, *, by: User) -> Need:
    """Count this person once on the need (or on the one it has joined) and answer that need.

    Supporting twice changes nothing. Raises NotAllowedError, UnknownNeedError, SupportClosedError.
    """
    require("needs.support_need", by)
    need = _supportable(pk)
    Support.objects.get_or_create(need=need, user=by)
    recount(need)
    return need


@transaction.atomic
def withdraw(pk: int, *, by: User) -> Need:
    """Take this person's support back, from the need and from all that joined it; nothing of it is kept."""
    need = locked_root(pk)
    Support.objects.filter(user=by, need=need).delete()
    Support.objects.filter(user=by, need__merged_into=need).delete()
    recount(need)
    return need


@transaction.atomic
def count_on_paper(
    pk: int,
    count: int,
    *,
    place: str,
    date: dt.date,
    by: User,
    organisation: Organisation | None = None,
    key: UUID | None = None,
) -> PaperSupport:
    """Add people counted on paper; the same `key` sent twice is one count.

    Raises NotAllowedError, PaperDayError, UnknownNeedError, SupportClosedError, KeyTakenError.
    """
    require("needs.count_on_paper", by)
    if organisation is not None:
        require("needs.raise_for_organisation", by, organisation)
    require_day(date)
    need = _supportable(pk)
    if key is not None and (known := PaperSupport.objects.filter(key=key).first()):
        return known
    paper = PaperSupport(need=need, count=count, place=place, date=date, key=key)
    paper.entered_by, paper.organisation = by, organisation
    sign(paper, by)
    try:
        with transaction.atomic():
            paper.save()
    except IntegrityError as error:
        raise KeyTakenError from error
    recount(need)
    _tell("count-on-paper", paper, by, f"{count} · {place} · {date:%d/%m/%Y}")
    return paper


@transaction.atomic
def correct_paper_count(paper_pk: int, count: int, *, by: User, reason: str) -> PaperSupport:
    """Correct a paper count; the former number stays in the history with the reason.

    Raises NotAllowedError, ReasonNeededError, and PaperSupport.DoesNotExist.
    """
    need_pk = PaperSupport.objects.values_list("need_id", flat=True).get(pk=paper_pk)
    need = locked_root(need_pk)
    paper = PaperSupport.objects.get(pk=paper_pk)
    require("needs.correct_paper_count", by, paper)
    paper.count = count
    sign(paper, by, reasoned(reason))
    paper.save()
    recount(need)
    _tell("correct-paper", paper, by, reason)
    return paper


def _tell(verb: str, paper: PaperSupport, by: User, reason: str) -> None:
    record(verb, paper.need, by=by, organisation=paper.organisation, reason=reason)


def _supportable(pk: int) -> Need:
    need = locked_root(pk)
    refuse_hidden("needs.need", need.pk)
    if need.state in (State.MET, State.CLOSED):
        raise SupportClosedError(state=State(need.state).label)
    return need
