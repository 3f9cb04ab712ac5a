"""Work done out of sight of any page."""

from __future__ import annotations

from django_tasks import task

from terreau.people import actions


@task()
def clear_past() -> dict[str, int]:
    """The retention clock; the worker enqueues it once a day."""
    return actions.clear_past()
