"""Take a person's name off what stays when their account goes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from terreau.commons.actions.community import stewards_left
from terreau.commons.models import (
    Commons,
    CommonsRule,
    Component,
    ComponentUse,
    Contribution,
    Decision,
    JoinLink,
    Member,
    Objection,
    Prepared,
    Role,
    Takeover,
    Use,
    WikiPage,
    Wish,
)
from terreau.participation.actions import record

#: Every column that names a person and is blanked when they go.
_NAMED = (
    (Wish, "said_by"), (WikiPage, "protected_by"), (Decision, "asked_by"), (Decision, "decided_by"),
    (Takeover, "by"), (Use, "said_by"), (Contribution, "user"), (Contribution, "declared_by"),
    (Contribution, "settled_by"), (Objection, "by"), (ComponentUse, "said_by"),
)  # fmt: skip


@transaction.atomic
def forget(user_pk: int) -> None:
    """Erase this person's name from sheets and histories; they leave every community.

    A commons that loses the last person who cared for it says so, in the journal and on its page.
    """
    cared = list(
        Member.objects.filter(user_id=user_pk, role=Role.STEWARD, until=None)
        .order_by("commons_id")
        .values_list("commons_id", flat=True)
    )
    held = list(Commons.objects.select_for_update().filter(pk__in=cared).order_by("pk"))
    lost = [commons for commons in held if stewards_left(commons, but=user_pk) == 0]
    Commons.objects.filter(opened_by_id=user_pk).update(opened_by=None, touched_at=timezone.now())
    Member.objects.filter(user_id=user_pk).delete()
    JoinLink.objects.filter(made_by_id=user_pk).delete()
    for model, field in _NAMED:
        model._default_manager.filter(**{f"{field}_id": user_pk}).update(**{f"{field}_id": None})
    _forget_in_histories(user_pk)
    Prepared.objects.all().delete()  # their name may be inside; they are made again when asked for
    for commons in lost:
        Commons.objects.filter(pk=commons.pk).update(touched_at=timezone.now())
        record("lose-steward", commons, by=None)


def _forget_in_histories(user_pk: int) -> None:
    for model, fields in (
        (Commons, ("opened_by", "history_user")),
        (WikiPage, ("history_user",)),
        (CommonsRule, ("history_user",)),
        (Component, ("history_user",)),
    ):
        for field in fields:
            rows = model.history.model.objects.filter(**{f"{field}_id": user_pk})
            rows.update(**{f"{field}_id": None})
