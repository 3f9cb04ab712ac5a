"""Catalogues of other portals are read out of sight of any page, and again when their time has come."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from terreau.catalogue.actions import harvesting, sources
from terreau.foundation.slots import Regular

EVERY = timedelta(hours=1)


@task()
def harvest(run: int) -> str:
    """Do what waits on a reading; begun again after a crash, it makes no double."""
    return harvesting.harvest(run)


@task()
def harvest_those_due() -> int:
    """Ask for the readings whose time has come."""
    return sources.ask_those_due()


def every_hour() -> Regular:
    """Sources say how often they are read; this looks which are due."""
    return Regular(harvest_those_due, EVERY)


def again_without_harm() -> list[str]:
    """A catalogue read twice is read once."""
    return [harvest.module_path, harvest_those_due.module_path]


def start(*_said: object, run: int, **_more: object) -> None:
    """A reading waits for the worker."""
    harvest.enqueue(run)
