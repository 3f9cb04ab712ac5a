"""The pages of a commons leave as Markdown and for a MediaWiki; those of a MediaWiki come in by a page."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from terreau.commons import actions
from terreau.commons.mediawiki import Dump
from terreau.commons.models import WikiPage
from terreau.commons.tests.builders import a_commons
from terreau.commons.tests.test_bringing_wikis import TWO, a_page, a_revision, an_export
from terreau.commons.tests.test_forking import downloaded
from terreau.needs.tests.builders import a_person
from terreau.participation.models import JournalLine
from terreau.participation.tests.builders import a_hidden

if TYPE_CHECKING:
    from django.test import Client

    from terreau.commons.models import Commons
    from terreau.people.models import User

pytestmark = pytest.mark.django_db


def written(person: User) -> Commons:
    commons = a_commons("Four à pain", by=person, licence_said="CC BY-SA")
    page = actions.write_page(commons.pk, "Allumer", "Du **bois**.", by=person, reason="premier jet")
    actions.edit_page(page.pk, "Du **bois** sec, voir [[Éteindre]].", by=person, version=1, reason="sec")
    a_hidden(actions.write_page(commons.pk, "Secret", "mot masqué", by=person))
    return commons


def test_pages_leave_as_markdown_with_who_wrote_them(client: Client) -> None:
    commons = written(a_person())
    with zipfile.ZipFile(io.BytesIO(downloaded(client, commons, "pages.zip"))) as packed:
        assert sorted(packed.namelist()) == ["LISEZMOI.md", "allumer.md"]
        text = packed.read("allumer.md").decode()
        assert text.startswith("# Allumer\n\nDu **bois** sec")
        assert "Nadia" in text
        assert "CC BY-SA" in packed.read("LISEZMOI.md").decode()


def test_pages_leave_for_a_mediawiki_with_every_version_and_come_back_the_same(client: Client) -> None:
    commons = written(a_person())
    data = downloaded(client, commons, "pages.xml")
    assert b"masqu" not in data
    ((page, revisions),) = [(page, list(past)) for page, past in Dump(io.BytesIO(data)).pages()]
    assert page.title == "Allumer"
    assert [(one.contributor, one.comment) for one in revisions] == [
        ("Nadia", "premier jet"),
        ("Nadia", "sec"),
    ]
    assert revisions[1].text.strip() == "Du '''bois''' sec, voir [[Éteindre]]."
    other = a_commons("Autre four", by=a_person("Ève"))
    actions.import_wiki(other.pk, io.BytesIO(data))
    back = WikiPage.objects.get(commons=other)
    assert back.text.strip() == "Du **bois** sec, voir [[Éteindre]]."
    assert list(back.history.order_by("version").values_list("written_as", flat=True)) == ["Nadia", "Nadia"]


def test_a_history_too_long_to_be_translated_while_one_waits_says_where_to_get_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    commons = written(a_person())
    monkeypatch.setattr("terreau.commons.queries.carrying.LONG_HISTORY", 10)
    answer = client.get(f"/communs/{commons.pk}/pages.xml")
    assert answer.status_code == 409
    assert "terreau commons export" in answer.content.decode()


def test_hidden_commons_give_nothing(client: Client) -> None:
    commons = written(a_person())
    a_hidden(commons)
    for end in ("pages.zip", "pages.xml"):
        assert client.get(f"/communs/{commons.pk}/{end}").status_code == 410


def test_a_wiki_comes_in_by_a_page_once_it_was_looked_at(client: Client) -> None:
    person = a_person()
    commons = a_commons(by=person)
    client.force_login(person)
    file = an_export(*TWO)
    file.name = "wiki.xml"
    address = f"/communs/{commons.pk}/pages/apporter/"
    looked = client.post(address, {"file": file})
    assert "2 pages avec 4 versions" in looked.content.decode()
    assert not WikiPage.objects.exists()
    client.post(address, {"token": looked.context["form"].pass_on})
    assert WikiPage.objects.filter(commons=commons).count() == 2
    assert JournalLine.objects.get(verb="bring-in").actor == person


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE m [<!ENTITY a "aaaa">]><mediawiki><page><title>&a;</title></page></mediawiki>',
        b"PK\x03\x04",
        an_export(*TWO).getvalue()[:-60],
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(client: Client, data: bytes) -> None:
    person = a_person()
    commons = a_commons(by=person)
    client.force_login(person)
    file = io.BytesIO(data)
    file.name = "wiki.xml"
    answer = client.post(f"/communs/{commons.pk}/pages/apporter/", {"file": file})
    assert answer.status_code == 422
    assert not WikiPage.objects.exists()


def test_an_export_with_too_many_versions_is_for_the_command(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("terreau.commons.actions.wikis.MOST_VERSIONS", 1)
    person = a_person()
    commons = a_commons(by=person)
    client.force_login(person)
    file = an_export(a_page("Bac", a_revision("Un."), a_revision("Deux.", day=2)))
    file.name = "wiki.xml"
    answer = client.post(f"/communs/{commons.pk}/pages/apporter/", {"file": file})
    assert "trop de versions" in answer.content.decode()


def test_only_those_who_care_for_a_commons_bring_a_wiki_into_it(client: Client) -> None:
    commons = a_commons(by=a_person())
    client.force_login(a_person("Ève"))
    assert client.get(f"/communs/{commons.pk}/pages/apporter/").status_code == 403
