"""A commons carried away and brought in elsewhere: all of it, its authors credited, nothing private."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from terreau.commons import actions
from terreau.commons.archive import open_archive, write_archive
from terreau.commons.errors import RefusedArchiveError
from terreau.commons.formats import public_sets
from terreau.commons.models import (
    Commons,
    CommonsRule,
    Component,
    Gave,
    Inherited,
    Light,
    Means,
    Member,
    Prepared,
    Side,
    WikiPage,
)
from terreau.commons.queries import carrying
from terreau.commons.tests.builders import a_commons
from terreau.needs.tests.builders import a_need, a_person, a_territory
from terreau.participation import actions as doing
from terreau.participation.models import Attachment, JournalLine
from terreau.participation.tests.builders import a_hidden
from terreau.participation.tests.pictures import a_png

if TYPE_CHECKING:
    from django.test import Client

    from terreau.people.models import User

pytestmark = pytest.mark.django_db
AWAY = "https://ailleurs.example"


def a_whole_commons(person: User) -> Commons:
    """A commons with a bit of everything that is carried away, and of what is not."""
    commons = a_commons(
        "Four à pain", by=person, needs=[a_need().pk], holders=["Le fournil"], licence_said="CC BY-SA",
        story="Un four **pour tous**.", contact="four@fournil.example",
    )  # fmt: skip
    page = actions.write_page(commons.pk, "Allumer", "Du bois.", by=person, reason="premier jet")
    actions.edit_page(page.pk, "Du bois sec [[Éteindre]].", by=person, version=1, reason="sec")
    actions.change_rule(commons.pk, Light.PLACE, "Au café", by=person, version=0, reason="Réunion")
    part = actions.Part(
        "Porte", "Deux gonds", "1.0", "MIT", [{"url": "https://a.example/p", "label": "Plan"}]
    )
    actions.declare_component(commons.pk, part, by=person)
    actions.say_wish(commons.pk, Side.SOUGHT, Means.TIME, "Deux heures", by=person)
    asked = actions.ask(commons.pk, "Quel bois ?", ["Chêne", "Hêtre"], by=person)
    actions.decide(commons.pk, asked.pk, by=person, outcome="Chêne", reasons="Il dure")
    actions.declare(commons.pk, a_gift(), by=person)
    sent = doing.Sent("four.png", a_png(), doing.Words("Le four ouvert", credit="Ali"))
    doing.attach(commons, sent, by=person)
    return Commons.objects.get(pk=commons.pk)


def a_gift() -> actions.Given:
    return actions.Given(Gave.TIME, Decimal(3), "heures", "Maçonnerie", dt.date(2026, 3, 2))


def carried(commons: Commons, instance: str = AWAY, key: bytes = b"k" * 32) -> io.BytesIO:
    """The archive of a commons, as if another instance had made it."""
    contents = carrying.contents_of(commons)
    moved: dict[str, Any] = {
        **vars(contents),
        "origin": type(contents.origin)(
            **{**vars(contents.origin), "instance": instance, "commons": f"{instance}/communs/12/"}
        ),
    }
    file = io.BytesIO()
    write_archive(file, type(contents)(**moved), key)
    file.seek(0)
    return file


def downloaded(client: Client, commons: Commons, end: str = "archive.zip") -> bytes:
    answer: Any = client.get(f"/communs/{commons.pk}/{end}")
    data = b"".join(answer.streaming_content)
    for close in answer._resource_closers:  # closing the answer would close the database too
        close()
    return data


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str] | None]:
    """What instances of origin answer about their key: nothing, unless a test says so."""
    said: dict[str, list[str] | None] = {}
    monkeypatch.setattr("terreau.commons.queries.trust._published", said.get)
    return said


def test_a_commons_is_forked_with_its_history_its_authors_and_its_origin() -> None:
    archive = carried(a_whole_commons(a_person()))
    someone = a_person("Ève")
    forked = actions.fork(archive, by=someone)
    there = forked.commons
    assert there is not None
    assert (there.title, there.licence_spdx, there.story) == (
        "Four à pain",
        "CC-BY-SA-4.0",
        "Un four **pour tous**.",
    )
    assert (there.origin["url"], there.origin["instance"]) == (f"{AWAY}/communs/12/", AWAY)
    page = WikiPage.objects.get(commons=there)
    versions = list(
        page.history.order_by("history_id").values_list("text", "written_as", "history_change_reason")
    )
    assert versions == [("Du bois.", "Nadia", "premier jet"), ("Du bois sec [[Éteindre]].", "Nadia", "sec")]
    rule = CommonsRule.objects.get(commons=there)
    assert (rule.text, rule.history.count()) == ("Au café", 1)
    assert Component.objects.get(commons=there).licence_spdx == "MIT"
    file = Attachment.objects.get(album__thing=str(there.pk))
    assert (file.description, file.credit, file.author, file.content.is_picture) == (
        "Le four ouvert", "Ali", None, True,
    )  # fmt: skip
    assert JournalLine.objects.filter(verb="fork", thing=str(there.pk), actor=someone).count() == 1


def test_authors_are_credited_and_never_become_members() -> None:
    archive = carried(a_whole_commons(a_person()))
    someone = a_person("Ève")
    there = actions.fork(archive, by=someone).commons
    assert there is not None
    assert [(one.user, one.name) for one in Member.objects.filter(commons=there)] == [(someone, "")]
    kept = Inherited.objects.filter(commons=there)
    names = {one.said["name"] for one in kept.filter(sort="person")}
    assert {"Nadia", "Le fournil", "Ali"} <= names
    assert kept.get(sort="decision").said["outcome"] == "Chêne"
    assert kept.get(sort="contribution").said["for"] == "Nadia"
    assert not there.contributions.exists()
    assert not there.decisions.exists()


def test_nothing_private_is_in_the_archive() -> None:
    person = a_person()
    commons = a_whole_commons(person)
    hidden = actions.write_page(commons.pk, "Secret", "mot masqué", by=person)
    a_hidden(hidden)
    shy = a_person("Timide")
    shy.shows_name = False
    shy.save()
    actions.write_page(commons.pk, "Autre", "Rien.", by=shy)
    with zipfile.ZipFile(carried(commons)) as plain:
        everything = b"".join(plain.read(name) for name in plain.namelist()).decode("utf-8", "replace")
    for word in (person.email, shy.email, "four@fournil.example", "mot masqué", "Timide"):
        assert word not in everything


def test_identifiers_stay_the_same_from_fork_to_fork_and_origins_are_all_kept() -> None:
    first = carried(a_whole_commons(a_person()))
    with open_archive(first) as archive:
        known = [one.id for page in archive.pages() for one in page.revisions]
        rule = archive.section("regles")[0]["id"]
    there = actions.fork(first, by=a_person("Ève")).commons
    assert there is not None
    page = WikiPage.objects.get(commons=there)
    actions.edit_page(page.pk, "Du bois très sec.", by=a_person("Zoé"), version=page.version)
    with open_archive(carried(there, "https://troisieme.example")) as archive:
        again = [one.id for one in next(archive.pages()).revisions]
        assert again[:2] == known
        assert len(again) == 3
        assert archive.section("regles")[0]["id"] == rule
        assert [one.commons for one in archive.lineage] == [f"{AWAY}/communs/12/"]
        assert archive.section("decisions")[0]["outcome"] == "Chêne"
        assert {"Nadia", "Zoé"} <= {one.name for one in archive.contributors()}


def test_the_export_of_an_instance_keeps_origins_and_credits() -> None:
    there = actions.fork(carried(a_whole_commons(a_person())), by=a_person("Ève")).commons
    assert there is not None
    sets = {one.key: one for one in public_sets()}
    one = sets["communs-origines"]
    rows = [dict(row) for row in one.rows()]
    assert one.there() == len(rows) > 5
    before = list(Inherited.objects.order_by("pk").values_list("sort", "origin", "key", "said"))
    Inherited.objects.all().delete()
    assert one.take(rows) == len(rows)
    assert list(Inherited.objects.order_by("pk").values_list("sort", "origin", "key", "said")) == before
    a_hidden(WikiPage.objects.get(commons=there))
    assert not {"page", "version"} & {row["sort"] for row in one.rows()}


def test_a_trial_says_what_comes_and_keeps_nothing() -> None:
    archive = carried(a_whole_commons(a_person()))
    before = (Commons.objects.count(), WikiPage.objects.count(), JournalLine.objects.count())
    forked = actions.fork(archive, by=a_person("Ève"), dry_run=True)
    assert (forked.told.pages, forked.told.versions, forked.told.files, forked.told.rules) == (1, 2, 1, 1)
    assert forked.commons is None
    assert (Commons.objects.count(), WikiPage.objects.count(), JournalLine.objects.count()) == before
    assert not Inherited.objects.exists()


def test_the_same_archive_sent_twice_is_one_commons() -> None:
    archive, someone = carried(a_whole_commons(a_person())), a_person("Ève")
    one, two = actions.fork(archive, by=someone), actions.fork(archive, by=someone)
    assert one.commons == two.commons
    assert two.known


def test_who_signed_is_said(nobody_answers: dict[str, list[str] | None]) -> None:
    from terreau.commons.archive import public_key

    commons, someone = a_whole_commons(a_person()), a_person("Ève")
    assert actions.fork(carried(commons), by=someone, dry_run=True).trust == "unknown"
    nobody_answers[AWAY] = [public_key(b"k" * 32)]
    assert actions.fork(carried(commons), by=someone, dry_run=True).trust == "confirmed"
    with carrying.written(commons) as ours:
        assert actions.fork(ours, by=someone, dry_run=True).trust == "ours"
    nobody_answers[AWAY] = [public_key(b"o" * 32)]
    with pytest.raises(RefusedArchiveError, match="autre clé"):
        actions.fork(carried(commons), by=someone)


def test_an_archive_that_says_it_comes_from_elsewhere_than_it_does_is_refused() -> None:
    from django.conf import settings

    commons, someone = a_whole_commons(a_person()), a_person("Ève")
    with pytest.raises(RefusedArchiveError, match="n’est pas signée par cette instance"):
        actions.fork(carried(commons, settings.ADDRESS), by=someone)
    contents = carrying.contents_of(commons)
    lied = type(contents.origin)("https://a.example", "https://b.example/communs/1/")
    file = io.BytesIO()
    write_archive(file, type(contents)(**{**vars(contents), "origin": lied}), b"k" * 32)
    with pytest.raises(RefusedArchiveError, match="adresse"):
        actions.fork(file, by=someone)


def hostile(**more: Any) -> io.BytesIO:
    """An archive signed by somebody who means harm."""
    from terreau.commons.archive import Contents, Contributor, File, Origin, Page, Revision

    script = "<script>alert(1)</script> [x](javascript:alert(1))"
    a_territory()
    given: dict[str, Any] = {
        "origin": Origin(AWAY, f"{AWAY}/communs/1/", script),
        "sheet": {
            "title": f"Piège\x00 \ud800 {script}", "story": script, "kinds": ["x", 1, "data"], "maturity": [],
            "places": [{"ref": "38185"}, 3],
            "links": [{"sort": "site", "url": "javascript:alert(1)"}, {"sort": "site", "url": "https://u:p@a.example"}],
        },
        "licence": {"said": script, "spdx": "", "open": True},
        "contributors": [Contributor("c1", script, "person", "javascript:alert(1)")],
        "pages": [Page("../x", script, [Revision("1", script + "\x00", "2999-01-01T00:00:00+00:00", "c1")])],
        "files": [File("a.html", lambda: iter([b"<script>"]), "text/html", licence="etalab-2.0")],
        "sections": {
            "regles": [{"light": "conflits", "text": script}, {"light": "autre", "text": "x"}, 1],
            "decisions": [{"question": script, "options": {"a": {"b": {"c": {"d": {"e": 1}}}}}}, "x"],
            "usages": [{"who": script, "evidence": "javascript:alert(1)"}],
            "composants": [{"title": script, "documents": [{"url": "javascript:1"}], "version": 3}],
        },
        **more,
    }  # fmt: skip
    file = io.BytesIO()
    write_archive(file, Contents(**given), b"k" * 32)
    file.seek(0)
    return file


def test_what_comes_in_goes_through_the_same_doors_as_what_is_typed(client: Client) -> None:
    forked = actions.fork(hostile(), by=a_person("Ève"))
    there = forked.commons
    assert there is not None
    assert there.links == []
    assert [what for what, _why in forked.told.left] == ["a.html"]
    page = WikiPage.objects.get(commons=there)
    assert page.changed_at.year < 2999
    for address in (there.get_absolute_url(), page.get_absolute_url(), f"{there.get_absolute_url()}origine/"):
        shown = client.get(address).content.decode()
        assert "<script>alert(1)" not in shown
        assert 'href="javascript' not in shown


@pytest.mark.parametrize("end", [0, 10, -40])
def test_a_cut_archive_is_refused_in_a_sentence_and_nothing_comes(end: int) -> None:
    data = carried(a_whole_commons(a_person())).getvalue()
    before = Commons.objects.count()
    with pytest.raises(RefusedArchiveError) as refused:
        actions.fork(io.BytesIO(data[:end]), by=a_person("Ève"))
    assert str(refused.value).endswith(".")
    assert refused.value.advice
    assert Commons.objects.count() == before


def test_an_archive_broken_in_the_middle_of_its_pages_brings_nothing() -> None:
    from terreau.commons.archive import Page, Revision

    pages = [
        Page("a", "Bonne", [Revision("1", "x", "2025-01-01T00:00:00+00:00")]),
        Page("b", "Fausse", [Revision("2", "x", "hier")]),
    ]
    before = (Commons.objects.count(), JournalLine.objects.count())
    someone = a_person("Ève")
    with pytest.raises(RefusedArchiveError, match="forme attendue"):
        actions.fork(hostile(pages=pages), by=someone)
    assert (Commons.objects.count(), WikiPage.objects.count(), JournalLine.objects.count()) == (
        before[0], 0, before[1],
    )  # fmt: skip


def test_by_page_one_looks_first_then_confirms(client: Client) -> None:
    someone = a_person("Ève")
    client.force_login(someone)
    archive = carried(a_whole_commons(a_person()))
    archive.name = "four.zip"
    looked = client.post("/communs/apporter/", {"file": archive})
    assert looked.status_code == 200
    said = looked.content.decode()
    assert "signataire inconnu" in said
    assert not Commons.objects.filter(origin__instance=AWAY).exists()
    token = looked.context["form"].pass_on
    done = client.post("/communs/apporter/", {"token": token}, follow=True)
    there = Commons.objects.get(origin__instance=AWAY)
    shown = done.content.decode()
    assert there.title in shown
    assert f'href="{AWAY}/communs/12/"' in shown
    assert "Nadia" in shown
    assert "Chêne" in client.get(f"/communs/{there.pk}/origine/").content.decode()


def test_a_file_that_waits_only_serves_the_person_who_sent_it(client: Client) -> None:
    archive = carried(a_whole_commons(a_person()))
    archive.name = "four.zip"
    client.force_login(a_person("Ève"))
    token = client.post("/communs/apporter/", {"file": archive}).context["form"].pass_on
    client.force_login(a_person("Zoé"))
    assert client.post("/communs/apporter/", {"token": token}).status_code == 422
    assert client.post("/communs/apporter/", {"token": "faux"}).status_code == 422
    assert not Commons.objects.filter(origin__instance=AWAY).exists()


def test_without_an_account_nothing_comes_in_and_everything_goes_out(client: Client) -> None:
    commons = a_whole_commons(a_person())
    assert client.post("/communs/apporter/", {}).status_code == 302
    page = client.get(f"/communs/{commons.pk}/archive/")
    assert f"/communs/{commons.pk}/archive.zip" in page.content.decode()
    data = downloaded(client, commons)
    key = json.loads(client.get("/communs/cle.json").content)["keys"][0]
    with open_archive(io.BytesIO(data), signed_by=key) as archive:
        assert archive.origin.title == "Four à pain"
    a_hidden(commons)
    assert client.get(f"/communs/{commons.pk}/archive.zip").status_code == 410


def test_a_large_commons_is_prepared_in_the_background_then_given(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    commons = a_whole_commons(a_person())
    monkeypatch.setattr(carrying, "LARGE_VERSIONS", 0)
    assert client.get(f"/communs/{commons.pk}/archive.zip").status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/communs/{commons.pk}/archive/preparer/")
    assert "se prépare" in client.get(f"/communs/{commons.pk}/archive/").content.decode()
    actions.make_archive(commons.pk)
    with open_archive(io.BytesIO(downloaded(client, commons))) as archive:
        assert archive.origin.title == "Four à pain"
    a_hidden(WikiPage.objects.get(commons=commons))
    assert client.get(f"/communs/{commons.pk}/archive.zip").status_code == 302
    actions.forget(commons.opened_by_id or 0)
    assert not Prepared.objects.exists()


@pytest.mark.parametrize("size", ["member", "unpacked"])
def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    client: Client, monkeypatch: pytest.MonkeyPatch, size: str
) -> None:
    from terreau.commons.archive import Caps, File

    monkeypatch.setattr("terreau.commons.actions.forking.bringing.CAPS", Caps(**{size: 1_000_000}))
    bomb = hostile(files=[File("zeros.txt", lambda: iter([b"\0" * 1_000_000] * 3), licence="etalab-2.0")])
    assert len(bomb.getvalue()) < 20_000
    bomb.name = "bombe.zip"
    client.force_login(a_person("Ève"))
    answer = client.post("/communs/apporter/", {"file": bomb})
    assert answer.status_code == 422
    assert "pèse" in answer.content.decode()


def test_a_name_that_leaves_its_folder_is_refused(client: Client) -> None:
    file = carried(a_whole_commons(a_person()))
    with zipfile.ZipFile(file, "a") as plain:
        plain.writestr("../../keys/secret.key", "x")
    file.seek(0)
    file.name = "four.zip"
    client.force_login(a_person("Ève"))
    answer = client.post("/communs/apporter/", {"file": file})
    assert answer.status_code == 422
    assert "sortir de son dossier" in answer.content.decode()


def test_an_archive_too_large_for_a_page_is_for_the_command(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("terreau.commons.forms.carrying.LARGEST", 1_000)
    client.force_login(a_person("Ève"))
    file = carried(a_whole_commons(a_person()))
    file.name = "four.zip"
    answer = client.post("/communs/apporter/", {"file": file})
    assert answer.status_code == 422
    assert "demandez à la personne qui héberge" in answer.content.decode()


def test_more_versions_than_one_archive_may_hold_bring_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("terreau.commons.actions.forking.pages.MOST_VERSIONS", 1)
    archive, someone = carried(a_whole_commons(a_person())), a_person("Ève")
    with pytest.raises(RefusedArchiveError, match="versions"):
        actions.fork(archive, by=someone)
    assert not Commons.objects.filter(origin__instance=AWAY).exists()
