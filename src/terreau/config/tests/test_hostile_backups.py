"""Files that only claim to be backups: each is refused in one sentence, and nothing leaves its place."""

from __future__ import annotations

import hashlib
import json
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from terreau.config.operate.archive import MANIFEST, Reader, safe
from terreau.config.operate.errors import DamagedBackupError, NewerBackupError, NotABackupError
from terreau.config.tests.command import terreau

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[dict[str, bytes], dict[str, Any]], None]


@pytest.fixture(scope="session")
def backup(small_one: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good one."""
    file = tmp_path_factory.mktemp("backup") / "good.zip"
    shutil.copytree(small_one, file.with_name("instance"))
    assert terreau("backup", "--data", str(file.with_name("instance")), str(file)).code == 0
    return file


def changed(backup: Path, to: Path, change: Change) -> Path:
    """A backup made again with another content; the manifest follows unless `change` takes it over."""
    with ZipFile(backup) as source:
        members = {name: source.read(name) for name in source.namelist()}
    manifest = json.loads(members.pop(MANIFEST))
    change(members, manifest)
    with ZipFile(to, "w", ZIP_DEFLATED) as made:
        for name, body in members.items():
            made.writestr(name, body)
        made.writestr(MANIFEST, json.dumps(manifest))
    return to


def replaced(members: dict[str, bytes], manifest: dict[str, Any], name: str, body: bytes) -> None:
    """Put this body under this name, and make the manifest agree."""
    members[name] = body
    manifest["members"] = [one for one in manifest["members"] if one["name"] != name]
    count = body.count(b"\n") if name.startswith("tables/") else 0
    digest = hashlib.sha256(body).hexdigest()
    manifest["members"].append({"name": name, "bytes": len(body), "sha256": digest, "rows": count})


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "media/../../evil",
        "/etc/passwd",
        "media//evil",
        "media/.hidden",
        "media/..",
        "media/a\\..\\b",
        "media/a\x00b",
        "media/a\nb",
        "media/" + "é" * 200,
        "keys/../secret.key",
        "keys/Evil.key",
        "tables/../x.jsonl",
        "tables/X.jsonl",
        "terreau.sqlite3",
        "terreau.toml/x",
    ],
)
def test_a_name_that_leads_out_of_its_place_is_refused(name: str, backup: Path, tmp_path: Path) -> None:
    assert not safe(name)
    bad = changed(backup, tmp_path / "bad.zip", lambda m, man: replaced(m, man, name, b"x"))
    with pytest.raises((NotABackupError, DamagedBackupError)):
        Reader(bad)


def test_the_names_of_a_backup_are_safe(backup: Path) -> None:
    with Reader(backup) as archive:
        assert all(safe(member.name) for member in archive.manifest.members)
        archive.verify()


def test_a_symbolic_link_is_refused(backup: Path, tmp_path: Path) -> None:
    bad = Path(shutil.copy(backup, tmp_path / "bad.zip"))
    link = ZipInfo("media/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with ZipFile(bad, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(NotABackupError):
        Reader(bad)


def test_a_bomb_is_refused_before_it_is_opened(backup: Path, tmp_path: Path) -> None:
    def swell(_members: dict[str, bytes], manifest: dict[str, Any]) -> None:
        manifest["members"][0]["bytes"] = 1 << 40

    with pytest.raises(DamagedBackupError):
        Reader(changed(backup, tmp_path / "liar.zip", swell))
    bomb = tmp_path / "bomb.zip"
    zeros = 3 << 30
    with ZipFile(bomb, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        info = ZipInfo("media/zeros")
        info.compress_type = ZIP_DEFLATED
        archive.writestr(info, bytes(1 << 20))
        info.file_size = zeros  # what the central directory will announce
        manifest = json.loads(ZipFile(backup).read(MANIFEST))
        manifest["members"] = [{"name": "media/zeros", "bytes": zeros, "sha256": "", "rows": 0}]
        archive.writestr(MANIFEST, json.dumps(manifest))
    with pytest.raises(NotABackupError, match="enflerait"):
        Reader(bomb)


def test_a_file_cut_anywhere_is_refused(backup: Path, tmp_path: Path) -> None:
    body = backup.read_bytes()
    for kept in (0, 10, len(body) // 3, len(body) // 2, len(body) - 30, len(body) - 1):
        cut = tmp_path / f"{kept}.zip"
        cut.write_bytes(body[:kept])
        with pytest.raises((NotABackupError, DamagedBackupError)), Reader(cut) as archive:
            archive.verify()


def test_a_byte_changed_anywhere_shows(backup: Path, tmp_path: Path) -> None:
    body = backup.read_bytes()
    with Reader(backup) as archive:
        places = [
            info.header_offset + 60 + len(info.filename)
            for info in archive.infos.values()
            if info.file_size > 90
        ]
    for place in places[::3]:
        flipped = bytearray(body)
        flipped[place] ^= 0x40
        bad = tmp_path / "bad.zip"
        bad.write_bytes(flipped)
        with pytest.raises((NotABackupError, DamagedBackupError)), Reader(bad) as archive:
            archive.verify()


def without_a_member(members: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    del members["tables/needs_need.jsonl"]


def with_one_more(members: dict[str, bytes], _manifest: dict[str, Any]) -> None:
    members["media/more"] = b"x"


def of_another_program(_members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["program"] = "other"


def with_wrong_types(_members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["migrations"] = {"needs": [1]}


def with_negative_sizes(_members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["members"][0]["bytes"] = -1


def with_a_setting_on_two_lines(_members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["settings"] = {"terreau_contact": 'a"\ndatabase_url = "postgresql://evil'}


@pytest.mark.parametrize(
    "change",
    [
        without_a_member,
        with_one_more,
        of_another_program,
        with_wrong_types,
        with_negative_sizes,
        with_a_setting_on_two_lines,
    ],
)
def test_a_manifest_that_does_not_hold_is_refused(change: Change, backup: Path, tmp_path: Path) -> None:
    with pytest.raises((NotABackupError, DamagedBackupError)):
        Reader(changed(backup, tmp_path / "bad.zip", change))


def test_a_later_format_is_told_apart_from_a_broken_file(backup: Path, tmp_path: Path) -> None:
    def later(_members: dict[str, bytes], manifest: dict[str, Any]) -> None:
        manifest |= {"format": 99, "version": "9.0"}

    with pytest.raises(NewerBackupError):
        Reader(changed(backup, tmp_path / "later.zip", later))


def a_line_that_was_changed(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    name = "tables/participation_journalline.jsonl"
    replaced(members, manifest, name, members[name].replace(b'"needs.need"', b'"needs.neeX"'))


def a_row_that_points_nowhere(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    replaced(members, manifest, "tables/people_organisation.jsonl", b"")


def a_row_too_short(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    replaced(members, manifest, "tables/needs_need.jsonl", b"[1]\n")


def a_row_nested_without_end(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    replaced(members, manifest, "tables/needs_need.jsonl", b"[" * 100_000 + b"\n")


def a_table_of_the_database_itself(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    replaced(members, manifest, "tables/sqlite_schema.jsonl", b"[1]\n")
    manifest["tables"]["sqlite_schema"] = {"columns": ["sql"], "next": 0}


def a_column_that_is_an_order(_members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["tables"]["needs_need"]["columns"][0] = "id) VALUES (1); DROP TABLE needs_need; --"


def a_migration_of_tomorrow(_members: dict[str, bytes], manifest: dict[str, Any]) -> None:
    manifest["migrations"]["needs"].append("9999_tomorrow")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (a_line_that_was_changed, "son journal ne tient pas"),
        (a_row_that_points_nowhere, "ne vont pas ensemble"),
        (a_row_too_short, "needs_need"),
        (a_row_nested_without_end, "needs_need"),
        (a_table_of_the_database_itself, "sqlite_schema"),
        (a_column_that_is_an_order, "needs_need"),
        (a_migration_of_tomorrow, "Installez"),
    ],
)
def test_rows_that_do_not_hold_leave_the_place_as_it_was(
    change: Change, said: str, backup: Path, tmp_path: Path
) -> None:
    bad = changed(backup, tmp_path / "bad.zip", change)
    ended = terreau("restore", "--data", str(tmp_path / "place"), str(bad))
    assert (ended.code, ended.trace) == (1, False), ended.notes
    assert said in ended.notes
    assert not (tmp_path / "place" / "terreau.sqlite3").exists()


@pytest.mark.parametrize("body", [b"", b"PK\x05\x06" + bytes(18), b"\x00" * 5000, b"SQLite format 3\x00"])
def test_what_is_no_backup_is_said_at_the_command_line(body: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(body)
    ended = terreau("backup", "--verify", str(tmp_path / "file"))
    assert (ended.code, ended.trace) == (1, False)
    assert "n’est pas une sauvegarde de Terreau" in ended.notes
