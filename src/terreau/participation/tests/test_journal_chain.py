"""A line removed or altered shows; what may be taken off does not break the chain."""

from __future__ import annotations

import json
from hashlib import sha256
from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection, models, transaction

from terreau.participation import actions
from terreau.participation.canonical import NOTHING_BEFORE, hash_of
from terreau.participation.models import JournalHead, JournalLine, JournalPlace
from terreau.participation.queries import chain
from terreau.participation.queries.chain import verify
from terreau.participation.tests import builders
from terreau.participation.triggers import TABLE, statements
from terreau.people.actions import delete_account

if TYPE_CHECKING:
    from django.test import Client

    from terreau.needs.models import Need


@pytest.fixture
def need(db: None) -> Need:  # noqa: ARG001
    need, person = builders.a_need("Un bus"), builders.a_person()
    for number in range(4):
        actions.record("edit", need, by=person, reason=f"Raison {number}")
    return need


def unguarded(statement: str, *values: int) -> None:
    """What somebody who holds the database file can do: without the triggers, which they can drop."""
    on = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
    with connection.cursor() as cursor:
        for name in ("journal_no_update", "journal_no_delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        cursor.execute(statement.format(table=TABLE), values)


def faults() -> list[tuple[int, str]]:
    return [(fault.number, fault.code) for fault in verify().faults]


@pytest.mark.usefixtures("need")
def test_a_journal_left_alone_is_whole() -> None:
    verdict = verify()
    assert verdict.whole
    assert verdict.lines == 5
    assert verdict.last == bytes(JournalHead.objects.get().hash).hex()


@pytest.mark.usefixtures("need")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE {table} SET verb = 'raise' WHERE number = 3", (3, "altered")),
        ("UPDATE {table} SET thing = '999' WHERE number = 3", (3, "altered")),
        ("UPDATE {table} SET acted_as = 'mediator' WHERE number = 3", (3, "altered")),
        ("UPDATE {table} SET places = '[]' WHERE number = 3", (3, "altered")),
        ("UPDATE {table} SET at = '2020-01-01 00:00:00' WHERE number = 3", (3, "altered")),
        ("UPDATE {table} SET reason = 'Autre' WHERE number = 3", (3, "words")),
        ("UPDATE {table} SET title = '' WHERE number = 3", (3, "words")),
        ("UPDATE {table} SET actor_id = NULL WHERE number = 3", (3, "actor")),
        ("DELETE FROM {table} WHERE number = 3", (3, "missing")),
    ],
)
def test_one_line_tampered_with_is_found(change: str, said: tuple[int, str]) -> None:
    JournalPlace.objects.all().delete()
    unguarded(change)
    assert said in faults()


@pytest.mark.usefixtures("need")
def test_another_person_put_in_place_of_the_one_who_acted_is_found() -> None:
    unguarded("UPDATE {table} SET actor_id = %s WHERE number = 3", builders.a_person().pk)
    assert faults() == [(3, "actor"), (3, "places")]


@pytest.mark.usefixtures("need")
def test_a_tail_cut_off_is_found() -> None:
    JournalPlace.objects.filter(line=5).delete()
    unguarded("DELETE FROM {table} WHERE number = 5")
    assert faults() == [(5, "cut")]


@pytest.mark.usefixtures("need")
@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM {places} WHERE line_id = 3",
        "DELETE FROM {places} WHERE line_id = 3 AND place = '38185'",
        "UPDATE {places} SET place = '75' WHERE line_id = 3 AND place = '38185'",
        "UPDATE {places} SET theme = 'water' WHERE line_id = 3 AND place = '38185'",
        "UPDATE {places} SET room = 'badges' WHERE line_id = 3 AND place = '38185'",
        "UPDATE {places} SET person_id = NULL WHERE line_id = 3 AND place = '38185'",
        (
            "INSERT INTO {places} (place, line_id, room, theme, person_id) "
            "SELECT '75', line_id, room, theme, person_id FROM {places} WHERE line_id = 3"
        ),
    ],
)
def test_a_line_that_its_territories_no_longer_lead_to_is_found(change: str) -> None:
    assert verify().whole
    with connection.cursor() as cursor:
        cursor.execute(change.format(places=JournalPlace._meta.db_table))
    assert faults() == [(3, "places")]


