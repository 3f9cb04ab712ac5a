"""What comes from other portals is reported, hidden, told in the journal and carried away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from terreau.catalogue import actions, formats
from terreau.catalogue.actions import sources
from terreau.catalogue.models import HarvestedDataset, HarvestSource
from terreau.catalogue.queries import elsewhere
from terreau.catalogue.tests.files import RACKS
from terreau.foundation import search
from terreau.needs.tests.builders import a_steward
from terreau.participation import actions as participation
from terreau.participation.models import JournalLine
from terreau.participation.tests.builders import a_hidden

if TYPE_CHECKING:
    from terreau.people.models import User

pytestmark = pytest.mark.django_db
WORD = "zinzolin"


def a_harvested(by: User | None = None) -> HarvestedDataset:
    source = sources.add_source("https://a.fr/c.ttl", "Métropole", "weekly", by=by or a_steward())
    made = HarvestedDataset.objects.create(
        source=source, key="1", title=f"Arbres {WORD}", description=f"Du {WORD}.", digest="d"
    )
    search.put(made)
    return made


def says(client: Client, made: HarvestedDataset) -> set[str]:
    doors = (
        made.get_absolute_url(),
        made.source.get_absolute_url(),
        f"/recherche/?mots={WORD}",
        f"/donnees/trouver/?question={WORD}",
        f"/signaler/donnees-ailleurs/{made.pk}/",
    )
    shown = f"Arbres {WORD}"
    return {path for path in doors if shown in client.get(path).content.decode()}


def test_data_of_another_portal_are_reported_hidden_everywhere_and_shown_again(client: Client) -> None:
    made = a_harvested()
    page = client.get(made.get_absolute_url()).content.decode()
    assert f"/signaler/donnees-ailleurs/{made.pk}/" in page
    before = says(client, made)
    assert len(before) == 5
    case = a_hidden(made)
    assert says(client, made) == set()
    assert client.get(made.get_absolute_url()).status_code == 410
    assert not elsewhere.announced().exists()
    participation.show_again(case.pk, by=a_steward(), reason="C’était vrai.", version=case.version)
    assert says(client, made) == before


def test_what_is_no_more_announced_is_not_reported(client: Client) -> None:
    made = a_harvested()
    HarvestedDataset.objects.update(gone_at="2026-01-01T00:00:00Z")
    assert "/signaler/" not in client.get(made.get_absolute_url()).content.decode()


def test_catalogues_read_and_standards_kept_leave_their_lines() -> None:
    steward = a_steward()
    source = a_harvested(steward).source
    sources.change_source(source.pk, "La métropole", "monthly", by=steward)
    sources.remove_source(source.pk, by=steward)
    actions.keep_schema(RACKS, by=steward)
    actions.keep_schema({**RACKS, "name": "autre"})
    told = [(line.verb, line.title, line.actor) for line in JournalLine.objects.order_by("number")]
    assert told == [
        ("add-source", "Métropole", steward),
        ("change-source", "La métropole", steward),
        ("stop-source", "La métropole", steward),
        ("keep-schema", "Arceaux à vélo (essai)", steward),
    ]
    page = Client().get("/journal/").content.decode()
    assert "fait lire ici le catalogue" in page
    assert "ne fait plus lire ici le catalogue" in page
    assert "fait vérifier les tableaux avec le standard" in page


def test_catalogues_read_here_are_carried_away_and_read_again_elsewhere() -> None:
    a_harvested()
    (one,) = formats.elsewhere.sets()
    rows = list(one.rows())
    assert [(row["url"], row["every"]) for row in rows] == [("https://a.fr/c.ttl", "weekly")]
    HarvestSource.objects.all().delete()
    assert (one.take(rows), one.there()) == (1, 1)
    came = HarvestSource.objects.get()
    assert came.next_at is not None
    assert (came.title, came.added_by) == ("Métropole", None)
