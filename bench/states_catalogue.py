"""Rare states of data, for pages that need one: what `bench.states` adds about this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue import actions
from terreau.catalogue.actions.sources import add_source
from terreau.catalogue.models import Dataset, HarvestedDataset
from terreau.catalogue.queries.corrections import cells_of
from terreau.catalogue.queries.rows import published_tables

if TYPE_CHECKING:
    from terreau.people.models import User


def about_data(steward: User, mediator: User) -> dict[str, object]:
    """A catalogue of elsewhere with one data set, and a correction that waits for an answer."""
    source = add_source("https://donnees.exemple.org/catalogue.ttl", "Données du voisin", "never", by=steward)
    # Written without its action, which reads the network.
    elsewhere = HarvestedDataset.objects.create(
        source=source,
        key="arceaux",
        title="Arceaux à vélo du voisin",
        description="Où l’on attache son vélo.",
        url="https://donnees.exemple.org/arceaux",
        distributions=[
            {
                "title": "arceaux.csv",
                "url": "https://donnees.exemple.org/arceaux.csv",
                "form": "CSV",
                "size": 4_000,
            }
        ],
        digest="x",
    )
    table = published_tables(Dataset.objects.order_by("pk")[0])[0]
    field, cell = cells_of(table, 1)[0]
    waiting = actions.suggest(table, 1, field, f"{cell} bis", by=mediator, reason="Lu sur la plaque.")
    return {"source": source.pk, "elsewhere": elsewhere.pk, "correction": waiting.pk}
