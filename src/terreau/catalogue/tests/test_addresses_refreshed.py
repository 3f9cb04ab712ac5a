"""A table is read again at its address: what changed is published, what is broken never is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from terreau.catalogue import actions, tasks_addresses
from terreau.catalogue.actions import addresses, telling_failures
from terreau.catalogue.models import Dataset, Distribution, Fetch, Outcome, Standing, State, Version
from terreau.catalogue.tests.addressed import NEWER, PATH, again, brought_from, published_from, read, table_of
from terreau.catalogue.tests.files import DIRTY, a_telling, in_charge, mended, racks
from terreau.participation.models import JournalLine

if TYPE_CHECKING:
    from terreau.foundation.tests.test_outgoing import Handler, Site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


def test_a_newer_file_is_published_by_itself_with_the_same_repairs(site: Site) -> None:
    racks()
    dataset = published_from(site)
    before = table_of(dataset).published
    assert before
    site.says(PATH, NEWER)
    assert again(dataset).outcome == Outcome.RENEWED
    table = table_of(dataset)
    assert table.published
    assert (table.published.number, table.published.rows) == (2, 4)
    assert table.published.accepted == before.accepted
    before.refresh_from_db()
    assert before.standing == Standing.REPLACED
    line = JournalLine.objects.get(verb="renew-data")
    assert (line.actor, line.reason) == (None, site.at(PATH))
    assert "Parc" in Client().get(dataset.get_absolute_url()).content.decode()


def test_a_file_that_did_not_change_makes_no_version(site: Site) -> None:
    dataset = published_from(site)
    assert again(dataset).outcome == Outcome.SAME
    assert Version.objects.count() == 1
    assert table_of(dataset).failures == 0


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"ETag": '"a1"'}, ("If-None-Match", '"a1"')),
        (
            {"Last_Modified": "Mon, 02 Nov 2026 10:00:00 GMT"},
            ("If-Modified-Since", "Mon, 02 Nov 2026 10:00:00 GMT"),
        ),
    ],
    ids=["etag", "last-modified"],
)
def test_a_site_that_says_nothing_changed_sends_nothing(
    site: Site, said: dict[str, str], asked: tuple[str, str]
) -> None:
    def answer(handler: Handler) -> None:
        known = handler.headers.get(asked[0]) == asked[1]
        handler.answer(b"" if known else DIRTY, 304 if known else 200, **said)

    site.handler.answering[PATH] = answer
    dataset = published_from(site)
    assert again(dataset).outcome == Outcome.SAME
    assert site.handler.seen[-1][1][asked[0]] == asked[1]
    assert Version.objects.count() == 1


BROKEN = {
    "a page to sign in": (b"<!DOCTYPE html><html><body>Connexion</body></html>", "page web"),
    "nothing": (b"", "vide"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "image"),
    "another table": (b"a;b\n1;2\n", "colonnes"),
    "columns gone": (b"\n".join(one.rpartition(b";")[0] for one in DIRTY.split(b"\r\n")), "colonnes"),
    "most rows gone": (
        DIRTY[: DIRTY.index(b"\r\n") + 2] + b"Gare;1;03/02/2024;1\r\n",
        "que 1 ligne, au lieu de 3",
    ),
    "errors everywhere": (
        DIRTY.replace(b";12;", b";douze;").replace(b";8;", b";huit;"),
        "plus d’erreurs",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_never_replaces_what_is_published(site: Site, kind: str) -> None:
    racks()
    dataset = published_from(site)
    before = table_of(dataset).published
    body, why = BROKEN[kind]
    site.says(PATH, body)
    fetch = again(dataset)
    assert fetch.outcome == Outcome.FAILED
    assert why in fetch.failure
    table = table_of(dataset)
    assert table.published == before
    assert (table.failures, table.failure) == (1, fetch.failure)
    page = Client().get(dataset.get_absolute_url()).content.decode()
    assert "la dernière version en bon état" in page
    assert "Gare côté nord" in page
    site.says(PATH, NEWER)
    assert again(dataset).outcome == Outcome.RENEWED
    table = table_of(dataset)
    assert (table.failures, table.failure, table.failing_since) == (0, "", None)
    assert set(Version.objects.values_list("standing", flat=True)) == {"published", "replaced"}


def test_those_in_charge_are_written_to_once_however_long_it_lasts(site: Site) -> None:
    dataset = published_from(site)
    site.says(PATH, b"", status=503)
    table = table_of(dataset)
    for _time in range(3):
        again(dataset)
        telling_failures.tell(table.pk)
    assert telling_failures.tell_those_who_wait() == 0
    (letter,) = mail.outbox
    assert dataset.title in letter.subject
    assert site.at(PATH) in letter.body
    assert "répond 503" in letter.body
    assert f"/donnees/{dataset.pk}/adresse/" in letter.body
    assert JournalLine.objects.filter(verb="fail-address").count() == 1
    site.says(PATH, DIRTY)
    again(dataset)
    site.says(PATH, b"", status=503)
    again(dataset)
    assert telling_failures.tell_those_who_wait() == 1, "another time is told again"


def test_a_table_that_fails_is_read_less_and_less_often(site: Site) -> None:
    dataset = published_from(site)
    site.says(PATH, b"", status=500)
    days = []
    for _time in range(8):
        again(dataset)
        after = table_of(dataset).next_refresh_at
        assert after
        days.append(round((after - timezone.now()) / dt.timedelta(days=1)))
    assert days == [1, 2, 4, 8, 16, 30, 30, 30]


def test_a_broken_file_that_did_not_change_stays_a_failure(site: Site) -> None:
    racks()
    dataset = published_from(site)
    site.says(PATH, BROKEN["another table"][0], ETag='"b"')
    first = again(dataset)
    second = again(dataset)
    assert (second.outcome, second.failure) == (Outcome.FAILED, first.failure)
    assert Version.objects.count() == 2


def test_only_the_last_broken_file_is_kept(site: Site) -> None:
    racks()
    dataset = published_from(site)
    for number in range(3):
        site.says(PATH, b"a;b\n1;%d\n" % number)
        again(dataset)
    assert Version.objects.count() == 2


def test_a_person_may_publish_all_the_same_what_could_not_be_by_itself(site: Site) -> None:
    racks()
    dataset = published_from(site)
    site.says(PATH, BROKEN["most rows gone"][0])
    fetch = again(dataset)
    assert fetch.version
    assert fetch.version.standing == Standing.READY
    by = dataset.created_by
    assert by
    actions.publish(dataset.pk, by=by)
    table = table_of(dataset)
    assert (table.published, table.failure) == (fetch.version, "")
    assert again(dataset).outcome == Outcome.SAME


def test_what_speaks_of_people_as_before_passes_and_anything_more_waits(site: Site) -> None:
    site.says(PATH, b"Nom;Courriel;Rue\nDurand;zoe.durand@example.org;12 rue\n")
    by, organisation = in_charge()
    fetch = brought_from(site, by, organisation=organisation)
    assert fetch.version
    version = mended(fetch.version, by)
    assert version.personal
    actions.confirm_personal(version.pk, by=by, reason="Des élues.")
    dataset = version.distribution.dataset
    actions.describe(dataset.pk, a_telling(), by=by, version=dataset.version)
    actions.publish(dataset.pk, by=by)
    site.says(PATH, b"Nom;Courriel;Rue\nDurand;zoe@example.org;12 rue\nB;c@example.org;3\n")
    assert again(dataset).outcome == Outcome.RENEWED
    site.says(
        PATH,
        b"Nom;Courriel;Rue;Mobile\nDurand;zoe@example.org;12 rue;06 12 34 56 78\n"
        b"B;c@example.org;3;06 12 34 56 79\n",
    )
    refused = again(dataset)
    assert refused.outcome == Outcome.FAILED
    assert "Mobile" in refused.failure


def test_an_embargo_is_not_lifted_by_a_newer_file(site: Site) -> None:
    dataset = published_from(site)
    end = timezone.localdate() + dt.timedelta(days=9)
    Dataset.objects.filter(pk=dataset.pk).update(state=State.EMBARGOED, embargo_until=end)
    site.says(PATH, NEWER)
    assert again(dataset).outcome == Outcome.RENEWED
    dataset.refresh_from_db()
    assert (dataset.state, dataset.embargo_until) == (State.EMBARGOED, end)


def test_data_that_were_withdrawn_are_read_no_more_by_themselves(site: Site) -> None:
    dataset = published_from(site)
    by = dataset.created_by
    assert by
    actions.withdraw(dataset.pk, by=by, reason="Erreur.")
    Distribution.objects.update(next_refresh_at=timezone.now())
    assert addresses.ask_those_due() == 0


def test_tables_are_read_when_their_time_has_come_and_not_when_it_was_stopped(site: Site) -> None:
    dataset = published_from(site)
    by = dataset.created_by
    assert by
    assert addresses.ask_those_due() == 0
    Distribution.objects.update(next_refresh_at=timezone.now())
    assert addresses.ask_those_due() == 1
    assert addresses.ask_those_due() == 0, "it is being read"
    read(Fetch.objects.get(ended_at=None))
    addresses.stop_refreshing(dataset.pk, by=by)
    assert table_of(dataset).next_refresh_at is None
    addresses.refresh_again(dataset.pk, by=by)
    assert addresses.ask_those_due() == 1
    assert [line.verb for line in JournalLine.objects.order_by("number")][-2:] == [
        "stop-address",
        "resume-address",
    ]
    assert tasks_addresses.every_ten_minutes().task is tasks_addresses.fetch_those_due
