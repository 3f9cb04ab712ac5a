"""A commons begun from a file or an address, and given in the standard of its kind."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from terreau.commons.descriptions import read
from terreau.commons.models import Commons, Kind
from terreau.commons.tests.builders import a_commons
from terreau.commons.tests.writing import VALID, with_value
from terreau.foundation import licences
from terreau.foundation.outgoing import ForbiddenAddressError
from terreau.needs.tests.builders import a_person, a_territory

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def a_file(tree: dict[str, Any] = VALID, name: str = "publiccode.yml") -> io.BytesIO:
    """JSON is YAML."""
    file = io.BytesIO(json.dumps(tree).encode())
    file.name = name
    return file


def signed_in(client: Client) -> Client:
    client.force_login(a_person())
    return client


def shown(client: Client) -> tuple[Any, str]:
    answer = client.get("/communs/ouvrir/")
    return answer.context["form"], answer.content.decode()


def test_a_file_fills_the_form_and_what_it_cannot_take_is_said(client: Client) -> None:
    answer = signed_in(client).post("/communs/ouvrir/fichier/", {"file": a_file()})
    assert answer.status_code == 302
    form, page = shown(client)
    assert (form["title"].value(), form["licence_said"].value()) == ("Compteur de vélos", "EUPL-1.2")
    assert form["sources"].value() == "https://example.org/velos.git"
    assert form["kinds"].value() == ["software"]
    assert "Lu comme publiccode.yml 0.7" in page
    assert "contacts et contributeurs" in page
    assert "Camille" not in page


def test_what_was_read_is_published_with_its_links(client: Client) -> None:
    signed_in(client).post("/communs/ouvrir/fichier/", {"file": a_file()})
    form, _page = shown(client)
    a_territory()
    typed = {name: form[name].value() or "" for name in form.fields if name != "voice"}
    answer = client.post("/communs/ouvrir/", {**typed, "territories": "Grenoble"})
    assert answer.status_code == 302, answer.context["form"].errors
    made = Commons.objects.get()
    assert (made.title, made.licence_spdx, made.maturity) == ("Compteur de vélos", "EUPL-1.2", "used")
    assert [link["sort"] for link in made.links] == ["source"]
    assert "Lu comme" not in shown(client)[1]


def test_a_file_full_of_faults_still_fills_what_it_can(client: Client) -> None:
    tree = with_value("legal.license", "Licence à nous")
    signed_in(client).post("/communs/ouvrir/fichier/", {"file": a_file(tree)})
    form, page = shown(client)
    assert form["licence_said"].value() == "Licence à nous"
    assert "legal.license" in page


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"a: &a [*a]", b"<script>", b"{" * 100_000, b"x" * 400_000]
)
def test_what_cannot_be_read_is_refused_in_a_sentence(client: Client, data: bytes) -> None:
    file = io.BytesIO(data)
    file.name = "publiccode.yml"
    answer = signed_in(client).post("/communs/ouvrir/fichier/", {"file": file})
    assert answer.status_code == 422


def test_an_address_is_asked_by_the_guarded_client_only(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def get(_self: object, url: str) -> httpx.Response:
        if "prive" in url:
            raise ForbiddenAddressError(host="prive")
        request = httpx.Request("GET", url)
        return httpx.Response(
            200 if "la" in url else 404, content=json.dumps(VALID).encode(), request=request
        )

    monkeypatch.setattr("terreau.foundation.outgoing.Client.get", get)
    at = "/communs/ouvrir/fichier/"
    assert signed_in(client).post(at, {"url": "https://la.example/publiccode.yml"}).status_code == 302
    assert client.post(at, {"url": "https://rien.example/publiccode.yml"}).status_code == 422
    assert client.post(at, {"url": "https://prive.example/publiccode.yml"}).status_code == 422
    assert client.post(at, {"url": "file:///etc/passwd"}).status_code == 422


def test_without_an_account_nothing_is_asked_of_the_web(client: Client) -> None:
    answer = client.post("/communs/ouvrir/fichier/", {"url": "https://la.example/publiccode.yml"})
    assert answer.status_code == 302
    assert "connexion" in answer["Location"]


def a_software(**more: Any) -> Commons:
    links = [{"sort": "source", "url": "https://example.org/four.git", "label": ""}]
    said = {"kinds": [Kind.SOFTWARE], "licence_said": "AGPL", "links": links, "holders": ["Le fournil"]}
    return a_commons("Four", **{**said, **more})


@pytest.mark.parametrize("name", ["publiccode.yml", "codemeta.json"])
def test_a_software_gives_files_that_its_standards_accept(client: Client, name: str) -> None:
    commons = a_software()
    answer = client.get(f"/communs/{commons.pk}/description/{name}")
    found = read(answer.content, licences, name=name)
    assert found.valid, found.problems
    page = client.get(commons.get_absolute_url()).content.decode()
    assert f'href="/communs/{commons.pk}/description/{name}"' in page
    assert 'rel="alternate"' in page


def test_a_hardware_gives_an_okh_manifest_and_nothing_else(client: Client) -> None:
    commons = a_software(kinds=[Kind.HARDWARE], licence_said="CERN-OHL-S-2.0")
    answer = client.get(f"/communs/{commons.pk}/description/okh.toml")
    assert read(answer.content, licences, name="okh.toml").valid
    assert client.get(f"/communs/{commons.pk}/description/publiccode.yml").status_code == 404


def test_its_stewards_read_what_lacks_and_others_do_not(client: Client) -> None:
    person = a_person()
    commons = a_software(by=person, licence_said="", links=[])
    words = "Pour être valable, publiccode.yml demande encore"
    assert words not in client.get(commons.get_absolute_url()).content.decode()
    client.force_login(person)
    page = client.get(commons.get_absolute_url()).content.decode()
    assert words in page
    assert "une licence" in page
