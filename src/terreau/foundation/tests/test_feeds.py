from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from django.test import RequestFactory

from terreau.foundation.feeds import Entry, atom

if TYPE_CHECKING:
    from pytest_django import Settings

ATOM = {"a": "http://www.w3.org/2005/Atom"}
DAY = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


def test_a_feed_says_where_it_stands_and_what_changed(settings: Settings) -> None:
    settings.ADDRESS = "https://terreau.example"
    one = Entry("Un arrêt & un banc", "/besoins/1/", "<p>Ici</p>", "Léa", DAY, categories=["Mobilité"])
    two = Entry("Autre", "/besoins/2/", "", "Tom", DAY, DAY + dt.timedelta(days=1), uid="/journal/#ligne-2")
    request = RequestFactory().get("/besoins/flux/")
    answer = atom(request, title="Besoins", page="/besoins/", query="theme=eau", entries=[one, two])
    feed = ET.fromstring(answer.content)  # noqa: S314 - what we wrote ourselves
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    links = {link.get("rel", ""): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links["alternate"] == "https://terreau.example/besoins/?theme=eau"
    assert links["self"] == "https://terreau.example/besoins/flux/?theme=eau"
    first, second = feed.findall("a:entry", ATOM)
    assert first.findtext("a:title", "", ATOM) == "Un arrêt & un banc"
    assert first.findtext("a:id", "", ATOM) == "https://terreau.example/besoins/1/"
    assert first.findtext("a:updated", "", ATOM) == first.findtext("a:published", "", ATOM)
    assert second.findtext("a:id", "", ATOM) == "https://terreau.example/journal/#ligne-2"
    assert second.findtext("a:updated", "", ATOM).startswith("2026-11-24")
