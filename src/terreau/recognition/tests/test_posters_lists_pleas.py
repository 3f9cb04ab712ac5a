"""Badges taken from a wall, given from a table, asked for."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from terreau.recognition import actions
from terreau.recognition.actions import Answer, Gift, batches
from terreau.recognition.actions.awarding import give
from terreau.recognition.errors import AlreadyAnsweredError, PosterEndedError, PosterFullError
from terreau.recognition.forms.batch import LIMITS, NAMES, review
from terreau.recognition.models import Award, AwardBatch, BatchLine, Plea, PleaState, Poster, Standing
from terreau.recognition.tests.people import a_badge, a_browser_of, a_person, a_signer

if TYPE_CHECKING:
    from terreau.people.models import User
    from terreau.recognition.models import Achievement

pytestmark = pytest.mark.django_db

TAKE = {"visibility": "link", "name": "Léa"}


def a_poster(signer: User, places: int = 2, days: int = 1) -> tuple[Poster, str]:
    ends = timezone.now() + dt.timedelta(days=days)
    return actions.put_up(a_badge(by=signer), by=signer, occasion="Atelier", ends_at=ends, places=places)


def test_whoever_is_there_takes_the_badge_of_a_poster_and_gets_a_code_to_keep() -> None:
    signer = a_signer()
    poster, code = a_poster(signer)
    assert code in a_browser_of(signer).get(f"/badges/affiches/{poster.pk}/").content.decode().replace(
        "-", ""
    )
    visitor = a_browser_of(None)
    there = visitor.post("/badges/reclamer/", {"code": code.lower()})
    assert there.headers["Location"] == f"/badges/prendre/{code}/"
    kept = visitor.post(there.headers["Location"], TAKE)
    assert re.fullmatch(r"/badges/garder/\w{12}/", kept.headers["Location"])
    assert "Notez ce code" in visitor.get(kept.headers["Location"]).content.decode()
    award = Award.objects.get()
    assert (award.standing, award.narrative) == (Standing.ACCEPTED, "Atelier")


def test_the_last_badge_of_a_poster_is_taken_once() -> None:
    poster, _code = a_poster(a_signer(), places=1)
    stale = Poster.objects.get(pk=poster.pk)
    actions.take(poster, Answer())
    with pytest.raises(PosterFullError):
        actions.take(stale, Answer())
    assert (Award.objects.count(), Poster.objects.get().taken) == (1, 1)


def test_an_account_takes_the_badge_of_a_poster_once() -> None:
    _poster, code = a_poster(a_signer(), places=5)
    person = a_person("Léa")
    for _time in range(2):
        a_browser_of(person).post(f"/badges/prendre/{code}/", TAKE)
    assert Award.objects.filter(recipient=person).count() == 1


def test_a_poster_ends() -> None:
    signer = a_signer()
    poster, code = a_poster(signer)
    actions.close_poster(poster, by=signer)
    with pytest.raises(PosterEndedError):
        actions.take(poster, Answer())
    assert "n’est plus valable" in a_browser_of(None).get(f"/badges/prendre/{code}/").content.decode()
    assert a_browser_of(None).post(f"/badges/prendre/{code}/", TAKE).status_code == 410


def send(signer: User, badge: Achievement, text: str) -> str:
    file = SimpleUploadedFile("personnes.csv", text.encode())
    answer = a_browser_of(signer).post(f"{badge.get_absolute_url()}attribuer/liste/", {"file": file})
    return str(answer.headers.get("Location") or answer.content.decode())


def test_a_table_is_looked_at_line_by_line_then_given() -> None:
    signer = a_signer()
    badge = a_badge(by=signer)
    rows = ["e-mail;nom", "a@b.fr;Ali", "pas une adresse;Bo", "a@b.fr;Cé", ";Sur papier", ";"]
    place = send(signer, badge, "\n".join(rows))
    browser = a_browser_of(signer)
    page = browser.get(place).content.decode()
    assert "Ce n’est pas une adresse e-mail." in page
    assert "Cette adresse est déjà à la ligne 2." in page
    assert Award.objects.count() == 0, "sending gives nothing"
    faults = browser.get(f"{place}refus.csv").content.decode()
    assert faults.count("\r\n") == 3
    browser.post(place)
    browser.post(place)
    assert sorted(Award.objects.values_list("recipient_name", flat=True)) == ["Ali", "Sur papier"]
    assert BatchLine.objects.count() == 0, "what was given is kept in the awards only"
    again = browser.get(send(signer, badge, "e-mail\na@b.fr\n")).content.decode()
    assert "Cette personne a déjà ce badge." in again


def test_a_table_of_somebody_else_is_not_there() -> None:
    signer, other = a_signer(), a_signer()
    place = send(signer, a_badge(by=signer), "nom\nAli\n")
    assert a_browser_of(other).get(place).status_code == 404
    assert a_browser_of(other).post(place).status_code == 404


@pytest.mark.parametrize("text", ["", "n’importe quoi\n1\n", "nom\n" + "x" * 3_000, "\x00\x01"])
def test_a_file_that_is_no_table_is_refused_in_a_sentence(text: str) -> None:
    signer = a_signer()
    said = send(signer, a_badge(by=signer), text)
    assert 'class="error"' in said
    assert AwardBatch.objects.count() == 0


def test_a_table_of_a_hundred_thousand_lines_with_one_in_a_hundred_wrong_is_sorted() -> None:
    from terreau.needs.batches import read

    rows = (
        f"p{n}@exemple.fr;Personne {n}" if n % 100 else f"faux{n};Personne {n}" for n in range(1, 100_001)
    )
    reading = review(read("\n".join(["e-mail;nom", *rows]).encode(), NAMES, limits=LIMITS), a_badge())
    assert (len(reading.lines), len(reading.faults)) == (99_000, 1_000)
    assert reading.faults[0][:2] == [101, "e-mail"]


def test_a_list_stopped_midway_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "PIECE", 2)
    signer = a_signer()
    badge = a_badge(by=signer)
    lines = [BatchLine(number=n, name=f"P{n}") for n in range(5)]
    batch = actions.keep_batch(badge, lines, [], "liste.csv", by=signer)
    calls: list[int] = []

    def killed(*args: Any, **more: Any) -> list[Award]:
        calls.append(1)
        made = give(*args, **more)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return made

    monkeypatch.setattr("terreau.recognition.actions.batches.give", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.confirm_batch(batch.pk, by=signer)
    assert Award.objects.count() == 2, "the piece under way is not half given"
    actions.confirm_batch(batch.pk, by=signer)
    assert sorted(Award.objects.values_list("recipient_name", flat=True)) == [f"P{n}" for n in range(5)]
    batch.refresh_from_db()
    assert (batch.done, batch.ended_at is not None) == (5, True)


def test_a_badge_is_asked_for_and_given_for_what_was_told() -> None:
    signer, person = a_signer(), a_person("Léa")
    badge = a_badge(by=signer)
    asking = a_browser_of(person)
    asking.post(f"{badge.get_absolute_url()}demander/", {"story": "J’ai réparé trois vélos."})
    twice = asking.post(f"{badge.get_absolute_url()}demander/", {"story": "Encore."})
    assert "déjà demandé" in twice.content.decode()
    plea = Plea.objects.get()
    assert f"/badges/demandes/{plea.pk}/" in a_browser_of(signer).get("/mon-espace/").content.decode()
    assert a_browser_of(person).get(f"/badges/demandes/{plea.pk}/").status_code == 403
    a_browser_of(signer).post(f"/badges/demandes/{plea.pk}/", {"reason": "Vu à l’atelier.", "reponse": "oui"})
    award = Award.objects.get()
    assert (award.recipient, award.narrative) == (person, "J’ai réparé trois vélos.")
    plea.refresh_from_db()
    assert (plea.state, plea.reason) == (PleaState.GRANTED, "Vu à l’atelier.")
    with pytest.raises(AlreadyAnsweredError):
        actions.decline(plea, by=signer, reason="Non.")


def test_a_refused_request_is_told_with_its_reason_to_who_asked_only() -> None:
    signer, person = a_signer(), a_person("Léa")
    badge = a_badge(by=signer)
    plea = actions.plead(badge, by=person, story="J’ai réparé un vélo.")
    a_browser_of(signer).post(f"/badges/demandes/{plea.pk}/", {"reason": "Encore deux.", "reponse": "non"})
    assert "Encore deux." in a_browser_of(person).get("/mon-espace/").content.decode()
    assert "Encore deux." not in a_browser_of(None).get(badge.get_absolute_url()).content.decode()


def test_a_long_list_leaves_others_the_time_to_write_between_two_pieces(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(batches, "PIECE", 2)
    monkeypatch.setattr(batches, "AT_ONCE", 2)
    monkeypatch.setattr("time.sleep", pauses.append)
    signer = a_signer()
    lines = [BatchLine(number=n, name=f"P{n}") for n in range(5)]
    batch = actions.keep_batch(a_badge(by=signer), lines, [], "liste.csv", by=signer)
    actions.confirm_batch(batch.pk, by=signer)
    assert actions.run_batch(batch.pk) == 5
    assert pauses == ([batches.PAUSE] * 2 if connection.vendor == "sqlite" else [])
    assert batches.PAUSE > 0.1, "the longest pause of a writer that waits for SQLite"


def test_who_got_the_badge_since_the_list_was_read_is_passed_over_and_told() -> None:
    signer = a_signer()
    badge = a_badge(by=signer)
    lines = [BatchLine(number=n + 2, email=f"p{n}@exemple.fr") for n in range(3)]
    batch = actions.keep_batch(badge, lines, [], "liste.csv", by=signer)
    actions.award(badge, [Gift(email="P1@exemple.fr")], by=signer)
    actions.confirm_batch(batch.pk, by=signer)
    batch.refresh_from_db()
    assert Award.objects.count() == 3
    assert (batch.done, batch.faults) == (3, [[3, "e-mail", "Cette personne a déjà ce badge."]])


def test_a_list_whose_keeping_was_cut_short_gives_nothing() -> None:
    signer = a_signer()
    batch = actions.keep_batch(a_badge(by=signer), [BatchLine(number=2, name="Léa")], [], "l.csv", by=signer)
    AwardBatch.objects.update(total=0)
    assert a_browser_of(signer).post(f"/badges/liste/{batch.pk}/").status_code == 404
    assert actions.run_batch(batch.pk) == 0
    assert Award.objects.count() == 0
