"""A MediaWiki brought into a commons with its history: tried first, all or nothing, once."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from terreau.commons.actions import import_wiki, write_page
from terreau.commons.mediawiki import DumpRefused
from terreau.commons.models import LONGEST_PAGE, WikiPage
from terreau.commons.tests.builders import a_commons
from terreau.participation.models import JournalLine
from terreau.people.tests.builders import a_person

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def a_revision(text: str, who: str = "<username>Nadia</username>", day: int = 1) -> str:
    return (
        f"<revision><timestamp>2021-03-{day:02}T10:00:00Z</timestamp><contributor>{who}</contributor>"
        f"<comment>relu</comment><model>wikitext</model><text>{text}</text></revision>"
    )


def a_page(title: str, *revisions: str, namespace: int = 0, more: str = "") -> str:
    return f"<page><title>{title}</title><ns>{namespace}</ns>{more}{''.join(revisions)}</page>"


def an_export(*pages: str) -> io.BytesIO:
    return io.BytesIO(
        f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/">{"".join(pages)}</mediawiki>'.encode()
    )


TWO = (
    a_page(
        "Monter le bac",
        a_revision("Quatre palettes."),
        a_revision("== Avec quoi ==\n'''Quatre''' palettes, voir [[Remplir]].", day=5),
        a_revision("Quatre palettes.\n", "<ip>192.0.2.7</ip>", day=9),
    ),
    a_page("Remplir", a_revision("Une couche de feuilles.")),
)


def test_pages_come_with_every_version_its_date_and_who_wrote_it() -> None:
    commons = a_commons()
    brought = import_wiki(commons.pk, an_export(*TWO))
    assert (brought.made, brought.versions) == (["Monter le bac", "Remplir"], 4)
    versions = list(WikiPage.objects.get(slug="monter-le-bac").history.order_by("version"))
    assert [(one.written_as, one.history_date.day) for one in versions] == [
        ("Nadia", 1),
        ("Nadia", 5),
        ("anonyme", 9),
    ]
    assert "**Quatre** palettes" in versions[1].text
    assert versions[1].history_change_reason == "relu"


def test_an_address_of_the_network_is_kept_nowhere() -> None:
    import_wiki(a_commons().pk, an_export(*TWO))
    assert "192.0.2.7" not in str(list(WikiPage.history.values()))


def test_a_trial_keeps_nothing_and_says_everything() -> None:
    brought = import_wiki(a_commons().pk, an_export(*TWO), dry_run=True)
    assert (len(brought.made), WikiPage.objects.count(), WikiPage.history.count()) == (2, 0, 0)


def test_an_export_given_twice_comes_once_and_what_is_written_here_stays() -> None:
    commons, author = a_commons(), a_person()
    write_page(commons.pk, "Remplir", "Notre façon.", by=author)
    import_wiki(commons.pk, an_export(*TWO))
    again = import_wiki(commons.pk, an_export(*TWO))
    assert (again.made, again.there) == ([], ["Monter le bac", "Remplir"])
    assert WikiPage.objects.get(slug="remplir").text == "Notre façon."


def test_what_is_no_article_or_cannot_be_kept_whole_is_left_and_said() -> None:
    long = "mot " * (LONGEST_PAGE // 4 + 1)
    brought = import_wiki(
        a_commons().pk,
        an_export(
            a_page("Discussion:Bac", a_revision("Bonjour"), namespace=1),
            a_page("Bacs", a_revision("#REDIRECT [[Bac]]"), more='<redirect title="Bac" />'),
            a_page("Roman", a_revision("court"), a_revision(long, day=2)),
            a_page("!!!", a_revision("rien")),
        ),
    )
    assert (brought.made, len(brought.left)) == ([], 4)
    assert (WikiPage.objects.count(), WikiPage.history.count()) == (0, 0)


def test_an_export_cut_in_the_middle_brings_nothing() -> None:
    whole = an_export(*TWO).getvalue()
    lines = JournalLine.objects.count()
    commons = a_commons()
    before = JournalLine.objects.count() - lines
    with pytest.raises(DumpRefused):
        import_wiki(commons.pk, io.BytesIO(whole[:-60]))
    assert WikiPage.objects.count() == 0
    assert JournalLine.objects.count() - lines == before


def test_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE m [<!ENTITY a "aaaa">]><mediawiki><page><title>&a;</title></page></mediawiki>'
    with pytest.raises(DumpRefused):
        import_wiki(a_commons().pk, io.BytesIO(bomb))


def test_its_pages_are_read_found_and_credited(client: Client) -> None:
    commons = a_commons()
    import_wiki(commons.pk, an_export(*TWO))
    page = WikiPage.objects.get(slug="monter-le-bac")
    assert "Quatre palettes" in client.get(page.get_absolute_url()).content.decode()
    assert "Monter le bac" in client.get("/recherche/?mots=palettes").content.decode()
    assert JournalLine.objects.filter(verb="bring-in").count() == 1
