"""Who has what stands at an address published: those in charge, now or once for each day, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import DataError
from django.utils import timezone

from terreau.catalogue import actions
from terreau.catalogue.actions import addresses, fetching
from terreau.catalogue.models import Distribution, Fetch, Outcome
from terreau.catalogue.tests.addressed import NEWER, PATH, again, brought_from, published_from, read, table_of
from terreau.catalogue.tests.files import a_telling, in_charge, mended
from terreau.catalogue.tests.programs import Program
from terreau.participation.models import Scope
from terreau.people.models import Role
from terreau.people.tests.builders import a_member

if TYPE_CHECKING:
    from terreau.catalogue.models import Dataset
    from terreau.foundation.tests.test_outgoing import Site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


def _number(dataset: Dataset) -> int:
    published = table_of(dataset).published
    assert published
    return published.number


def test_a_member_who_has_it_read_publishes_nothing_that_nobody_in_charge_wanted_repeated(site: Site) -> None:
    dataset = published_from(site, refresh="never")
    assert dataset.organisation
    member = a_member(dataset.organisation, role=Role.MEMBER)
    site.says(PATH, NEWER)
    assert read(addresses.ask(dataset.pk, by=member)).outcome == Outcome.WAITS
    assert _number(dataset) == 1
    site.says(PATH, NEWER + b"Quai;2;02/02/2025;1\r\n")
    assert dataset.created_by
    assert read(addresses.ask(dataset.pk, by=dataset.created_by)).outcome == Outcome.RENEWED
    assert _number(dataset) == 3


def test_a_reading_whose_asker_is_gone_publishes_nothing_by_itself(site: Site) -> None:
    dataset = published_from(site, refresh="never")
    assert dataset.organisation
    site.says(PATH, NEWER)
    fetch = addresses.ask(dataset.pk, by=a_member(dataset.organisation, role=Role.MEMBER))
    Fetch.objects.filter(pk=fetch.pk).update(asked_by=None)
    assert read(fetch).outcome == Outcome.WAITS
    assert _number(dataset) == 1


def test_the_clock_publishes_nothing_more_once_the_repetition_was_stopped(site: Site) -> None:
    dataset = published_from(site)
    assert dataset.created_by
    Distribution.objects.update(next_refresh_at=timezone.now())
    assert addresses.ask_those_due() == 1
    addresses.stop_refreshing(dataset.pk, by=dataset.created_by)
    site.says(PATH, NEWER)
    assert read(Fetch.objects.get(ended_at=None)).outcome == Outcome.WAITS
    assert _number(dataset) == 1


def test_a_token_that_only_prepares_data_changes_nothing_of_what_everyone_reads(site: Site) -> None:
    dataset = published_from(site)
    assert dataset.created_by
    bringing = Program(dataset.created_by, Scope.DATA.value)
    path = f"/datasets/{dataset.pk}/address"
    refused = (
        bringing.says("put", path, {"url": site.at("/autre.csv")}, status=403),
        bringing.says("post", f"{path}/read", {}, status=403),
        bringing.says("delete", path, status=403),
    )
    assert all(one["type"].endswith("insufficient-scope") for one in refused)
    assert table_of(dataset).url == site.at(PATH)
    assert not Fetch.objects.filter(ended_at=None).exists()
    Program(dataset.created_by).says("post", f"{path}/read", {})


def test_a_column_that_turns_to_speak_of_people_otherwise_waits_for_a_person(site: Site) -> None:
    site.says(PATH, b"Contact;Rue\nzoe.durand@example.org;12 rue\nleo@example.org;13 rue\n")
    by, organisation = in_charge()
    fetch = brought_from(site, by, organisation=organisation)
    assert fetch.version
    version = mended(fetch.version, by)
    assert {one["kind"] for one in version.personal} == {"email"}
    actions.confirm_personal(version.pk, by=by, reason="Des adresses de service.")
    dataset = version.distribution.dataset
    actions.describe(dataset.pk, a_telling(), by=by, version=dataset.version)
    actions.publish(dataset.pk, by=by)
    site.says(PATH, b"Contact;Rue\n06 12 34 56 78;12 rue\n06 12 34 56 79;13 rue\n")
    refused = again(dataset)
    assert refused.outcome == Outcome.FAILED
    assert "Contact" in refused.failure
    assert _number(dataset) == 1


def test_a_reading_that_stumbles_on_anything_ends_with_a_sentence(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = published_from(site)
    for raised in (ValueError("x"), LookupError("x"), ArithmeticError("x"), DataError("x")):

        def stumbles(*_asked: object, raised: Exception = raised) -> None:
            raise raised

        with monkeypatch.context() as now:
            now.setattr(fetching, "name_of", stumbles)
            site.says(PATH, NEWER + str(raised.__class__).encode())
            fetch = again(dataset)
        assert (fetch.outcome, "rien n’est perdu" in fetch.failure) == (Outcome.FAILED, True)
        assert fetch.ended_at
