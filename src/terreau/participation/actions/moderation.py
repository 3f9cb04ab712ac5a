"""Decide on what was reported: leave it, hide it, show it again; contest, and answer.

Each takes the case and holds it, so that of two people who decide at once the second is told what the first
decided and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from terreau.participation import notices, retention
from terreau.participation.actions.journal import record
from terreau.participation.actions.notices import write_to
from terreau.participation.actions.reporting import open_case
from terreau.participation.errors import (
    AppealClosedError,
    CaseSettledError,
    NothingSaidError,
    ReasonNeededError,
    SomeoneElseError,
    UnknownCaseError,
)
from terreau.participation.kinds import kind_of, thing_of
from terreau.participation.models import Appeal, Case, CaseState, Ground
from terreau.participation.models.moderation import LONGEST, TO_DECIDE
from terreau.participation.rules.moderation import others_who_moderate, wrote_the_thing
from terreau.people.rules import require

if TYPE_CHECKING:
    from django.db.models import Model

    from terreau.participation.models import Report
    from terreau.people.models import User

LONGEST_REASON = 1_000


@dataclass(frozen=True)
class Decision:
    """Leave it (no ground), or hide it by the rule that `ground` breaks; `reason` is public."""

    reason: str
    ground: Ground | None = None


@transaction.atomic
def decide(pk: int, decision: Decision, *, by: User, version: int) -> Case:
    """Leave what was reported as it is, or hide it.

    Raises NotAllowedError, UnknownCaseError, CaseSettledError, SomeoneElseError, ReasonNeededError.
    """
    case, thing = _held(pk, by, version, TO_DECIDE)
    reason = _reasoned(decision.reason)
    _judge_of_others(by, case)
    was_held = case.state == CaseState.HELD
    case.state = CaseState.HIDDEN if decision.ground else CaseState.LEFT
    case.ground, case.reason = decision.ground or "", reason
    case.decided_at, case.decided_by = timezone.now(), by
    _keep(case)
    with notices.in_french():
        _tell_reporters(case, "decided", notices.decided(case, _named_to_reporters(case, thing), reason))
        if decision.ground:
            _tell_author(case, thing, "hidden", notices.hidden(case, _name(case, thing)))
        elif was_held:
            _tell_author(case, thing, "shown", notices.shown(_name(case, thing)))
    if decision.ground:
        _say(thing, "hide", by, f"{case.rule} {reason}")
    else:
        _say(thing, "leave", by, reason)
    return case


@transaction.atomic
def hold(thing: Model) -> Case:
    """Keep something from being shown until somebody has read it; nobody's decision, so no line about it."""
    case = open_case(thing)
    case.state, case.held_first = CaseState.HELD, True
    case.save()
    kind_of(thing).touched(thing)
    with notices.in_french():
        _tell_author(case, thing, "held", notices.held(case, _name(case, thing)))
    return case


@transaction.atomic
def show_again(pk: int, *, by: User, reason: str, version: int) -> Case:
    """Show again what was hidden, with a public reason; an appeal that waits is granted by it.

    Raises NotAllowedError, UnknownCaseError, CaseSettledError, ReasonNeededError.
    """
    case, thing = _held(pk, by, version, (CaseState.HIDDEN,))
    reason = _reasoned(reason)
    if _waiting(case) is not None:
        return _answer(case, thing, by, reason, granted=True)
    return _shown_again(case, thing, by, reason)


@transaction.atomic
def appeal(pk: int, text: str, *, by: User | None) -> Appeal:
    """The author contests, once, signed in (`by`) or by the link of their letter (None, checked by the view).

    Raises UnknownCaseError, NotAllowedError, AppealClosedError, NothingSaidError.
    """
    case = _locked(pk)
    if by is not None:
        require(by, "participation.appeal", case)
    if case.state != CaseState.HIDDEN or case.decided_at is None:
        raise AppealClosedError(why=_("Ce contenu n’est pas masqué, ou ne l’est plus."))
    if Appeal.objects.filter(case=case).exists():
        raise AppealClosedError(why=_("Cette décision a déjà été contestée."))
    if timezone.now() > case.decided_at + retention.APPEAL:
        raise AppealClosedError(why=_("Le temps pour contester est passé."))
    if not (text := text.replace("\x00", "").strip()):
        raise NothingSaidError
    made = Appeal.objects.create(case=case, text=text[:LONGEST], by=by)
    _keep(case)
    return made


