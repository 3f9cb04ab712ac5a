"""What the holder takes away: pictures, PDF, token, twin; and who may read what."""

from __future__ import annotations

import io
import json
import re
import zlib
from typing import TYPE_CHECKING

import pytest

from terreau.recognition import actions
from terreau.recognition.actions import Answer
from terreau.recognition.models import Visibility
from terreau.recognition.openbadges import verify
from terreau.recognition.queries.resolving import InstanceResolver
from terreau.recognition.tests.people import a_badge, a_browser_of, a_person, a_signer, an_award

if TYPE_CHECKING:
    from terreau.recognition.models import Award

pytestmark = pytest.mark.django_db


@pytest.fixture
def award() -> Award:
    given = an_award(email="lea@exemple.fr", name="Léa", narrative="Œuvre commune, « 3 vélos » – 日本.")
    return actions.accept(given, Answer(Visibility.LINK, shows_name=True))


@pytest.mark.parametrize("ending", ["json", "jwt", "png", "svg"])
def test_each_file_verifies(award: Award, ending: str) -> None:
    answer = a_browser_of(None).get(f"{award.get_absolute_url()}badge.{ending}")
    assert answer.status_code == 200
    assert f'filename="badge-repare-les-velos.{ending}"' in answer.headers["Content-Disposition"]
    told = verify(answer.content, resolver=InstanceResolver(outside=False), recipient="lea@exemple.fr")
    assert told.verdict == "valid", told.to_json()


def test_the_pdf_carries_the_whole_signed_file(award: Award) -> None:
    pdf = a_browser_of(None).get(f"{award.get_absolute_url()}badge.pdf").content
    assert pdf.startswith(b"%PDF")
    assert b"/EmbeddedFile" in pdf
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    texts = [inflated for one in packed if (inflated := _inflated(one)).startswith(b"{")]
    assert json.loads(texts[0]) == award.credential


def _inflated(raw: bytes) -> bytes:
    try:
        return zlib.decompress(raw)
    except zlib.error:
        return b""


def test_the_older_twin_is_sound_and_says_when_the_badge_was_revoked(award: Award) -> None:
    address = f"http://127.0.0.1:8000{award.get_absolute_url()}ob2.json"
    browser = a_browser_of(None)
    twin = browser.get(f"{award.get_absolute_url()}ob2.json")
    assert verify(twin.content, resolver=InstanceResolver(outside=False)).verdict == "valid"
    assert twin.json()["id"] == address
    for part in (
        twin.json()["badge"],
        browser.get(twin.json()["badge"].removeprefix("http://127.0.0.1:8000")).json()["issuer"],
    ):
        assert browser.get(part.removeprefix("http://127.0.0.1:8000")).json()["id"] == part
    signer = award.issuer.organisation.belongings.get().user if award.issuer.organisation else None
    assert signer
    actions.revoke([award], by=signer, reason="Erreur.")
    assert browser.get(f"{award.get_absolute_url()}ob2.json").json()["revoked"] is True


def test_a_badge_without_an_address_says_that_it_has_no_older_form() -> None:
    given = actions.accept(an_award(name="Léa"), Answer())
    answer = a_browser_of(None).get(f"{given.get_absolute_url()}ob2.json")
    assert answer.status_code == 404
    assert "Open Badges 2.0" in answer.content.decode()


def test_a_private_badge_is_shown_to_its_holder_and_its_issuer_only() -> None:
    signer, holder = a_signer(), a_person("Léa")
    given = an_award(a_badge(by=signer), by=signer, name="Léa")
    mine = actions.accept(given, Answer(Visibility.PRIVATE), by=holder)
    for path in (
        "",
        "badge.json",
        "badge.png",
        "badge.pdf",
        "verification/",
        "imprimer/",
        "ob2.json",
        "carte/",
    ):
        address = f"{mine.get_absolute_url()}{path}"
        assert a_browser_of(None).get(address).status_code == 404, path
        assert a_browser_of(a_person()).get(address).status_code == 404, path
    for reader in (signer, holder):
        assert a_browser_of(reader).get(mine.get_absolute_url()).status_code == 200
    assert a_browser_of(None).get(f"/api/v1/awards/{mine.code}").status_code == 404


def test_a_badge_answers_machines_with_the_signed_file(award: Award) -> None:
    answer = a_browser_of(None).get(award.get_absolute_url(), headers={"Accept": "application/json"})
    assert answer.json() == award.credential
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_card_may_stand_in_the_page_of_others_and_no_other_page_may(award: Award) -> None:
    browser = a_browser_of(None)
    card = browser.get(f"{award.get_absolute_url()}carte/")
    assert "frame-ancestors *" in card.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in card.headers
    page = browser.get(award.get_absolute_url())
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"


def test_the_api_tells_badges_and_what_people_show(award: Award) -> None:
    browser = a_browser_of(None)
    listed = browser.get("/api/v1/badges?q=velo").json()
    assert [one["name"] for one in listed["items"]] == ["Répare les vélos"]
    whole = browser.get(f"/api/v1/badges/{listed['items'][0]['id']}").json()
    assert whole["achievement"]["criteria"]["narrative"].startswith("Avoir réparé")
    told = browser.get(f"/api/v1/awards/{award.code}").json()
    assert (told["name"], told["credential"]["id"]) == ("Léa", award.credential["id"])
    assert "lea@" not in json.dumps(told)


def test_pictures_of_the_page_are_ours(award: Award) -> None:
    page = a_browser_of(None).get(award.get_absolute_url()).content.decode()
    assert '<svg viewBox="0 0 100 100" width="240"' in page
    assert all(source.startswith("/") for source in re.findall(r'<img src="([^"]+)"', page))
    assert io.BytesIO(page.encode()).getbuffer().nbytes < 60_000
