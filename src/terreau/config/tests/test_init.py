"""`terreau init`, asked or told, and `terreau import territories`."""

from __future__ import annotations

import os
import sqlite3
import stat
import tomllib
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from terreau.config.tests.command import running, terreau

if TYPE_CHECKING:
    from pathlib import Path

TOLD = (
    "--address",
    "https://communs.exemple.fr",
    "--steward",
    "camille@exemple.fr",
    "--territory",
    "200040715",
)


def stewards(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "terreau.sqlite3")) as database:
        found = database.execute("SELECT email FROM people_user WHERE is_steward ORDER BY email").fetchall()
    return [email for (email,) in found if not email.endswith(".example")]


def test_told_everything_it_asks_nothing_and_the_instance_serves(service_folder: Path) -> None:
    ended = terreau("init", "--data", str(service_folder), *TOLD)
    assert ended.code == 0, ended.notes
    settings = tomllib.loads((service_folder / "terreau.toml").read_text(encoding="utf-8"))
    assert settings == {"terreau_address": "https://communs.exemple.fr", "terreau_territory": "200040715"}
    assert stewards(service_folder) == ["camille@exemple.fr"]
    with running("serve", service_folder) as one:
        assert one.get("/", Host="communs.exemple.fr").status == 200


def test_what_it_writes_is_read_by_its_owner_only(service_folder: Path) -> None:
    terreau("init", "--data", str(service_folder), *TOLD)
    for path in (service_folder / "terreau.toml", service_folder / "keys" / "secret.key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_asked_it_asks_again_until_the_answer_holds(service_folder: Path) -> None:
    answers = [
        "communs",
        "https://communs.exemple.fr",
        "camille",
        "camille@exemple.fr",
        "Grenobl",
        "Grenoble",
    ]
    ended = terreau("init", "--data", str(service_folder), said="\n".join(answers) + "\n")
    assert ended.code == 0, ended.notes
    for sentence in ("n’est pas l’adresse d’un site", "n’est pas une adresse e-mail", "ni le code ni le nom"):
        assert sentence in ended.notes
    assert 'terreau_territory = "38185"' in (service_folder / "terreau.toml").read_text(encoding="utf-8")


def test_done_again_it_keeps_what_was_said_before(service_folder: Path) -> None:
    terreau("init", "--data", str(service_folder), *TOLD)
    with (service_folder / "terreau.toml").open("a", encoding="utf-8") as file:
        file.write('terreau_contact = "bonjour@exemple.fr"\n')
    ended = terreau("init", "--data", str(service_folder), "--steward", "dominique@exemple.fr", said="\n\n")
    assert ended.code == 0, ended.notes
    settings = tomllib.loads((service_folder / "terreau.toml").read_text(encoding="utf-8"))
    assert settings["terreau_contact"] == "bonjour@exemple.fr"
    assert settings["terreau_territory"] == "200040715"
    assert stewards(service_folder) == ["camille@exemple.fr", "dominique@exemple.fr"]


def test_where_nobody_can_answer_it_names_the_option(service_folder: Path) -> None:
    ended = terreau("init", "--data", str(service_folder))
    assert (ended.code, ended.trace) == (1, False)
    assert "--address" in ended.notes


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--address", "https://a.fr/chemin"),
        ("--address", "javascript:alert(1)"),
        ("--steward", "camille@"),
        ("--territory", "99999"),
    ],
)
def test_a_wrong_option_is_refused_in_one_sentence(option: str, value: str, service_folder: Path) -> None:
    told = dict(zip(TOLD[::2], TOLD[1::2], strict=True)) | {option: value}
    words = [word for pair in told.items() for word in pair]
    ended = terreau("init", "--data", str(service_folder), *words)
    assert (ended.code, ended.trace) == (1, False)
    assert f"« {value} »" in ended.notes


def test_an_import_of_what_is_there_already_changes_nothing(service_folder: Path) -> None:
    before = (service_folder / "terreau.sqlite3").stat().st_size
    ended = terreau("import", "territories", "--data", str(service_folder))
    assert ended.code == 0, ended.notes
    assert "La base nationale est là" in ended.answer
    assert (service_folder / "terreau.sqlite3").stat().st_size == before


def test_a_pack_that_is_none_is_refused_and_the_base_stays(service_folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    ended = terreau("import", "territories", "--data", str(service_folder), "--pack", str(empty))
    assert (ended.code, ended.trace) == (2, False)
    assert "36" in terreau("import", "territories", "--data", str(service_folder)).answer


@pytest.mark.postgres
def test_on_postgresql_too_from_nothing_to_the_first_page(tmp_path: Path) -> None:
    url = f"{os.environ['DATABASE_URL']}_init"
    import psycopg

    name = url.rsplit("/", 1)[1]
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}"')
    ended = terreau("init", "--data", str(tmp_path / "instance"), *TOLD, "--database", url)
    assert ended.code == 0, ended.notes
    with running("serve", tmp_path / "instance") as one:
        assert one.get("/territoires/200040715/", Host="communs.exemple.fr").status == 200
    assert "PostgreSQL répond" in terreau("check", "--data", str(tmp_path / "instance")).answer
