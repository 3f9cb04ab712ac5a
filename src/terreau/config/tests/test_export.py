"""`terreau export`, then `terreau import export` in an empty instance."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import shutil
import sqlite3
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from terreau.config.operate.exporting import all_sets, export
from terreau.config.operate.taking import NotAnExportError, Parcel, take
from terreau.config.tests.command import running, terreau
from terreau.config.tests.conftest import run_small
from terreau.config.tests.test_backup import rows
from terreau.needs.models import Need
from terreau.participation.actions.files import Sent, Words, attach
from terreau.participation.models import JournalLine
from terreau.participation.models.files import Album, Attachment, Content
from terreau.participation.queries.chain import verify
from terreau.participation.tests.builders import a_need, a_person
from terreau.participation.tests.pictures import a_png
from terreau.people.models import Organisation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_django import Settings

#: What everyone may read, with the columns that must be the same in an instance that took it.
SAME = {
    "people_organisation": "id, slug, name, kind, territory_id, siren, website, verified_at, created_at",
    "needs_need": "id, title, situation, theme, state, places, supports, summary, title_key, raised_at",
    "needs_needterritory": "need_id, territory_id",
    "needs_statechange": "id, need_id, before, after, reason, at",
    "participation_conversation": "id, kind, thing, comments, touched_at",
    "participation_comment": "id, conversation_id, parent_id, text, written_at",
    "participation_journalline": "number, at, verb, thing, title, reason, hash",
    "participation_journalhead": "number, hash",
    "participation_journalplace": "place, line_id, room, theme",
}


def public(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    with contextlib.closing(sqlite3.connect(folder / "terreau.sqlite3")) as database:
        return {
            table: sorted(database.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)  # noqa: S608
            for table, columns in SAME.items()
        }


@pytest.fixture(scope="session")
def exported(small_one: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export in a folder, of an instance whose mediator shows their name."""
    place = tmp_path_factory.mktemp("export")
    folder = shutil.copytree(small_one, place / "instance")
    with contextlib.closing(sqlite3.connect(folder / "terreau.sqlite3")) as database:
        database.execute("UPDATE people_user SET shows_name = (email = 'mediation@terreau.example')")
        database.commit()
    ended = terreau("export", "--data", str(folder), str(place / "out"))
    assert ended.code == 0, ended.notes
    return place / "out"


