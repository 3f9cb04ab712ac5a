"""The command `terreau commons check`."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import yaml

from terreau.commons import command
from terreau.commons.archive import public_key
from terreau.commons.tests.test_archive import KEY, packed
from terreau.commons.tests.test_codemeta import VALID as CODEMETA
from terreau.commons.tests.test_mediawiki import EXPORT
from terreau.commons.tests.test_okh import VALID as OKH
from terreau.commons.tests.writing import VALID, with_value

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def written(folder: Path) -> dict[str, str]:
    texts = {
        "publiccode.yml": yaml.safe_dump(VALID, allow_unicode=True),
        "okh.toml": OKH.replace("CERN-OHL-S-2.0", "LicenseRef-CC BY-SA-4.0"),
        "codemeta.json": json.dumps(CODEMETA),
        "wrong.yml": yaml.safe_dump(with_value("legal.license", "Licence Ouverte"), allow_unicode=True),
        "broken.toml": "a = ",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {name: str(folder / name) for name in texts}


def test_one_object_answers_for_all_files_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = written(tmp_path)
    code = command.main(["check", *files.values(), "--format", "json"])
    answer = json.loads(capsys.readouterr().out)
    assert code == 2
    assert answer["summary"] == {"files": 5, "valid": 3, "invalid": 1, "unreadable": 1}
    assert [one["file"] for one in answer["files"]] == list(files.values())
    first = answer["files"][0]
    assert set(first) == {"file", "kind", "version", "valid", "licence", "fields", "problems"}
    assert [one["kind"] for one in answer["files"]] == ["publiccode", "okh", "codemeta", "publiccode", "okh"]
    assert answer["files"][1]["licence"] == {
        "said": "LicenseRef-CC BY-SA-4.0",
        "spdx": "CC-BY-SA-4.0",
        "open": True,
    }
    wrong = answer["files"][3]
    assert (wrong["valid"], wrong["licence"]["spdx"], wrong["fields"]["name"]) == (
        False,
        "etalab-2.0",
        VALID["name"],
    )
    assert set(wrong["problems"][0]) == {"key", "level", "message"}


def test_the_exit_code_is_the_worst(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = written(tmp_path)
    assert command.main(["check", files["publiccode.yml"]]) == 0
    assert command.main(["check", files["publiccode.yml"], files["wrong.yml"]]) == 1
    assert command.main(["check", str(tmp_path / "absent.yml"), files["wrong.yml"]]) == 2
    assert command.main(["check", str(tmp_path)]) == 2
    said = capsys.readouterr().out
    assert "publiccode.yml : publiccode.yml 0.7, valide." in said
    assert (
        "erreur, legal.license : « Licence Ouverte » n’est pas une expression SPDX : écrivez etalab-2.0."
        in said
    )
    assert "Ce fichier n’existe pas." in said


def test_an_archive_is_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, cut = tmp_path / "velos.commun.zip", tmp_path / "coupee.commun.zip"
    good.write_bytes(packed())
    cut.write_bytes(packed()[:500])
    assert command.main(["verify", str(good), "--signed-by", public_key(KEY), "--format", "json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)["files"]
    assert (entry["valid"], entry["signer"], entry["pages"]) == (True, public_key(KEY), 2)
    assert command.main(["verify", str(good), str(cut)]) == 1
    said = capsys.readouterr().out
    assert "« Compteur de vélos »" in said
    assert "n’est pas une archive entière" in said
    assert command.main(["verify", str(good), "--signed-by", public_key(b"o" * 32)]) == 1
    assert command.main(["verify", str(tmp_path / "absente.zip")]) == 2


def test_a_wiki_export_is_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export, other = tmp_path / "wiki.xml", tmp_path / "autre.xml"
    export.write_text(EXPORT, encoding="utf-8")
    other.write_text("<!DOCTYPE a><a/>", encoding="utf-8")
    assert command.main(["import-mediawiki", str(export), "--dry-run", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["revisions"] == 3
    assert command.main(["import-mediawiki", str(export), str(other), "--dry-run"]) == 2
    assert "2 pages, 3 versions" in capsys.readouterr().out
    assert command.main(["import-mediawiki", str(export)]) == 2
    assert "--dry-run" in capsys.readouterr().err


def test_it_needs_no_instance(tmp_path: Path) -> None:
    path = written(tmp_path)["publiccode.yml"]
    words = [sys.executable, "-m", "terreau.config.cli", "commons", "check", path, "--format", "json"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=tmp_path, env={"PATH": ""})  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["files"][0]["valid"] is True
