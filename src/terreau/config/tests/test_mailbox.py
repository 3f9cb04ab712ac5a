"""The local mailbox of a demonstration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.mail import EmailMessage, get_connection

from terreau.config.mailbox import letters

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django import Settings


@pytest.fixture
def box(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA = tmp_path
    settings.DEMO = True
    return tmp_path / "mailbox"


def write(box: Path, subject: str, text: str) -> None:
    connection = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(box))
    EmailMessage(subject, text, "terreau@localhost", ["camille@exemple.fr"], connection=connection).send()


def test_messages_are_listed_newest_first(box: Path) -> None:
    for number in ("premier", "deuxième", "troisième"):
        write(box, number, "Bonjour")
    assert [letter.subject for letter in letters(box)] == ["troisième", "deuxième", "premier"]
    assert letters(box)[0].to == "camille@exemple.fr"


def test_several_messages_of_one_connection_are_all_there(box: Path) -> None:
    connection = get_connection("django.core.mail.backends.filebased.EmailBackend", file_path=str(box))
    connection.send_messages([EmailMessage(word, "é", "a@b.fr", ["c@d.fr"]) for word in ("un", "deux")])
    assert [(letter.subject, letter.text) for letter in letters(box)] == [("deux", "é"), ("un", "é")]


@pytest.mark.django_db
def test_the_page_shows_the_code_and_escapes_what_was_written(box: Path, client: Client) -> None:
    write(box, "Votre code", "Le code : ABC-123\n<script>alert(1)</script>")
    page = client.get("/boite-aux-lettres/").content.decode()
    assert "ABC-123" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.django_db
def test_an_empty_mailbox_says_how_a_message_arrives(box: Path, client: Client) -> None:
    assert not box.exists()
    assert "Aucun message encore" in client.get("/boite-aux-lettres/").content.decode()


@pytest.mark.django_db
def test_outside_a_demonstration_there_is_no_such_page(
    tmp_path: Path, settings: Settings, client: Client
) -> None:
    settings.DATA = tmp_path
    write(tmp_path / "mailbox", "Votre code", "ABC-123")
    assert client.get("/boite-aux-lettres/").status_code == 404
