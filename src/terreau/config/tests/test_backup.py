"""`terreau backup` then `terreau restore`, as a person who hosts types them."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from terreau.config.tests.command import environment, running, terreau

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: Made again by the restoring: the index of search, its words, and Django's own list of what it applied when.
REMADE = ("modelsearch_", "foundation_knownword", "django_migrations", "sqlite_")


def rows(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of a SQLite instance, read by nothing of ours; JSON by what it says."""

    def plain(value: Any) -> Any:
        if isinstance(value, str) and value[:1] in {"{", "["}:
            with contextlib.suppress(ValueError):
                return json.dumps(json.loads(value), sort_keys=True)
        return value

    with contextlib.closing(sqlite3.connect(folder / "terreau.sqlite3")) as database:
        names = database.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).fetchall()
        return {
            name: sorted(
                (tuple(map(plain, row)) for row in database.execute(f'SELECT * FROM "{name}"')),  # noqa: S608
                key=repr,
            )
            for (name,) in names
            if not name.startswith(REMADE)
        }


def files(folder: Path) -> dict[str, bytes]:
    """Every file people attached."""
    place = folder / "media" if (folder / "media").exists() else folder / "files"
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def backed_up(folder: Path, file: Path, *words: str) -> Path:
    ended = terreau("backup", "--data", str(folder), str(file), *words)
    assert ended.code == 0, ended.notes
    return file


def restored(file: Path, folder: Path, *words: str) -> Path:
    ended = terreau("restore", "--data", str(folder), str(file), *words)
    assert ended.code == 0, ended.notes
    return folder


@contextlib.contextmanager
def people_writing(folder: Path, stop: Path) -> Iterator[subprocess.Popen[str]]:
    """In the block, comments are written as fast as they can be."""
    words = [sys.executable, "-m", "terreau.config.tests.small_instance", "write", str(stop)]
    with subprocess.Popen(  # noqa: S603 - our own program
        words,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(TERREAU_DATA=str(folder)),
    ) as process:
        assert process.stdout
        process.stdout.readline()
        yield process
        stop.touch()
        process.stdout.read()
    assert process.returncode == 0


def test_restored_elsewhere_it_is_the_same_row_by_row_and_file_by_file(
    small_folder: Path, tmp_path: Path
) -> None:
    file = backed_up(small_folder, tmp_path / "one.zip")
    elsewhere = restored(file, tmp_path / "elsewhere", "--resume")
    assert rows(elsewhere) == rows(small_folder)
    assert files(elsewhere) == files(small_folder)
    assert len(files(elsewhere)) == 2
    with running("serve", elsewhere) as one:
        assert "Bonjour, où en est-on" in one.get("/besoins/1/").text


@pytest.mark.postgres
def test_through_postgresql_and_back_it_is_still_the_same(
    small_folder: Path, tmp_path: Path, a_postgresql: Callable[[str], str]
) -> None:
    file = backed_up(small_folder, tmp_path / "one.zip")
    there = restored(file, tmp_path / "there", "--resume", "--database", a_postgresql("there"))
    again = backed_up(there, tmp_path / "two.zip")
    assert json.loads(ZipFile(again).read("manifest.json"))["database"] == "postgresql"
    back = restored(again, tmp_path / "back", "--resume")
    assert rows(back) == rows(small_folder)
    assert files(back) == files(small_folder)
    assert terreau("journal", "verify", "--data", str(there)).code == 0


def check_under_load(folder: Path, tmp_path: Path) -> Path:
    stop = tmp_path / "stop"
    with people_writing(folder, stop):
        file = backed_up(folder, tmp_path / "one.zip")
    with ZipFile(file) as archive:
        said, lines, head = (
            [json.loads(line) for line in archive.read(f"tables/participation_{name}.jsonl").splitlines()]
            for name in ("comment", "journalline", "journalhead")
        )
    assert len(said) == sum("comment" in line for line in lines) > 1
    assert len(lines) in head[0], "the head names the last line"
    elsewhere = restored(file, tmp_path / "elsewhere", "--resume")
    assert terreau("journal", "verify", "--data", str(elsewhere)).code == 0
    assert len(rows(elsewhere)["participation_comment"]) == len(said)
    return elsewhere


def test_under_write_load_it_holds_one_moment(small_folder: Path, tmp_path: Path) -> None:
    elsewhere = check_under_load(small_folder, tmp_path)
    after = rows(small_folder)["participation_comment"]
    kept = rows(elsewhere)["participation_comment"]
    assert set(kept) < set(after), "writing went on while the backup was made"


@pytest.mark.postgres
def test_under_write_load_on_postgresql_it_holds_one_moment(
    small_folder: Path, tmp_path: Path, a_postgresql: Callable[[str], str]
) -> None:
    first = backed_up(small_folder, tmp_path / "first.zip")
    there = restored(first, tmp_path / "there", "--database", a_postgresql("load"))
    check_under_load(there, tmp_path)


def test_what_waited_to_be_sent_does_not_leave_again(small_folder: Path, tmp_path: Path) -> None:
    file = backed_up(small_folder, tmp_path / "one.zip")
    elsewhere = restored(file, tmp_path / "elsewhere")
    with contextlib.closing(sqlite3.connect(small_folder / "terreau.sqlite3")) as before:
        assert before.execute("SELECT state FROM participation_letter").fetchall() == [("waiting",)]
    with contextlib.closing(sqlite3.connect(elsewhere / "terreau.sqlite3")) as after:
        assert after.execute("SELECT state FROM participation_letter").fetchall() == [("unsure",)]
        last = after.execute("SELECT max(number) FROM participation_journalline").fetchone()
        assert after.execute("SELECT DISTINCT since FROM participation_follow").fetchall() == [last]


