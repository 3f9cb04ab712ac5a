"""`terreau check`: each line says what is fine or what to do, and the exit code says the worst of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from terreau.config.checks import BROKEN, FINE, TO_DO, written
from terreau.config.configuration import Configuration
from terreau.config.tests.command import terreau

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.config.checks import Point


def points(tmp_path: Path, text: str = "", **environment: str) -> dict[str, Point]:
    """What is said of this configuration; of several points of one name, the last."""
    (tmp_path / "terreau.toml").write_text(text, encoding="utf-8")
    found = written.points(Configuration({"TERREAU_DATA": str(tmp_path), **environment}))
    return {point.name: point for point in found}


def test_a_demonstration_is_fine(demo_folder: Path) -> None:
    ended = terreau("check", "--data", str(demo_folder))
    assert ended.code == FINE, ended.answer + ended.notes
    lines = ended.answer.splitlines()
    assert all(line.startswith("bon") for line in lines)
    subjects = ("Configuration", "Adresse", "Dossier", "Disque", "Clés", "Base de données")
    for subject in (*subjects, "Base nationale", "Territoire", "Animation", "E-mail"):
        assert any(subject in line for line in lines), subject


def test_json_is_one_object_with_an_entry_a_folder_and_a_summary(demo_folder: Path) -> None:
    ended = terreau("check", "--format", "json", "--data", str(demo_folder))
    report = json.loads(ended.answer)
    assert [entry["file"] for entry in report["files"]] == [str(demo_folder)]
    assert report["summary"] == {"fine": len(report["files"][0]["checks"]), "to-do": 0, "broken": 0}


def test_an_instance_without_territory_steward_or_email_says_each_thing_to_do(service_folder: Path) -> None:
    (service_folder / "keys" / "secret.key").chmod(0o644)
    ended = terreau("check", "--data", str(service_folder), TERREAU_EMAIL_URL="smtp://127.0.0.1:9")
    assert ended.code == TO_DO
    for remedy in ("terreau init", "chmod 600", "TERREAU_EMAIL_URL"):
        assert f"→ {remedy}" in ended.answer or remedy in ended.answer
    assert "127.0.0.1:9 ne répond pas" in ended.answer


def test_an_empty_folder_cannot_run_and_says_what_prepares_it(tmp_path: Path) -> None:
    ended = terreau("check", "--data", str(tmp_path))
    assert (ended.code, ended.trace) == (BROKEN, False)
    assert "terreau init" in ended.answer


@pytest.mark.parametrize(
    "pages", [(0, 1), (1, 4), (40, 44), (-40, -1)], ids=["head", "start", "inside", "end"]
)
def test_a_damaged_database_is_said(service_folder: Path, pages: tuple[int, int]) -> None:
    database = service_folder / "terreau.sqlite3"
    whole = bytearray(database.read_bytes())
    start, end = (4096 * page for page in pages)
    whole[start:end] = b"\x99" * (end - start)
    database.write_bytes(whole)
    ended = terreau("check", "--data", str(service_folder))
    assert (ended.code, ended.trace) == (BROKEN, False)
    assert "sauvegarde" in ended.answer


def test_a_database_that_does_not_answer_is_said(tmp_path: Path) -> None:
    url = "postgresql://nobody:secret@127.0.0.1:9/nothing"
    ended = terreau("check", "--data", str(tmp_path), DATABASE_URL=url)
    assert (ended.code, ended.trace) == (BROKEN, False)
    assert "La base de données ne répond pas." in ended.answer
    assert "secret" not in ended.answer


def test_a_file_that_does_not_read_is_said_and_stops_the_other_verbs(tmp_path: Path) -> None:
    assert points(tmp_path, "terreau_address = 'https://a")["configuration"].state == BROKEN
    ended = terreau("serve", "--data", str(tmp_path))
    assert (ended.code, ended.trace) == (1, False)
    assert "ne se lit pas" in ended.notes


def test_a_key_that_means_nothing_is_said_with_the_one_that_was_meant(tmp_path: Path) -> None:
    point = points(tmp_path, 'terreau_adress = "https://communs.exemple.fr"')["configuration"]
    assert point.state == TO_DO
    assert "terreau_address" in point.remedy


def test_a_figure_that_is_no_figure_is_said(tmp_path: Path) -> None:
    point = points(tmp_path, TERREAU_PROXIES="un")["configuration"]
    assert point.state == TO_DO
    assert "TERREAU_PROXIES" in point.message


def test_an_address_must_be_whole_encrypted_and_behind_a_front_server(tmp_path: Path) -> None:
    def state(address: str, **more: str) -> int:
        return points(tmp_path, TERREAU_ADDRESS=address, **more)["address"].state

    assert state("communs.exemple.fr") == BROKEN
    assert state("http://communs.exemple.fr") == TO_DO
    assert state("https://communs.exemple.fr") == TO_DO
    assert state("https://communs.exemple.fr", TERREAU_PROXIES="1") == FINE
    assert state("http://127.0.0.1:8000") == FINE
