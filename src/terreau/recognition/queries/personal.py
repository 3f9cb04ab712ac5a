"""What this room holds about one person, and what waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from terreau.participation.kinds import visible
from terreau.people.models import Belonging
from terreau.people.queries import verified_addresses_of
from terreau.recognition import codes
from terreau.recognition.errors import AwardBatchGoneError
from terreau.recognition.models import (
    Achievement,
    Award,
    AwardBatch,
    Issuer,
    Plea,
    PleaState,
    Poster,
    Standing,
)
from terreau.recognition.rules import SIGNERS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from terreau.people.models import User


def awards_of(user: User) -> QuerySet[Award]:
    """Badges this person has, the latest first."""
    found = Award.objects.filter(recipient=user, standing=Standing.ACCEPTED)
    return found.select_related("version", "issuer__organisation").order_by("-answered_at", "-pk")


def offers_to(user: User) -> QuerySet[Award]:
    """Badges offered to an address that this person showed to be theirs, the latest first."""
    seals = [codes.address_seal(address) for address in verified_addresses_of(user)]
    mine = Q(email_seal__in=seals, recipient=None)
    found = Award.objects.filter(mine).exclude(standing=Standing.REFUSED).exclude(revoked_at__isnull=False)
    return found.select_related("version", "issuer__organisation").order_by("-given_at", "-pk")


def signing_issuers_of(user: User) -> QuerySet[Issuer]:
    """Issuers this person may sign as."""
    held = Q(organisation__belongings__user=user, organisation__belongings__role__in=SIGNERS)
    return (
        Issuer.objects.filter(Q(person=user) | held).select_related("organisation").distinct().order_by("pk")
    )


def badges_of(user: User) -> QuerySet[Achievement]:
    """Badges this person may give, those changed last first."""
    mine = Achievement.objects.filter(issuer__in=signing_issuers_of(user).values("pk"), retired_at=None)
    return visible(mine).select_related("issuer__organisation").order_by("-changed_at", "-pk")


def pleas_to_answer(user: User) -> QuerySet[Plea]:
    """Requests that wait for this person's answer, the oldest first."""
    mine = signing_issuers_of(user).values("pk")
    found = Plea.objects.filter(state=PleaState.OPEN, achievement__issuer__in=mine)
    return found.select_related("achievement", "user").order_by("asked_at", "pk")


def pleas_of(user: User) -> QuerySet[Plea]:
    """Badges this person asked for and does not have, the latest first."""
    found = Plea.objects.filter(user=user).exclude(state=PleaState.GRANTED)
    return found.select_related("achievement").order_by("-asked_at", "-pk")


def batch_of(user: User, pk: int) -> AwardBatch:
    """A list this person sent; raises AwardBatchGoneError."""
    found = (
        AwardBatch.objects.select_related("achievement__issuer__organisation")
        .filter(user=user, pk=pk)
        .first()
    )
    if found is None:
        raise AwardBatchGoneError
    return found


def signing_organisations_of(user: User) -> list[Any]:
    """Organisations in whose name this person may sign, by name."""
    mine = Belonging.objects.filter(user=user, role__in=SIGNERS).select_related("organisation")
    return [one.organisation for one in mine.order_by("organisation__name", "pk")]


def about(user_pk: int) -> dict[str, list[dict[str, Any]]]:
    """Everything held about this person, as plain values for their own download; badges come whole."""
    received = Award.objects.filter(recipient_id=user_pk)
    return {
        "received": _plain(
            received,
            "code",
            "recipient_name",
            "standing",
            "visibility",
            "given_at",
            "answered_at",
            "credential",
        ),
        "given": _plain(
            Award.objects.filter(given_by_id=user_pk), "code", "version__achievement__name", "given_at"
        ),
        "defined": _plain(Achievement.objects.filter(defined_by_id=user_pk), "id", "name", "defined_at"),
        "signs_as": _plain(Issuer.objects.filter(person_id=user_pk), "slug", "name", "opened_at"),
        "asked": _plain(
            Plea.objects.filter(user_id=user_pk), "achievement__name", "story", "asked_at", "state", "reason"
        ),
        "answered": _plain(
            Plea.objects.filter(decided_by_id=user_pk), "achievement__name", "state", "decided_at"
        ),
        "posters": _plain(Poster.objects.filter(made_by_id=user_pk), "occasion", "ends_at", "taken"),
        "lists_sent": _plain(AwardBatch.objects.filter(user_id=user_pk), "file_name", "total", "sent_at"),
    }


def _plain(rows: QuerySet[Any], *fields: str) -> list[dict[str, Any]]:
    return [
        {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()}
        for row in rows.order_by("pk").values(*fields)
    ]
