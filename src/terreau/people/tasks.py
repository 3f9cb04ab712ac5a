"""Work done out of sight of any page."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from terreau.foundation import clearing
from terreau.foundation.slots import Regular


@task()
def clear_past() -> dict[str, dict[str, int]]:
    """The retention clock of every room, for the worker to run once a day; answers how many rows went."""
    return {cleared.room: dict(cleared.numbers) for cleared in clearing.clear_past()}


def every_day() -> Regular:
    """The retention clock is wound once a day."""
    return Regular(clear_past, timedelta(days=1))
