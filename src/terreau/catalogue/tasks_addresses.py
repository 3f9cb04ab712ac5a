"""Tables that stand elsewhere are read out of sight of any page, and again when their time has come."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from terreau.catalogue.actions import addresses, fetching, telling_failures
from terreau.foundation.slots import Regular

EVERY = timedelta(minutes=10)


#: After everything else that waits: a site that drips would hold back letters and checks.
_LAST = -10


@task(priority=_LAST)
def fetch(pk: int) -> str:
    """Do what waits on a reading; begun again after a crash, it goes on from what stands."""
    return fetching.go_through(pk)


@task()
def tell(distribution: int) -> int:
    """Write to those in charge, once."""
    return telling_failures.tell(distribution)


@task()
def fetch_those_due() -> dict[str, int]:
    """Ask for the readings whose time has come, take up those that were cut, tell what was not told."""
    return {
        "asked": addresses.ask_those_due(),
        "taken_up": addresses.take_up(),
        "told": telling_failures.tell_those_who_wait(),
    }


def every_ten_minutes() -> Regular:
    """Tables say how often they are read; this looks which are due."""
    return Regular(fetch_those_due, EVERY)


def again_without_harm() -> list[str]:
    """The same file read twice makes one version, and a message is marked before it leaves."""
    return [fetch.module_path, tell.module_path, fetch_those_due.module_path]


def start(*_said: object, fetch: int, **_more: object) -> None:
    """A reading waits for the worker."""
    globals()["fetch"].enqueue(fetch)


def start_telling(*_said: object, distribution: int, **_more: object) -> None:
    """Somebody has to be written to."""
    tell.enqueue(distribution)
