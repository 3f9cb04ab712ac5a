"""Lists awarded and letters sent out of sight of any page."""

from __future__ import annotations

from django_tasks import task

from terreau.recognition import actions
from terreau.recognition.actions.letters import tell_those_who_wait


@task()
def letters() -> int:
    """Tell those who wait; may be run at any time, any number of times."""
    told = 0
    while once := tell_those_who_wait():
        told += once
    return told


@task()
def batch(pk: int) -> int:
    """Award a whole list, piece by piece; started again after a crash, it goes on where it was."""
    return actions.run_batch(pk)


def again_without_harm() -> list[str]:
    """A list goes on where it was, and a letter is marked before it leaves: nothing is done twice."""
    return [letters.module_path, batch.module_path]


def tell(*_said: object, **_more: object) -> None:
    """People wait to be told."""
    letters.enqueue()


def start(*_said: object, batch: int, **_more: object) -> None:
    """A list was confirmed."""
    globals()["batch"].enqueue(batch)
