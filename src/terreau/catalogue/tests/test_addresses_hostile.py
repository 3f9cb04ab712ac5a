"""Addresses that lead where they should not, and sites that misbehave, from a real server on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from terreau.catalogue import actions
from terreau.catalogue.actions import addresses
from terreau.catalogue.actions.addresses import Address
from terreau.catalogue.models import Dataset, Outcome, Version
from terreau.catalogue.tests.addressed import PATH, brought_from, published_from, read, table_of
from terreau.catalogue.tests.files import DIRTY, in_charge
from terreau.foundation.errors import NotAllowedError
from terreau.foundation.outgoing import ForbiddenAddressError
from terreau.participation import store
from terreau.people.models import Role
from terreau.people.tests.builders import a_browser_of, a_member, a_person

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from terreau.foundation.tests.test_outgoing import Handler, Site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


@pytest.mark.parametrize(
    "url", ["http://user:secret@127.0.0.1/a.csv", "ftp://a.fr/a.csv", "http://a.fr:22/a"]
)
def test_an_address_that_is_none_is_refused_at_once(url: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        addresses.bring_from(Address(url), actions.For(), by=a_person())
    assert not Dataset.objects.exists()


def test_an_address_inside_our_network_is_never_read(settings: Settings) -> None:
    settings.OUTGOING_ALLOW = ()
    for url in ("http://127.0.0.1/a.csv", "http://localhost/a.csv", "http://[::1]/a.csv"):
        fetch = read(addresses.bring_from(Address(url), actions.For(), by=a_person()))
        assert "internet public" in fetch.failure


def test_an_address_may_not_lead_inside_our_network(site: Site) -> None:
    site.says("/renvoi", b"", status=302, Location="http://127.0.0.1/secret.csv")
    fetch = brought_from(site, a_person(), path="/renvoi")
    assert "internet public" in fetch.failure


def test_a_file_past_the_cap_is_not_kept_announced_or_not(site: Site, settings: Settings) -> None:
    settings.MOST_TABLE_BYTES = 1000
    site.says("/grand.csv", b"a;b\n" * 400)

    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _time in range(400):
            handler.wfile.write(b"a;b\n")

    site.handler.answering["/sans-fin.csv"] = endless
    for path in ("/grand.csv", "/sans-fin.csv"):
        assert "dépasse" in brought_from(site, a_person(), path=path).failure
    assert list(store.incoming().iterdir()) == []
    assert not Version.objects.exists()


def test_a_site_that_cuts_the_file_brings_nothing(site: Site) -> None:
    def cut(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        handler.wfile.write(DIRTY)

    site.handler.answering["/coupe.csv"] = cut
    fetch = brought_from(site, a_person(), path="/coupe.csv")
    assert fetch.outcome == Outcome.FAILED
    assert not Version.objects.exists()


@pytest.mark.parametrize(
    ("path", "headers", "name"),
    [
        ("/export", {"Content_Type": "text/csv; charset=utf-8"}, "export.csv"),
        ("/d/1", {"Content_Disposition": 'attachment; filename="../../etc/arceaux.csv"'}, "arceaux.csv"),
        ("/d/2", {"Content_Disposition": "attachment; filename*=UTF-8''pos%C3%A9s.csv"}, "posés.csv"),
        ("/x%2Fy.csv", {}, "y.csv"),
    ],
)
def test_a_file_is_called_as_its_site_calls_it(
    site: Site, path: str, headers: dict[str, Any], name: str
) -> None:
    site.says(path, DIRTY, **headers)
    fetch = brought_from(site, a_person(), path=path)
    assert fetch.version
    assert fetch.version.file_name == name


def test_who_prepares_reads_once_and_only_who_is_in_charge_has_it_repeated(site: Site) -> None:
    _by, organisation = in_charge()
    member = a_member(organisation, role=Role.MEMBER)
    with pytest.raises(NotAllowedError):
        brought_from(site, member, refresh="daily", organisation=organisation)
    assert not Dataset.objects.exists()
    assert brought_from(site, member, refresh="never", organisation=organisation).outcome == Outcome.WAITS
    dataset = published_from(site)
    stranger = a_browser_of(a_person())
    for verb in ("", "lire/", "annuler/", "rythme/", "arreter/", "reprendre/", "oublier/"):
        where = f"/donnees/{dataset.pk}/adresse/{verb}"
        body = {"url": "https://a.fr/b.csv", "refresh": "daily"}
        assert stranger.post(where, body).status_code == 403, verb
        assert Client().post(where, body).status_code == 302
    assert table_of(dataset).url == site.at(PATH)