@pytest.mark.usefixtures("need")
def test_the_seal_of_places_can_be_neither_changed_nor_taken_away() -> None:
    JournalPlace.objects.filter(line=3).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        models.QuerySet(JournalLine).filter(number=3).update(places_seal=None)
    unguarded("UPDATE {table} SET places_seal = NULL WHERE number = 3")
    assert (3, "altered") in faults()


def as_before_the_seal(need: Need) -> None:
    """Make the chain again as it was written before lines sealed the territories that lead to them."""
    unguarded("UPDATE {table} SET places_seal = NULL")
    previous = NOTHING_BEFORE
    for line in JournalLine.objects.order_by("number"):
        previous = hash_of(line, previous)
        models.QuerySet(JournalLine).filter(pk=line.pk).update(hash=previous)
    JournalHead.objects.update(hash=previous)
    actions.record("edit", need, by=builders.a_person())


def test_lines_from_before_the_seal_still_hold_and_lose_no_place_of_their_own(need: Need) -> None:
    as_before_the_seal(need)
    assert [line.places_seal is None for line in JournalLine.objects.order_by("number")] == [True] * 5 + [
        False
    ]
    assert verify().whole
    JournalPlace.objects.filter(line=3, place=need.places[0]["ref"]).delete()
    assert faults() == [(3, "places")]


def test_a_line_written_while_one_verifies_is_no_fault(need: Need) -> None:
    def meanwhile(_read: int) -> None:
        actions.record("edit", need, by=builders.a_person())

    chain.AT_A_TIME, kept = 2, chain.AT_A_TIME
    try:
        assert verify(progress=meanwhile).whole
    finally:
        chain.AT_A_TIME = kept


@pytest.mark.usefixtures("need")
def test_a_line_added_without_the_service_is_found() -> None:
    JournalHead.objects.update(number=4, hash=JournalLine.objects.get(number=4).hash)
    assert faults() == [(5, "cut")]


@pytest.mark.usefixtures("need")
def test_a_chain_made_again_from_end_to_end_is_shown_by_a_hash_noted_before() -> None:
    noted = verify().last
    JournalPlace.objects.all().delete()
    unguarded("DELETE FROM {table}")
    JournalHead.objects.all().delete()
    builders.a_need("Une autre histoire")
    assert verify().whole
    assert [fault.code for fault in verify(noted).faults] == ["other-head"]


def test_a_hash_noted_earlier_stays_good_when_lines_are_added(need: Need) -> None:
    noted = verify().last
    actions.record("edit", need, by=builders.a_person())
    assert verify(noted).whole


def test_names_and_words_taken_off_by_right_leave_the_chain_whole(need: Need) -> None:
    person = JournalLine.objects.get(number=3).actor
    assert person is not None
    delete_account(person)
    actions.take_words_off("needs.need", str(need.pk))
    verdict = verify()
    assert verdict.whole
    assert (verdict.without_name, verdict.without_words) == (4, 5)
    assert set(JournalLine.objects.values_list("title", "reason")) == {("", "")}


@pytest.mark.usefixtures("need")
@pytest.mark.parametrize(
    "change", ["UPDATE {table} SET verb = 'x'", "DELETE FROM {table}", "UPDATE {table} SET reason = 'x'"]
)
def test_the_database_itself_refuses(change: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table=TABLE))
    assert verify().whole


@pytest.mark.usefixtures("need")
def test_migrations_leave_the_refusal_of_changes_in_place() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        models.QuerySet(JournalLine).update(verb="x")


@pytest.mark.usefixtures("need")
def test_whoever_keeps_the_json_feed_can_compute_the_chain_again(client: Client) -> None:
    items = client.get("/journal/flux.json").json()["items"]
    hashes = [item["_terreau"]["hash"] for item in items]
    for item, previous in zip(items, [*hashes[1:], "00" * 32], strict=True):
        covers = item["_terreau"]["covers"]
        assert covers["previous"] == previous
        text = json.dumps(covers, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert sha256(text.encode()).hexdigest() == item["_terreau"]["hash"]
        assert not {"actor", "actor_salt"} & covers.keys()


@pytest.mark.django_db(transaction=True)
def test_people_who_act_at_the_same_moment_make_one_chain() -> None:
    need, people = builders.a_need(), [builders.a_person() for _each in range(4)]
    start = Barrier(len(people))

    def act(person: object) -> None:
        start.wait()
        for _time in range(10):
            actions.record("edit", need, by=person)  # type: ignore[arg-type]
        connection.close()

    threads = [Thread(target=act, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    verdict = verify()
    assert verdict.whole
    assert verdict.lines == 41
