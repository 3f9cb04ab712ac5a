"""The guarded client writes a body where it is told, without holding it in memory."""

from __future__ import annotations

import contextlib
import gzip
import io
import threading
from typing import TYPE_CHECKING

import pytest

from terreau.foundation.outgoing import Client, TooHeavyError, TooSlowError, UnreadableAnswerError
from terreau.foundation.tests.test_outgoing import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import Settings

    from terreau.foundation.tests.test_outgoing import Handler

BODY = b"a;b\n" * 60_000


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    with contextlib.closing(Site()) as made:
        settings.OUTGOING_ALLOW = (made.allowed,)
        yield made


def test_a_body_is_written_as_it_comes_and_how_far_it_is_said(site: Site) -> None:
    site.says("/t.csv", BODY, ETag='"1"')
    into, heard = io.BytesIO(), []
    answer = Client().save(site.at("/t.csv"), into, heard=lambda *now: heard.append(now))
    assert into.getvalue() == BODY
    assert (answer.content, answer.headers["ETag"]) == (b"", '"1"')
    assert heard[-1] == (len(BODY), len(BODY))
    assert len(heard) > 1


def test_what_was_compressed_on_the_way_is_written_plain_without_an_announced_size(site: Site) -> None:
    site.says("/t.csv", gzip.compress(BODY), Content_Encoding="gzip")
    into, heard = io.BytesIO(), []
    Client().save(site.at("/t.csv"), into, heard=lambda *now: heard.append(now))
    assert into.getvalue() == BODY
    assert heard[-1] == (len(BODY), 0)


@pytest.mark.parametrize("status", [203, 206, 304, 404, 500])
def test_only_a_whole_body_is_written(site: Site, status: int) -> None:
    site.says("/t.csv", b"" if status == 304 else BODY, status=status)
    into = io.BytesIO()
    assert Client().save(site.at("/t.csv"), into).status_code == status
    assert into.getvalue() == b""


def test_a_size_announced_past_the_cap_is_refused_before_a_byte(site: Site) -> None:
    site.says("/t.csv", BODY)
    into = io.BytesIO()
    with pytest.raises(TooHeavyError):
        Client(most_bytes=1_000).save(site.at("/t.csv"), into)
    assert into.getvalue() == b""


def test_a_body_that_swells_is_cut_at_the_cap(site: Site) -> None:
    site.says("/t.csv", gzip.compress(b"0" * 5_000_000), Content_Encoding="gzip")
    into = io.BytesIO()
    with pytest.raises(TooHeavyError):
        Client(most_bytes=100_000).save(site.at("/t.csv"), into)
    assert len(into.getvalue()) <= 100_000


def test_a_site_that_falls_silent_in_the_middle_is_left_before_the_end_of_the_time(site: Site) -> None:
    over = threading.Event()

    def silent(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"a;b\n")
        over.wait(20)

    site.handler.answering["/t.csv"] = silent
    try:
        with pytest.raises(TooSlowError):
            Client(seconds=600, silence=0.2).save(site.at("/t.csv"), io.BytesIO())
    finally:
        over.set()


def test_what_listens_may_end_the_exchange(site: Site) -> None:
    site.says("/t.csv", BODY)

    def enough(*_now: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Client().save(site.at("/t.csv"), io.BytesIO(), heard=enough)


def test_a_compressed_body_cut_in_the_middle_is_said_so_and_not_taken_for_the_whole(site: Site) -> None:
    whole = gzip.compress(BODY)

    def cut(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Encoding", "gzip")
        handler.end_headers()
        handler.wfile.write(whole[: len(whole) // 2])

    site.handler.answering["/t.csv"] = cut
    with pytest.raises(UnreadableAnswerError):
        Client().save(site.at("/t.csv"), io.BytesIO())


def test_letters_outside_ascii_in_a_header_hinder_nothing(site: Site) -> None:
    site.says("/t.csv", BODY, X_Nom="été")
    answer = Client().save(site.at("/t.csv"), io.BytesIO())
    assert answer.headers["X-Nom"] == "été"
