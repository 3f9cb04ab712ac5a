"""Letters, made and sent out of sight of any page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django_tasks import task

from terreau.foundation.slots import Regular
from terreau.participation import actions
from terreau.participation.models import Follow, Rhythm

if TYPE_CHECKING:
    from terreau.participation.models import JournalLine

#: Between two looks at what is due.
EVERY = timedelta(minutes=10)


@task()
def letters() -> dict[str, int]:
    """Make the letters that are due and send what waits; may be run at any time, any number of times."""
    made = actions.make_letters()
    return {"made": made, **actions.send_letters()}


@task()
def letters_on_time() -> dict[str, int]:
    """The same, wound up again by the clock of the instance."""
    return dict(letters.func())


def every_ten_minutes() -> Regular:
    """What is due is looked at again and again."""
    return Regular(letters_on_time, EVERY)


def again_without_harm() -> list[str]:
    """A letter is marked before it leaves: looking once more never sends one twice."""
    return [letters.module_path, letters_on_time.module_path]


def tell_at_once(line: JournalLine, **_said: object) -> None:
    """A line was written: once it stands, have it told to those who asked to know at once."""
    _ = line
    if Follow.objects.filter(rhythm=Rhythm.AT_ONCE).exists():
        transaction.on_commit(letters.enqueue, robust=True)
