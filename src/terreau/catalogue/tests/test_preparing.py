"""What a person meets between a file and its publication: bringing it, its report, describing it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from terreau.catalogue import actions
from terreau.catalogue.models import Job, Version
from terreau.catalogue.queries.reports import lines_of
from terreau.catalogue.tests.files import brought, in_charge, mended, published
from terreau.people.tests.builders import a_browser_of

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_folder_of_its_own(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_repairs_left_aside_stay_so_on_the_report_and_its_errors_are_of_the_past() -> None:
    by, organisation = in_charge()
    version = mended(brought(by, organisation), by, "decimal-point")
    report = a_browser_of(by).get(version.get_absolute_url()).content.decode()
    ticked = dict(re.findall(r'name="repair" value="([\w-]+)" id="[\w-]+"( checked)?>', report))
    assert ticked["decimal-point"] == " checked"
    assert ticked["iso-date"] == ""
    assert "Ce qui n’allait pas dans le fichier reçu" in report
    assert "Recommencer avec les réparations cochées" in report


def test_the_file_is_what_the_page_asks_for_and_its_absence_is_said_in_words() -> None:
    by, organisation = in_charge()
    browser = a_browser_of(by)
    field = re.compile(r'<label for="id_file">Votre fichier</label>')
    assert field.search(browser.get("/donnees/apporter/").content.decode())
    answer = browser.post("/donnees/apporter/", {"voice": f"org-{organisation.pk}", "fin": "1"})
    assert answer.status_code in (400, 422)
    assert field.search(answer.content.decode())
    assert "Ce champ est obligatoire" not in answer.content.decode()


def test_names_of_columns_and_absent_columns_are_each_one_line_of_the_report() -> None:
    by, organisation = in_charge()
    fields = [{"name": name, "constraints": {"required": True}} for name in ("nom", "adresse", "commune")]
    schema = actions.keep_schema({"name": "lieux", "title": "Lieux", "fields": fields})
    version = brought(by, organisation, b"a,b,c\n1,2,3\n4,5,6\n")
    actions.read_otherwise(version.pk, {}, by=by, chosen=True, schema=schema)
    actions.go_on(version.pk, Job.CHECK)
    check = Version.objects.get(pk=version.pk).check_made

    lines = [(one["rule"], one["field"]) for one in lines_of(check)]

    assert len(lines) == len({rule for rule, _field in lines})
    assert all(not field for rule, field in lines if rule.endswith("-label"))
    assert sum(one["count"] for one in lines_of(check)) == check.total


DAYS = [f"2023-0{month}-15" for month in range(1, 7)]
READINGS = "".join(f"{day},Trafic,4\n{day},Fond,{at}\n" for at, day in enumerate(DAYS))


@pytest.mark.parametrize(
    ("table", "days"),
    [
        ("date,type,valeur\n" + READINGS, ("2023-01-15", "2023-06-15")),
        ("nom,date de pose\nGare,2020-01-01\nParc,2021-01-01\nPort,2022-01-01\n", None),
        ("date,type,valeur\n2020-01-01,A,1\n2999-01-01,A,2\n2999-01-01,B,2\n", None),
    ],
    ids=["readings", "things that have a name", "days to come"],
)
def test_the_days_of_readings_are_offered_to_whoever_describes_them(
    table: str, days: tuple[str, str] | None
) -> None:
    by, organisation = in_charge()
    dataset = mended(brought(by, organisation, table.encode()), by).distribution.dataset
    page = a_browser_of(by).get(f"/donnees/{dataset.pk}/decrire/").content.decode()
    offered = re.findall(r'name="period_(?:start|end)" value="([\d-]+)"', page)
    assert offered == list(days or ())
    assert ("Ces deux jours sont ceux du tableau" in page) == bool(days)


def test_a_period_that_was_said_is_not_lost_when_the_description_changes() -> None:
    by, organisation = in_charge()
    dataset = published(by, organisation, period_start=dt.date(2024, 2, 1))
    page = a_browser_of(by).get(f"/donnees/{dataset.pk}/decrire/").content.decode()
    assert 'name="period_start" value="2024-02-01"' in page
