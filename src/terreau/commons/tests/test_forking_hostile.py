"""Archives made to harm: dates out of any calendar, names given twice, the same one brought at one time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from terreau.commons import actions
from terreau.commons.actions.forking import bringing
from terreau.commons.actions.forking.files import take_files
from terreau.commons.archive import File, Origin, Page, Revision
from terreau.commons.errors import RefusedArchiveError
from terreau.commons.models import Commons, Component, Inherited
from terreau.commons.queries import carrying
from terreau.commons.queries.prepared import prepared_of
from terreau.commons.tests.builders import a_commons
from terreau.commons.tests.test_forking import AWAY, hostile, nobody_answers
from terreau.needs.tests.builders import a_person
from terreau.participation import actions as doing
from terreau.participation.tests.builders import a_hidden
from terreau.participation.tests.pictures import a_png

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
__all__ = ["nobody_answers"]  # a fixture for every test here: nobody on the web is asked
#: The first and the last moments that can be written, where no other time zone can say them.
EDGES = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00")


@pytest.mark.parametrize("edge", EDGES)
def test_a_moment_at_the_edge_of_the_calendar_breaks_no_page(client: Client, edge: str) -> None:
    origin = Origin(AWAY, f"{AWAY}/communs/1/", "Four", "1", edge)
    pages = [Page("a", "Allumer", [Revision("1", "Du bois.", edge, "c1")])]
    there = actions.fork(hostile(origin=origin, lineage=(origin,), pages=pages), by=a_person("Ève")).commons
    assert there is not None
    at = there.get_absolute_url()
    for end in ("", "origine/", "pages/", "pages/allumer/"):
        assert client.get(f"{at}{end}").status_code == 200, end
    assert there.origin["taken_at"] != edge


@pytest.mark.parametrize("edge", EDGES)
def test_nor_does_one_that_was_kept_before_it_was_looked_at(client: Client, edge: str) -> None:
    commons = a_commons()
    commons.origin = {"instance": AWAY, "url": f"{AWAY}/communs/1/", "title": "Four", "taken_at": edge}
    commons.save()
    assert client.get(f"{commons.get_absolute_url()}origine/").status_code == 200


def test_things_that_an_archive_names_alike_come_in_once_each_without_a_fault() -> None:
    def file(words: bytes) -> File:
        return File("a.csv", lambda: iter([words]), "text/csv", licence="etalab-2.0", id="même")

    sections = {
        "regles": [{"light": light, "text": "x", "id": "même"} for light in ("conflits", "veille")],
        "composants": [{"title": title, "id": "même"} for title in ("Porte", "Sole")],
        "decisions": [{"question": "a", "id": "même"}, {"question": "b", "id": "même"}],
    }
    files = [file(b"a,b\n1,2\n"), file(b"a,b\n3,4\n")]
    there = actions.fork(hostile(sections=sections, files=files), by=a_person("Ève")).commons
    assert Component.objects.filter(commons=there).count() == 2
    kept = Inherited.objects.filter(commons=there, origin="même")
    assert kept.values("sort").distinct().count() == kept.count()


def test_an_archive_confirmed_twice_at_the_same_time_is_one_commons(monkeypatch: pytest.MonkeyPatch) -> None:
    archive, someone = hostile(), a_person("Ève")
    first: list[bringing.Forked] = []
    take = take_files

    def meanwhile(*given: Any) -> Any:
        monkeypatch.setattr(bringing, "take_files", take)
        first.append(actions.fork(archive, by=someone))
        archive.seek(0)
        return take(*given)

    monkeypatch.setattr(bringing, "take_files", meanwhile)
    again = actions.fork(archive, by=someone)
    assert again.known
    assert again.commons == first[0].commons
    assert Commons.objects.filter(origin__instance=AWAY).count() == 1


def test_what_is_hidden_while_an_archive_is_written_keeps_it_from_being_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = a_person()
    commons = a_commons(by=person)
    page = actions.write_page(commons.pk, "Secret", "mot masqué", by=person)
    actions.ask_archive(commons.pk)
    write = carrying.write

    def hidden_meanwhile(*given: Any) -> None:
        write(*given)
        a_hidden(page)

    monkeypatch.setattr(carrying, "write", hidden_meanwhile)
    actions.make_archive(commons.pk)
    assert prepared_of(commons) is None


def test_an_archive_made_before_a_file_was_taken_off_is_not_given() -> None:
    person = a_person()
    commons = a_commons(by=person)
    sent = doing.Sent("four.png", a_png(), doing.Words("Le four ouvert", credit="Ali"))
    file = doing.attach(commons, sent, by=person)
    actions.ask_archive(commons.pk)
    actions.make_archive(commons.pk)
    assert prepared_of(commons) is not None
    doing.remove_file(file.pk, by=person, reason="Un visage")
    assert prepared_of(commons) is None


@pytest.mark.parametrize("written", ["{host}:80", "{upper}", "{host}.", "{host}/ailleurs"])
def test_an_archive_that_says_it_comes_from_here_in_other_letters_is_refused(
    settings: Any, written: str
) -> None:
    settings.ADDRESS = "http://ici.example"
    ours = f"http://{written.format(host='ici.example', upper='ICI.Example')}"
    origin = Origin(ours, f"{ours}/communs/1/", "Four", "1", "2026-01-01T00:00:00+01:00")
    with pytest.raises(RefusedArchiveError, match="n’est pas signée par cette instance"):
        actions.fork(hostile(origin=origin), by=a_person("Ève"))


def test_the_file_that_is_asked_for_is_not_said_to_be_optional(client: Client) -> None:
    client.force_login(a_person("Ève"))
    page = client.get("/communs/apporter/").content.decode()
    assert "(facultatif)" not in page
    late = client.post("/communs/apporter/", {"token": "rien"})
    assert late.status_code == 422
    assert "(facultatif)" not in late.content.decode()
    assert "Choisissez un fichier" in client.post("/communs/apporter/", {}).content.decode()
