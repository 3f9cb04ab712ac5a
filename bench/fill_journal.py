"""A journal that looks real, for the bench: `python -m bench.fill_journal COUNT` with TERREAU_DATA set.

Lines are chained as `actions.record` chains them, but written many at a time; places carry all they are part
of, as they do in service.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terreau.config.settings")

import django

django.setup()

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from terreau.needs.models import Need
from terreau.needs.tellings import VERBS
from terreau.participation.actions.journal import places_of, seal, with_wholes
from terreau.participation.canonical import NOTHING_BEFORE
from terreau.participation.models import ActedAs, JournalHead, JournalLine, JournalPlace
from terreau.people.models import User

BATCH = 10_000
PEOPLE = 400


def fill(count: int) -> None:
    """`count` lines over two years: most acts on few things and by few people, as everywhere."""
    chance = random.Random(20_261_123)  # noqa: S311 - the same lines at each run
    people = _people()
    needs = list(Need.objects.order_by("pk").values("pk", "title", "theme", "places"))
    wholes = {place["ref"]: with_wholes([place["ref"]]) for need in needs for place in need["places"]}
    start, previous = timezone.now() - dt.timedelta(days=730), NOTHING_BEFORE
    step = dt.timedelta(days=730) / count
    for first in range(1, count + 1, BATCH):
        lines, places = [], []
        for number in range(first, min(first + BATCH, count + 1)):
            line = _line(chance, people, needs, number, start + step * number)
            seal(line, previous)
            previous = line.hash
            lines.append(line)
            places += places_of(line, {ref for one in line.places for ref in wholes[one]})
        with transaction.atomic():
            JournalLine.objects.bulk_create(lines)
            JournalPlace.objects.bulk_create(places)
            JournalHead.objects.update_or_create(pk=1, defaults={"number": lines[-1].number, "hash": previous})


def _people() -> list[User]:
    User.objects.bulk_create(
        User(username=f"bench{n}", email=f"bench{n}@example.org", shown_name=f"Personne {n}", shows_name=True)
        for n in range(PEOPLE)
    )
    return list(User.objects.filter(username__startswith="bench").order_by("pk"))


def _line(
    chance: random.Random, people: list[User], needs: list[dict[str, object]], number: int, at: dt.datetime
) -> JournalLine:
    need = needs[int(len(needs) * chance.random() ** 3)]
    return JournalLine(
        number=number,
        at=at,
        verb=chance.choice(list(VERBS)),
        room="besoins",
        kind="needs.need",
        thing=str(need["pk"]),
        theme=need["theme"],
        places=[place["ref"] for place in need["places"]],  # type: ignore[attr-defined]
        acted_as=ActedAs.PERSON,
        actor=people[int(len(people) * chance.random() ** 3)],
        title=need["title"],
        reason="Vu en réunion avec les personnes concernées." if chance.random() < 0.5 else "",  # noqa: PLR2004
    )


if __name__ == "__main__":
    print(f"{settings.TERRITORY}: {sys.argv[1]} lines")
    fill(int(sys.argv[1]))
