"""The command `terreau commons check`."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import yaml

from terreau.commons import command
from terreau.commons.tests.test_codemeta import VALID as CODEMETA
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


def test_it_needs_no_instance(tmp_path: Path) -> None:
    path = written(tmp_path)["publiccode.yml"]
    words = [sys.executable, "-m", "terreau.config.cli", "commons", "check", path, "--format", "json"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=tmp_path, env={"PATH": ""})  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["files"][0]["valid"] is True
