"""What people say: written, mended, taken back, closed, and kept in plain order."""

from __future__ import annotations

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection

from terreau.foundation.errors import NotAllowedError, TooManyRequestsError
from terreau.foundation.slots import hidden_among
from terreau.participation import actions
from terreau.participation.actions.conversation import STORM
from terreau.participation.errors import (
    ChangedCommentError,
    ConversationClosedError,
    NothingSaidError,
    ReasonNeededError,
    SentKeyTakenError,
    TooLongError,
    UnknownCommentError,
)
from terreau.participation.models import Comment, Conversation, JournalLine
from terreau.participation.queries.conversation import last_words, talk_about
from terreau.participation.tests import builders
from terreau.people.actions import delete_account

pytestmark = pytest.mark.django_db


def test_threads_and_replies_are_read_in_the_order_they_were_written() -> None:
    need = builders.a_need()
    first = builders.a_comment(need, "Un")
    builders.a_comment(need, "Deux")
    reply = builders.a_comment(need, "Un, suite", reply_to=first.pk)
    builders.a_comment(need, "Un, fin", reply_to=reply.pk)
    talk = talk_about(need, builders.a_person())
    told = [(thread.first.text, [reply.text for reply in thread.replies]) for thread in talk.threads]
    assert told == [("Un", ["Un, suite", "Un, fin"]), ("Deux", [])]


