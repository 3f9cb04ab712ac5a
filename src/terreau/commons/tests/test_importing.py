"""A table of real commons brought in: tried first, all or nothing, once."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from django.utils.html import escape

from terreau.commons.actions import import_table
from terreau.commons.models import Commons, Kind, Maturity, Role
from terreau.home.tests.builders import a_home
from terreau.participation.models import JournalLine

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.django_db
ROWS = [
    {
        "titre": "CRATer",
        "porteur": "Les Greniers d’Abondance;FNAB",
        "categories": "Logiciel;Données",
        "licence": "AGPL-3.0",
        "niveau": "Preuve Concept & 1er client",
        "richesses": "Financement;Cas d'usages",
        "resume": "Un pré-diagnostic.",
        "lien": "https://exemple.org/crater",
    },
    {"titre": "", "lien": "https://exemple.org/rien"},
    {"titre": "Sans rien d’autre"},
]


def test_a_trial_keeps_nothing_and_says_everything() -> None:
    brought = import_table(ROWS, a_home(), dry_run=True)
    assert (brought.made, brought.faults) == (["CRATer", "Sans rien d’autre"], ["ligne 3 : pas de titre"])
    assert Commons.objects.count() == 0
    assert JournalLine.objects.count() == 0


def test_a_table_sent_twice_brings_its_commons_once(client: Client) -> None:
    home = a_home()
    import_table(ROWS, home)
    again = import_table(ROWS, home)
    assert (again.made, again.there) == ([], ["CRATer", "Sans rien d’autre"])
    commons = Commons.objects.get(title="CRATer")
    assert commons.kinds == [Kind.SOFTWARE, Kind.DATA]
    assert commons.maturity == Maturity.TRIED
    assert commons.origin == {"url": "https://exemple.org/crater"}
    assert commons.members.filter(role=Role.HOLDER).count() == 2
    assert commons.wishes.count() == 2
    page = client.get(commons.get_absolute_url()).content.decode()
    assert "Personne ne veille sur ce commun" in page
    assert "un import, repris de exemple.org" in page


def test_a_fault_in_the_middle_brings_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_things: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("terreau.commons.actions.importing.search.put", broken)
    home = a_home()
    with pytest.raises(RuntimeError):
        import_table(ROWS, home)
    assert Commons.objects.count() == 0


@pytest.mark.shared
def test_the_real_commons_load_and_their_pages_open(client: Client, shared: Path) -> None:
    text = (shared / "data/commons/communs-reels.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    brought = import_table(rows, a_home())
    assert len(brought.made) == 16
    assert brought.faults == []
    for commons in Commons.objects.order_by("pk"):
        assert escape(commons.title) in client.get(commons.get_absolute_url()).content.decode()