@transaction.atomic
def answer_appeal(pk: int, *, grant: bool, reason: str, by: User, version: int) -> Case:
    """Show again, or keep hidden; by somebody else than who decided, when there is somebody.

    Raises NotAllowedError, UnknownCaseError, CaseSettledError, SomeoneElseError, ReasonNeededError.
    """
    case, thing = _held(pk, by, version, (CaseState.HIDDEN,))
    if _waiting(case) is None:
        raise CaseSettledError(state=_("la contestation a déjà sa réponse"))
    return _answer(case, thing, by, _reasoned(reason), granted=grant)


def _answer(case: Case, thing: Any, by: User, reason: str, *, granted: bool) -> Case:
    if case.decided_by_id == by.pk and not granted and others_who_moderate(by):
        raise SomeoneElseError(
            why=_("Vous avez pris la décision contestée : une autre personne doit répondre.")
        )
    _judge_of_others(by, case)
    Appeal.objects.filter(case=case).update(
        answered_at=timezone.now(), answered_by=by, granted=granted, answer=reason
    )
    if granted:
        return _shown_again(case, thing, by, reason)
    _keep(case)
    with notices.in_french():
        _tell_author(case, thing, "upheld", notices.upheld(case, _name(case, thing), reason))
    _say(thing, "uphold", by, reason)
    return case


def _shown_again(case: Case, thing: Any, by: User, reason: str) -> Case:
    case.state = CaseState.RESTORED
    case.restored_at, case.restored_by, case.restored_reason = timezone.now(), by, reason
    _keep(case)
    with notices.in_french():
        told = notices.restored(case, _name(case, thing), reason)
        _tell_author(case, thing, "restored", told)
        _tell_reporters(case, "restored", told)
    _say(thing, "show-again", by, reason)
    return case


def _held(pk: int, by: User, version: int, states: tuple[CaseState, ...]) -> tuple[Case, Any]:
    """The case, held, when it still stands as the person saw it; and its thing."""
    require(by, "participation.moderate")
    case = _locked(pk)
    if case.state not in states or case.version != version:
        raise CaseSettledError(state=CaseState(case.state).label)
    return case, thing_of(kind_of(case.kind), case.thing)


def _locked(pk: int) -> Case:
    case = Case.objects.select_for_update().filter(pk=pk).first()
    if case is None:
        raise UnknownCaseError
    return case


def _judge_of_others(by: User, case: Case) -> None:
    if wrote_the_thing(by, case) and others_who_moderate(by):
        raise SomeoneElseError(why=_("Il s’agit de vos propres mots : une autre personne doit décider."))


def _waiting(case: Case) -> Appeal | None:
    return Appeal.objects.filter(case=case, answered_at=None).first()


def _keep(case: Case) -> None:
    """Save one more decision; the pages that show the thing are made anew."""
    case.version += 1
    case.save()
    kind = kind_of(case.kind)
    if (thing := thing_of(kind, case.thing)) is not None:
        kind.touched(thing)


def _name(case: Case, thing: Any) -> str:
    kind = kind_of(case.kind)
    return f"{kind.label} « {kind.title(thing)} »" if thing is not None else str(kind.label)


def _named_to_reporters(case: Case, thing: Any) -> str:
    """What is hidden is not told again, were it in a letter."""
    if not case.hides:
        return _name(case, thing)
    day = date_format(timezone.localtime(case.opened_at), "DATE_FORMAT")
    return _("%(label)s, signalé le %(day)s") % {"label": kind_of(case.kind).label, "day": day}


def _tell_reporters(case: Case, what: str, said: tuple[str, str]) -> None:
    reports: list[Report] = list(case.reports.select_related("reporter"))
    for one in reports:
        write_to(case, f"{what}:{case.pk}:report:{one.pk}", said, user=one.reporter, address=one.email)


def _tell_author(case: Case, thing: Any, what: str, said: tuple[str, str]) -> None:
    author = kind_of(case.kind).author(thing) if thing is not None else None
    write_to(case, f"{what}:{case.pk}:author", said, user=author)


def _say(thing: Any, verb: str, by: User, reason: str) -> None:
    """The journal's line, last of all; none about a thing that is no more."""
    if thing is not None:
        record(verb, thing, by=by, reason=reason)


def _reasoned(reason: str) -> str:
    if not (reason := reason.replace("\x00", "").strip()):
        raise ReasonNeededError
    return reason[:LONGEST_REASON]
