"""Time the journal's page and feeds as a visitor gets them: `python -m bench.read_journal ROUNDS`.

TERREAU_DATA (and DATABASE_URL) say which journal.

The whole program answers (middleware, queries, template), in this process: what is left out is the network.
Prints one JSON object: for each question, the median and the 95th percentile in milliseconds.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terreau.config.settings")

import django

django.setup()

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment

from terreau.participation.models import JournalLine
from terreau.people.models import User

WARM = 3


def questions() -> dict[str, str]:
    """Filters that find much, little and nothing, at the end and in the middle of the journal."""
    middle = JournalLine.objects.count() // 2
    busy = User.objects.get(username="bench0").username
    rare = User.objects.get(username="bench399").username
    line = JournalLine.objects.order_by("-number").only("thing", "places").first()
    thing, place = (line.thing, line.places[0]) if line else ("1", settings.TERRITORY)
    return {
        "everything": "",
        "a room": "salle=besoins",
        "a theme": "theme=eau",
        "a commune": f"territoire={place}",
        "the home territory": f"territoire={settings.TERRITORY}",
        "its region, a theme": "territoire=R84&theme=eau",
        "home, room and theme, from the middle": (
            f"territoire={settings.TERRITORY}&salle=besoins&theme=sante&avant={middle}"
        ),
        "a busy person": f"qui={busy}",
        "a rare person": f"qui={rare}",
        "a busy person, a commune, a theme": f"qui={busy}&territoire={place}&theme=eau",
        "a rare person, home, from the middle": f"qui={rare}&territoire={settings.TERRITORY}&avant={middle}",
        "one need": f"objet=besoin-{thing}",
        "a commune elsewhere": "territoire=93066",
        "the very first lines": "avant=20",
    }


def main(rounds: int) -> None:
    setup_test_environment()
    client = Client(headers={"host": "127.0.0.1"})
    found: dict[str, dict[str, list[float]]] = {}
    for said, query in questions().items():
        for door, path in (
            ("page", "/journal/"),
            ("atom", "/journal/flux.atom"),
            ("json", "/journal/flux.json"),
        ):
            found.setdefault(said, {})[door] = _times(client, f"{path}?{query}", rounds)
    print(json.dumps({"lines": JournalLine.objects.count(), "vendor": connection.vendor, "times": found}))


def _times(client: Client, path: str, rounds: int) -> list[float]:
    """Median and 95th percentile, in milliseconds."""
    times = []
    for number in range(rounds + WARM):
        cache.clear()  # the limits count there
        before = time.perf_counter()
        answer = client.get(path)
        spent = (time.perf_counter() - before) * 1000
        if answer.status_code != 200:  # noqa: PLR2004
            raise RuntimeError(f"{path} answered {answer.status_code}")
        if number >= WARM:
            times.append(spent)
    return [statistics.median(times), sorted(times)[int(len(times) * 0.95)]]


if __name__ == "__main__":
    main(int(sys.argv[1]))
