"""Catalogues of other portals, read from a real server on this machine that behaves well and badly."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from terreau.catalogue import tasks_harvest
from terreau.catalogue.actions import harvesting, sources
from terreau.catalogue.dcat.tests.portals import CKAN, DATA_GOUV, OPENDATASOFT
from terreau.catalogue.errors import HarvestGoingOnError, KnownSourceError
from terreau.catalogue.models import HarvestedDataset, HarvestRun, HarvestSource
from terreau.catalogue.queries import elsewhere
from terreau.catalogue.tests.builders import a_dataset
from terreau.foundation.errors import NotAllowedError
from terreau.foundation.tests.test_outgoing import Site
from terreau.needs.tests.builders import a_steward
from terreau.people.tests.builders import a_browser_of, a_person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db
HEAD = (
    "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . "
    "@prefix hydra: <http://www.w3.org/ns/hydra/core#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> . "
)


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    with closing(Site()) as made:
        settings.OUTGOING_ALLOW = (made.allowed,)
        yield made


def turtle(*titles: str, following: str = "") -> bytes:
    """A page with data sets whose key is the first word of their title."""
    said = HEAD + "".join(
        f'<http://a.fr/{one.split()[0]}> a dcat:Dataset ; dct:identifier "{one.split()[0]}" ; '
        f'dct:title "{one}" .\n'
        for one in titles
    )
    if following:
        said += f"<http://a.fr/vue> a hydra:PartialCollectionView ; hydra:next <{following}> ."
    return said.encode()


def a_source(site: Site, path: str = "/catalogue.ttl") -> HarvestSource:
    return sources.add_source(site.at(path), "Métropole", "weekly", by=a_steward())


def read(source: HarvestSource, *, is_trial: bool = False) -> HarvestRun:
    run = sources.ask(source.pk, by=None, is_trial=is_trial)
    harvesting.harvest(run.pk)
    run.refresh_from_db()
    return run


def counted(run: HarvestRun) -> tuple[int, int, int, int]:
    return run.added, run.changed, run.same, run.gone


def titles() -> list[str]:
    return sorted(elsewhere.announced().values_list("title", flat=True))


@pytest.mark.parametrize(
    ("body", "title", "publisher"),
    [
        (CKAN, "Comptages", "Métropole"),
        (OPENDATASOFT, "Arbres remarquables", "Ville"),
        (DATA_GOUV, "Arceaux à vélo", "Ville d’Exemple"),
    ],
    ids=["ckan", "opendatasoft", "data.gouv.fr"],
)
def test_catalogues_of_french_portals_are_read_and_found(
    site: Site, body: str, title: str, publisher: str
) -> None:
    # Only the first page stands on this machine: the one it leads to is taken off.
    content = body.replace("hydra:nextPage", "hydra:autre").replace('"next"', '"autre"')
    site.says("/catalogue.ttl", content.encode())
    run = read(a_source(site))
    assert run.failure == ""
    assert counted(run) == (1, 0, 0, 0)
    found = HarvestedDataset.objects.get()
    assert (found.title, found.publisher) == (title, publisher)
    page = Client().get(found.get_absolute_url()).content.decode()
    assert "Annoncé par Métropole" in page
    assert "Voir sur le portail d’origine" in page
    assert title in Client().get(f"/recherche/?mots={title}").content.decode()


def test_reading_again_makes_no_double_and_tells_what_changed(site: Site) -> None:
    source = a_source(site)
    site.says("/catalogue.ttl", turtle("1 Arbres", "2 Bancs"))
    assert counted(read(source)) == (2, 0, 0, 0)
    assert counted(read(source)) == (0, 0, 2, 0)
    site.says("/catalogue.ttl", turtle("1 Arbres remarquables", "2 Bancs", "3 Fontaines"))
    assert counted(read(source)) == (1, 1, 1, 0)
    assert titles() == ["1 Arbres remarquables", "2 Bancs", "3 Fontaines"]


def test_two_data_sets_of_one_title_stay_two(site: Site) -> None:
    said = HEAD + "".join(
        f'<http://a.fr/{one}> a dcat:Dataset ; dct:identifier "{one}" ; dct:title "Budget" .' for one in "ab"
    )
    site.says("/catalogue.ttl", said.encode())
    source = a_source(site)
    assert counted(read(source)) == (2, 0, 0, 0)
    assert counted(read(source)) == (0, 0, 2, 0)


def test_one_identifier_under_two_addresses_is_one_data_set(site: Site) -> None:
    source = a_source(site)
    site.says("/catalogue.ttl", turtle("1 Arbres"))
    read(source)
    site.says("/catalogue.ttl", turtle("1 Arbres").replace(b"http://a.fr/1>", b"https://b.fr/nouveau/1>"))
    assert counted(read(source)) == (0, 1, 0, 0)
    assert HarvestedDataset.objects.count() == 1


def test_what_is_announced_no_more_is_marked_not_found_any_more_and_comes_back(site: Site) -> None:
    source = a_source(site)
    site.says("/catalogue.ttl", turtle("1 Arbres", "2 Bancs"))
    read(source)
    site.says("/catalogue.ttl", turtle("1 Arbres"))
    assert counted(read(source)) == (0, 0, 1, 1)
    gone = HarvestedDataset.objects.get(key="2")
    assert "ne l’annonce plus" in Client().get(gone.get_absolute_url()).content.decode()
    assert titles() == ["1 Arbres"]
    assert elsewhere.found("bancs", 5).total == 0
    site.says("/catalogue.ttl", turtle("1 Arbres", "2 Bancs"))
    read(source)
    assert elsewhere.found("bancs", 5).total == 1


def test_all_pages_are_read(site: Site) -> None:
    site.says("/catalogue.ttl", turtle("1 Un", following=site.at("/p2")))
    site.says("/p2", turtle("2 Deux", following="/p3"))
    site.says("/p3", turtle("3 Trois"))
    run = read(a_source(site))
    assert (run.failure, run.pages, run.read) == ("", 3, 3)


def test_a_reading_cut_in_the_middle_marks_nothing_as_gone(site: Site) -> None:
    source = a_source(site)
    site.says("/catalogue.ttl", turtle("1 Un", following=site.at("/p2")))
    site.says("/p2", turtle("2 Deux"))
    read(source)
    site.says("/p2", b"", status=503)
    run = read(source)
    assert "503" in run.failure
    assert titles() == ["1 Un", "2 Deux"]
    site.says("/p2", turtle("2 Deux")[:-9])
    assert "ne se lit pas" in read(source).failure
    assert titles() == ["1 Un", "2 Deux"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<!DOCTYPE html><html></html>", "page web"),
        (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', "entités"),
        (b'{"a":' * 100_000, "emboîtés"),
        (turtle("1 Un", following="/catalogue.ttl"), "tournent en rond"),
    ],
)
def test_hostile_catalogues_are_refused_in_a_sentence(site: Site, body: bytes, said: str) -> None:
    site.says("/catalogue.ttl", body)
    source = a_source(site)
    assert said in read(source).failure
    assert said in Client().get(source.get_absolute_url()).content.decode()


def test_an_address_inside_our_network_is_never_read(settings: Settings) -> None:
    settings.OUTGOING_ALLOW = ()
    source = sources.add_source("http://127.0.0.1/catalogue.ttl", "Piège", "never", by=a_steward())
    assert "internet public" in read(source).failure


def test_a_page_may_not_lead_inside_our_network(site: Site) -> None:
    site.says("/catalogue.ttl", turtle("1 Un", following="http://127.0.0.1/interne"))
    assert "internet public" in read(a_source(site)).failure


def test_a_trial_tells_what_would_come_and_keeps_nothing(site: Site) -> None:
    source = a_source(site)
    site.says("/catalogue.ttl", turtle("1 Arbres", "2 Bancs"))
    run = read(source, is_trial=True)
    assert counted(run) == (2, 0, 0, 0)
    assert HarvestedDataset.objects.count() == 0
    assert "1 Arbres" in Client().get(source.get_absolute_url()).content.decode()
    read(source)
    site.says("/catalogue.ttl", turtle("1 Arbres"))
    assert counted(read(source, is_trial=True)) == (0, 0, 1, 1)
    assert titles() == ["1 Arbres", "2 Bancs"]


def test_what_left_from_here_does_not_come_back_as_a_double(site: Site, settings: Settings) -> None:
    ours = a_dataset("Arceaux")
    said = (
        turtle("1 Autre")
        + (
            f'<https://b.fr/x> a dcat:Dataset ; dct:identifier "{ours.identifier}" ; dct:title "Arceaux" .'
            f'<{settings.ADDRESS}/donnees/9/> a dcat:Dataset ; dct:title "Par adresse" .'
        ).encode()
    )
    site.says("/catalogue.ttl", said)
    run = read(a_source(site))
    assert (run.added, run.left_count) == (1, 2)
    assert titles() == ["1 Autre"]


def test_nobody_s_address_is_kept(site: Site) -> None:
    said = turtle("1 Un") + (
        b'<http://a.fr/1> dcat:contactPoint [ <http://www.w3.org/2006/vcard/ns#fn> "Jeanne Exemple" ; '
        b"<http://www.w3.org/2006/vcard/ns#hasEmail> <mailto:jeanne@exemple.fr> ] ."
    )
    site.says("/catalogue.ttl", said)
    read(a_source(site))
    row = HarvestedDataset.objects.values().get()
    assert "jeanne" not in str(row).lower()


def test_a_reading_that_is_stopped_keeps_what_was_read_and_marks_nothing(site: Site) -> None:
    source = a_source(site)
    site.says("/catalogue.ttl", turtle("1 Un", following=site.at("/p2")))
    site.says("/p2", turtle("2 Deux"))
    read(source)
    run = sources.ask(source.pk, by=None)
    sources.stop(source.pk, by=a_steward())
    harvesting.harvest(run.pk)
    run.refresh_from_db()
    assert "arrêtée" in run.failure
    assert (run.pages, titles()) == (1, ["1 Un", "2 Deux"])


def test_one_reading_at_a_time_and_one_cut_by_a_crash_gives_way(site: Site) -> None:
    source = a_source(site)
    run = sources.ask(source.pk, by=None)
    with pytest.raises(HarvestGoingOnError):
        sources.ask(source.pk, by=None)
    HarvestRun.objects.filter(pk=run.pk).update(beat_at=timezone.now() - dt.timedelta(hours=1))
    site.says("/catalogue.ttl", turtle("1 Un"))
    assert read(source).added == 1
    assert harvesting.harvest(run.pk) == ""
    assert HarvestedDataset.objects.count() == 1


def test_a_reading_begun_again_after_a_crash_counts_once(site: Site) -> None:
    source = a_source(site)
    site.says("/catalogue.ttl", turtle("1 Un"))
    run = sources.ask(source.pk, by=None)
    HarvestRun.objects.filter(pk=run.pk).update(pages=3, read=300, added=300)
    harvesting.harvest(run.pk)
    run.refresh_from_db()
    assert (run.pages, run.read, run.added) == (1, 1, 1)


def test_catalogues_are_read_again_when_their_time_has_come(site: Site) -> None:
    source = a_source(site)
    assert sources.ask_those_due() == 0
    HarvestSource.objects.filter(pk=source.pk).update(next_at=timezone.now())
    assert sources.ask_those_due() == 1
    source.refresh_from_db()
    assert source.next_at
    assert source.next_at > timezone.now() + dt.timedelta(days=6)
    assert tasks_harvest.every_hour().task is tasks_harvest.harvest_those_due


def test_a_catalogue_is_read_once(site: Site) -> None:
    a_source(site)
    with pytest.raises(KnownSourceError):
        a_source(site)


def test_forgetting_a_catalogue_forgets_what_was_read_in_it(site: Site) -> None:
    source = a_source(site)
    site.says("/catalogue.ttl", turtle("1 Arbres"))
    read(source)
    sources.remove_source(source.pk, by=a_steward())
    assert HarvestedDataset.objects.count() == 0
    assert elsewhere.found("arbres", 5).total == 0


def test_only_stewards_have_catalogues_read(site: Site) -> None:
    person = a_person()
    with pytest.raises(NotAllowedError):
        sources.add_source(site.at("/x"), "X", "never", by=person)
    source = a_source(site)
    browser = a_browser_of(person)
    assert browser.get("/donnees/catalogues/ajouter/").status_code == 403
    for verb in ("lire", "arreter", "oublier"):
        assert browser.post(f"/donnees/catalogues/{source.pk}/{verb}/").status_code == 403
        assert Client().post(f"/donnees/catalogues/{source.pk}/{verb}/").status_code == 302
    assert HarvestSource.objects.count() == 1
    assert HarvestRun.objects.count() == 0


def test_a_steward_adds_tries_and_reads_on_the_pages(site: Site) -> None:
    browser = a_browser_of(a_steward())
    site.says("/c.ttl", turtle("1 Arbres"))
    answer = browser.post(
        "/donnees/catalogues/ajouter/", {"url": site.at("/c.ttl"), "title": "Ville", "every": "weekly"}
    )
    source = HarvestSource.objects.get()
    assert answer["Location"] == source.get_absolute_url()
    harvesting.harvest(HarvestRun.objects.get(is_trial=True).pk)
    assert "Ce qui viendrait" in browser.get(source.get_absolute_url()).content.decode()
    browser.post(f"/donnees/catalogues/{source.pk}/lire/")
    assert "Lecture en cours" in Client().get(source.get_absolute_url()).content.decode()
    harvesting.harvest(HarvestRun.objects.get(is_trial=False).pk)
    page = Client().get(source.get_absolute_url()).content.decode()
    assert "1 lus\u00a0: 1 nouveaux" in page
    assert "1 Arbres" in page
    assert "Ville" in Client().get("/donnees/catalogues/").content.decode()
    answer = browser.post(
        f"/donnees/catalogues/{source.pk}/modifier/", {"title": "La ville", "every": "never"}
    )
    source.refresh_from_db()
    assert (source.title, source.next_at) == ("La ville", None)


def test_a_standard_names_what_follows_it_elsewhere(site: Site) -> None:
    site.says("/catalogue.ttl", DATA_GOUV.replace('"next"', '"autre"').encode())
    read(a_source(site))
    page = Client().get("/donnees/standards/etalab-schema-stationnement-cyclable/").content.decode()
    assert "Arceaux à vélo" in page
    assert "Personne encore" not in page
