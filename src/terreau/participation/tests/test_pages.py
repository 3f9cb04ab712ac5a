"""The pages of this room, met as a person meets them: no JavaScript, one form at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.urls import reverse

from terreau.participation import actions
from terreau.participation.models import Comment, Follow, JournalLine
from terreau.participation.tests import builders

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from django.test import Client

    from terreau.needs.models import Need

pytestmark = pytest.mark.django_db


def words(answer: HttpResponseBase) -> str:
    return answer.getvalue().decode()


def talk(need: Need) -> str:
    return reverse("participation:conversation", args=("besoin", need.pk))


def test_a_need_page_shows_the_conversation_and_the_way_to_follow(client: Client) -> None:
    need = builders.a_need()
    builders.a_comment(need, "Je connais ce **trajet**.")
    page = words(client.get(need.get_absolute_url()))
    assert "<strong>trajet</strong>" in page
    assert f'href="{talk(need)}"' in page
    assert "/suivre/besoin/" in page
    assert "/suivre/theme/mobilite/" in page
    assert "/suivre/territoire/38185/" in page


def test_the_front_page_shows_what_moves(client: Client) -> None:
    builders.a_need("Un bus le soir")
    page = words(client.get("/"))
    assert "Ce qui bouge" in page
    assert "a exprimé le besoin" in page


def test_a_visitor_reads_and_is_led_to_sign_in_to_write(client: Client) -> None:
    need = builders.a_need()
    builders.a_comment(need, "Lu de tous.")
    page = words(client.get(talk(need)))
    assert "Lu de tous." in page
    assert "<textarea" not in page
    answer = client.post(talk(need), {"text": "Sans compte", "intent": "comment"})
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    assert Comment.objects.count() == 1


def test_a_person_asks_replies_mends_and_takes_back(client: Client) -> None:
    need, person = builders.a_need(), builders.a_person("Nadia")
    client.force_login(person)
    answer = client.post(talk(need), {"text": "Quel **jour** ?", "intent": "question"})
    first = Comment.objects.get()
    assert answer["Location"] == f"{talk(need)}#message-{first.pk}"
    assert "Répondre à Nadia" in words(client.get(f"{talk(need)}?repondre={first.pk}"))
    client.post(talk(need), {"text": "Le lundi.", "reply_to": first.pk})
    mend = reverse("participation:mend", args=(first.pk,))
    assert "Quel **jour** ?" in words(client.get(mend))
    client.post(mend, {"text": "Quel soir ?", "version": 1})
    wordings = words(client.get(reverse("participation:history", args=("message", first.pk))))
    assert wordings.count("Nadia") == 2
    assert "a changé\u00a0: texte" in wordings
    client.post(reverse("participation:withdraw-comment", args=(first.pk,)))
    page = words(client.get(talk(need)))
    assert "Message retiré" in page
    assert "Le lundi." in page
    assert client.get(reverse("participation:history", args=("message", first.pk))).status_code == 404


def test_what_was_typed_is_shown_again_with_what_is_wrong(client: Client) -> None:
    need = builders.a_need()
    client.force_login(builders.a_person())
    answer = client.post(talk(need), {"text": "Texte gardé", "intent": "shout"})
    assert answer.status_code == 422
    assert "Texte gardé" in words(answer)


def test_markup_in_a_message_stays_words(client: Client) -> None:
    need = builders.a_need()
    builders.a_comment(need, "<script>alert(1)</script> [x](javascript:alert(1)) ![](http://x.example/y.png)")
    for path in (talk(need), need.get_absolute_url()):
        page = words(client.get(path))
        assert "<script>alert" not in page
        assert 'href="javascript' not in page
        assert '<img src="http' not in page


def test_a_conversation_is_closed_and_opened_by_who_answers_for_it(client: Client) -> None:
    raiser = builders.a_person()
    need = builders.a_need(by=raiser)
    close = reverse("participation:close-conversation", args=("besoin", need.pk))
    client.force_login(builders.a_person())
    assert client.get(close).status_code == 403
    client.force_login(raiser)
    client.post(close, {"reason": "Tout est dit."})
    page = words(client.get(talk(need)))
    assert "Cette conversation est close" in page
    assert "<textarea" not in page
    client.post(close, {"reason": "Un fait nouveau."})
    assert "<textarea" in words(client.get(talk(need)))


@pytest.mark.parametrize(
    "path",
    [
        "/conversations/besoin/999/",
        "/conversations/rien/1/",
        "/conversations/besoin/x/",
        "/conversations/besoin/99999999999999999999/",
    ],
)
def test_a_conversation_about_nothing_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_message_leads_to_its_page_of_the_conversation(client: Client) -> None:
    need, person = builders.a_need(), builders.a_person()
    from django.core.cache import cache

    for number in range(11):
        cache.clear()
        last = builders.a_comment(need, f"Message {number}", by=person)
    answer = client.get(reverse("participation:message", args=(last.pk,)))
    assert answer["Location"] == f"{talk(need)}?page=2#message-{last.pk}"


def test_a_conversation_has_its_feed(client: Client) -> None:
    need = builders.a_need()
    builders.a_comment(need, "Dit au flux.")
    answer = client.get(f"{talk(need)}flux.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert "Dit au flux." in words(answer)
    assert client.get(f"{talk(need)}flux.atom", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_following_goes_by_a_page_that_asks_how_often(client: Client) -> None:
    need, person = builders.a_need("Un bus"), builders.a_person()
    follow = reverse("participation:follow", args=("besoin", need.pk))
    assert client.get(follow).status_code == 302
    client.force_login(person)
    assert "une fois par jour" in words(client.get(follow))
    client.post(follow, {"rhythm": "weekly"})
    mine = Follow.objects.get()
    page = words(client.get(reverse("participation:follows")))
    assert "Un bus" in page
    assert "une fois par semaine" in page
    assert "Changer le rythme" in words(client.get(need.get_absolute_url()))
    client.post(reverse("participation:unfollow", args=(mine.pk,)))
    assert not Follow.objects.exists()


def test_nobody_stops_what_another_follows(client: Client) -> None:
    theirs = builders.a_follow(builders.a_person(), builders.a_need())
    client.force_login(builders.a_person())
    assert client.post(reverse("participation:unfollow", args=(theirs.pk,))).status_code == 404
    assert Follow.objects.exists()


def test_the_journal_page_filters_and_says_what_it_did_not_understand(client: Client) -> None:
    builders.a_need("Un bus", theme="mobility")
    builders.a_need("Une fontaine", theme="water")
    page = words(client.get("/journal/?theme=eau"))
    assert "Une fontaine" in page
    assert "Un bus" not in page
    for query in (
        "theme=rien",
        "salle=rien",
        "qui=rien",
        "qui=o:rien",
        "objet=rien-1",
        "avant=x",
        "territoire=zzzzqqq",
    ):
        assert "notice bad" in words(client.get(f"/journal/?{query}")), query
        assert client.get(f"/journal/flux.atom?{query}").status_code == 400
        assert client.get(f"/journal/flux.json?{query}").status_code == 400


def test_a_person_who_hides_their_name_is_not_found_by_their_handle(client: Client) -> None:
    shy = builders.a_person(shows_name=False)
    builders.a_need("Discret", by=shy)
    assert "Discret" not in words(client.get(f"/journal/?qui={shy.username}")).partition("notice bad")[0]


def test_the_journal_has_its_feeds_and_answers_304_while_nothing_is_added(client: Client) -> None:
    need = builders.a_need("Un <b>bus</b> & demi")
    for path in ("/journal/", "/journal/flux.atom", "/journal/flux.json"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
        actions.record("edit", need, by=builders.a_person())
        assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 200
    assert client.get("/journal/flux.json").json()["items"][0]["title"].startswith("Nadia a modifié")


def test_old_lines_are_reached_from_the_last_ones(client: Client) -> None:
    need, person = builders.a_need(), builders.a_person()
    for _time in range(35):
        actions.record("edit", need, by=person)
    page = words(client.get("/journal/"))
    assert "avant=7" in page
    assert "a exprimé" in words(client.get("/journal/?avant=7"))
    assert JournalLine.objects.count() == 36


def test_forms_need_their_token() -> None:
    from django.test import Client as Visitor

    person, need = builders.a_person(), builders.a_need()
    said = builders.a_comment(need, by=person)
    strict = Visitor(enforce_csrf_checks=True)
    strict.force_login(person)
    for path in (
        talk(need),
        reverse("participation:mend", args=(said.pk,)),
        reverse("participation:withdraw-comment", args=(said.pk,)),
        reverse("participation:close-conversation", args=("besoin", need.pk)),
        reverse("participation:follow", args=("besoin", need.pk)),
    ):
        assert strict.post(path, {"text": "x", "reason": "x", "rhythm": "daily"}).status_code == 403
    assert Comment.objects.get().withdrawn_at is None


def test_my_space_and_my_data_say_what_i_follow_and_said(client: Client) -> None:
    person, need = builders.a_person(), builders.a_need()
    builders.a_comment(need, "De ma main.", by=person)
    builders.a_follow(person, need)
    client.force_login(person)
    assert "Vous suivez 1 chose." in words(client.get(reverse("people:me")))
    data = client.get(reverse("people:data")).json()
    assert data["conversations"][0]["text"] == "De ma main."
    assert data["following"]["follows"][0]["target"] == f"needs.need:{need.pk}"
    assert data["journal"][0]["verb"] == "comment"
    assert mail.outbox == []
