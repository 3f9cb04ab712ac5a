"""Everything the page of one need shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from terreau.foundation.errors import NotFoundError
from terreau.needs.errors import UnknownNeedError
from terreau.needs.models import MergeProposal, Need, PaperSupport, Standing, State, Status, Support
from terreau.participation.kinds import hidden, refuse_hidden

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from terreau.people.models import User


#: What of an organisation is read under a need.
SIGNED = ("organisation__name", "organisation__is_hidden")


@dataclass(frozen=True)
class Event:
    """One step on the road of a need: when, what, who, why; `url` leads to the other need, if any."""

    at: dt.datetime
    what: str
    who: str = ""
    reason: str = ""
    url: str = ""
    state: str = ""


def need(pk: int) -> Need:
    """The need with those who raised it; raises UnknownNeedError, HiddenThingError."""
    found = Need.objects.select_related("raised_by", "organisation").filter(pk=pk).order_by().first()
    if found is None:
        raise UnknownNeedError(number=pk)
    refuse_hidden("needs.need", pk)
    return found


def joined(need: Need) -> Need | None:
    """The need that this one has joined, while all may see it."""
    other = need.merged_into
    return None if other is None or hidden("needs.need", [str(other.pk)]) else other


def stamp_of(pk: int) -> tuple[object, ...] | None:
    """What can change what the API tells of a need; None when there is no such need. One SQL query."""
    shown = ("touched_at", "version", "raised_by__shown_name", "raised_by__shows_name", *SIGNED)
    return Need.objects.filter(pk=pk).values_list(*shown).first()


def voice_of(need: Need) -> str:
    """Who speaks, as everyone may read it; nobody for an example."""
    if need.is_example:
        return ""
    organisation = need.organisation
    if need.for_someone:
        if organisation and not organisation.is_hidden:
            return _("une personne, avec l’aide de %(name)s") % {"name": organisation.name}
        return _("une personne, avec l’aide d’un médiateur ou d’une médiatrice")
    if organisation:
        return organisation.public_name
    return need.raised_by.public_name if need.raised_by else _("une personne dont le compte n’existe plus")


def proposals_about(need: Need) -> list[MergeProposal]:
    """Merges proposed, accepted or refused in which this need takes part with one that all may see.

    The oldest first. Most needs have none: what they name is fetched only when there are.
    """
    found = list(
        MergeProposal.objects.filter(Q(source=need) | Q(target=need))
        .exclude(status=Status.LAPSED)
        .prefetch_related("source__raised_by", "source__organisation", "target", "decided_by")
        .order_by("proposed_at", "pk")
    )
    others = {str(pk) for one in found for pk in (one.source_id, one.target_id)} - {str(need.pk)}
    gone = hidden("needs.need", others)
    return [one for one in found if not gone & {str(one.source_id), str(one.target_id)}]


def proposal(source: Need, pk: int) -> MergeProposal:
    """The wish that this need joins another; raises NotFoundError, HiddenThingError for the other need."""
    found = MergeProposal.objects.filter(source=source, pk=pk).select_related("source", "target").first()
    if found is None:
        raise NotFoundError
    refuse_hidden("needs.need", found.target_id)
    return found


def paper_counts(need: Need) -> list[PaperSupport]:
    """Paper counts of the need and of those that joined it, the oldest first."""
    return list(
        PaperSupport.objects.filter(Q(need=need) | Q(need__merged_into=need))
        .prefetch_related("organisation", "need__merged_into")
        .order_by("date", "pk")
    )


def supports_it(user: User | AnonymousUser, need: Need) -> bool:
    """Whether this person supports the need, or one that joined it."""
    if user.pk is None:
        return False
    return Support.objects.filter(Q(need=need) | Q(need__merged_into=need), user_id=user.pk).exists()


def is_ones_own(user: User | AnonymousUser, need: Need) -> bool:
    """Whether this person said it for themselves: they need not say "me too"."""
    return (
        user.pk is not None
        and need.raised_by_id == user.pk
        and not (need.organisation_id or need.for_someone)
    )


def road_of(need: Need, proposals: Iterable[MergeProposal]) -> list[Event]:
    """The need's road from its first day, the oldest step first.

    Two SQL queries, none when it never changed.
    """
    first = Event(need.raised_at, str(State.RAISED.label), voice_of(need), state=State.RAISED)
    changes = [*_steps(need), *_edits(need)] if need.version > 1 else []
    merges = [event for proposal in proposals for event in _merge_events(need, proposal)]
    return sorted([first, *changes, *merges], key=lambda event: event.at)


def _steps(need: Need) -> Iterable[Event]:
    for change in need.state_changes.select_related("by").order_by("at", "pk"):
        who = _who(change.by, Standing(change.standing))
        yield Event(change.at, str(State(change.after).label), who, change.reason, state=change.after)


def _who(person: User | None, standing: Standing) -> str:
    name = person.public_name if person else ""
    return f"{name} ({standing.label})" if name else str(standing.label)


def _merge_events(need: Need, proposal: MergeProposal) -> Iterable[Event]:
    if proposal.announced_at and proposal.source_id == need.pk:
        yield Event(proposal.announced_at, _("Plus personne ne répond de ce besoin : l’animation décidera"))
    if proposal.status not in (Status.ACCEPTED, Status.REFUSED) or proposal.decided_at is None:
        return
    away = proposal.source_id == need.pk
    other = proposal.target if away else proposal.source
    if proposal.status == Status.REFUSED:
        what = _("Réunion refusée avec « %(title)s »") if away else ""
    else:
        what = _("A rejoint « %(title)s »") if away else _("« %(title)s » a rejoint ce besoin")
    if what:
        who = proposal.decided_by.public_name if proposal.decided_by else ""
        reason = proposal.decision_reason or proposal.reason
        yield Event(proposal.decided_at, what % {"title": other.title}, who, reason, other.get_absolute_url())


def _edits(need: Need) -> Iterable[Event]:
    """Versions that are neither the first, nor a change of state, nor a merge."""
    kept = need.history.filter(history_type="~", merged_into=None).order_by("history_id")
    state = State.RAISED.value
    for version in kept.select_related("history_user").only(
        "changed_at", "state", "history_change_reason", "history_user__shown_name", "history_user__shows_name"
    ):
        if version.state == state:
            author = version.history_user
            for_someone = need.for_someone and author is not None and author.pk == need.raised_by_id
            who = voice_of(need) if for_someone else author.public_name if author else ""
            yield Event(version.changed_at, _("Texte modifié"), who, version.history_change_reason or "")
        state = version.state
