"""What was corrected once stays so when a newer file of an address comes with the same fault."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from terreau.catalogue import actions
from terreau.catalogue.assessing import Corrected, carry
from terreau.catalogue.models import Outcome, Version
from terreau.catalogue.queries.files import clean_path
from terreau.catalogue.tables import csv_rows
from terreau.catalogue.tests.addressed import NEWER, PATH, again, published_from, table_of
from terreau.catalogue.tests.files import DIRTY, racks
from terreau.people.tests.builders import a_person

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.catalogue.models import Dataset
    from terreau.foundation.tests.test_outgoing import Site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


def _read(dataset: Dataset) -> Version:
    version = table_of(dataset).published
    assert version is not None
    return version


def _column(dataset: Dataset, field: str) -> dict[str, str]:
    """The cells of a column of what everyone reads, by those of the first."""
    with clean_path(_read(dataset)).open(encoding="utf-8", newline="") as stream:
        labels, *lines = csv_rows(stream)
        return {line[0]: line[labels.index(field)] for line in lines}


def _correct(dataset: Dataset, row: int, field: str, after: str) -> None:
    made = actions.suggest(_read(dataset), row, field, after, by=a_person(), reason="Vu.")
    by = _read(dataset).created_by
    assert by is not None
    actions.accept_correction(made.pk, by=by)


@pytest.mark.parametrize("schema", [False, True], ids=["without a schema", "with a schema"])
def test_a_newer_file_does_not_undo_what_was_accepted(site: Site, *, schema: bool) -> None:
    field = "Capacité"
    if schema:
        racks()
        field = "capacite"
    dataset = published_from(site)
    before = _read(dataset).corrected
    _correct(dataset, 1, field, "14")
    site.says(PATH, NEWER)
    assert again(dataset).outcome == Outcome.RENEWED
    held = _column(dataset, field)
    assert (held["Gare côté nord"], held["Théâtre"], held["Parc"]) == ("14", "8", "6")
    version = _read(dataset)
    # The new row asks for two repairs of its own.
    assert (version.rows, version.corrected) == (4, before + 2 + 1)
    assert "14" in _page(dataset)


def _page(dataset: Dataset) -> str:
    return Client().get(f"{dataset.get_absolute_url()}lignes/").content.decode()


def test_what_the_producer_writes_anew_is_left_as_it_came(site: Site) -> None:
    dataset = published_from(site)
    _correct(dataset, 1, "Capacité", "14")
    site.says(PATH, DIRTY.replace(b"nord;12;", b"nord;15;"))
    assert again(dataset).outcome == Outcome.RENEWED
    assert _column(dataset, "Capacité")["Gare côté nord"] == "15"


def test_it_stays_from_one_reading_to_the_next(site: Site) -> None:
    dataset = published_from(site)
    _correct(dataset, 1, "Capacité", "14")
    for newer in (NEWER, NEWER + b"Lac;9;03/02/2025;0,9\r\n"):
        site.says(PATH, newer)
        assert again(dataset).outcome == Outcome.RENEWED
        assert _column(dataset, "Capacité")["Gare côté nord"] == "14"


_ROW = {"nom": "Gare", "places": "12"}
_WRITTEN = {
    "at another place": ("nom,places\nLac,4\nGare,12\n", [("Lac", "4"), ("Gare", "14")]),
    "beside a new column": ("note,nom,places\nx,Gare,12\n", [("x", "Gare", "14")]),
    "twice, one at its place": ("nom,places\nGare,12\nGare,12\n", [("Gare", "14"), ("Gare", "12")]),
}


@pytest.mark.parametrize("case", _WRITTEN)
def test_the_row_is_found(tmp_path: Path, case: str) -> None:
    text, wanted = _WRITTEN[case]
    assert _carried(tmp_path, text, [Corrected(1, _ROW, "places", "14")]) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "nom,places\nGare,13\n",
        "nom,places\nGare,14\n",
        "nom,lieux\nGare,12\n",
        "nom,places\nLac,4\nGare,12\nGare,12\n",
    ],
    ids=["another value", "right already", "column gone", "twice, none at its place"],
)
def test_a_row_that_is_not_the_same_is_left_alone(tmp_path: Path, text: str) -> None:
    assert _carried(tmp_path, text, [Corrected(1, _ROW, "places", "14")]) is None


def test_corrections_of_one_row_follow_one_another(tmp_path: Path) -> None:
    then = {**_ROW, "places": "14"}
    said = [Corrected(1, _ROW, "places", "14"), Corrected(1, then, "nom", "Gare nord")]
    assert _carried(tmp_path, "nom,places\nGare,12\n", said) == [("Gare nord", "14")]
    beside = [Corrected(1, _ROW, "places", "14"), Corrected(1, _ROW, "nom", "Gare nord")]
    assert _carried(tmp_path, "nom,places\nGare,12\n", beside) == [("Gare nord", "14")]
    back = [Corrected(1, _ROW, "places", "14"), Corrected(1, then, "places", "12")]
    assert _carried(tmp_path, "nom,places\nGare,12\n", back) is None


def _carried(folder: Path, text: str, corrected: list[Corrected]) -> list[tuple[str, ...]] | None:
    path, out = folder / "a.csv", folder / "b.csv"
    path.write_text(text, encoding="utf-8")
    carried = carry(path, out, corrected, None)
    if carried is None:
        return None
    with out.open(encoding="utf-8", newline="") as stream:
        return [tuple(line) for line in csv.reader(stream)][1:]
