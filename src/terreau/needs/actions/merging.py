"""Bring two needs that say the same together, with the consent of the one who raised the first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from terreau.foundation.errors import NotFoundError
from terreau.needs.actions.keeping import keep, reasoned, recount, require, sign
from terreau.needs.errors import (
    AlreadyDecidedError,
    AlreadyMergedError,
    CannotMergeError,
    ChangedMeanwhileError,
    NoticeRunningError,
    UnknownNeedError,
)
from terreau.needs.models import MergeProposal, Need, State, Status, Support
from terreau.needs.models.merge import NOTICE_DAYS
from terreau.needs.rules import answers_for_the_source
from terreau.participation.actions import record
from terreau.participation.kinds import refuse_hidden

if TYPE_CHECKING:
    from terreau.people.models import Organisation, User


@transaction.atomic
def propose_merge(
    source_pk: int, target_pk: int, *, by: User, reason: str, organisation: Organisation | None = None
) -> MergeProposal:
    """Propose that one need joins another; proposing the same twice answers the first proposal.

    Raises NotAllowedError, ReasonNeededError, UnknownNeedError, AlreadyMergedError, CannotMergeError.
    """
    require("needs.propose_merge", by)
    reason = reasoned(reason)
    _take_turn()
    source, target = _hold(source_pk, target_pk)
    _require_mergeable(source, target)
    known = MergeProposal.objects.filter(source=source, target=target, status=Status.OPEN).first()
    if known is not None:
        return known
    _touch(source)
    proposal = _keep(MergeProposal(source=source, target=target, proposed_by=by, reason=reason), by)
    record("propose-merge", source, by=by, reason=reason, organisation=organisation)
    return proposal


@transaction.atomic
def announce_merge(proposal_pk: int, *, by: User) -> MergeProposal:
    """Say on the page that nobody answers for the need any more, and that a steward will decide."""
    _take_turn()
    proposal = _open_proposal(proposal_pk)
    require("needs.announce_merge", by, proposal)
    if proposal.announced_at is None:
        proposal.announced_at = timezone.now()
        _keep(proposal, by)
        _touch(proposal.source)
        record("announce-merge", proposal.source, by=by)
    return proposal


@transaction.atomic
def accept_merge(
    proposal_pk: int, *, by: User, target: int, reason: str = "", organisation: Organisation | None = None
) -> Need:
    """Let the source join the target and answer the target; `target` is the need the person was shown.

    The source stays readable; needs that had joined it follow, so there are no chains; its supports count on
    the target, each person once, and the one who raised it counts among them. Raises NotAllowedError,
    AlreadyDecidedError, NoticeRunningError, CannotMergeError, and ChangedMeanwhileError when another merge
    has led the proposal to another need.
    """
    _take_turn()
    proposal = _open_proposal(proposal_pk)
    if proposal.target_id != target:
        raise ChangedMeanwhileError
    _require_decision(by, proposal)
    source, receiving = _hold(proposal.source_id, proposal.target_id)
    _require_mergeable(source, receiving)
    for need in [source, *Need.objects.select_for_update().filter(merged_into=source).order_by("pk")]:
        need.merged_into = receiving
        keep(need, by=by, reason=proposal.reason)
    _count_the_raiser(source, receiving)
    recount(receiving)
    _decide(proposal, Status.ACCEPTED, by, reason)
    _redirect_open_proposals(source, receiving)
    record("merge", source, by=by, reason=reason or proposal.reason, organisation=organisation)
    record("receive", receiving, by=by, reason=reason or proposal.reason, organisation=organisation)
    return receiving


@transaction.atomic
def refuse_merge(
    proposal_pk: int, *, by: User, reason: str, organisation: Organisation | None = None
) -> MergeProposal:
    """Leave both needs as they are, and say why."""
    _take_turn()
    proposal = _open_proposal(proposal_pk)
    _require_decision(by, proposal)
    _decide(proposal, Status.REFUSED, by, reasoned(reason))
    _touch(proposal.source)
    record("refuse-merge", proposal.source, by=by, reason=reason, organisation=organisation)
    return proposal


def _take_turn() -> None:
    """Merges go one at a time, so that none can loop or be lost, whoever decides at the same moment.

    The row of the content type exists in every database: holding it until the end of the transaction is the
    turn. Every writer of proposals takes it first.
    """
    ContentType.objects.select_for_update().get(app_label="needs", model="mergeproposal")


def _hold(*pks: int) -> list[Need]:
    """The needs in the order asked, held in the order of their numbers so that two writers never cross."""
    found = {need.pk: need for need in Need.objects.select_for_update().filter(pk__in=pks).order_by("pk")}
    for pk in pks:
        if pk not in found:
            raise UnknownNeedError(number=pk)
        refuse_hidden("needs.need", pk)
    return [found[pk] for pk in pks]


def _open_proposal(pk: int) -> MergeProposal:
    proposal = MergeProposal.objects.select_related("source__raised_by", "target").filter(pk=pk).first()
    if proposal is None:
        raise NotFoundError
    if proposal.status != Status.OPEN:
        raise AlreadyDecidedError(status=Status(proposal.status).label)
    return proposal


def _require_mergeable(source: Need, target: Need) -> None:
    for need in (source, target):
        if need.merged_into is not None:
            raise AlreadyMergedError(title=need.merged_into.title)
    if source.pk == target.pk:
        raise CannotMergeError(why=_("Un besoin ne peut pas se rejoindre lui-même."))
    if source.is_example != target.is_example:
        raise CannotMergeError(why=_("Un exemple et un vrai besoin ne se mélangent pas."))
    if target.state == State.CLOSED:
        raise CannotMergeError(why=_("Le besoin à rejoindre est clos."))


def _require_decision(by: User, proposal: MergeProposal) -> None:
    require("needs.decide_merge", by, proposal)
    if proposal.announced_at is None or answers_for_the_source(by, proposal):
        return
    until = proposal.announced_at + timedelta(days=NOTICE_DAYS)
    if timezone.now() < until:
        day = date_format(timezone.localtime(until), "DATE_FORMAT")
        raise NoticeRunningError(days=NOTICE_DAYS, until=day)


def _count_the_raiser(source: Need, target: Need) -> None:
    """A person who raised the same need shares it; an organisation or a mediator speaks for others."""
    raiser = source.raised_by
    own_voice = source.organisation_id is None and not source.for_someone
    if raiser is not None and own_voice and raiser.pk != target.raised_by_id:
        Support.objects.get_or_create(need=target, user=raiser)


def _redirect_open_proposals(source: Need, target: Need) -> None:
    """Open proposals that named the source: those towards it now lead where it went, the others lapse."""
    for proposal in MergeProposal.objects.filter(status=Status.OPEN, source=source):
        _decide(proposal, Status.LAPSED, None, "")
    for proposal in MergeProposal.objects.filter(status=Status.OPEN, target=source):
        twin = MergeProposal.objects.filter(status=Status.OPEN, source=proposal.source_id, target=target)
        if proposal.source_id == target.pk or twin.exists():
            _decide(proposal, Status.LAPSED, None, "")
        else:
            proposal.target = target
            _keep(proposal, None)


def _decide(proposal: MergeProposal, status: Status, by: User | None, reason: str) -> None:
    proposal.status, proposal.decided_by, proposal.decided_at = status, by, timezone.now()
    proposal.decision_reason = reason.strip()
    _keep(proposal, by)


def _keep(proposal: MergeProposal, by: User | None) -> MergeProposal:
    sign(proposal, by)
    proposal.save()
    return proposal


def _touch(need: Need) -> None:
    Need.objects.filter(pk=need.pk).update(touched_at=timezone.now())
