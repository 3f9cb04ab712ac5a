"""What an address may not hold, and what one person's addresses may not take from everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache

from terreau.catalogue import actions, tasks_addresses
from terreau.catalogue.actions import addresses
from terreau.catalogue.actions.address_limits import AT_ONCE, refuse_secrets
from terreau.catalogue.actions.addresses import Address
from terreau.catalogue.actions.sources import add_source
from terreau.catalogue.address_errors import ManyReadingsError, SecretInAddressError
from terreau.catalogue.models import Dataset, Fetch, HarvestSource, Outcome, Version
from terreau.catalogue.tests.addressed import NEWER, PATH, again, published_from, read, table_of
from terreau.catalogue.tests.files import DIRTY
from terreau.people.tests.builders import a_browser_of, a_person

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from terreau.foundation.tests.test_outgoing import Site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]

SECRET = [
    "https://a.fr/t.csv?token=abc",
    "https://a.fr/t.csv?x=1&API_KEY=abc",
    "https://a.fr/t.csv?apikey=abc",
    "https://a.fr/t.csv?Ocp-Apim-Subscription-Key=abc",
    "https://a.fr/t.csv?password=abc",
    "https://a.fr/t.csv#access_token=abc",
    "https://a.fr/t.csv?X-Amz-Credential=a&X-Amz-Signature=abc",
    "https://a.fr/t.csv?sv=2020&sig=" + "a" * 44,
    "https://a.fr/t.csv?%74oken=abc",
]
PLAIN = [
    "https://a.fr/t.csv?key=abc",
    "https://a.fr/t.csv?q=token&sig=38",
    "https://a.fr/wfs?service=WFS&typename=arceaux&outputformat=csv",
    "https://a.fr/t.csv?token=",
    "https://a.fr/token/t.csv",
]


@pytest.mark.parametrize("url", SECRET)
def test_an_address_that_holds_a_key_is_refused_before_everyone_reads_it(url: str) -> None:
    by = a_person()
    with pytest.raises(SecretInAddressError) as refused:
        addresses.bring_from(Address(url), actions.For(), by=by)
    assert "abc" not in str(refused.value)
    assert not Dataset.objects.exists()
    with pytest.raises(SecretInAddressError):
        add_source(url, "Un portail", "daily", by=a_person(steward=True))
    assert not HarvestSource.objects.exists()


@pytest.mark.parametrize("url", PLAIN)
def test_an_address_that_holds_none_passes(url: str) -> None:
    refuse_secrets(url)


def test_the_page_says_which_part_of_the_address_is_a_key() -> None:
    form = {"url": SECRET[1], "refresh": "never"}
    answer = a_browser_of(a_person()).post("/donnees/apporter/adresse/", form)
    assert answer.status_code == 422
    assert "une clé ou un mot de passe («\u00a0API_KEY\u00a0»)" in answer.content.decode()


def test_one_person_does_not_keep_the_worker_for_oneself(site: Site) -> None:
    by = a_person()
    for _time in range(AT_ONCE):
        addresses.bring_from(Address(site.at(PATH)), actions.For(), by=by)
    with pytest.raises(ManyReadingsError):
        addresses.bring_from(Address(site.at(PATH)), actions.For(), by=by)
    assert Dataset.objects.count() == AT_ONCE, "no draft is left of what was refused"
    addresses.bring_from(Address(site.at(PATH)), actions.For(), by=a_person())
    read(Fetch.objects.filter(asked_by=by).order_by("pk")[0])
    cache.clear()
    addresses.bring_from(Address(site.at(PATH)), actions.For(), by=by)


def test_what_waits_for_the_worker_goes_before_the_readings_of_other_sites() -> None:
    assert tasks_addresses.fetch.priority < tasks_addresses.tell.priority
    assert tasks_addresses.fetch.priority < 0


def test_files_that_change_every_day_do_not_fill_the_disk(site: Site, settings: Settings) -> None:
    dataset = published_from(site)
    settings.MOST_TABLE_BYTES = len(NEWER) + 30
    for number in range(4):
        site.says(PATH, NEWER + b"Quai %d;1;02/02/2025;1\r\n" % number)
        fetch = again(dataset)
        assert fetch.outcome == Outcome.RENEWED, fetch.failure
    kept = Version.objects.count()
    site.says(PATH, NEWER + b"Pont;1;02/02/2025;1\r\n")
    fetch = again(dataset)
    assert fetch.outcome == Outcome.FAILED
    assert "par jour au plus" in fetch.failure
    assert Version.objects.count() == kept
    assert table_of(dataset).published


def test_readings_that_a_person_asks_for_count_in_what_one_brings_in_a_day(
    site: Site, settings: Settings
) -> None:
    by = a_person()
    settings.MOST_TABLE_BYTES = len(DIRTY)
    outcomes = []
    for number in range(5):
        site.says(f"/{number}.csv", DIRTY[:-3] + b"%d\r\n" % number)
        fetch = addresses.bring_from(Address(site.at(f"/{number}.csv")), actions.For(), by=by)
        outcomes.append(fetch)
    assert [read(one).outcome for one in outcomes] == [Outcome.WAITS] * 4 + [Outcome.FAILED]
