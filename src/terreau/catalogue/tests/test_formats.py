"""Everything public about data goes out and comes in again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from terreau.catalogue import actions, formats
from terreau.catalogue.models import Dataset, Distribution, MissingData, Use
from terreau.catalogue.tests.files import DIRTY, in_charge, published
from terreau.foundation import search
from terreau.needs.tests.builders import a_territory
from terreau.people.tests.builders import a_person

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

pytestmark = pytest.mark.django_db


def test_data_carried_away_are_read_again_elsewhere(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "here"
    by, organisation = in_charge()
    dataset = published(by, organisation, questions="Où garer mon vélo ?")
    actions.declare_use(dataset.pk, actions.Reliance("decision", "Poser vingt arceaux"), by=by)
    gap = actions.Gap("Les passages à vélo", "mobility", [a_territory()], why="Savoir où.")
    actions.ask_for_data(gap, by=a_person())
    Distribution.objects.update(url="https://a.fr/arceaux.csv", refresh="weekly")
    sets = {one.key: one for one in formats.public_sets() if one.key != "catalogues-lus"}
    carried: dict[str, list[dict[str, Any]]] = {key: list(one.rows()) for key, one in sets.items()}
    kept = {}
    for row in carried["donnees-tableaux"]:
        kept.update({name: path.read_bytes() for name, path in formats.tables.files_of(row)})
        row["read"] = kept.__getitem__

    title, digest = dataset.title, dataset.distributions.get().published
    Distribution.objects.update(published=None)
    search.drop(dataset)
    for model in (Use, MissingData, Dataset):
        model._default_manager.all().delete()
    settings.MEDIA_ROOT = tmp_path / "there"
    for key, one in sets.items():
        assert one.take(carried[key]) == len(carried[key]) == 1, key

    page = Client().get(f"/donnees/{dataset.pk}/").content.decode()
    assert "Gare côté nord" in page
    assert "Poser vingt arceaux" in page
    assert "Où garer mon vélo ?" in page
    again = Dataset.objects.get(title=title)
    came = again.distributions.get()
    assert (came.url, came.refresh) == ("https://a.fr/arceaux.csv", "weekly")
    assert (came.refresh_stopped_at is None, came.next_refresh_at) == (False, None), "not without being asked"
    table = came.published
    assert digest is not None
    assert table is not None
    assert (table.raw_digest, table.clean_digest) == (digest.raw_digest, digest.clean_digest)
    assert len(DIRTY) == table.raw_bytes
    assert [one.title for one in search.find(Dataset.objects.order_by("pk"), "arceaux").items] == [title]


def test_drafts_and_withdrawn_data_are_not_carried_away(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path
    by, organisation = in_charge()
    dataset = published(by, organisation)
    actions.withdraw(dataset.pk, by=by, reason="Des adresses.")
    assert [list(one.rows()) for one in formats.public_sets()] == [[], [], [], [], []]
