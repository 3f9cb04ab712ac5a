"""The national base comes in whole, or not at all, and nothing that points at it is lost."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from terreau.people.tests.builders import an_organisation
from terreau.territories import queries
from terreau.territories.actions import import_pack
from terreau.territories.errors import UnreadablePackError
from terreau.territories.models import (
    Border,
    FormerCode,
    ImportedPack,
    Membership,
    Shape,
    Territory,
    TownHall,
    Unjoined,
)
from terreau.territories.tests.small_pack import KEPT, a_pack

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.territories.actions import Imported

pytestmark = pytest.mark.django_db


class PulledPlugError(Exception):
    """Someone pulled the plug."""


def another_edition(
    source: Path, folder: Path, *, kept: frozenset[str] = KEPT, changes: str = ""
) -> Imported:
    return import_pack(a_pack(folder, source, kept=kept, changes=changes))


def held() -> dict[str, int]:
    models = (Territory, Membership, Border, Shape, FormerCode, TownHall, Unjoined, ImportedPack)
    return {model.__name__: model._default_manager.count() for model in models}


def test_everything_the_pack_holds_is_there(small_base: Imported) -> None:
    assert small_base.changed
    assert small_base.territories == len(KEPT)
    assert Territory.objects.filter(dissolved_on=None).count() == len(KEPT)
    grenoble = Territory.objects.get(pk="38185")
    assert (grenoble.name, grenoble.kind, grenoble.departement_code) == ("Grenoble", "commune", "38")
    assert grenoble.population
    assert grenoble.postal_codes.split() == ["38000", "38100"]
    assert grenoble.town_halls.get().hours == [[1, 5, [["08:00", "17:00"]]]]
    assert Territory.objects.get(pk="38151").sort_name == "echirolles"
    assert all(held().values())


def test_an_edition_that_is_there_is_not_read_again(small_base: Imported, small_pack: Path) -> None:
    again = import_pack(small_pack, lambda *_stage: pytest.fail("a table was read"))
    assert not again.changed
    assert again.edition == small_base.edition


def test_another_edition_changes_territories_and_keeps_what_points_at_them(
    small_base: Imported, small_pack: Path, tmp_path: Path
) -> None:
    del small_base
    organisation = an_organisation(territory=Territory.objects.get(pk="38185"))
    another_edition(
        small_pack, tmp_path, changes="UPDATE territories SET name = 'Grenoble-la-Neuve' WHERE ref = '38185'"
    )
    organisation.refresh_from_db()
    assert organisation.territory.name == "Grenoble-la-Neuve"
    assert queries.territory("38185").name == "Grenoble-la-Neuve"
    assert ImportedPack.objects.count() == 1


def test_what_describes_territories_is_replaced_not_heaped(
    small_base: Imported, small_pack: Path, tmp_path: Path
) -> None:
    del small_base
    before = held()
    another_edition(small_pack, tmp_path, changes="UPDATE territories SET population = 1 WHERE ref = '38185'")
    assert held() == before


def test_a_commune_that_merged_stays_for_what_points_at_it_and_leads_to_the_new_one(
    small_base: Imported, small_pack: Path, tmp_path: Path
) -> None:
    del small_base
    another_edition(
        small_pack,
        tmp_path,
        kept=KEPT - {"38229"},
        changes="INSERT INTO former_codes VALUES ('38229', 'Meylan', 'deleguee', '38185')",
    )
    gone = Territory.objects.get(pk="38229")
    assert gone.dissolved_on == dt.date(2026, 1, 1)
    assert queries.territory("38229").name == "Grenoble"
    assert not queries.members_of(queries.territory("200040715")).filter(pk="38229").exists()


def test_a_territory_that_comes_back_is_no_longer_gone(
    small_base: Imported, small_pack: Path, tmp_path: Path
) -> None:
    del small_base
    another_edition(small_pack, tmp_path / "without", kept=KEPT - {"38229"})
    another_edition(
        small_pack, tmp_path / "with", changes="UPDATE territories SET population = 2 WHERE ref = '38185'"
    )
    assert Territory.objects.get(pk="38229").dissolved_on is None


@pytest.mark.parametrize("stage", ["Territoires", "Périmètres", "Contours", "Mairies"])
def test_an_interrupted_import_leaves_what_was_there(
    small_base: Imported, small_pack: Path, tmp_path: Path, stage: str
) -> None:
    before = held()
    other = a_pack(tmp_path, small_pack, changes="UPDATE territories SET name = 'Autre' WHERE ref = '38185'")

    def interrupt(said: str, done: int, _total: int) -> None:
        if said == stage and done:
            raise PulledPlugError

    with pytest.raises(PulledPlugError):
        import_pack(other, interrupt)
    assert held() == before
    assert Territory.objects.get(pk="38185").name == "Grenoble"
    assert ImportedPack.objects.get().pk == small_base.edition


def test_progress_goes_from_nothing_to_everything_for_each_table(small_pack: Path) -> None:
    told: dict[str, list[tuple[int, int]]] = {}
    import_pack(small_pack, lambda stage, done, total: told.setdefault(stage, []).append((done, total)))
    assert len(told) == 8
    for steps in told.values():
        assert steps[0][0] == 0
        assert steps[-1][0] == steps[-1][1]


@pytest.mark.parametrize("spoil", ["shapes.parquet", "territories.parquet", "manifest.json"])
def test_a_pack_that_lacks_a_file_is_refused_and_says_which(
    small_pack: Path, tmp_path: Path, spoil: str
) -> None:
    folder = a_pack(tmp_path, small_pack)
    (folder / spoil).unlink()
    with pytest.raises(UnreadablePackError) as refused:
        import_pack(folder)
    assert spoil in str(refused.value)
    assert "scripts/build_territories.py" in refused.value.advice
    assert Territory.objects.count() == 0


def test_a_pack_that_was_tampered_with_is_refused(small_pack: Path, tmp_path: Path) -> None:
    folder = a_pack(tmp_path, small_pack)
    with (folder / "town_halls.parquet").open("ab") as file:
        file.write(b"\0")
    with pytest.raises(UnreadablePackError, match=r"town_halls\.parquet"):
        import_pack(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"tables": {}}', '{"tables": 1, "vintage": 2026}'])
def test_a_manifest_that_says_nothing_is_refused(small_pack: Path, tmp_path: Path, text: str) -> None:
    folder = a_pack(tmp_path, small_pack)
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(UnreadablePackError):
        import_pack(folder)
