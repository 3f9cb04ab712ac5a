from __future__ import annotations

import errno
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.foundation.keys import UnsealError, exposed, instance_secret, renew, seal, unseal

if TYPE_CHECKING:
    from pathlib import Path


def test_a_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    made = instance_secret(tmp_path, "secret")
    assert len(made) >= 64
    assert instance_secret(tmp_path, "secret") == made
    assert instance_secret(tmp_path, "other") != made


def test_a_secret_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    instance_secret(tmp_path, "secret")
    assert (tmp_path / "keys" / "secret.key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700


def test_no_draft_is_left_beside_the_key(tmp_path: Path) -> None:
    instance_secret(tmp_path, "secret")
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["secret.key"]


def test_threads_that_start_together_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(lambda _: instance_secret(tmp_path, "secret"), range(64)))) == 1


SCRIPT = """
import pathlib, sys
from terreau.foundation.keys import instance_secret
print(instance_secret(pathlib.Path(sys.argv[1]), "secret"), "django" in sys.modules)
"""


def test_processes_that_start_together_agree_before_any_settings(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(6)]  # noqa: S603 - ours
    assert {process.communicate()[0] for process in running} == {
        f"{instance_secret(tmp_path, 'secret')} False\n"
    }


def test_where_links_are_unknown_a_key_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links on FAT")

    monkeypatch.setattr(os, "link", refuse)
    assert instance_secret(tmp_path, "secret") == instance_secret(tmp_path, "secret")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="full"):
        instance_secret(tmp_path, "secret")
    assert list((tmp_path / "keys").iterdir()) == []


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_a_folder_that_cannot_be_written_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(os, "open", refuse)  # chmod would not stop root, who runs this in containers
    with pytest.raises(OSError, match="refused"):
        instance_secret(tmp_path, "secret")


def test_a_file_in_place_of_the_folder_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("not a folder")
    with pytest.raises(OSError, match="keys"):
        instance_secret(tmp_path, "secret")


@pytest.mark.parametrize("content", ["", "short", "\n"])
def test_a_damaged_key_is_never_replaced_in_silence(tmp_path: Path, content: str) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "secret.key").write_text(content)
    with pytest.raises(OSError, match="damaged"):
        instance_secret(tmp_path, "secret")


def test_a_key_that_others_may_read_is_named(tmp_path: Path) -> None:
    instance_secret(tmp_path, "secret")
    assert exposed(tmp_path) == []
    (tmp_path / "keys" / "secret.key").chmod(0o640)
    assert [path.name for path in exposed(tmp_path)] == ["secret.key"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@given(text=st.text(), purpose=st.text(max_size=20))
def test_what_is_sealed_is_read_again(folder: Path, text: str, purpose: str) -> None:
    sealed = seal(folder, text, purpose)
    assert unseal(folder, sealed, purpose) == text


def test_nothing_shows_of_what_is_sealed_and_no_two_seals_are_alike(folder: Path) -> None:
    one, other = seal(folder, "mot de passe", "smtp"), seal(folder, "mot de passe", "smtp")
    assert one != other
    assert "passe" not in one


def test_a_secret_sealed_for_one_thing_is_not_read_for_another(folder: Path) -> None:
    with pytest.raises(UnsealError):
        unseal(folder, seal(folder, "a", "smtp"), "api")


@pytest.mark.parametrize("position", [3, 10, -2])
def test_a_seal_that_was_altered_is_refused(folder: Path, position: int) -> None:
    sealed = list(seal(folder, "mot de passe", "smtp"))
    sealed[position] = "A" if sealed[position] != "A" else "B"
    with pytest.raises(UnsealError):
        unseal(folder, "".join(sealed), "smtp")


@pytest.mark.parametrize(
    "sealed", ["", ".", "1.", "1", "x.AAAA", "1.é", "1.====", "99.AAAA", "-1.AAAA", "1." + "A" * 9_000]
)
def test_what_was_never_sealed_is_refused(folder: Path, sealed: str) -> None:
    seal(folder, "a", "smtp")
    with pytest.raises(UnsealError):
        unseal(folder, sealed, "smtp")
    assert not (folder / "keys" / "seal-99.key").exists()


def test_after_a_new_key_what_was_sealed_before_stays_readable(tmp_path: Path) -> None:
    before = seal(tmp_path, "a", "smtp")
    assert renew(tmp_path) == 2
    after = seal(tmp_path, "a", "smtp")
    assert (before[:2], after[:2]) == ("1.", "2.")
    assert unseal(tmp_path, before, "smtp") == unseal(tmp_path, after, "smtp") == "a"


def test_without_its_key_nothing_is_read(tmp_path: Path) -> None:
    sealed = seal(tmp_path, "a", "smtp")
    (tmp_path / "keys" / "seal-1.key").unlink()
    with pytest.raises(UnsealError, match="not in the data folder"):
        unseal(tmp_path, sealed, "smtp")
