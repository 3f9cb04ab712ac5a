"""A badge goes its whole way: defined, given, taken, shown, verified here and by the command, revoked."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from terreau.recognition.models import Achievement, Award, Standing
from terreau.recognition.openbadges.command import main as badge_command
from terreau.recognition.tests.people import a_browser_of, a_signer

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from terreau.people.models import User

pytestmark = pytest.mark.django_db

FORM = {
    "voice": "me",
    "signing_name": "Camille",
    "name": "Répare les vélos",
    "description": "Sait remettre en état un vélo de ville.",
    "criteria": "Avoir réparé **trois** vélos.",
    "kind": "Badge",
    "shape": "hexagon",
    "colour": "moss",
    "sign": "bike",
    "tags": "vélo, réparation",
}


def words_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code, answer.content[-400:])
    return answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_badge_goes_its_whole_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    signer = a_signer()
    here, anyone = a_browser_of(signer), a_browser_of(None)
    badge = defined(here, signer)
    given = here.post(
        f"{badge.get_absolute_url()}attribuer/",
        {
            "how": "email",
            "email": "Lea@Exemple.FR",
            "name": "Léa",
            "narrative": "Trois vélos le 12 novembre.",
        },
    )
    assert given.status_code == 302, given.content.decode()[:3000]
    award = Award.objects.get()
    claim = re.search(r"/badges/reclamer/\w{12}/", str(mail.outbox[-1].body))
    assert mail.outbox[-1].to == ["lea@exemple.fr"]
    assert claim

    assert "Atelier du Canal" in words_of(anyone, claim[0])
    taken = anyone.post(
        claim[0], {"reponse": "prendre", "visibility": "listed", "name": "Léa", "shows_name": "on"}
    )
    assert taken.status_code == 302, taken.content.decode()[-3000:]
    award.refresh_from_db()
    assert (award.standing, award.email) == (Standing.ACCEPTED, "")

    page = words_of(a_browser_of(None), award.get_absolute_url())
    assert "Donné à Léa par Atelier du Canal" in page
    assert "Trois vélos" in page
    assert "lea@" not in page

    baked = anyone.get(f"{award.get_absolute_url()}badge.png").content
    documents = documents_of(award, tmp_path)
    assert "Ce badge est valable" in verified(anyone, baked)
    assert by_command(tmp_path, baked, documents, capsys) == ("valid", None)
    assert "Ce badge est valable" in words_of(anyone, f"{award.get_absolute_url()}verification/")

    here.post(f"{award.get_absolute_url()}revoquer/", {"reason": "Donné par erreur."})
    assert "Donné par erreur." in words_of(anyone, award.get_absolute_url())
    documents = documents_of(award, tmp_path)
    after = verified(anyone, baked)
    assert "n’est pas valable" in after
    assert "révoqué" in after
    assert by_command(tmp_path, baked, documents, capsys) == ("invalid", "status")


def defined(browser: Client, signer: User) -> Achievement:
    organisation = signer.belongings.get().organisation
    answer = browser.post("/badges/definir/", {**FORM, "voice": f"org-{organisation.pk}", "etape": "definir"})
    assert answer.status_code == 302, answer.content.decode()
    badge = Achievement.objects.get()
    assert "Répare les vélos" in words_of(browser, badge.get_absolute_url())
    return badge


def verified(browser: Client, raw: bytes) -> str:
    answer = browser.post("/badges/verifier/", {"file": SimpleUploadedFile("badge.png", raw)})
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    return str(answer.content.decode())


def documents_of(award: Award, folder: Path) -> Path:
    """What anyone may download to verify without a network: keys and lists."""
    browser, index = a_browser_of(None), {}
    statuses = [entry["statusListCredential"] for entry in award.credential["credentialStatus"]]
    for number, url in enumerate([award.credential["issuer"]["id"], *statuses]):
        answer = browser.get(url.removeprefix(settings.ADDRESS))
        assert answer.status_code == 200, url
        (folder / f"{number}.json").write_bytes(answer.content)
        index[url] = f"{number}.json"
    (folder / "index.json").write_text(json.dumps(index))
    return folder


def by_command(
    folder: Path, raw: bytes, documents: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[str, str | None]:
    file = folder / "badge.png"
    file.write_bytes(raw)
    capsys.readouterr()
    badge_command(["verify", str(file), "--documents", str(documents), "--format", "json"])
    told = json.loads(capsys.readouterr().out)["files"][0]
    return told["verdict"], told["reason"]
