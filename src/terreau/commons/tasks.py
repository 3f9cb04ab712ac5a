"""Archives of large commons, made out of sight of any page."""

from __future__ import annotations

from django_tasks import task

from terreau.commons import actions


@task()
def archive(pk: int) -> str:
    """Make the archive of a commons; made twice, it is the same."""
    return actions.make_archive(pk)


def again_without_harm() -> list[str]:
    """What may be begun again after a crash."""
    return [archive.module_path]


def start(*_said: object, commons: int, **_more: object) -> None:
    """An archive waits for the worker."""
    archive.enqueue(commons)
