"""Bring in a table of commons: all of it or nothing, once however often it is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.text import slugify

from terreau.commons.actions.describing import Description, fill, tie
from terreau.commons.actions.keeping import keep
from terreau.commons.models import Commons, Kind, LinkSort, Maturity, Means, Side, Wish, kind_said
from terreau.foundation import search
from terreau.needs.models import Theme
from terreau.participation.actions import record
from terreau.people.words import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from terreau.territories.models import Territory

#: A line is known again by its address, so that a table sent twice brings its commons once.
_KEYS = UUID("6a3b8a0e-55c1-4f1b-9f0a-9f0c5f2f7d42")
_STEPS = (("idée", Maturity.IDEA), ("preuve", Maturity.TRIED), ("prototype", Maturity.TRIED))
_MEANS = (
    ("financement", Means.MONEY), ("usage", Means.GROUND), ("xpérimentation", Means.GROUND),
    ("prototypage", Means.PART), ("expertise", Means.SKILL), ("compétence", Means.SKILL),
)  # fmt: skip
_THEMES = (
    ("mobilit", Theme.MOBILITY),
    ("véhicule", Theme.MOBILITY),
    ("climat", Theme.HEAT),
    ("surchauffe", Theme.HEAT),
)


@dataclass
class Brought:
    """What became of a table: titles brought in, those there already, and lines that say too little."""

    made: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def import_table(
    rows: Iterable[Mapping[str, str]], territory: Territory, *, dry_run: bool = False
) -> Brought:
    """Bring in the commons of a table; with `dry_run`, everything is tried and nothing is kept."""
    brought = Brought()
    with transaction.atomic():
        made = [
            one for number, row in enumerate(rows, start=2) if (one := _one(row, number, territory, brought))
        ]
        search.put(*made)
        for commons in made:
            record("bring-in", commons, by=None, reason=str(commons.origin.get("url", "")))
        transaction.set_rollback(dry_run)
    return brought


def _one(row: Mapping[str, str], number: int, territory: Territory, brought: Brought) -> Commons | None:
    title = one_line(row.get("titre", ""))[:120]
    if not title:
        brought.faults.append(f"ligne {number} : pas de titre")
        return None
    address = row.get("lien", "").strip()
    key = uuid5(_KEYS, f"{address} {title}")
    if Commons.objects.filter(key=key).exists():
        brought.there.append(title)
        return None
    commons = Commons(key=key, origin={"url": address} if address else {})
    said = _described(row, title, address, territory)
    fill(commons, said)
    keep(commons, by=None, reason=address)
    tie(commons, said)
    wishes = {_meant(part) for part in _parts(row.get("richesses", ""))} - {None}
    Wish.objects.bulk_create(
        Wish(commons=commons, side=Side.SOUGHT, means=means, words=str(Means(means).label))
        for means in sorted(filter(None, wishes))
    )
    brought.made.append(title)
    return commons


def _described(row: Mapping[str, str], title: str, address: str, territory: Territory) -> Description:
    kinds = [kind for part in _parts(row.get("categories", "")) if (kind := kind_said(slugify(part)))]
    told = [
        f"**{label}** : {', '.join(parts)}"
        for label, name in (
            ("Défis", "defis"), ("Appel", "appel"), ("Communautés", "communautes"),
            ("Compétences recherchées", "competences"), ("Communs proches", "proches"),
        )
        if (parts := _parts(row.get(name, "")))
    ]  # fmt: skip
    words = f"{row.get('defis', '')} {title} {row.get('resume', '')}".lower()
    return Description(
        title=title,
        tagline=one_line(row.get("resume", ""))[:240] or title,
        kinds=kinds or [Kind.KNOWLEDGE],
        territories=[territory],
        theme=next((theme for mark, theme in _THEMES if mark in words), Theme.OTHER),
        story="\n\n".join(told),
        maturity=next(
            (step for mark, step in _STEPS if mark in row.get("niveau", "").lower()), Maturity.USED
        ),
        licence_said=one_line(row.get("licence", ""))[:300],
        links=[{"sort": str(LinkSort.SITE), "url": address, "label": ""}]
        if address.startswith("http")
        else [],
        holders=_parts(row.get("porteur", "")),
    )


def _meant(said: str) -> Means | None:
    return next((means for mark, means in _MEANS if mark in said.lower()), None)


def _parts(said: str) -> list[str]:
    return [part.strip() for part in said.split(";") if part.strip()]
