"""What the needs room holds about one person, and what waits for them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from terreau.needs.errors import BatchGoneError
from terreau.needs.models import Batch, Draft, MergeProposal, Need, PaperSupport, StateChange, Status, Support
from terreau.participation.kinds import visible
from terreau.people.models import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from terreau.people.models import User


def needs_of(user: User) -> QuerySet[Need]:
    """Needs this person raised, the latest first."""
    return Need.objects.filter(raised_by=user).order_by("-raised_at", "-pk")


def drafts_of(user: User, kept_days: int) -> QuerySet[Draft]:
    """What this person is still writing, the latest first."""
    since = timezone.now() - timedelta(days=kept_days)
    return Draft.objects.filter(user=user, saved_at__gte=since).order_by("-saved_at", "-pk")


def draft_of(user: User, pk: int) -> Draft | None:
    """One draft of this person, or None."""
    return Draft.objects.filter(user=user, pk=pk).first()


def batch_of(user: User, pk: int) -> Batch:
    """A file this person sent; raises BatchGoneError."""
    found = Batch.objects.filter(user=user, pk=pk).first()
    if found is None:
        raise BatchGoneError
    return found


def merges_to_decide(user: User) -> QuerySet[MergeProposal]:
    """Proposals that wait for this person's word, the oldest first."""
    held = Q(source__organisation__belongings__user=user, source__organisation__belongings__role=Role.HOLDER)
    shown = visible(Need.objects.order_by())
    return (
        MergeProposal.objects.filter(Q(source__raised_by=user) | held, status=Status.OPEN)
        .filter(source__in=shown, target__in=shown)
        .select_related("source", "target")
        .distinct()
        .order_by("proposed_at", "pk")
    )


def about(user_pk: int) -> dict[str, list[dict[str, Any]]]:
    """Everything held about this person, as plain values for their own download."""
    return {
        "raised": _plain(
            Need.objects.filter(raised_by_id=user_pk),
            "id",
            "title",
            "situation",
            "theme",
            "state",
            "raised_at",
        ),
        "supports": _plain(Support.objects.filter(user_id=user_pk), "need_id", "need__title", "given_at"),
        "paper_counts": _plain(
            PaperSupport.objects.filter(entered_by_id=user_pk),
            "need_id",
            "count",
            "place",
            "date",
            "entered_at",
        ),
        "state_changes": _plain(
            StateChange.objects.filter(by_id=user_pk), "need_id", "after", "reason", "at"
        ),
        "merges_proposed": _plain(
            MergeProposal.objects.filter(proposed_by_id=user_pk),
            "source_id",
            "target_id",
            "reason",
            "proposed_at",
        ),
        "edits": _plain(
            Need.history.filter(history_user_id=user_pk),
            "id",
            "version",
            "history_date",
            "history_change_reason",
        ),
        "drafts": _plain(Draft.objects.filter(user_id=user_pk), "title", "data", "saved_at"),
        "files_sent": _plain(Batch.objects.filter(user_id=user_pk), "file_name", "sent_at", "confirmed_at"),
    }


def _plain(rows: QuerySet[Any], *fields: str) -> list[dict[str, Any]]:
    return [
        {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()}
        for row in rows.order_by(fields[0]).values(*fields)
    ]
