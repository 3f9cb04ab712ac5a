"""The retention clock of moderation, and names that go with an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from terreau.participation import retention
from terreau.participation.models import Appeal, CaseState, Notice, Report, Sending

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

_SETTLED = (CaseState.LEFT, CaseState.HIDDEN, CaseState.RESTORED)


@transaction.atomic
def clear_moderation(now: dt.datetime | None = None) -> Mapping[str, int]:
    """Take off who reported and in which words, what authors wrote, and letters that left; counts stay."""
    now = now or timezone.now()
    settled = Q(case__state__in=_SETTLED, case__decided_at__lt=now - retention.REPORTER)
    left_open = Q(made_at__lt=now - retention.REPORTER_UNSETTLED)
    past = Report.objects.filter(settled | left_open, cleared_at=None)
    reports = past.update(reporter=None, email="", text="", key=None, cleared_at=now)
    answered = Appeal.objects.filter(answered_at__lt=now - retention.APPEAL_TEXT).exclude(text="")
    notices = Notice.objects.filter(made_at__lt=now - retention.NOTICES).exclude(state=Sending.WAITING)
    return {
        "reports": reports,
        "appeals": answered.update(text="", by=None),
        "notices": notices.delete()[1].get("participation.Notice", 0),
    }


@transaction.atomic
def forget_in_moderation(user: int) -> None:
    """Before an account goes: nothing that leads to it stays in what it reported or contested."""
    Report.objects.filter(reporter_id=user).update(
        reporter=None, email="", text="", cleared_at=timezone.now()
    )
    Appeal.objects.filter(by_id=user).update(by=None)
