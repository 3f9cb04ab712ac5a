"""Bring a table, mend and publish it, in a process of its own: `python -m … STAGE FILE|ADDRESS`.

It comes to that stage, says so and waits there to be killed; "whole" goes to the end. What a worker does is
done by a worker, so that the next one finds its job left running.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terreau.config.starting import folder_of_the_instance, start_django

if TYPE_CHECKING:
    from collections.abc import Callable

    from terreau.catalogue.models import Version

#: Each stage, and what stands on the disk and in the open transaction then.
STAGES = {
    "check": "what was found is written, and not committed",
    "mended": "the clean table is kept, the row that names it is not committed",
    "publish": "the table is turned, the data set is not",
    "told": "all is turned but the line of the journal",
    "arrived": "the file is kept, no version names it",
    "renew": "a newer file is published by the service, and not committed",
    "whole": "nothing stops it",
}


def go(stage: str, said: str) -> None:
    """Go the road up to this stage."""
    folder_of_the_instance()
    start_django()
    from terreau.catalogue.actions import jobs
    from terreau.config import clock

    jobs.AT_ONCE = -1  # all is left to the worker
    clock.wind = lambda: None  # which does only this
    if said.startswith("http"):
        from_an_address(stage, said)
    else:
        from_a_file(stage, Path(said))


def from_a_file(stage: str, path: Path) -> None:
    """As its pages do: sent, checked, mended with every repair, described, published."""
    from terreau.catalogue import actions
    from terreau.catalogue.models import Job, Version
    from terreau.participation import store

    by = somebody()
    draft = store.incoming() / "sent.csv"
    draft.write_bytes(path.read_bytes())
    version = actions.bring(actions.Sent(path.name, draft, draft.stat().st_size), actions.For(), by=by)
    actions.go_on(version.pk, Job.CHECK)
    hook(stage)
    work()
    publish(Version.objects.get(pk=version.pk), stage)


def from_an_address(stage: str, url: str) -> None:
    """The same from an address; then read there again, as when its day has come."""
    from terreau.catalogue import actions
    from terreau.catalogue.actions import addresses
    from terreau.catalogue.models import Version

    fetch = addresses.bring_from(addresses.Address(url, "daily"), actions.For(), by=somebody())
    if stage != "renew":
        hook(stage)
    work()
    version = Version.objects.get(fetches=fetch)
    publish(version, stage)
    addresses.ask(version.distribution.dataset_id, by=None)
    hook(stage)
    work()


def publish(version: Version, stage: str) -> None:
    """Mend what was checked, describe it, publish it."""
    from terreau.catalogue import actions
    from terreau.catalogue.models import Job
    from terreau.territories.models import Territory

    by = somebody()
    offered = [one["conversion"] for one in version.check_made.repairs]
    actions.accept(version.pk, offered, by=by)
    actions.go_on(version.pk, Job.MEND)
    work()
    dataset = version.distribution.dataset
    places = list(Territory.objects.filter(ref="38185"))
    said = actions.Telling("Arceaux", "Un par ligne.", "mobility", places, personal_data="none")
    actions.describe(dataset.pk, said, by=by, version=dataset.version)
    if stage != "renew":
        hook(stage)
    actions.publish(dataset.pk, by=by)


def somebody() -> Any:
    """Who brings the table."""
    from terreau.config.first_people import MEDIATOR
    from terreau.people.models import User

    return User.objects.get(email=MEDIATOR)


def work() -> None:
    """What a worker does, until nothing waits."""
    from terreau.config import serving

    serving.work(until_empty=True)


def hook(stage: str) -> None:
    """Wait where the stage is, once it is come to."""
    from django.db.models.signals import post_save

    from terreau.catalogue.actions import fetching, publishing, renewing
    from terreau.catalogue.models import Check, Distribution, Standing, Version

    def wait(*_said: object, **_more: object) -> Any:
        sys.stderr.write(f"at {stage}\n")
        sys.stderr.flush()
        sys.stdin.read()  # until it is killed

    def ready(instance: Version, **_said: object) -> None:
        if instance.standing == Standing.READY and instance.job == "":
            wait()

    def given(instance: Distribution, **_said: object) -> None:
        if instance.published_id is not None:
            wait()

    hooks: dict[str, Callable[[], object]] = {
        "check": lambda: post_save.connect(wait, sender=Check, weak=False),
        "mended": lambda: post_save.connect(ready, sender=Version, weak=False),
        "publish": lambda: post_save.connect(given, sender=Distribution, weak=False),
        "told": lambda: setattr(publishing, "record", wait),
        "renew": lambda: setattr(renewing, "record", wait),
        "arrived": lambda: setattr(fetching, "add_version", wait),
        "whole": lambda: None,
    }
    hooks[stage]()


if __name__ == "__main__":
    go(sys.argv[1], sys.argv[2])
