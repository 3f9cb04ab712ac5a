"""Data go their whole way in a real browser, without JavaScript: from a need to what programs find."""

from __future__ import annotations

import gzip
import json
import re
import socket
from typing import TYPE_CHECKING

import pytest

from terreau.home.tests.browser import acts
from terreau.home.tests.browser.kinds import STEWARD

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from terreau.home.tests.browser.acts import Known

pytestmark = [pytest.mark.browser, pytest.mark.shared]

TITLE = "Dioxyde d’azote mesuré à Grenoble, jour par jour"
#: An untouched download: byte order mark, semicolons, French headers, days as 2016/02/05 00:00:00.
RAW = "geodair_export_brut_no2.csv.gz"


def test_a_table_goes_from_a_need_to_data_that_everyone_finds(
    site: str, known: Known, shared: Path, tmp_path: Path
) -> None:
    table = tmp_path / "geodair_export_no2.csv"
    lines = gzip.decompress((shared / "data/territoires" / RAW).read_bytes()).splitlines(keepends=True)
    table.write_bytes(b"".join(lines[:1201]))
    page = known(STEWARD)
    _miss(page, site)
    _bring(page, site, table)
    _mend(page)
    address = _publish(page)
    _read(page, address)
    _filter_and_carry_away(page, address)
    _find_again(page, site, address)


def _miss(page: Page, site: str) -> None:
    """On the page of a need, see that nothing measures it, and say what is missing."""
    page.goto(f"{site}/besoins/2/")
    page.get_by_role("link", name="Dire quelles données manquent").click()
    page.locator("[name=title]").fill("La pollution de l’air devant les écoles, jour par jour")
    page.locator("[name=why]").fill("Savoir quels jours fermer la rue.")
    page.get_by_role("button", name="Publier cette demande").click()
    page.wait_for_url(re.compile(r"/donnees/manque/\d+/"))
    assert "Je les demande aussi" not in page.locator("main").inner_text(), "who asks first asks already"


def _bring(page: Page, site: str, table: Path) -> None:
    page.goto(f"{site}/besoins/2/")
    page.get_by_role("link", name="Apporter des données").click()
    page.locator("[name=file]").set_input_files(table)
    page.get_by_role("button", name="Envoyer et vérifier").click()
    page.wait_for_url(re.compile("/donnees/rapports/"))
    said = page.locator("main").inner_text()
    assert "1\u202f200 lignes" in said
    assert "2016/02/05 00:00:00" in said
    assert "2016-02-05T00:00:00" in said, "each repair is shown before it is made"


def _mend(page: Page) -> None:
    page.get_by_role("button", name="Faire les réparations cochées").click()
    assert "Le tableau est au propre" in page.locator("main").inner_text()
    page.get_by_role("link", name="Décrire et publier").click()


def _publish(page: Page) -> str:
    """Say what the data are, and publish; gives their address."""
    page.locator("[name=title]").fill(TITLE)
    page.locator("textarea[name=description]").fill("La moyenne d’un jour à une station, avec son unité.")
    page.locator("[name=questions]").fill("L’air est-il plus sale près du boulevard ?")
    acts.choose(page, "theme", "air")
    page.locator("[name=territories]").fill("Grenoble")
    page.locator("[name=personal_data][value=none]").check()
    page.get_by_role("button", name="Garder et passer à la publication").click()
    page.get_by_role("button", name="Publier", exact=True).click()
    page.wait_for_url(re.compile(r"/donnees/\d+/$"))
    return page.url


def _read(page: Page, address: str) -> None:
    """What it says here first, drawn, with its table; then how good it is."""
    page.goto(address)
    told = page.locator("#en-bref")
    assert told.locator("svg").count() >= 1
    assert told.locator("table tbody tr").count() >= 1
    said = page.locator("main").inner_text()
    assert "points sur 100" in said
    assert "L’air est-il plus sale près du boulevard ?" in said


def _filter_and_carry_away(page: Page, address: str) -> None:
    page.goto(f"{address}lignes/?mots=boulevards")
    said = page.locator("main").inner_text()
    assert "Grenoble Boulevards" in said
    assert "Grenoble Les Frenes" not in page.locator("main tbody").first.inner_text()
    got = page.request.get(f"{address}lignes/en/csv/?mots=boulevards")
    rows = got.text().splitlines()
    assert got.status == 200
    assert len(rows) > 100
    assert all("Boulevards" in row for row in rows[1:])


def _find_again(page: Page, site: str, address: str) -> None:
    for where in (f"{site}/recherche/?mots=azote", f"{site}/donnees/?mots=azote", f"{site}/besoins/2/"):
        page.goto(where)
        assert TITLE in page.locator("main").inner_text(), where
    assert TITLE in page.request.get(f"{site}/donnees/flux.atom").text()
    assert TITLE in page.request.get(f"{site}/donnees/catalogue.ttl").text()
    package = json.loads(page.request.get(f"{address}datapackage.json").text())
    assert package["title"] == TITLE


def test_an_upload_cut_in_the_middle_leaves_nothing_and_the_service_goes_on(
    site: str, known: Known, folder: Path
) -> None:
    """A train goes into a tunnel: the connection closes when half of the file has come."""
    page = known(STEWARD)
    page.goto(f"{site}/donnees/apporter/")
    token = page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    before = {path for path in folder.rglob("*") if path.is_file() and ".incoming" in path.parts}
    part = "--limite\r\nContent-Disposition: form-data; name="
    body = f'{part}"csrfmiddlewaretoken"\r\n\r\n{token}\r\n{part}"file"; filename="a.csv"\r\n\r\na;b\n'
    head = (
        f"POST /donnees/apporter/ HTTP/1.1\r\nHost: {site.removeprefix('http://')}\r\nCookie: {cookies}\r\n"
        "Content-Type: multipart/form-data; boundary=limite\r\nContent-Length: 4000000\r\n\r\n"
    )
    host, _, port = site.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall((head + body).encode() + b"1;2\n" * 500_000)
    page.goto(f"{site}/donnees/apporter/")
    assert page.get_by_role("button", name="Envoyer et vérifier").count() == 1
    after = {path for path in folder.rglob("*") if path.is_file() and ".incoming" in path.parts}
    assert after <= before, "the half that came was thrown away"
