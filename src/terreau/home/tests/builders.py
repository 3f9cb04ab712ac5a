"""A home territory of two communes, drawn as squares."""

from __future__ import annotations

from terreau.foundation import slots
from terreau.territories.models import Kind, Membership, Shape, Territory, TownHall

HOME = "200040715"


def a_home(name: str = "Pays d’Essai") -> Territory:
    """The home territory of the test settings, with a population, a shape, and no commune yet."""
    home = Territory.objects.create(
        ref=HOME, kind=Kind.EPCI, code=HOME, name=name, population=12345, population_year=2023
    )
    a_shape(home, "M0 0l10 0 0 10-10 0z")
    return home


def a_commune(ref: str, name: str, home: Territory) -> Territory:
    commune = Territory.objects.create(ref=ref, kind=Kind.COMMUNE, code=ref, name=name)
    Membership.objects.create(member=commune, whole=home)
    a_shape(commune, "M0 0l5 0 0 5-5 0z")
    return commune


def a_shape(territory: Territory, path: str) -> Shape:
    return Shape.objects.create(territory=territory, path=path, min_x=0, min_y=0, max_x=10, max_y=10)


def a_town_hall(commune: Territory) -> TownHall:
    return TownHall.objects.create(commune=commune, address="1 place du Puits", phone="04 00 00 00 00")


def some_hits(total: int, *, key: str = "needs", label: str = "Besoins", corrected: str = "") -> slots.Hits:
    """An answer of a room to a search, of which `total` are known and all are given."""
    hits = [slots.Hit("Besoin", f"Besoin {number}", f"/besoins/{number}/") for number in range(1, total + 1)]
    return slots.Hits(key, label, total, hits, corrected=corrected)


def a_room_that_finds(hits: slots.Hits) -> list[tuple[object, ...]]:
    """Let one more room answer searches with `hits`; the list tells what it was asked."""
    asked: list[tuple[object, ...]] = []

    def offer(*question: object) -> slots.Hits:
        asked.append(question)
        return hits

    offer.__qualname__ = hits.key
    slots.search_results.register(offer)
    return asked
