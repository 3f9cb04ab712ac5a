"""Large tables, and what is done again and again, out of sight of any page."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from terreau.catalogue import actions
from terreau.foundation.slots import Regular

EVERY = timedelta(minutes=10)


@task()
def version(pk: int) -> str:
    """Do what waits on a version; after a crash it begins again, and publishes nothing by itself."""
    return actions.run(pk)


@task()
def upkeep() -> dict[str, int]:
    """Take up what was cut, and end the embargoes that are over."""
    return {"taken_up": actions.take_up(), "embargoes": actions.end_embargoes()}


def every_ten_minutes() -> Regular:
    """What waits is looked at again and again."""
    return Regular(upkeep, EVERY)


def again_without_harm() -> list[str]:
    """A check or a clean file made twice is the same; rows are turned once, by a person."""
    return [version.module_path, upkeep.module_path]


def start(*_said: object, version: int, **_more: object) -> None:
    """A version waits for the worker."""
    globals()["version"].enqueue(version)
