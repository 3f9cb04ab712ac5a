"""Announcements that nobody answers for a need any more, and the moment from which stewards may decide."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from terreau.needs.models import MergeProposal, Status
from terreau.needs.models.merge import NOTICE_DAYS
from terreau.participation import kinds

if TYPE_CHECKING:
    import datetime as dt

    from terreau.foundation.slots import Dates


def notices(asked: Dates) -> list[tuple[MergeProposal, dt.datetime]]:
    """Open proposals that were announced, each with its end, the earliest first."""
    notice = timedelta(days=NOTICE_DAYS)
    found = MergeProposal.objects.filter(status=Status.OPEN, announced_at__gte=asked.since - notice)
    if asked.theme:
        found = found.filter(source__theme=asked.theme)
    if asked.territory:
        found = found.filter(source__territories=asked.territory)
    shown = list(found.select_related("source", "target").order_by("announced_at", "pk")[: asked.most])
    hidden = kinds.hidden("needs.need", {str(pk) for one in shown for pk in (one.source_id, one.target_id)})
    return [
        (one, one.announced_at + notice)
        for one in shown
        if one.announced_at and not {str(one.source_id), str(one.target_id)} & hidden
    ]
