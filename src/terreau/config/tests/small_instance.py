"""An instance on a cut-down national base, in a few seconds: `python -m … make PACK`, then `write STOP`.

It holds people, needs, supports, a conversation, follows, a letter that waits, jobs and files.
"""

from __future__ import annotations

import sys
from pathlib import Path

from terreau.config.configuration import keep
from terreau.config.starting import folder_of_the_instance, start_django


def make(pack: Path) -> None:
    """Fill the folder and the database that the environment names."""
    folder = folder_of_the_instance()
    start_django()
    from terreau.config import preparing
    from terreau.config.first_people import people_of_the_demo
    from terreau.needs.actions import plant_examples
    from terreau.territories.queries import territory

    def quiet(*_words: object) -> None:
        """No stage is said."""

    with preparing.whole_or_nothing():
        preparing.migrate(quiet)
        preparing.import_territories(quiet, pack)
        people_of_the_demo(territory("200040715"))
        plant_examples(territory("200040715"))
        take_part()
    (folder / "static").mkdir(exist_ok=True)
    keep(
        folder,
        {
            "TERREAU_TERRITORY": "200040715",
            "TERREAU_ADDRESS": "http://127.0.0.1:8000",
            "TERREAU_CONTACT": "bonjour@exemple.fr",
            "TERREAU_EMAIL_URL": "smtp://nom:motdepasse@127.0.0.1:1",
        },
    )
    for name, body in (("ab/abcd.png", b"\x89PNG picture"), ("cd/été.pdf", b"%PDF paper" * 1000)):
        path = media() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def media() -> Path:
    """Where files people attached are kept."""
    from django.conf import settings

    return Path(settings.MEDIA_ROOT)


def take_part() -> None:
    """A conversation, a person who follows a need, and a letter made that waits."""
    from terreau.needs.models import Need
    from terreau.participation.actions import make_letters
    from terreau.participation.models import Rhythm
    from terreau.participation.tests.builders import a_comment, a_follow
    from terreau.people.models import User

    need, steward = Need.objects.order_by("pk")[0], User.objects.get(email="animation@terreau.example")
    a_follow(steward, need, rhythm=Rhythm.AT_ONCE)
    mediator = User.objects.get(email="mediation@terreau.example")
    a_comment(need, "Bonjour, où en est-on ? « L’été » & 🌱", by=mediator)
    make_letters()


def empty(pack: Path) -> None:
    """An instance with its national base and nobody in it."""
    folder_of_the_instance()
    start_django()
    from terreau.config import preparing

    with preparing.whole_or_nothing():
        preparing.migrate(lambda *_said: None)
        preparing.import_territories(lambda *_said: None, pack)


def write(until: Path) -> None:
    """Say one thing after another on a need until that file is there; each leaves a line in the journal."""
    folder_of_the_instance()
    start_django()
    from django.core.cache import cache

    from terreau.needs.models import Need
    from terreau.participation.tests.builders import a_comment
    from terreau.people.models import User

    need, steward = Need.objects.order_by("pk")[0], User.objects.get(email="animation@terreau.example")
    while not until.exists():
        cache.clear()  # nobody says so much: the pace allowed is kept there
        a_comment(need, by=steward)
        sys.stdout.write("said\n")
        sys.stdout.flush()


if __name__ == "__main__":
    {"make": make, "empty": empty, "write": write}[sys.argv[1]](Path(sys.argv[2]))
