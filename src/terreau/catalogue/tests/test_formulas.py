"""Formulas in a table: nothing computes in what people open; what programs read is true to the byte."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from terreau.catalogue.models import Version
from terreau.catalogue.queries.files import clean_path, journal_path
from terreau.catalogue.rows import unguarded
from terreau.catalogue.tests.files import RACKS, brought, in_charge, mended, published
from terreau.people.tests.builders import a_browser_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]

SIGNS = ("=1+1", "+33612", "-2+3", "@SUM(1)", "\t=1+1", "\uff1d1+1", "'=1")
#: Each line also holds a cell to mend, whose text before begins as a formula does.
TABLE = "nom_arceau;capacite;date_pose;hauteur_m\n" + "".join(
    f'"{said}";=12;03/02/2024;-0,85\n' for said in SIGNS
)


def _got(code: str, what: str, by: User | None = None) -> bytes:
    browser = a_browser_of(by) if by else Client()
    answer = browser.get(f"/donnees/rapports/{code}/{what}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file


def _cells(body: bytes) -> Sequence[Sequence[str]]:
    assert body.startswith(b"\xef\xbb\xbf"), "French spreadsheets read the accents"
    return list(csv.reader(body.decode("utf-8-sig").splitlines(), delimiter=";"))


def _is_computed(cell: str) -> bool:
    return cell.startswith(("=", "+", "@", "\t", "\uff1d")) or (cell.startswith("-") and "+" in cell)


def _a_version(by: User) -> Version:
    from terreau.catalogue import actions

    actions.keep_schema(RACKS)
    return mended(brought(by, None, TABLE.encode()), by)


def test_what_people_open_computes_nothing() -> None:
    by, _organisation = in_charge()
    version = _a_version(by)
    for what in ("tableur.csv", "corrections.csv", "erreurs.csv"):
        rows = _cells(_got(version.code, what, by))
        assert len(rows) > 1, what
        assert not [cell for row in rows for cell in row if _is_computed(cell)], what


def test_taking_one_apostrophe_off_gives_back_what_was_there() -> None:
    by, _organisation = in_charge()
    version = _a_version(by)
    names = [unguarded(row[0]) for row in _cells(_got(version.code, "tableur.csv", by))[1:]]
    assert names == list(SIGNS)
    with journal_path(version).open(encoding="utf-8", newline="") as stream:
        kept = list(csv.reader(stream))
    told = _cells(_got(version.code, "corrections.csv", by))
    assert [[unguarded(cell) for cell in row] for row in told[1:]] == kept[1:]
    assert told[0] == ["ligne du tableau", "ligne du fichier", "colonne", "avant", "après", "réparation"]


def test_the_clean_table_for_programs_is_the_file_that_was_kept() -> None:
    by, _organisation = in_charge()
    version = _a_version(by)
    body = _got(version.code, "propre.csv", by)
    assert body == clean_path(version).read_bytes()
    assert b"\n=1+1," in body


def test_the_page_of_a_check_offers_the_file_that_computes_nothing() -> None:
    by, _organisation = in_charge()
    version = _a_version(by)
    page = a_browser_of(by).get(version.get_absolute_url()).content.decode()
    assert f"{version.code}/tableur.csv" in page
    assert "propre.csv" not in page


def test_files_that_are_not_given_to_everyone_are_not_given_in_this_form_either() -> None:
    by, organisation = in_charge()
    version = _a_version(by)
    for what in ("tableur.csv", "propre.csv", "corrections.csv"):
        assert Client().get(f"/donnees/rapports/{version.code}/{what}").status_code == 404
    published(by, organisation)
    code = Version.objects.exclude(pk=version.pk).get().code
    assert _cells(_got(code, "tableur.csv"))[1][0] == "Gare côté nord"