def test_without_keys_it_holds_no_secret_and_with_keys_it_says_so(small_folder: Path, tmp_path: Path) -> None:
    without = backed_up(small_folder, tmp_path / "without.zip")
    with_keys = terreau("backup", "--data", str(small_folder), str(tmp_path / "with.zip"), "--with-keys")
    secret = (small_folder / "keys" / "secret.key").read_bytes()
    names = set(ZipFile(without).namelist())
    whole = b"".join(ZipFile(without).read(name) for name in names)
    assert secret not in whole
    assert b"motdepasse" not in whole
    assert not any(name.startswith("keys") or name == "terreau.toml" for name in names)
    assert "agir au nom de l’instance" in with_keys.answer
    assert stat.S_IMODE((tmp_path / "with.zip").stat().st_mode) == 0o600
    elsewhere = restored(tmp_path / "with.zip", tmp_path / "elsewhere")
    assert (elsewhere / "keys" / "secret.key").read_bytes() == secret
    assert "motdepasse" in (elsewhere / "terreau.toml").read_text(encoding="utf-8")
    assert stat.S_IMODE((elsewhere / "terreau.toml").stat().st_mode) == 0o600


def test_a_key_once_given_is_not_given_again_after_a_restore(small_folder: Path, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(small_folder / "terreau.sqlite3")) as database:
        database.execute("UPDATE sqlite_sequence SET seq = 500 WHERE name = 'needs_need'")
        database.commit()
    elsewhere = restored(backed_up(small_folder, tmp_path / "one.zip"), tmp_path / "elsewhere")
    with contextlib.closing(sqlite3.connect(elsewhere / "terreau.sqlite3")) as database:
        asked = "SELECT seq FROM sqlite_sequence WHERE name = 'needs_need'"
        assert database.execute(asked).fetchone() == (500,)


def test_a_place_that_is_not_empty_is_refused_then_replaced_after_a_backup(
    small_folder: Path, tmp_path: Path
) -> None:
    file = backed_up(small_folder, tmp_path / "one.zip")
    with contextlib.closing(sqlite3.connect(small_folder / "terreau.sqlite3")) as database:
        database.execute("UPDATE needs_need SET title = 'autre'")
        database.commit()
    before = rows(small_folder)
    extra = next(path for path in small_folder.rglob("*.png")).with_name("extra.png")
    extra.write_bytes(b"not in the backup")
    refused = terreau("restore", "--data", str(small_folder), str(file))
    assert (refused.code, refused.trace) == (1, False)
    assert "--replace" in refused.notes
    told = terreau("restore", "--data", str(small_folder), str(file), "--dry-run")
    assert "Rien n’a été fait" in told.answer
    assert rows(small_folder) == before
    restored(file, small_folder, "--replace", "--resume")
    assert rows(small_folder) != before
    assert not extra.exists()
    (saved,) = (small_folder / "backups").glob("before-restore-*.zip")
    restored(saved, small_folder, "--replace", "--no-backup", "--resume")
    assert rows(small_folder) == before
    assert extra.exists()


def test_while_the_instance_serves_nothing_is_restored_over_it(small_folder: Path, tmp_path: Path) -> None:
    file = backed_up(small_folder, tmp_path / "one.zip")
    with running("serve", small_folder) as one:
        refused = terreau("restore", "--data", str(small_folder), str(file), "--replace")
        assert one.get("/sante/pret").status == 200
    assert (refused.code, refused.trace) == (1, False)
    assert "déjà" in refused.notes


def test_a_backup_says_what_it_holds_and_is_not_overwritten(small_folder: Path, tmp_path: Path) -> None:
    file = backed_up(small_folder, tmp_path / "one.zip")
    before = file.read_bytes()
    again = terreau("backup", "--data", str(small_folder), str(file))
    assert (again.code, again.trace) == (1, False)
    assert file.read_bytes() == before
    told = json.loads(terreau("backup", "--verify", str(file), "--format", "json").answer)
    assert told["summary"]["files"] == 2
    assert told["files"][0]["keys"] is False
    assert list(tmp_path.glob(".*")) == []


def with_this_base(pack: Path, *words: str) -> None:
    """Run the command as a version of the program that ships that national base."""
    program = (
        "import sys, pathlib\nfrom terreau.territories import pack\npack.FOLDER = pathlib.Path(sys.argv[1])\n"
        "from terreau.config.cli import main\nsys.exit(main(sys.argv[2:]))"
    )
    subprocess.run([sys.executable, "-c", program, str(pack), *words], env=environment(), check=True)  # noqa: S603


def test_the_base_that_ships_with_the_program_is_left_out_and_made_again(
    small_one: Path, small_folder: Path, tmp_path: Path
) -> None:
    pack, light, elsewhere = small_one.parent / "pack", tmp_path / "light.zip", tmp_path / "elsewhere"
    with contextlib.closing(sqlite3.connect(small_folder / "terreau.sqlite3")) as database:
        database.execute(
            "INSERT INTO territories_territory (ref, kind, code, name, sort_name, name_with_article, "
            "long_name, nature, siren, departement_code, postal_codes, seat_ref, dissolved_on) "
            "VALUES ('99999', 'commune', '99999', 'Disparue', '', '', '', '', '', '', '', '', '2020-01-01')"
        )
        database.commit()
    with_this_base(pack, "backup", str(light), "--data", str(small_folder))
    assert "tables/territories_shape.jsonl" not in ZipFile(light).namelist()
    with_this_base(pack, "restore", str(light), "--data", str(elsewhere), "--resume")
    before, after = rows(small_folder), rows(elsewhere)
    made_again = before.pop("territories_importedpack"), after.pop("territories_importedpack")
    assert [row[0] for row in made_again[0]] == [row[0] for row in made_again[1]]
    assert after == before, "a territory that no edition names any more is there too"
