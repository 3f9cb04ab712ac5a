"""What a site says of a file is believed only as far as it can be kept, shown and said back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from terreau.catalogue.addressed_names import is_page
from terreau.catalogue.models import Outcome
from terreau.catalogue.tests.addressed import PATH, again, brought_from, published_from, table_of
from terreau.catalogue.tests.files import DIRTY
from terreau.people.tests.builders import a_person

if TYPE_CHECKING:
    from terreau.foundation.tests.test_outgoing import Handler, Site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("attachment; filename*=aucun-tel-jeu''a.csv", "a.csv"),
        ("attachment; filename*=idna''%C3%A9.csv", "n.csv"),
        ("attachment; filename*=raw_unicode_escape''%5Cud800.csv", "?.csv"),
        ("attachment; filename*=UTF-8''a%00b%0Ac.csv", "a b c.csv"),
        ("attachment; filename*x*=b", "n.csv"),
        ('attachment; filename="' + "é" * 900 + '.csv"', "é" * 156 + ".csv"),
    ],
    ids=[
        "no such charset",
        "a charset for hosts",
        "half a surrogate pair",
        "control letters",
        "no part",
        "far too long",
    ],
)
def test_a_name_that_cannot_be_kept_is_made_one_that_can(site: Site, said: str, name: str) -> None:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        handler.wfile.flush()
        handler._headers_buffer.append(  # type: ignore[attr-defined]  # send_header writes Latin-1 only
            f"Content-Disposition: {said}\r\n".encode()
        )
        handler.send_header("Content-Length", str(len(DIRTY)))
        handler.end_headers()
        handler.wfile.write(DIRTY)

    site.handler.answering["/n.csv"] = answer
    fetch = brought_from(site, a_person(), path="/n.csv")
    assert fetch.outcome == Outcome.WAITS, fetch.failure
    assert fetch.version
    assert fetch.version.file_name == name


@pytest.mark.parametrize("tag", ['"été"', '"' + "a" * 400 + '"'], ids=["letters", "too long"])
def test_a_mark_that_cannot_be_said_back_is_not_kept(site: Site, tag: str) -> None:
    heard: list[Any] = []

    def answer(handler: Handler) -> None:
        heard.append(handler.headers.get("If-None-Match"))
        handler.answer(DIRTY, ETag=tag)

    site.handler.answering[PATH] = answer
    dataset = published_from(site)
    assert table_of(dataset).etag == ""
    assert again(dataset).outcome == Outcome.SAME
    assert heard == [None, None]


def test_a_page_of_empty_comments_is_told_from_a_table_at_once() -> None:
    assert not is_page(b"<!---->" * 146)
    assert is_page(b"<!---->" * 100 + b"<html>")
    assert is_page(b"\xef\xbb\xbf <!-- a -->\n<!DOCTYPE html>")
    assert not is_page(b"a;b\n<html>;1\n")
