"""Work done out of sight of any page."""

from __future__ import annotations

from django_tasks import task

from terreau.foundation.slots import past_its_time


@task()
def clear_past() -> dict[str, dict[str, int]]:
    """The retention clock of every room, for the worker to run once a day; answers how many rows went."""
    return {cleared.room: dict(cleared.numbers) for cleared in past_its_time.ask()}