def test_a_question_waits_until_someone_who_answers_for_the_thing_replies() -> None:
    raiser, need = (person := builders.a_person()), builders.a_need(by=person)
    asked = builders.a_comment(need, "Quel quartier ?", intent="question")
    builders.a_comment(need, "Je crois le centre.", reply_to=asked.pk)
    assert talk_about(need, raiser).threads[0].waits
    answer = builders.a_comment(need, "Les Granges.", by=raiser, reply_to=asked.pk)
    assert answer.is_answer
    assert not talk_about(need, raiser).threads[0].waits
    verbs = list(JournalLine.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["raise", "ask", "comment", "answer"]


def test_a_form_sent_twice_is_one_message() -> None:
    need, person, key = builders.a_need(), builders.a_person(), uuid4()
    said = actions.Said("Une fois.")
    assert actions.say(need, said, by=person, key=key) == actions.say(need, said, by=person, key=key)
    with pytest.raises(SentKeyTakenError):
        actions.say(need, said, by=builders.a_person(), key=key)
    assert Conversation.objects.get().comments == 1


def test_a_message_mended_keeps_its_former_wordings() -> None:
    person = builders.a_person()
    said = builders.a_comment(builders.a_need(), "Avant", by=person)
    actions.mend(said.pk, "Après", by=person, version=1)
    assert list(said.history.order_by("history_id").values_list("text", flat=True)) == ["Avant", "Après"]
    with pytest.raises(ChangedCommentError):
        actions.mend(said.pk, "Trop tard", by=person, version=1)


def test_nobody_mends_or_takes_back_the_words_of_another() -> None:
    said = builders.a_comment(builders.a_need())
    for other in (builders.a_person(), builders.a_steward()):
        with pytest.raises(NotAllowedError):
            actions.mend(said.pk, "Autre chose", by=other, version=1)
        with pytest.raises(NotAllowedError):
            actions.withdraw_comment(said.pk, by=other)


def test_a_message_taken_back_keeps_its_place_and_loses_its_words_everywhere() -> None:
    person, need = builders.a_person(), builders.a_need()
    said = builders.a_comment(need, "Mon numéro est le 06…", by=person)
    actions.mend(said.pk, "Mon numéro est le 07…", by=person, version=1)
    actions.withdraw_comment(said.pk, by=person)
    kept = Comment.objects.get()
    assert kept.text == ""
    assert not kept.history.exists()
    assert talk_about(need, person).threads[0].first.withdrawn
    assert last_words(need, 3) == []
    with pytest.raises(NotAllowedError):
        actions.mend(said.pk, "Encore", by=person, version=kept.version)


def test_a_closed_conversation_takes_no_more_words_until_it_is_opened_again() -> None:
    raiser = builders.a_person()
    need = builders.a_need(by=raiser)
    said = builders.a_comment(need, by=raiser)
    with pytest.raises(NotAllowedError):
        actions.close_conversation(need, by=builders.a_person(), reason="Non.")
    with pytest.raises(ReasonNeededError):
        actions.close_conversation(need, by=raiser, reason="  ")
    actions.close_conversation(need, by=raiser, reason="Tout est dit.")
    with pytest.raises(ConversationClosedError):
        builders.a_comment(need)
    with pytest.raises(ConversationClosedError):
        actions.mend(said.pk, "Autre", by=raiser, version=1)
    actions.reopen_conversation(need, by=builders.a_steward(), reason="Un fait nouveau.")
    builders.a_comment(need)


def test_empty_or_endless_words_are_refused() -> None:
    need = builders.a_need()
    with pytest.raises(NothingSaidError):
        builders.a_comment(need, " \x00\n ")
    with pytest.raises(TooLongError):
        builders.a_comment(need, "a" * 4001)


def test_a_reply_to_a_message_of_another_page_is_refused() -> None:
    elsewhere = builders.a_comment(builders.a_need())
    with pytest.raises(UnknownCommentError):
        builders.a_comment(builders.a_need(), reply_to=elsewhere.pk)


def test_only_a_mediator_speaks_for_someone_and_is_not_named() -> None:
    need, mediator = builders.a_need(), builders.a_mediator("Leïla")
    with pytest.raises(NotAllowedError):
        builders.a_comment(need, for_someone=True)
    builders.a_comment(need, by=mediator, for_someone=True)
    who = talk_about(need, mediator).threads[0].first.who
    assert who == "Une personne, avec l’aide d’un médiateur ou d’une médiatrice"


def test_a_blocked_person_says_nothing() -> None:
    from terreau.needs.tests.builders import a_blocked_person

    with pytest.raises(NotAllowedError):
        builders.a_comment(builders.a_need(), by=a_blocked_person())


def test_one_person_cannot_flood_a_conversation() -> None:
    need, person = builders.a_need(), builders.a_person()
    for number in range(6):
        builders.a_comment(need, f"Message {number}", by=person)
    with pytest.raises(TooManyRequestsError):
        builders.a_comment(need, "Encore", by=person)
    assert Comment.objects.count() == 6


def test_a_crowd_of_accounts_cannot_bury_one_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert STORM.startswith("120/")
    monkeypatch.setattr("terreau.participation.actions.conversation.STORM", "3/10m")
    need, other = builders.a_need(), builders.a_need()
    for _time in range(3):
        builders.a_comment(need)
    with pytest.raises(TooManyRequestsError):
        builders.a_comment(need)
    builders.a_comment(other)


def test_a_hidden_message_keeps_its_place_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    need = builders.a_need()
    said = builders.a_comment(need, "Une injure")
    monkeypatch.setattr(hidden_among, "_offers", [(1, "x", lambda _kind, _keys: {str(said.pk)})])
    first = talk_about(need, builders.a_person()).threads[0].first
    assert (first.hidden, first.text) == (True, "")


def test_an_account_that_goes_leaves_its_messages_without_its_name() -> None:
    person, need = builders.a_person("Nadia"), builders.a_need()
    said = builders.a_comment(need, "Je reste", by=person)
    actions.mend(said.pk, "Je reste ici", by=person, version=1)
    delete_account(person)
    message = talk_about(need, builders.a_person()).threads[0].first
    assert (message.who, message.text) == ("Une personne dont le compte n’existe plus", "Je reste ici")
    assert set(Comment.history.values_list("author_id", "history_user_id")) == {(None, None)}


def test_a_long_conversation_costs_no_more_queries(django_assert_max_num_queries: object) -> None:
    need = builders.a_need()
    for number in range(8):
        first = builders.a_comment(need, f"Fil {number}")
        builders.a_comment(need, "Suite", reply_to=first.pk)
        cache.clear()
    reader = builders.a_person()
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        assert len(talk_about(need, reader).threads) == 8


@pytest.mark.django_db(transaction=True)
def test_people_who_write_at_the_same_moment_are_all_counted() -> None:
    need, people = builders.a_need(), [builders.a_person() for _each in range(4)]
    start = Barrier(len(people))

    def write(person: object) -> None:
        start.wait()
        for number in range(3):
            builders.a_comment(need, f"Message {number}", by=person)  # type: ignore[arg-type]
        connection.close()

    threads = [Thread(target=write, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Conversation.objects.get().comments == Comment.objects.count() == 12