@pytest.fixture(scope="session")
def empty_one(small_one: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with its national base and nobody in it; never written to."""
    folder = tmp_path_factory.mktemp("empty") / "instance"
    run_small("empty", small_one.parent / "pack", folder)
    return folder


@pytest.fixture
def empty_folder(empty_one: Path, tmp_path: Path) -> Path:
    return shutil.copytree(empty_one, tmp_path / "empty")


def test_an_export_is_open_formats_with_their_licence_and_their_prints(exported: Path) -> None:
    manifest = json.loads((exported / "manifest.json").read_text(encoding="utf-8"))
    for name, print_of in manifest["files"].items():
        assert hashlib.sha256((exported / name).read_bytes()).hexdigest() == print_of
    assert "Licence Ouverte 2.0" in (exported / "LISEZMOI.md").read_text(encoding="utf-8")
    linked = json.loads((exported / "besoins.jsonld").read_text(encoding="utf-8"))
    assert linked["@graph"][0]["@type"] == "https://schema.org/Demand"
    assert linked["@context"]["title"] == "https://schema.org/name"
    with (exported / "besoins.csv").open(encoding="utf-8", newline="") as table:
        lines = list(csv.DictReader(table))
    assert [line["title"] for line in lines] == [need["title"] for need in linked["@graph"]]
    page = (exported / "besoins" / "000001.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {lines[0]['title']}")


def test_nobody_is_in_it_but_those_who_chose_to_show_their_name(exported: Path) -> None:
    whole = "".join(path.read_text(encoding="utf-8") for path in exported.rglob("*") if path.is_file())
    assert "Dominique (exemple)" in whole
    assert "Camille" not in whole
    assert "@terreau.example" not in whole


@pytest.mark.parametrize("packed", ["folder", "zip"])
def test_an_empty_instance_takes_it_as_it_was_and_its_journal_holds(
    packed: str, exported: Path, empty_folder: Path, small_one: Path, tmp_path: Path
) -> None:
    parcel = exported
    if packed == "zip":
        parcel = tmp_path / "export.zip"
        with ZipFile(parcel, "w") as archive:
            for path in exported.rglob("*"):
                archive.write(path, path.relative_to(exported))
    ended = terreau("import", "export", str(parcel), "--data", str(empty_folder))
    assert ended.code == 0, ended.notes
    assert public(empty_folder) == public(small_one)
    before = terreau("journal", "verify", "--data", str(small_one), "--format", "json")
    after = terreau("journal", "verify", "--data", str(empty_folder), "--format", "json")
    assert after.code == 0
    assert (
        json.loads(after.answer)["files"][0]["last_hash"]
        == json.loads(before.answer)["files"][0]["last_hash"]
    )
    if packed == "folder":
        with running("serve", empty_folder, TERREAU_TERRITORY="200040715") as one:
            assert "Bonjour, où en est-on" in one.get("/besoins/1/").text
            assert "/besoins/1/" in one.get("/recherche/?mots=voiture+bus").text


def test_an_instance_that_is_not_empty_is_left_as_it_was(exported: Path, small_folder: Path) -> None:
    before = rows(small_folder)
    ended = terreau("import", "export", str(exported), "--data", str(small_folder))
    assert (ended.code, ended.trace) == (1, False)
    assert "contient déjà" in ended.notes
    assert rows(small_folder) == before


def rewritten(exported: Path, to: Path, name: str, change: Callable[[str], str]) -> Path:
    """An export with one file changed, and its print with it."""
    shutil.copytree(exported, to)
    path = to / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    manifest = json.loads((to / "manifest.json").read_text(encoding="utf-8"))
    if name in manifest["files"]:
        manifest["files"][name] = hashlib.sha256(path.read_bytes()).hexdigest()
        (to / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return to


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("journal.jsonld", '"verb":"', '"verb":"un'),
        ("journal.jsonld", '"title":"', '"title":"Autre '),
        ("besoins.jsonld", '"ref":"', '"ref":"9'),
        ("besoins.jsonld", '"theme":"', '"theme":"x'),
        ("besoins.jsonld", '"title":', '"intrus":'),
        ("besoins.jsonld", '"raised_at":"', '"raised_at":"hier '),
        ("messages.jsonld", '"conversation":', '"conversation":9'),
        ("organisations.jsonld", '"kind":"', '"kind":"x'),
        ("organisations.jsonld", '{"@type"', '{"@type":'),
    ],
)
@pytest.mark.django_db
@pytest.mark.usefixtures("small_base")
def test_what_does_not_hold_is_refused_whole(
    name: str, old: str, new: str, exported: Path, tmp_path: Path
) -> None:
    bad = rewritten(exported, tmp_path / "bad", name, lambda text: text.replace(old, new, 2))
    with pytest.raises(NotAnExportError):
        take(Parcel(bad), quiet)
    assert not Need.objects.exists()
    assert not Organisation.objects.exists()
    assert not JournalLine.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("small_base")
def test_a_file_changed_without_its_print_is_refused(exported: Path, tmp_path: Path) -> None:
    shutil.copytree(exported, tmp_path / "bad")
    path = tmp_path / "bad" / "besoins.jsonld"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(NotAnExportError):
        take(Parcel(tmp_path / "bad"), quiet)
    assert not Need.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("small_base")
def test_it_is_taken_on_the_database_of_these_tests_too(exported: Path) -> None:
    taken = take(Parcel(exported), quiet)
    assert taken["besoins"] == Need.objects.count() > 0
    assert taken["journal"] == JournalLine.objects.count() > 0
    assert verify().whole
    assert Need.objects.create(title="Suivant", theme="air").pk > taken["besoins"]


@pytest.mark.django_db
@pytest.mark.usefixtures("small_base")
def test_photographs_and_files_come_along(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    need = a_need()
    sent = Sent("carte.png", a_png(), Words(description="La carte du quartier"))
    attach(need, sent, by=a_person())
    export(tmp_path / "out", quiet)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    (name,) = [one for one in manifest["files"] if one.startswith("fichiers/")]
    parcel = Parcel(tmp_path / "out")
    one = next(one for one in all_sets() if one.files)
    (row,) = parcel.rows(one)
    assert row["description"] == "La carte du quartier"
    assert row["read"](name) == (tmp_path / "out" / name).read_bytes()
    for model in (Attachment, Content, Album):
        model.objects.all().delete()
    assert one.take(parcel.rows(one)) == 1
    assert Attachment.objects.get().description == "La carte du quartier"
    (tmp_path / "out" / name).write_bytes(b"<script>")
    for wrong in (name, "fichiers/../manifest.json", "manifest.json"):
        with pytest.raises(NotAnExportError):
            parcel.read(wrong)


def quiet(*_said: object) -> None:
    """No stage is said."""


@pytest.mark.parametrize("body", [b"", b"PK", b"{}", b"\x00" * 100])
def test_what_is_no_export_is_said_so(body: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(body)
    with pytest.raises(NotAnExportError):
        Parcel(tmp_path / "file")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "manifest.json").write_bytes(body)
    with pytest.raises(NotAnExportError):
        Parcel(tmp_path / "folder")


def test_a_formula_in_a_table_stays_a_text() -> None:
    from terreau.config.operate.exporting import _cell

    assert _cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert _cell(-3) == "-3"
    assert _cell(None) == ""
