"""Needs that look real, for the benches: `python -m bench.fill COUNT` with TERREAU_DATA set."""

from __future__ import annotations

import datetime as dt
import os
import random
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terreau.config.settings")

import django

django.setup()

from django.conf import settings
from django.utils import timezone

from terreau.needs.models import Need, NeedTerritory, State, Theme
from terreau.territories.models import Territory
from terreau.territories.queries import members_of

WHAT = (
    "bus du soir",
    "salle fraîche",
    "composteur",
    "piste cyclable",
    "aide aux démarches",
    "jardin",
    "point d’eau",
)
WHERE = (
    "près de l’école",
    "au centre bourg",
    "dans le quartier des Granges",
    "vers la gare",
    "en zone d’activité",
)
BATCH = 500


def fill(count: int) -> None:
    """`count` needs in the home territory, spread over its communes, themes, states and two years."""
    chance = random.Random(20_261_123)  # noqa: S311 - the same needs at each run
    home = Territory.objects.get(pk=settings.TERRITORY)
    places = list(members_of(home)) or [home]
    now = timezone.now()
    for first in range(0, count, BATCH):
        made = [
            _need(chance, chance.choice(places), now, number)
            for number in range(first, min(first + BATCH, count))
        ]
        needs = Need.objects.bulk_create(made)
        NeedTerritory.objects.bulk_create(
            NeedTerritory(need=need, territory_id=need.places[0]["ref"]) for need in needs
        )


def _need(chance: random.Random, place: Territory, now: dt.datetime, number: int) -> Need:
    said = f"{chance.choice(WHAT).capitalize()} {chance.choice(WHERE)}, {number}"
    day = now - dt.timedelta(minutes=chance.randrange(730 * 24 * 60))
    return Need(
        title=said,
        situation=f"{said}. " + "On en parle depuis des années, et rien ne tient. " * 4,
        summary=f"{said}. On en parle depuis des années, et rien ne tient.",
        theme=chance.choice(list(Theme)),
        state=chance.choice(list(State)),
        places=[{"ref": place.ref, "name": place.name}],
        account_supports=chance.randrange(40),
        raised_at=day,
        changed_at=day,
        touched_at=day,
    )


if __name__ == "__main__":
    fill(int(sys.argv[1]))
