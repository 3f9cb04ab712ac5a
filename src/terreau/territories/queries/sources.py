"""Where the national base comes from, what year it speaks of, and what could not be joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from terreau.territories.models import ImportedPack, Unjoined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Vintages:
    """Years that the base speaks of; None while it is not imported.

    `perimeters` is the first of January whose perimeters these really are: the source's file for the last
    year may be that of the year before under a new label, which its fingerprint shows. `known_since` is the
    first year whose perimeters the base knows.
    """

    base: int | None = None
    perimeters: int | None = None
    known_since: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A package of a public registry from which the base was made."""

    name: str
    version: str
    registry: str
    sha256: str


def vintages() -> Vintages:
    """The years of the edition in the database: one query."""
    return _vintages(_facts())


def sources() -> Sequence[Source]:
    """Packages the edition was made from: one query."""
    return [
        Source(one["name"], one["version"], one["registry"], one["sha256"])
        for one in _facts().get("sources", ())
    ]


def counts() -> dict[str, int]:
    """Rows of each table of the edition: one query."""
    return {name: table["rows"] for name, table in _facts().get("tables", {}).items()}


def unjoined_counts() -> dict[str, int]:
    """How many facts of each kind ("shape", "town_hall", "epci") could not be joined: one query."""
    counted = Unjoined.objects.order_by("what").values_list("what").annotate(total=Count("pk"))
    return dict(counted)


def unjoined(what: str) -> QuerySet[Unjoined]:
    """Those of one kind, by code."""
    return Unjoined.objects.filter(what=what).order_by("code", "pk")


def _facts() -> dict[str, Any]:
    found = ImportedPack.objects.values_list("facts", flat=True).first()
    return found or {}


def _vintages(facts: dict[str, Any]) -> Vintages:
    known = facts.get("perimeters") or []
    if not known:
        return Vintages(base=facts.get("vintage"))
    last = known[-1]["epci_sha256"]
    same = [each["vintage"] for each in known if each["epci_sha256"] == last]
    return Vintages(facts.get("vintage"), min(same), known[0]["vintage"])
