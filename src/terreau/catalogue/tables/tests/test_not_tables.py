"""Files that are no table, and encodings that a person says or that a file does not say."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from terreau.catalogue.tables import Options, Refusal, Workspace, describe

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "code;libellé\n01;Été\n02;Œuvre\n"


@pytest.mark.parametrize(
    "content",
    [
        b"\n<!DOCTYPE html>\n<html><body>Cette page n'existe plus</body></html>",
        b"\xef\xbb\xbf<HTML><head></head></HTML>",
        random.Random(7).randbytes(3_000),  # noqa: S311 - noise, not a secret
        b"\x00\x01\x02",
        b"GIF89a;1;2\n3;4;5\n",
    ],
    ids=["a page", "a page with a mark", "noise", "three bytes", "a picture"],
)
def test_what_is_no_text_is_refused_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    with Workspace() as workspace, pytest.raises(Refusal) as refused:
        describe(path, workspace)
    assert refused.value.code == "no-table"


def read(path: Path, encoding: str = "") -> list[tuple[str, list[str]]]:
    with Workspace() as workspace:
        found = describe(path, workspace, Options(encoding=encoding))
    return [(one["name"], one["examples"]) for one in found["columns"]]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8", "utf-8-sig", "cp1252"])
def test_a_file_is_read_whether_it_says_its_encoding_or_not(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(ROWS.encode(encoding))
    assert read(path) == [("code", ["01", "02"]), ("libellé", ["Été", "Œuvre"])]


@pytest.mark.parametrize(
    ("said", "written"),
    [("utf8", "utf-8-sig"), ("UTF-8", "utf-8"), ("Windows-1252", "cp1252"), ("utf-16", "utf-16-le")],
)
def test_an_encoding_may_be_said_by_any_of_its_names(said: str, written: str, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(ROWS.encode(written))
    assert read(path, said) == [("code", ["01", "02"]), ("libellé", ["Été", "Œuvre"])]


@pytest.mark.parametrize("said", ["klingon", "base64"])
def test_an_encoding_that_does_not_exist_is_refused(said: str, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(ROWS)
    with pytest.raises(Refusal) as refused:
        read(path, said)
    assert refused.value.code == "bad-option"
