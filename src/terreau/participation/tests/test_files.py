"""Photographs and files attached to a thing: kept once, described, taken away."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path
from threading import Barrier, Thread
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from terreau.foundation.errors import NotAllowedError, TooManyRequestsError
from terreau.foundation.slots import hidden_among
from terreau.participation import actions, store
from terreau.participation.actions.files import PACE
from terreau.participation.errors import ReasonNeededError, SentKeyTakenError
from terreau.participation.file_errors import (
    AlreadyAttachedError,
    ChangedFileError,
    DayFullError,
    FileTooLargeError,
    MacrosInsideError,
    MisnamedFileError,
    NoFileError,
    NotDescribedError,
    NotOpenToFilesError,
    NotTakenFileError,
    PictureTooLargeError,
    TooManyFilesError,
    UnknownFileError,
    UnreadablePictureError,
)
from terreau.participation.models import Attachment, Content, JournalLine, Rendition, SentBytes
from terreau.participation.queries import files
from terreau.participation.tests import builders, pictures
from terreau.participation.tests.file_builders import a_file, sent
from terreau.people.actions import delete_account

if TYPE_CHECKING:
    from pytest_django import Settings

    from terreau.foundation.errors import TerreauError

pytestmark = pytest.mark.django_db


def on_the_disk() -> list[Path]:
    return sorted(Path(settings.MEDIA_ROOT).glob("??/*"))


def grown_old(*paths: Path) -> None:
    then = time.time() - 2 * store.LEFT_SECONDS
    for path in paths:
        os.utime(path, (then, then))


def last_verb() -> str:
    return JournalLine.objects.order_by("-number").values_list("verb", flat=True)[0]


def test_a_photograph_stands_with_its_words_and_the_journal_says_so() -> None:
    need, person = builders.a_need(), builders.a_person("Nadia")
    attachment = a_file(need, by=person)
    shown = files.file_of(files.standing(need)[0])
    assert (shown.pk, shown.who, shown.description) == (attachment.pk, "Nadia", "Un arrêt sans abri.")
    assert shown.licence is not None
    assert shown.licence.spdx == "etalab-2.0"
    assert last_verb() == "attach-picture"
    a_file(need, pictures.PDF, "plan.pdf")
    assert last_verb() == "attach-file"


def test_what_is_sent_is_not_what_is_kept_and_each_file_is_named_by_its_bytes() -> None:
    from hashlib import sha256

    sent = pictures.a_photograph_with_its_place()
    a_file(builders.a_need(), sent)
    found = on_the_disk()
    assert len(found) == 2
    for path in found:
        assert path.stem == sha256(path.read_bytes()).hexdigest()
        assert b"Secrete" not in path.read_bytes()
    assert Content.objects.get().source == sha256(sent).hexdigest()


def test_the_same_photograph_on_two_pages_is_kept_once() -> None:
    sent = pictures.a_jpeg()
    one, two = (a_file(builders.a_need(), sent) for _each in range(2))
    assert one.content == two.content
    assert Content.objects.count() == 1
    assert len(on_the_disk()) == Rendition.objects.count() == 2


def test_the_same_photograph_twice_on_one_page_is_refused() -> None:
    need = builders.a_need()
    a_file(need, pictures.a_jpeg())
    with pytest.raises(AlreadyAttachedError):
        a_file(need, pictures.a_jpeg())


def test_a_form_sent_twice_is_one_file() -> None:
    need, person, key = builders.a_need(), builders.a_person(), uuid4()
    assert a_file(need, by=person, key=key) == a_file(need, by=person, key=key)
    with pytest.raises(SentKeyTakenError):
        a_file(need, key=key)
    assert Attachment.objects.count() == 1


REFUSED: list[tuple[bytes, str, type[TerreauError]]] = [
    (b"", "photo.jpg", NoFileError),
    (pictures.a_header_only_png(10_000, 10_000), "photo.png", PictureTooLargeError),
    (pictures.a_jpeg()[:700], "photo.jpg", UnreadablePictureError),
    (pictures.a_jpeg(), "photo.html", MisnamedFileError),
    (pictures.a_gif_that_is_also_a_page(), "page.html", MisnamedFileError),
    (pictures.a_jpeg(), "photo.pdf", MisnamedFileError),
    (pictures.PDF, "photo.jpg", MisnamedFileError),
    (pictures.SVG, "dessin.svg", NotTakenFileError),
    (pictures.SVG, "dessin.png", MisnamedFileError),
    (b"<html>", "page.html", NotTakenFileError),
    (pictures.PDF, "plan.pdf.exe", NotTakenFileError),
    (pictures.a_docx(**{"word/vbaProject.bin": b"x"}), "lettre.docx", MacrosInsideError),
]


@pytest.mark.parametrize(
    ("sent", "name", "error"), REFUSED, ids=[f"{row[1]}-{row[2].code}" for row in REFUSED]
)
def test_what_is_refused_leaves_nothing_behind(sent: bytes, name: str, error: type[TerreauError]) -> None:
    with pytest.raises(error) as refused:
        a_file(builders.a_need(), sent, name)
    assert str(refused.value)
    assert "…" not in f"{refused.value} {refused.value.advice}"
    assert not Attachment.objects.exists()
    assert on_the_disk() == []


def test_a_file_heavier_than_the_service_takes_is_refused(settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    with pytest.raises(FileTooLargeError):
        a_file(builders.a_need(), b"a" * 101, "a.txt")


def test_a_page_holds_so_many_files_and_a_person_sends_so_much_in_a_day(settings: Settings) -> None:
    need, person = builders.a_need(), builders.a_person()
    settings.MOST_FILES = 1
    a_file(need, b"un", "un.txt", by=person)
    with pytest.raises(TooManyFilesError):
        a_file(need, b"deux", "deux.txt")
    settings.MOST_BYTES_A_DAY = 10
    with pytest.raises(DayFullError):
        a_file(builders.a_need(), b"trop pour aujourd'hui", "trois.txt", by=person)
    assert SentBytes.objects.get(user=person).bytes == 2


def test_taking_files_away_gives_no_room_back_for_today(settings: Settings) -> None:
    need, person = builders.a_need(), builders.a_person()
    settings.MOST_BYTES_A_DAY = 10
    sent = a_file(need, b"sept...", "un.txt", by=person)
    actions.remove_file(sent.pk, by=person, reason="Erreur.")
    with pytest.raises(DayFullError):
        a_file(need, b"cinq.", "deux.txt", by=person)


def test_one_person_cannot_flood_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert PACE.endswith("/m")
    monkeypatch.setattr("terreau.participation.actions.files.PACE", "3/d")  # no turn of a minute on the way
    need, person = builders.a_need(), builders.a_person()
    for number in range(3):
        a_file(need, f"{number}".encode(), "un.txt", by=person)
    with pytest.raises(TooManyRequestsError):
        a_file(need, b"encore", "un.txt", by=person)
    a_file(need, b"encore", "un.txt")


def test_a_file_without_a_description_is_refused() -> None:
    with pytest.raises(NotDescribedError):
        a_file(builders.a_need(), description=" \x00 ")


def test_nothing_is_attached_to_a_file_nor_to_what_is_closed() -> None:
    first = a_file(builders.a_need())
    with pytest.raises(NotOpenToFilesError):
        actions.attach(first, sent(), by=builders.a_person())


def test_only_a_mediator_attaches_for_someone_and_is_not_named() -> None:
    need = builders.a_need()
    with pytest.raises(NotAllowedError):
        a_file(need, for_someone=True)
    attachment = a_file(need, by=builders.a_mediator("Leïla"), for_someone=True)
    assert "Leïla" not in files.file_of(attachment).who


def test_a_description_made_better_keeps_the_words_before() -> None:
    person = builders.a_person()
    attachment = a_file(builders.a_need(), by=person)
    better = actions.Words("Un arrêt sans abri, de nuit.", "Les Granges", "Moussa", "CC0-1.0")
    actions.describe(attachment.pk, better, by=builders.a_steward(), version=1)
    assert last_verb() == "describe-file"
    told = list(attachment.history.order_by("-history_id").values_list("description", flat=True))
    assert told == ["Un arrêt sans abri, de nuit.", "Un arrêt sans abri."]
    with pytest.raises(ChangedFileError):
        actions.describe(attachment.pk, better, by=person, version=1)
    with pytest.raises(NotAllowedError):
        actions.describe(attachment.pk, better, by=builders.a_person(), version=2)


def test_who_attached_for_someone_is_not_named_in_the_history_either() -> None:
    from terreau.participation.editables import editable_named

    mediator = builders.a_mediator("Leïla")
    attachment = a_file(builders.a_need(), by=mediator, for_someone=True)
    steward = builders.a_steward("Ségolène")
    actions.describe(attachment.pk, actions.Words("Mieux dit."), by=steward, version=1)
    credit = editable_named("fichier").credit
    last, first = attachment.history.order_by("-history_id")
    assert credit(last) == "Ségolène"
    assert "Leïla" not in credit(first)


def test_words_that_did_not_change_make_no_version() -> None:
    person = builders.a_person()
    attachment = a_file(builders.a_need(), by=person)
    actions.describe(attachment.pk, actions.Words("Un arrêt sans abri."), by=person, version=1)
    assert attachment.history.count() == 1


def test_a_file_taken_away_leaves_with_its_words_and_the_journal_says_why() -> None:
    person = builders.a_person()
    need = builders.a_need()
    attachment = a_file(need, by=person)
    with pytest.raises(NotAllowedError):
        actions.remove_file(attachment.pk, by=builders.a_person(), reason="Non.")
    with pytest.raises(ReasonNeededError):
        actions.remove_file(attachment.pk, by=person, reason="  ")
    actions.remove_file(attachment.pk, by=builders.a_steward(), reason="On y reconnaît un enfant.")
    line = JournalLine.objects.order_by("-number")[0]
    assert (line.verb, line.reason) == ("remove-file", "On y reconnaît un enfant.")
    assert files.standing(need) == []
    assert not Attachment.history.exists()
    with pytest.raises(UnknownFileError):
        actions.remove_file(attachment.pk, by=person, reason="Encore.")


def test_the_clock_deletes_what_nothing_shows_and_keeps_the_rest() -> None:
    person, sent = builders.a_person(), pictures.a_jpeg(colour="red")
    kept = a_file(builders.a_need(), pictures.a_jpeg())
    shared = a_file(builders.a_need(), sent, by=person)
    gone = a_file(builders.a_need(), sent, by=person)
    actions.remove_file(gone.pk, by=person, reason="Doublon.")
    assert actions.forget_unused_files()["contents"] == 0
    actions.remove_file(shared.pk, by=person, reason="Floue.")
    assert actions.forget_unused_files() == {"contents": 1, "files": 0, "volumes": 0}
    assert len(on_the_disk()) == 4  # a backup may be copying them
    grown_old(*on_the_disk())
    assert actions.forget_unused_files() == {"contents": 0, "files": 2, "volumes": 0}
    assert len(on_the_disk()) == 2
    assert Content.objects.get() == kept.content


def test_the_clock_deletes_what_a_crash_left_half_written_and_not_what_is_being_written() -> None:
    folder = Path(settings.MEDIA_ROOT) / ".incoming"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "now").write_bytes(b"x")
    (folder / "long-ago").write_bytes(b"x")
    grown_old(folder / "long-ago")
    store.sweep(lambda _digest: True)
    assert [path.name for path in folder.iterdir()] == ["now"]


def test_a_photograph_sent_again_while_it_leaves_is_there_to_stay() -> None:
    sent = pictures.a_jpeg()
    person = builders.a_person()
    first = a_file(builders.a_need(), sent, by=person)
    actions.remove_file(first.pk, by=person, reason="Erreur.")
    actions.forget_unused_files()
    grown_old(*on_the_disk())
    a_file(builders.a_need(), sent, by=person)
    actions.forget_unused_files()
    assert len(on_the_disk()) == 2


def test_volumes_of_days_gone_are_forgotten() -> None:
    import datetime as dt

    from django.utils import timezone

    before = timezone.localdate() - dt.timedelta(days=3)
    SentBytes.objects.create(user=builders.a_person(), day=before, bytes=5)
    assert actions.forget_unused_files()["volumes"] == 1


def test_a_full_disk_leaves_neither_row_nor_half_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        a_file(builders.a_need())
    assert not Attachment.objects.exists()
    assert not Content.objects.exists()
    assert on_the_disk() == []
    assert list((Path(settings.MEDIA_ROOT) / ".incoming").iterdir()) == []


def test_a_hidden_file_is_not_shown_nor_given(monkeypatch: pytest.MonkeyPatch) -> None:
    need = builders.a_need()
    attachment = a_file(need)
    name = files.file_of(attachment).download.rpartition("/")[2]
    assert files.given(attachment.pk, name).path.exists()
    for kind, key in (("participation.attachment", attachment.pk), ("needs.need", need.pk)):
        hide = {kind: {str(key)}}
        monkeypatch.setattr(
            hidden_among, "_offers", [(1, "x", lambda k, keys, h=hide: h.get(k, set()) & set(keys))]
        )
        with pytest.raises(UnknownFileError):
            files.given(attachment.pk, name)
        with pytest.raises(UnknownFileError):
            files.file(attachment.pk)
    monkeypatch.setattr(hidden_among, "_offers", [(1, "x", lambda _kind, keys: set(keys))])
    assert files.standing(need) == []


def test_an_account_that_goes_leaves_its_files_without_its_name() -> None:
    person, need = builders.a_person("Nadia"), builders.a_need()
    attachment = a_file(need, by=person)
    actions.describe(attachment.pk, actions.Words("Mieux dit."), by=person, version=1)
    delete_account(person)
    assert files.file_of(files.standing(need)[0]).who == "Une personne dont le compte n’existe plus"
    assert set(Attachment.history.values_list("author_id", "history_user_id")) == {(None, None)}
    assert not SentBytes.objects.exists()


def test_many_files_cost_no_more_queries(django_assert_max_num_queries: object) -> None:
    need = builders.a_need()
    for number in range(6):
        a_file(need, f"{number}".encode(), "un.txt")
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        assert len(files.shown(files.standing(need))) == 6


@pytest.mark.django_db(transaction=True)
def test_the_same_photograph_sent_by_many_at_once_is_kept_once_and_none_is_lost() -> None:
    people, sent = [builders.a_person() for _each in range(4)], pictures.a_jpeg()
    needs, start = [builders.a_need() for _each in people], Barrier(4)

    def send(number: int) -> None:
        start.wait()
        a_file(needs[number], sent, by=people[number])
        connection.close()

    threads = [Thread(target=send, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Content.objects.count() == 1
    assert Attachment.objects.count() == 4
    assert len(on_the_disk()) == Rendition.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_the_very_same_time_is_one_file() -> None:
    need, person, key = builders.a_need(), builders.a_person(), uuid4()
    start, got = Barrier(2), []

    def send() -> None:
        start.wait()
        got.append(a_file(need, by=person, key=key).pk)
        connection.close()

    threads = [Thread(target=send) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 2
    assert len(set(got)) == 1
