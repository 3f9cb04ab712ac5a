"""What is read of a message: the words of the person, or a refusal by name, whatever the bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terreau.participation.replies import (
    AutomaticError,
    NoWordsError,
    ReplyError,
    UnreadableError,
    read,
    sender_of,
)
from terreau.participation.replies.quoting import without_quotes

MARK = "— ici —"
HEAD = b"From: Nadia <Nadia@Exemple.org>\r\nMessage-ID: <1@x>\r\n"

MANY = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 200
DEEP = b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(3_000))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Oui.", "Oui."),
        ("Oui.\n\n-- \nNadia\n06 00 00 00 00", "Oui."),
        ("Oui.\n\nLe lun. 23 nov. 2026 à 10:12, T <t@x.fr> a écrit :\n> avant\n> encore", "Oui."),
        ("Oui.\n\nLe lun. 23 nov. 2026 à 10:12,\nT <t@x.fr> a écrit :\n> avant", "Oui."),
        ("Yes.\n\nOn Mon, 23 Nov 2026, T <t@x.fr> wrote:\n> before", "Yes."),
        ("Oui.\n-----Message d’origine-----\nDe : T <t@x.fr>\nAvant", "Oui."),
        ("Oui.\n________________________________\nDe : T\nAvant", "Oui."),
        ("Oui.\nDe : T <t@x.fr>\nEnvoyé : lundi\nAvant", "Oui."),
        (f"Oui.\n{MARK}\nAvant", "Oui."),
        (f"Oui.\n> {MARK}\n> Avant\nAprès", "Oui."),
        ("> Qui vient ?\nMoi.\n> Quand ?\nDemain.", "Moi.\nDemain."),
        ("Le bus est tard. Personne n’a écrit :\nvoilà.", "Le bus est tard. Personne n’a écrit :\nvoilà."),
        ("De : la gare à la mairie, à pied.", "De : la gare à la mairie, à pied."),
        ("> tout\n>> est\n> cité", ""),
        ("\r\n\u00a0\r\n", ""),
    ],
)
def test_what_is_quoted_goes_and_what_was_written_stays(text: str, left: str) -> None:
    assert without_quotes(text, MARK) == left


def test_the_plain_part_alone_is_read() -> None:
    content = HEAD + (
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n"
        b"--c\r\nContent-Type: text/html\r\n\r\n<p>Non</p>\r\n"
        b"--c\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\nD=E9j=E0.\r\n--c--\r\n"
        b"--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=x.txt\r\n\r\n"
        b"Secret\r\n--b--\r\n"
    )
    reply = read(content)
    assert (reply.sender, reply.message_id, reply.words) == ("nadia@exemple.org", "<1@x>", "Déjà.")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", UnreadableError),
        (b"\x00" * 100, UnreadableError),
        (b"Subject: x\r\n\r\nSans nom.", UnreadableError),
        (b"From: a@x.org\r\nFrom: b@x.org\r\n\r\nDeux.", UnreadableError),
        (b"From: a@x.org, b@x.org\r\n\r\nDeux.", UnreadableError),
        (HEAD + b"Content-Type: text/plain; charset=klingon\r\n\r\nOui.", ReplyError),
        (HEAD + b"Content-Type: text/html\r\n\r\n<p>Oui</p>", NoWordsError),
        (HEAD + b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%", NoWordsError),
        (HEAD + b"Content-Type: multipart/report\r\n\r\nOui.", AutomaticError),
        (HEAD + MANY, UnreadableError),
        (HEAD + DEEP, ReplyError),
    ],
)  # fmt: skip
def test_what_is_no_letter_of_a_person_is_refused_by_name(content: bytes, fault: type[ReplyError]) -> None:
    with pytest.raises(fault):
        read(content)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400) | st.binary(max_size=300).map(lambda tail: HEAD + tail))
def test_any_bytes_are_read_or_refused_by_name(content: bytes) -> None:
    for look in (read, sender_of):
        try:
            look(content)
        except ReplyError:
            continue


def test_lines_made_to_hurt_are_read_in_no_time() -> None:
    text = ("le " + "a écri" * 2_000 + "\n") * 50
    assert without_quotes(text, MARK)
