"""`terreau schemas`, and the schemas of an instance in `terreau table --schema NAME`."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest

from terreau.catalogue.models import TableSchema
from terreau.catalogue.table_command import main as table
from terreau.config.cli import parser
from terreau.config.engines import KeptSchemas
from terreau.config.verbs import schemas as verb
from terreau.config.verbs.schemas import NoSourceError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db
BENCHES = {"name": "bancs", "title": "Bancs publics", "fields": [{"name": "places", "type": "integer"}]}


@pytest.fixture(autouse=True)
def in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The verb, on the database of the test."""
    monkeypatch.setattr(verb, "start_django", lambda: None)
    monkeypatch.setattr("terreau.config.kept_schemas.start_django", lambda: None)
    monkeypatch.setattr("terreau.config.preparing.refuse_a_database_behind", lambda: None)


def add(*sources: str) -> int:
    return verb.run(Namespace(what="add", sources=list(sources), format="text"))


def test_a_folder_of_schemas_is_kept_one_by_one_and_the_bad_ones_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, content in (("bancs", json.dumps(BENCHES)), ("casse", '{"fields": "non"}'), ("vide", "[")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "schema.json").write_text(content)
    assert add(str(tmp_path)) == 1
    said = capsys.readouterr().out
    assert "bancs, Bancs publics" in said
    assert said.count("ne peut pas être lu") == 2
    assert "gardés : 1. Refusés : 2." in said
    assert [one.slug for one in TableSchema.objects.all()] == ["bancs"]


def test_a_place_without_a_schema_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(str(tmp_path), str(tmp_path / "absent.json")) == 1
    assert capsys.readouterr().out.count("pas de schéma dans") == 2
    with pytest.raises(NoSourceError):
        add()


def test_a_kept_schema_is_found_by_its_name_from_the_table_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERREAU_DATA", str(tmp_path))
    (tmp_path / "bancs.json").write_text(json.dumps(BENCHES))
    assert add(str(tmp_path / "bancs.json")) == 0
    file = tmp_path / "a.csv"
    file.write_text("places\n3\nquatre\n")
    asked = ["check", str(file), "--format", "json", "--schema"]
    capsys.readouterr()
    assert table([*asked, "bancs"], shelf=KeptSchemas()) == 1
    assert json.loads(capsys.readouterr().out)["files"][0]["errors"]["total"] == 1
    assert table([*asked, "banc"], shelf=KeptSchemas()) == 2
    error = json.loads(capsys.readouterr().out)["files"][0]["error"]
    assert (error["code"], error["remedy"]) == ("unknown-schema", "Noms proches : bancs.")
    assert table([*asked[:2], "--lang", "en", *asked[2:], "banc"], shelf=KeptSchemas()) == 2
    assert json.loads(capsys.readouterr().out)["files"][0]["error"]["remedy"] == "Names like it: bancs."


def test_without_a_folder_of_schemas_those_of_the_instance_are_recognised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERREAU_DATA", str(tmp_path))
    (tmp_path / "bancs.json").write_text(json.dumps(BENCHES))
    add(str(tmp_path / "bancs.json"))
    file = tmp_path / "a.csv"
    file.write_text("places\n3\n")
    capsys.readouterr()
    assert table(["recognise", str(file), "--format", "json"], shelf=KeptSchemas()) == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["candidates"][0]["schema"] == "bancs"


def test_where_no_instance_is_the_command_asks_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERREAU_DATA", str(tmp_path / "absent"))
    assert KeptSchemas().names() == []
    assert not (tmp_path / "absent").exists()


def test_the_list_says_what_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bancs.json").write_text(json.dumps(BENCHES))
    add(str(tmp_path / "bancs.json"))
    capsys.readouterr()
    asked = parser().parse_args(["schemas", "list", "--format", "json"])
    assert verb.run(asked) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [one["schema"] for one in answer["files"]] == ["bancs"]
