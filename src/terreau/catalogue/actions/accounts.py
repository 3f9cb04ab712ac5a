"""Take a person's name off what stays when their account goes."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from terreau.catalogue.models import (
    Correction,
    Dataset,
    Fetch,
    MissingData,
    State,
    TableSchema,
    Use,
    Version,
    Wish,
)

#: Every column that names a person on what stays.
_NAMED = (
    (Dataset, ("created_by",)),
    (Version, ("created_by", "personal_confirmed_by")),
    (Fetch, ("asked_by",)),
    (Use, ("added_by",)),
    (MissingData, ("asked_by",)),
    (Correction, ("suggested_by", "decided_by")),
    (TableSchema, ("added_by",)),
)


@transaction.atomic
def forget(user_pk: int) -> None:
    """Erase this person's drafts and wishes, and their name from everything else and all histories."""
    drafts = Dataset.objects.filter(created_by_id=user_pk, organisation=None, state=State.DRAFT)
    Dataset.history.filter(id__in=list(drafts.order_by("pk").values_list("pk", flat=True))).delete()
    drafts.delete()
    wished = list(Wish.objects.filter(user_id=user_pk).values_list("missing_id", flat=True))
    Wish.objects.filter(user_id=user_pk).delete()
    MissingData.objects.filter(pk__in=wished).update(wishes=F("wishes") - 1)
    for model, fields in _NAMED:
        for field in fields:
            model._default_manager.filter(**{f"{field}_id": user_pk}).update(**{f"{field}_id": None})
    history = Dataset.history.model.objects
    for field in ("created_by", "history_user"):
        history.filter(**{f"{field}_id": user_pk}).update(**{f"{field}_id": None})
