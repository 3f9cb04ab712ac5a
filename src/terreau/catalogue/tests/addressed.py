"""Tables that stand on a server of this machine, read and published in one line for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from terreau.catalogue import actions
from terreau.catalogue.actions import addresses, fetching
from terreau.catalogue.actions.addresses import Address
from terreau.catalogue.models import Dataset, Distribution, Fetch
from terreau.catalogue.tests.files import DIRTY, a_telling, in_charge, mended

if TYPE_CHECKING:
    from terreau.foundation.tests.test_outgoing import Site
    from terreau.people.models import User

PATH = "/donnees/arceaux.csv"
NEWER = DIRTY + "Parc;6;02/02/2025;0,9\r\n".encode("cp1252")


def read(fetch: Fetch) -> Fetch:
    """Do what the worker does."""
    fetching.go_through(fetch.pk)
    fetch.refresh_from_db()
    return fetch


def again(dataset: Dataset) -> Fetch:
    return read(addresses.ask(dataset.pk, by=None))


def table_of(dataset: Dataset) -> Distribution:
    return Distribution.objects.select_related("published").get(dataset=dataset)


def brought_from(site: Site, by: User, *, refresh: str = "daily", path: str = PATH, **what: Any) -> Fetch:
    return read(addresses.bring_from(Address(site.at(path), refresh), actions.For(**what), by=by))


def published_from(site: Site, *, refresh: str = "daily") -> Dataset:
    """A data set that came from an address and went the whole road."""
    by, organisation = in_charge()
    fetch = brought_from(site, by, refresh=refresh, organisation=organisation)
    assert fetch.version
    version = mended(fetch.version, by)
    dataset = version.distribution.dataset
    actions.describe(dataset.pk, a_telling(), by=by, version=dataset.version)
    return actions.publish(dataset.pk, by=by)
