"""What this room holds about one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.commons.models import Commons, CommonsRule, Decision, Member, Takeover, Use, WikiPage, Wish
from terreau.participation.kinds import visible

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from terreau.people.models import User


def commons_of(user: User) -> QuerySet[Commons]:
    """Commons in whose community this person is, those that move first."""
    inside = Member.objects.filter(user=user, until=None).values("commons_id")
    return visible(Commons.objects.filter(pk__in=inside)).order_by("-changed_at", "-pk")


def about(user_pk: int) -> dict[str, list[dict[str, Any]]]:
    """Everything held about this person, as plain values for their own download."""
    return {
        "opened": plain(Commons.objects.filter(opened_by_id=user_pk), "id", "title", "tagline", "opened_at"),
        "takes_part": plain(
            Member.objects.filter(user_id=user_pk), "commons_id", "commons__title", "role", "since", "until"
        ),
        "wishes": plain(
            Wish.objects.filter(said_by_id=user_pk), "commons_id", "side", "means", "words", "said_at"
        ),
        "edits": plain(
            Commons.history.filter(history_user_id=user_pk),
            "id",
            "version",
            "history_date",
            "history_change_reason",
        ),
        "questions": plain(
            Decision.objects.filter(asked_by_id=user_pk), "commons_id", "question", "asked_at"
        ),
        "decisions": plain(
            Decision.objects.filter(decided_by_id=user_pk), "commons_id", "outcome", "reasons"
        ),
        "rules": plain(
            CommonsRule.history.filter(history_user_id=user_pk),
            "commons_id",
            "light",
            "version",
            "history_date",
        ),
        "takeovers": plain(Takeover.objects.filter(by_id=user_pk), "commons_id", "reason", "announced_at"),
        "uses_said": plain(Use.objects.filter(said_by_id=user_pk), "commons_id", "purpose", "said_at"),
        "pages": plain(
            WikiPage.history.filter(history_user_id=user_pk), "commons_id", "title", "version", "history_date"
        ),
    }


def plain(rows: QuerySet[Any], *fields: str) -> list[dict[str, Any]]:
    """Rows as plain values."""
    return [
        {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()}
        for row in rows.order_by(fields[0]).values(*fields)
    ]
