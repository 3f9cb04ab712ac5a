"""Writing through the API: the same as the pages, once, and only with a token that permits it."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from terreau.needs.models import MergeProposal, Need, Support
from terreau.participation import actions
from terreau.participation.models import Comment, Follow, JournalLine, SentOnce
from terreau.participation.tests import builders
from terreau.participation.tests.builders import a_token, bearer
from terreau.people.models import Role

if TYPE_CHECKING:
    from terreau.people.models import User

NEEDS = "/api/v1/needs"
TOLD = {
    "title": "Un abri pour les vélos",
    "situation": "Il pleut dessus.",
    "theme": "mobility",
    "territories": ["38185"],
}
#: Every route that writes, as someone would call it.
WRITES = [
    ("post", "/needs", TOLD),
    ("put", "/needs/{pk}", {**TOLD, "version": 1}),
    ("post", "/needs/{pk}/state", {"state": "closed", "reason": "Fini.", "version": 1}),
    ("put", "/needs/{pk}/support", None),
    ("delete", "/needs/{pk}/support", None),
    ("post", "/needs/{pk}/merges", {"target": 1, "reason": "Pareil."}),
    ("post", "/conversations/besoin/{pk}", {"text": "Bonjour."}),
    ("put", "/messages/1", {"text": "Bonsoir.", "version": 1}),
    ("delete", "/messages/1", None),
    ("put", "/follows/besoin/{pk}", {"rhythm": "daily"}),
    ("delete", "/follows/besoin/{pk}", None),
    (
        "post",
        "/meetings/besoin/{pk}",
        {"title": "Atelier", "starts_at": "2999-01-01T10:00:00Z", "place": "Ici"},
    ),
    ("post", "/meetings/1/cancel", {"reason": "Il neige."}),
    (
        "put",
        "/meetings/1",
        {"title": "Atelier", "starts_at": "2999-01-01T10:00:00Z", "place": "Ici", "version": 1},
    ),
    ("post", "/needs/{pk}/paper-counts", {"count": 3, "place": "Marché", "date": "2026-01-02"}),
    ("post", "/needs/{pk}/merges/1/accept", {"target": 1}),
    ("post", "/needs/{pk}/merges/1/refuse", {"reason": "Autre chose."}),
    ("post", "/files/besoin/{pk}", None),
    ("post", "/reports/besoin/{pk}", {"ground": "advert"}),
    ("put", "/needs/{pk}/paper-counts/1", {"count": 3, "reason": "Mal compté."}),
    ("post", "/needs/{pk}/merges/1/announce", None),
    ("put", "/files/1", {"description": "Un banc.", "version": 1}),
    ("post", "/files/1/remove", {"reason": "Floue."}),
    ("post", "/conversations/besoin/{pk}/close", {"reason": "Tout est dit."}),
    ("post", "/conversations/besoin/{pk}/reopen", {"reason": "Une question reste."}),
    ("post", "/histories/besoin/{pk}/1/restore", {"seen": 1, "reason": "Mieux avant."}),
    ("post", "/decisions/1/appeal", {"text": "C’est vrai."}),
    ("post", "/organisations", {"name": "Les vélos", "kind": "association", "territory": "38185"}),
    ("put", "/organisations/x", {"name": "Les vélos", "kind": "association", "territory": "38185"}),
]


def send(
    verb: str,
    path: str,
    said: object = None,
    secret: str = "",
    *,
    key: str = "",
    language: str = "fr",
    client: Client | None = None,
) -> Any:
    """The answer to a request of a program."""
    every = {"Accept-Language": language, **(bearer(secret) if secret else {})}
    if key:
        every["Idempotency-Key"] = key
    ask = getattr(client or Client(), verb)
    if verb == "get":
        return ask(f"/api/v1{path}", headers=every)
    body = json.dumps(said) if said is not None else ""
    return ask(f"/api/v1{path}", body, content_type="application/json", headers=every)


@pytest.fixture
def someone(db: None) -> User:  # noqa: ARG001 - asked for what it does
    builders.a_territory()
    return builders.a_person()


def secret_of(person: User, *scopes: str) -> str:
    return a_token(person, *scopes)[1]


def test_what_the_pages_do_a_program_does(someone: User) -> None:
    secret = secret_of(someone)
    need = send("post", "/needs", TOLD, secret).json()
    edited = {**TOLD, "title": "Un abri pour vélos et poussettes", "version": 1, "reason": "Complété."}
    assert send("put", f"/needs/{need['id']}", edited, secret).json()["version"] == 2
    stale = send("put", f"/needs/{need['id']}", edited, secret)
    assert (stale.status_code, stale.json()["type"]) == (409, "urn:terreau:problem:changed-meanwhile")
    ended = {"state": "closed", "reason": "Il est là.", "version": 2}
    assert send("post", f"/needs/{need['id']}/state", ended, secret).json()["state"] == "closed"
    verbs = [line.verb for line in JournalLine.objects.order_by("number")]
    assert verbs == ["raise", "edit", "state-closed"]


def test_a_program_supports_and_takes_back(someone: User) -> None:
    need, secret = builders.a_need(), secret_of(someone, "support")
    for _time in range(2):
        assert send("put", f"/needs/{need.pk}/support", None, secret).json()["supports"] == 1
    assert send("delete", f"/needs/{need.pk}/support", None, secret).json()["supports"] == 0
    assert not Support.objects.exists()


def test_a_program_proposes_that_two_needs_join(someone: User) -> None:
    need, other = builders.a_need(), builders.a_need("Le dernier bus part trop tôt")
    asked = {"target": other.pk, "reason": "C’est le même."}
    made = send("post", f"/needs/{need.pk}/merges", asked, secret_of(someone))
    assert (made.status_code, made.json()["status"]) == (201, "open")
    assert MergeProposal.objects.get().proposed_by == someone


def test_a_program_talks_replies_mends_and_takes_back(someone: User) -> None:
    need, secret = builders.a_need(), secret_of(someone, "converse")
    path = f"/conversations/besoin/{need.pk}"
    asked = send("post", path, {"text": "Pourquoi ?", "question": True}, secret).json()
    reply = {"text": "Parce que.", "reply_to": asked["id"]}
    assert send("post", path, reply, secret).json()["reply_to"] == asked["id"]
    mended = send("put", f"/messages/{asked['id']}", {"text": "Pourquoi donc ?", "version": 1}, secret)
    assert mended.json()["version"] == 2
    read = send("get", path).json()
    assert [one["text"] for one in read["items"]] == ["Pourquoi donc ?", "Parce que."]
    assert send("delete", f"/messages/{asked['id']}", None, secret).status_code == 204
    assert send("get", path).json()["items"][0]["text"] == ""


def test_a_program_follows_and_stops(someone: User) -> None:
    need, secret = builders.a_need(), secret_of(someone, "follow", "read")
    path = f"/follows/besoin/{need.pk}"
    assert send("put", path, {"rhythm": "weekly"}, secret).json()["rhythm"] == "weekly"
    assert [one["name"] for one in send("get", "/follows", None, secret).json()["items"]] == [need.title]
    for _time in range(2):
        assert send("delete", path, None, secret).status_code == 204
    assert not Follow.objects.exists()


def test_a_program_proposes_a_meeting_and_cancels_it(someone: User) -> None:
    need, secret = builders.a_need(by=someone), secret_of(someone, "meet")
    soon = (timezone.now() + timedelta(days=3)).isoformat()
    asked = {"title": "Réparer les vélos", "starts_at": soon, "place": "Au local", "territory": "38185"}
    made = send("post", f"/meetings/besoin/{need.pk}", asked, secret, key="velos")
    assert made.status_code == 201, made.content
    assert [one["title"] for one in send("get", "/meetings").json()["items"]] == ["Réparer les vélos"]
    assert send("get", "/meetings?theme=eau").json()["items"] == []
    number = made.json()["id"]
    ended = send("post", f"/meetings/{number}/cancel", {"reason": "Il neige."}, secret)
    assert ended.json()["cancelled"] == "Il neige."
    assert send("get", f"/meetings/{number}").json()["version"] == 2
    past = send("post", f"/meetings/besoin/{need.pk}", {**asked, "starts_at": "2020-01-01T10:00:00Z"}, secret)
    assert (past.status_code, past.json()["type"]) == (409, "urn:terreau:problem:meeting-terms")


def test_a_token_says_what_it_is(someone: User) -> None:
    told = send("get", "/token", None, secret_of(someone, "support")).json()
    assert (told["scopes"], told["organisation"], told["name"]) == (["support"], None, "Un robot")


@pytest.mark.parametrize(
    ("verb", "path", "said"), WRITES, ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_session_in_a_browser_writes_nothing_here(
    verb: str, path: str, said: object, someone: User
) -> None:
    need, browser = builders.a_need(), Client(enforce_csrf_checks=True)
    browser.force_login(someone)
    answer = send(verb, path.format(pk=need.pk), said, client=browser)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith("Bearer ")
    assert answer.json()["remedy"]


@pytest.mark.parametrize(
    ("verb", "path", "said"), WRITES, ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_token_with_another_scope_is_refused(verb: str, path: str, said: object, someone: User) -> None:
    need = builders.a_need()
    answer = send(verb, path.format(pk=need.pk), said, secret_of(someone, "read"))
    assert answer.status_code == 403
    assert "insufficient_scope" in answer["WWW-Authenticate"]
    assert "Il lui manque un droit" in answer.json()["detail"]


def test_a_refusal_is_said_in_the_language_of_the_caller(someone: User) -> None:
    secret = secret_of(someone, "read")
    answer = send("post", "/needs", TOLD, secret, language="en")
    assert answer.json()["title"] == "This token does not allow that"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said", ["", "Bearer", "Bearer ", "Basic abc", "bearer x y", "Bearer \udcff", "Bearer é"]
)
def test_anything_but_a_token_is_refused(said: str) -> None:
    answer = Client().post(
        NEEDS,
        TOLD,
        content_type="application/json",
        headers={"Authorization": said.encode("latin-1", "replace").decode("latin-1")},
    )
    assert answer.status_code == 401


@pytest.mark.django_db
def test_guessing_tokens_is_slowed_down() -> None:
    wrong = "terreau_p_" + "a" * 38
    for _time in range(60):
        assert send("get", "/token", None, wrong).status_code == 401
    slowed = send("get", "/token", None, wrong)
    assert (slowed.status_code, "Retry-After" in slowed) == (429, True)


def test_a_blocked_account_is_refused(someone: User) -> None:
    secret = secret_of(someone)
    type(someone).objects.filter(pk=someone.pk).update(is_active=False, blocked_at="2026-01-01T00:00Z")
    assert send("post", "/needs", TOLD, secret).status_code == 403
    assert not Need.objects.exists()


def test_a_hidden_thing_is_not_there_for_a_program(someone: User, monkeypatch: pytest.MonkeyPatch) -> None:
    need = builders.a_need()
    monkeypatch.setattr("terreau.participation.kinds.hidden", lambda _model, keys: set(keys))
    for verb, said in (("get", None), ("post", {"text": "Bonjour."})):
        answer = send(verb, f"/conversations/besoin/{need.pk}", said, secret_of(someone))
        assert answer.status_code == 410


def test_sent_again_with_its_key_a_request_does_nothing_twice(someone: User) -> None:
    secret = secret_of(someone)
    key = "essai-1"
    first = send("post", "/needs", TOLD, secret, key=key)
    again = send("post", "/needs", TOLD, secret, key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Need.objects.count() == 1
    other = send("post", "/needs", {**TOLD, "title": "Tout autre chose"}, secret, key=key)
    assert (other.status_code, other.json()["type"]) == (409, "urn:terreau:problem:idempotency-key-reused")


def test_two_programs_may_choose_the_same_key(someone: User) -> None:
    key = "1"
    for _program in range(2):
        assert send("post", "/needs", TOLD, secret_of(someone), key=key).status_code == 201
    assert Need.objects.count() == 2


def test_what_failed_may_be_tried_again_with_its_key(someone: User) -> None:
    secret, key = secret_of(someone), "essai-2"
    assert send("post", "/needs", {**TOLD, "territories": ["99999"]}, secret, key=key).status_code == 404
    assert send("post", "/needs", TOLD, secret, key=key).status_code == 201


@pytest.mark.django_db(transaction=True)
def test_two_uses_of_one_key_at_once_do_one_thing() -> None:
    need, person = builders.a_need(), builders.a_person()
    secret, barrier = secret_of(person), Barrier(4)

    def run(_number: int) -> tuple[int, object]:
        try:
            barrier.wait(10)
            path = f"/conversations/besoin/{need.pk}"
            answer = send("post", path, {"text": "Bonjour."}, secret, key="ensemble")
            return answer.status_code, answer.json().get("id")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = set(pool.map(run, range(4)))
    assert len(answers) == 1
    assert {status for status, _id in answers} == {201}
    assert Comment.objects.count() == 1
    assert SentOnce.objects.count() == 1


def test_answers_are_kept_for_a_day(someone: User) -> None:
    send("post", "/needs", TOLD, secret_of(someone), key="vieux")
    SentOnce.objects.update(at="2020-01-01T00:00Z")
    assert actions.forget_past_tokens()["api_answers"] == 1
    assert not SentOnce.objects.exists()


def test_a_program_that_writes_too_fast_is_told_when_to_come_back(someone: User) -> None:
    need, secret = builders.a_need(), secret_of(someone, "converse")
    answers = [
        send("post", f"/conversations/besoin/{need.pk}", {"text": f"{number}"}, secret) for number in range(7)
    ]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0


def test_nobody_mends_the_message_of_another(someone: User) -> None:
    comment = builders.a_comment(builders.a_need())
    mended = {"text": "Autre chose.", "version": 1}
    assert send("put", f"/messages/{comment.pk}", mended, secret_of(someone)).status_code == 403
    assert send("delete", f"/messages/{comment.pk}", None, secret_of(someone)).status_code == 403


@pytest.mark.django_db
def test_the_token_of_an_organisation_leaves_alone_what_its_maker_said_as_a_person() -> None:
    organisation = builders.an_organisation()
    holder = builders.a_member(organisation, Role.HOLDER)
    comment = builders.a_comment(builders.a_need(), by=holder)
    _token, secret = a_token(holder, organisation=organisation)
    assert send("delete", f"/messages/{comment.pk}", None, secret).status_code == 403


def test_only_those_who_mediate_speak_for_someone(someone: User) -> None:
    need, said = builders.a_need(), {"text": "Elle n’a pas de voiture.", "for_someone": True}
    path = f"/conversations/besoin/{need.pk}"
    assert send("post", path, said, secret_of(someone)).status_code == 403
    told = send("post", path, said, secret_of(builders.a_mediator())).json()
    assert told["who"].startswith("Une personne, avec l’aide de")
    organisation = builders.an_organisation()
    _token, secret = a_token(builders.a_member(organisation, Role.HOLDER), organisation=organisation)
    assert send("post", path, said, secret).status_code == 403


def test_nobody_raises_in_the_name_of_an_organisation_they_are_not_in(someone: User) -> None:
    organisation = builders.an_organisation()
    asked = {**TOLD, "organisation": organisation.slug}
    assert send("post", "/needs", asked, secret_of(someone)).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "court"}, {"title": "   \n       "}, {"situation": ""}, {"situation": "a\x00b"},
        {"theme": "zzz"}, {"territories": []}, {"territories": ["38185"] * 11}, {"title": "a" * 121},
        {"title": "un titre\r\nsur deux lignes"}, {"situation": "\x85 invisible"},
        {"title": "\ud800 moitié de caractère"},
    ],
)  # fmt: skip
def test_what_a_page_would_refuse_is_refused(wrong: dict[str, object], someone: User) -> None:
    answer = send("post", "/needs", {**TOLD, **wrong}, secret_of(someone))
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("body", ["", "{", "[]", '"x"', "null", "[" * 100_000])
def test_a_body_that_is_no_object_is_refused(body: str, someone: User) -> None:
    answer = Client().post(NEEDS, body, content_type="application/json", headers=bearer(secret_of(someone)))
    assert answer.status_code in {400, 422}
