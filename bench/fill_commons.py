"""Commons that look real, for the benches: `python -m bench.fill_commons COMMONS REVISIONS USES`.

TERREAU_DATA (and DATABASE_URL) say where. A few things are as big as the room lets them be: one commons has
every page it may have, one page is rewritten two thousand times, one component is used two hundred times.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import sys
from typing import TYPE_CHECKING, Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "terreau.config.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.utils import timezone

from bench.commons_texts import page_text, story, tagline, title_of, wish_words
from terreau.commons.models import (
    Answer,
    Commons,
    CommonsKind,
    CommonsRule,
    CommonsTerritory,
    Component,
    ComponentUse,
    Contribution,
    Decision,
    Gave,
    Kind,
    Light,
    Maturity,
    Means,
    Member,
    PageLink,
    Role,
    Side,
    Use,
    WikiPage,
    Wish,
)
from terreau.commons.queries.wiki import slug_of_title
from terreau.foundation import search
from terreau.foundation.licences import understand
from terreau.needs.models import Need, Theme
from terreau.people.models import User
from terreau.territories.models import Territory
from terreau.territories.queries import members_of

if TYPE_CHECKING:
    from collections.abc import Sequence

PEOPLE, BATCH = 400, 1_000
LICENCES = ("Licence Ouverte", "CC BY-SA", "AGPL-3.0", "CC BY-NC", "à voir", "", "ODbL", "MIT")
#: Of the busiest: pages of one commons, rewritings of one page, members, entries, uses of one component.
MOST_PAGES, MOST_REWRITTEN, MOST_MEMBERS, MOST_ENTRIES, MOST_USED = 500, 2_000, 1_000, 2_000, 200


def fill(commons: int, revisions: int, uses: int) -> None:
    """Commons with everything around them; the same at each run."""
    chance = random.Random(20_261_123)  # noqa: S311 - the same commons at each run
    people = _people()
    made = _commons(chance, commons, people)
    _around(chance, made, people)
    _pages(chance, made, revisions, people)
    _components(chance, made, uses)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _people() -> list[int]:
    User.objects.bulk_create(
        User(username=f"communs{n}", email=f"communs{n}@example.org", shown_name=f"Nom {n}", shows_name=True)
        for n in range(PEOPLE)
    )
    found = User.objects.filter(username__startswith="communs").order_by("pk")
    return list(found.values_list("pk", flat=True))


def _commons(chance: random.Random, count: int, people: Sequence[int]) -> list[Commons]:
    home = Territory.objects.get(pk=settings.TERRITORY)
    places = list(members_of(home)) or [home]
    made: list[Commons] = []
    for first in range(0, count, BATCH):
        batch = [
            _one(chance, number, chance.choice(places), people)
            for number in range(first, min(first + BATCH, count))
        ]
        made += Commons.objects.bulk_create(batch)
        Commons.history.bulk_history_create(batch)
        CommonsTerritory.objects.bulk_create(
            CommonsTerritory(commons=one, territory_id=one.places[0]["ref"]) for one in batch
        )
        CommonsKind.objects.bulk_create(
            CommonsKind(commons=one, kind=kind) for one in batch for kind in one.kinds
        )
        search.put(*batch)
    return made


def _one(chance: random.Random, number: int, place: Territory, people: Sequence[int]) -> Commons:
    day = timezone.now() - dt.timedelta(minutes=chance.randrange(730 * 24 * 60))
    said = chance.choice(LICENCES)
    understood = understand(said) if said else None
    return Commons(
        title=title_of(chance, number),
        tagline=tagline(chance),
        story=story(chance),
        kinds=sorted(chance.sample(list(Kind.values), 1 + number % 2)),
        maturity=chance.choice(Maturity.values),
        theme=chance.choice(list(Theme)),
        places=[{"ref": place.ref, "name": place.name}],
        licence_said=said,
        licence_spdx=understood.spdx if understood else "",
        licence_open=understood.open if understood else None,
        links=[{"sort": "site", "url": f"https://example.org/{number}", "label": "Le site"}],
        step_what="Écrire le mode d’emploi avec trois personnes qui débutent",
        opened_by_id=chance.choice(people),
        opened_at=day,
        changed_at=day,
        touched_at=day,
    )


def _around(chance: random.Random, made: Sequence[Commons], people: Sequence[int]) -> None:
    needs = list(Need.objects.order_by("pk").values_list("pk", flat=True)[:2000])
    now = timezone.now()
    members, wishes, uses, entries, decisions, rules = [], [], [], [], [], []
    for number, one in enumerate(made):
        busy = number == 0
        present = people if busy else chance.sample(people, 3)
        members += [
            Member(commons=one, user_id=person, role=Role.STEWARD if not rank else Role.CONTRIBUTOR)
            for rank, person in enumerate(present)
        ]
        if busy:
            members += [
                Member(commons=one, name=f"Association {n}", role=Role.HOLDER if n < 12 else Role.MEMBER)  # noqa: PLR2004
                for n in range(MOST_MEMBERS - len(present))
            ]
        wishes += [
            Wish(commons=one, side=side, means=means, words=wish_words(chance, means))
            for side in Side.values
            for means in (Means.values * 2 if busy else chance.sample(Means.values, 1))
        ]
        uses += [
            Use(commons=one, name=f"Mairie {n}", purpose="Former les agents de l’accueil")
            for n in range(500 if busy else 1)
        ]
        entries += [_entry(chance, one, present, now) for _ in range(MOST_ENTRIES if busy else 2)]
        decisions.append(
            Decision(commons=one, question="Quelle licence pour les plans ?", options=["A", "B"])
        )
        rules += [
            CommonsRule(commons=one, light=light, text="Chacun peut proposer ; on décide au consentement.")
            for light in Light.values[: 9 if busy else chance.randrange(4)]
        ]
    if needs:
        Answer.objects.bulk_create((Answer(commons=one, need_id=chance.choice(needs)) for one in made), BATCH)
    for rows in (members, wishes, uses, entries, decisions, rules):
        rows[0]._meta.model.objects.bulk_create(rows, BATCH)  # type: ignore[attr-defined]
    CommonsRule.history.bulk_history_create(rules, BATCH)


def _entry(chance: random.Random, one: Commons, people: Sequence[int], now: dt.datetime) -> Contribution:
    day = now - dt.timedelta(days=chance.randrange(700))
    person = chance.choice(people)
    return Contribution(
        commons=one,
        gave=chance.choice(Gave.values),
        quantity=1 + chance.randrange(40),
        unit="heures",
        words="Relu et corrigé le mode d’emploi",
        done_on=day.date(),
        user_id=person,
        declared_by_id=person,
        declared_at=day,
        open_until=day + dt.timedelta(days=14),
    )


def _pages(chance: random.Random, made: Sequence[Commons], revisions: int, people: Sequence[int]) -> None:
    pages: list[WikiPage] = []
    for number, one in enumerate(made):
        for rank in range(min(MOST_PAGES, revisions // 20) if not number else 1 + number % 2):
            title = f"Page {rank} : {one.title}"[:160]
            text = page_text(chance, rank, made[chance.randrange(len(made))].pk)
            pages.append(WikiPage(commons=one, slug=slug_of_title(title), title=title, text=text))
    for first in range(0, len(pages), BATCH):
        batch = WikiPage.objects.bulk_create(pages[first : first + BATCH])
        search.put(*batch)
    hub = pages[0]
    PageLink.objects.bulk_create(
        (PageLink(page=page, commons_id=hub.commons_id, slug=hub.slug) for page in pages[1:]), BATCH
    )
    _history(chance, pages, revisions, people)


def _history(chance: random.Random, pages: list[WikiPage], revisions: int, people: Sequence[int]) -> None:
    history: Any = WikiPage.history.model
    rewritten = [pages[0]] * min(MOST_REWRITTEN, revisions // 10)
    order = (
        pages + rewritten + [chance.choice(pages[1:]) for _ in range(revisions - len(pages) - len(rewritten))]
    )
    rows, versions, start = [], dict.fromkeys((page.pk for page in pages), 0), timezone.now()
    for number, page in enumerate(order):
        versions[page.pk] += 1
        rows.append(
            history(
                id=page.pk,
                commons_id=page.commons_id,
                title=page.title,
                text=f"{page.text}\n\nVersion {versions[page.pk]}, relue.",
                changed_at=start,
                version=versions[page.pk],
                history_date=start - dt.timedelta(minutes=len(order) - number),
                history_type="~" if versions[page.pk] > 1 else "+",
                history_user_id=chance.choice(people),
                history_change_reason="Relu à plusieurs",
            )
        )
    history.objects.bulk_create(rows, BATCH)
    for page in pages:
        page.version, page.text = versions[page.pk], f"{page.text}\n\nVersion {versions[page.pk]}, relue."
    WikiPage.objects.bulk_update(pages, ["version", "text"], 500)


def _components(chance: random.Random, made: Sequence[Commons], uses: int) -> None:
    parts = Component.objects.bulk_create(
        [
            Component(
                commons=one,
                title=f"Pièce {number}",
                interface="Filetage M8, prise de 12 volts, fiche JSON à chaque relevé.",
                current_version="2.0",
                licence_said="CERN-OHL-S-2.0",
                licence_spdx="CERN-OHL-S-2.0",
                licence_open=True,
            )
            for number, one in enumerate(made[::2])
        ],
        BATCH,
    )
    pairs = {(parts[0].pk, one.pk) for one in made[1 : 1 + MOST_USED]}
    pairs |= {(parts[1].pk, one.pk) for one in made[3 : 3 + len(made) // 4]}
    while len(pairs) < uses:
        part, one = chance.choice(parts), chance.choice(made)
        if part.commons_id != one.pk:
            pairs.add((part.pk, one.pk))
    ComponentUse.objects.bulk_create(
        (
            ComponentUse(component_id=part, commons_id=one, used_version=chance.choice(("1.0", "2.0")))
            for part, one in sorted(pairs)
        ),
        BATCH,
    )


if __name__ == "__main__":
    fill(*(int(word) for word in sys.argv[1:4]))
