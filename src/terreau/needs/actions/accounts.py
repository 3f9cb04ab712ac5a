"""Take a person's name off what stays when their account goes."""

from __future__ import annotations

from django.db import transaction

from terreau.needs.actions.keeping import locked_root, recount
from terreau.needs.models import MergeProposal, Need, PaperSupport, StateChange, Support


@transaction.atomic
def forget(user_pk: int) -> None:
    """Erase this person's supports, and their name from needs, roads, counts, merges and all histories."""
    given = Support.objects.filter(user_id=user_pk).order_by("need_id")
    supported = list(given.values_list("need_id", flat=True))
    Support.objects.filter(user_id=user_pk).delete()
    for pk in supported:
        recount(locked_root(pk))
    Need.objects.filter(raised_by_id=user_pk).update(raised_by=None)
    PaperSupport.objects.filter(entered_by_id=user_pk).update(entered_by=None)
    StateChange.objects.filter(by_id=user_pk).update(by=None)
    MergeProposal.objects.filter(proposed_by_id=user_pk).update(proposed_by=None)
    MergeProposal.objects.filter(decided_by_id=user_pk).update(decided_by=None)
    _forget_in_histories(user_pk)


def _forget_in_histories(user_pk: int) -> None:
    for model, fields in (
        (Need, ("raised_by",)),
        (PaperSupport, ("entered_by",)),
        (MergeProposal, ("proposed_by", "decided_by")),
    ):
        history = model.history.model.objects
        for field in (*fields, "history_user"):
            history.filter(**{f"{field}_id": user_pk}).update(**{f"{field}_id": None})
