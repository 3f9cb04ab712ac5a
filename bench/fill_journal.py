"""A journal that looks real, for the bench: `python -m bench.fill_journal COUNT` with TERREAU_DATA set.

Lines are chained as `actions.record` chains them, but written many at a time; places carry all they are part
of, as they do in service.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terreau.config.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from terreau.needs.models import Need
from terreau.needs.tellings import VERBS
from terreau.participation.actions.journal import seal, with_wholes
from terreau.participation.canonical import NOTHING_BEFORE
from terreau.participation.models import ActedAs, JournalHead, JournalLine, JournalPlace
from terreau.people.models import User

BATCH = 20_000
PEOPLE = 400
_LINE = [field.column for field in JournalLine._meta.concrete_fields]
_PLACE = ["place", "line_id", "room", "theme", "person_id"]


def fill(count: int) -> None:
    """`count` lines over two years: most acts on few things and by few people, as everywhere."""
    chance = random.Random(20_261_123)  # noqa: S311 - the same lines at each run
    people, needs = _people(), _needs()
    start, previous = timezone.now() - dt.timedelta(days=730), NOTHING_BEFORE
    step, verbs = dt.timedelta(days=730) / count, list(VERBS)
    line = JournalLine(room="besoins", kind="needs.need", acted_as=ActedAs.PERSON)
    for first in range(1, count + 1, BATCH):
        lines, places = [], []
        for number in range(first, min(first + BATCH, count + 1)):
            title, theme, refs, wholes, pk = needs[int(len(needs) * chance.random() ** 3)]
            line.number, line.at, line.verb, line.thing = (
                number,
                start + step * number,
                chance.choice(verbs),
                pk,
            )
            line.theme, line.places, line.title = theme, refs, title
            line.reason = "Vu en réunion avec les personnes concernées." if number % 2 else ""
            line.actor_id = people[int(len(people) * chance.random() ** 3)]
            seal(line, previous, wholes)
            previous = line.hash
            lines.append(_row(line))
            places += [(ref, number, "besoins", theme, line.actor_id) for ref in wholes]
        with transaction.atomic():
            _insert(JournalLine._meta.db_table, _LINE, lines)
            _insert(JournalPlace._meta.db_table, _PLACE, places)
            JournalHead.objects.update_or_create(pk=1, defaults={"number": line.number, "hash": previous})
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _row(line: JournalLine) -> list[object]:
    row = [getattr(line, field.attname) for field in JournalLine._meta.concrete_fields]
    row[_LINE.index("places")] = json.dumps(line.places)
    if connection.vendor == "sqlite":  # as Django keeps a moment there
        row[_LINE.index("at")] = line.at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return row


def _insert(table: str, columns: list[str], rows: list[list[object]] | list[tuple[object, ...]]) -> None:
    """Many rows as fast as the database takes them: a million through `bulk_create` is twenty minutes."""
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608
            return
        with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def _people() -> list[int]:
    if not User.objects.filter(username="bench0").exists():
        User.objects.bulk_create(
            User(username=f"bench{n}", email=f"bench{n}@example.org", shown_name=f"Nom {n}", shows_name=True)
            for n in range(PEOPLE)
        )
    return list(User.objects.filter(username__startswith="bench").order_by("pk").values_list("pk", flat=True))


def _needs() -> list[tuple[str, str, list[str], list[str], str]]:
    """Of each need: title, theme, territories, those and all they are part of, key."""
    wholes: dict[str, list[str]] = {}
    found = []
    for pk, title, theme, places in Need.objects.order_by("pk").values_list("pk", "title", "theme", "places"):
        refs = [place["ref"] for place in places]
        for ref in refs:
            if ref not in wholes:
                wholes[ref] = sorted(with_wholes([ref]))
        found.append((title, theme, refs, sorted({one for ref in refs for one in wholes[ref]}), str(pk)))
    return found


if __name__ == "__main__":
    print(f"{settings.TERRITORY}: {sys.argv[1]} lines")
    fill(int(sys.argv[1]))
