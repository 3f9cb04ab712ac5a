"""A table read at its address goes the road of a file that is sent, from a real server on this machine."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from terreau.catalogue import actions
from terreau.catalogue.actions import addresses, fetching
from terreau.catalogue.actions.addresses import Address
from terreau.catalogue.address_errors import FetchGoingOnError
from terreau.catalogue.models import Fetch, Outcome, Standing, State, Version
from terreau.catalogue.tests.addressed import NEWER, PATH, again, brought_from, published_from, read, table_of
from terreau.catalogue.tests.files import DIRTY, a_telling, in_charge, mended, published, racks
from terreau.participation import store
from terreau.participation.models import JournalLine
from terreau.people.tests.builders import a_browser_of, a_person

if TYPE_CHECKING:
    from terreau.foundation.tests.test_outgoing import Site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


def test_a_table_at_an_address_goes_the_road_of_a_file_that_is_sent(site: Site) -> None:
    racks()
    by, organisation = in_charge()
    fetch = brought_from(site, by, organisation=organisation)
    assert (fetch.outcome, fetch.failure, fetch.received) == (Outcome.WAITS, "", len(DIRTY))
    version = fetch.version
    assert version
    assert (version.file_name, version.standing) == ("arceaux.csv", Standing.CHECKED)
    dataset = version.distribution.dataset
    assert (dataset.title, dataset.state) == ("Arceaux", State.DRAFT)
    browser = a_browser_of(by)
    page = browser.get(f"/donnees/{dataset.pk}/adresse/").content.decode()
    assert "Un fichier est arrivé" in page
    assert version.get_absolute_url() in page
    assert "beaucoup" in browser.get(version.get_absolute_url()).content.decode()
    assert JournalLine.objects.count() == 0, "nobody has seen a draft"


def test_the_address_is_said_to_everyone_as_the_source(site: Site) -> None:
    dataset = published_from(site)
    page = Client().get(dataset.get_absolute_url()).content.decode()
    assert "D’où vient ce tableau" in page
    assert f'href="{site.at(PATH)}"' in page
    assert "relu chaque jour" in page
    assert "isBasedOn" in page


def test_what_is_read_first_at_another_address_waits_for_a_person(site: Site) -> None:
    dataset = published_from(site)
    site.says("/ailleurs.csv", NEWER)
    by = dataset.created_by
    assert by
    fetch = read(addresses.give_address(dataset.pk, Address(site.at("/ailleurs.csv"), "weekly"), by=by))
    assert fetch.outcome == Outcome.WAITS
    published_now = table_of(dataset).published
    assert published_now
    assert published_now.number == 1
    assert JournalLine.objects.filter(verb="give-address").count() == 1


def test_a_reading_that_is_stopped_brings_nothing_and_is_done_again(site: Site) -> None:
    by = a_person()
    fetch = addresses.bring_from(Address(site.at(PATH), "never"), actions.For(), by=by)
    dataset = fetch.distribution.dataset
    addresses.cancel(dataset.pk, by=by)
    assert read(fetch).outcome == Outcome.STOPPED
    assert not Version.objects.exists()
    assert list(store.incoming().iterdir()) == []
    assert again(dataset).outcome == Outcome.WAITS


def test_a_reading_cut_by_a_crash_goes_on_from_where_it_was(site: Site, monkeypatch: Any) -> None:
    dataset = published_from(site)
    site.says(PATH, NEWER, ETag='"n"')

    def killed(*_asked: object) -> None:
        raise KeyboardInterrupt

    for step in ("check_now", "renew"):
        with monkeypatch.context() as now:
            now.setattr(fetching, step, killed)
            fetch = Fetch.objects.filter(ended_at=None).first() or addresses.ask(dataset.pk, by=None)
            with pytest.raises(KeyboardInterrupt):
                fetching.go_through(fetch.pk)
    assert addresses.take_up() == 0, "it was heard of a moment ago"
    Fetch.objects.filter(pk=fetch.pk).update(beat_at=timezone.now() - dt.timedelta(hours=1))
    assert addresses.take_up() == 1
    fetch.refresh_from_db()
    assert fetch.outcome == Outcome.RENEWED
    assert Version.objects.count() == 2
    assert len([one for one in site.handler.seen if one[0] == PATH]) == 2, "it was fetched once"


def test_a_file_stopped_on_its_road_is_gone_on_with_next_time(site: Site, monkeypatch: Any) -> None:
    dataset = published_from(site)
    site.says(PATH, NEWER, ETag='"n"')
    with monkeypatch.context() as now:
        now.setattr(fetching, "renew", lambda *_asked: False)
        assert again(dataset).outcome == Outcome.STOPPED
    assert again(dataset).outcome == Outcome.RENEWED
    assert Version.objects.count() == 2


def test_one_reading_at_a_time(site: Site) -> None:
    dataset = published_from(site)
    addresses.ask(dataset.pk, by=None)
    with pytest.raises(FetchGoingOnError):
        addresses.ask(dataset.pk, by=None)
    Fetch.objects.filter(ended_at=None).update(beat_at=timezone.now() - dt.timedelta(hours=1))
    assert again(dataset).outcome == Outcome.SAME


def test_the_whole_road_on_the_pages(site: Site) -> None:
    by, organisation = in_charge()
    browser = a_browser_of(by)
    assert "donner son adresse" in browser.get("/donnees/apporter/").content.decode()
    form = {"url": site.at(PATH), "voice": f"org-{organisation.pk}", "refresh": "weekly"}
    answer = browser.post("/donnees/apporter/adresse/", {**form, "url": "http://a b"})
    assert answer.status_code == 422
    answer = browser.post("/donnees/apporter/adresse/", form)
    assert answer.status_code == 302, answer.content.decode()
    where = answer["Location"]
    fetch = Fetch.objects.get()
    assert "Lecture en cours" in browser.get(where).content.decode()
    Fetch.objects.update(received=50, announced=200)
    assert "25 %" in browser.get(where).content.decode()
    read(fetch)
    version = fetch.version
    assert version
    mended(version, by)
    dataset = version.distribution.dataset
    actions.describe(dataset.pk, a_telling(), by=by, version=dataset.version)
    browser.post(f"/donnees/{dataset.pk}/publier/", {})
    page = browser.get(where).content.decode()
    assert "Chaque semaine" in page
    assert "Prochaine lecture" in page
    assert "Son adresse, ses lectures" in browser.get(dataset.get_absolute_url()).content.decode()
    browser.post(f"{where}arreter/")
    assert "Reprendre la relecture" in browser.get(where).content.decode()
    browser.post(f"{where}reprendre/")
    browser.post(f"{where}rythme/", {"refresh": "monthly"})
    assert "Chaque mois" in browser.get(where).content.decode()
    site.says(PATH, b"", status=404)
    browser.post(f"{where}lire/")
    read(Fetch.objects.get(ended_at=None))
    page = browser.get(where).content.decode()
    assert "La dernière lecture a échoué" in page
    assert "répond 404" in page
    browser.post(f"{where}oublier/")
    page = browser.get(where).content.decode()
    assert "apporté à la main" in page
    assert "D’où vient ce tableau" not in Client().get(dataset.get_absolute_url()).content.decode()


def test_the_same_form_sent_twice_reads_once(site: Site) -> None:
    browser = a_browser_of(a_person())
    form = {"url": site.at(PATH), "refresh": "never", "key": "11111111-1111-4111-8111-111111111112"}
    first, second = (browser.post("/donnees/apporter/adresse/", form)["Location"] for _time in range(2))
    assert first == second
    assert Fetch.objects.count() == 1


def test_data_published_by_hand_may_be_read_at_an_address_from_then_on(site: Site) -> None:
    by, organisation = in_charge()
    dataset = published(by, organisation)
    fetch = read(addresses.give_address(dataset.pk, Address(site.at(PATH), "daily"), by=by))
    assert fetch.outcome == Outcome.SAME, "the file that was sent is the one that stands there"
    site.says(PATH, NEWER)
    assert again(dataset).outcome == Outcome.RENEWED
