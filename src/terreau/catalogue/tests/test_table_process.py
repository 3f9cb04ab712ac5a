"""`terreau table` as a person runs it: a process, several files, its output, its words and its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

RUN = [sys.executable, "-m", "terreau.catalogue.table_command"]
SCHEMA = {
    "fields": [
        {"name": "nom"},
        {"name": "code_insee", "constraints": {"pattern": r"\d{5}", "required": True}},
        {"name": "ouvert", "type": "boolean"},
        {"name": "ouverture", "type": "date"},
    ],
}
GOOD = "nom,code_insee,ouvert,ouverture\nMistral,38185,true,2025-03-14\n"
DIRTY = "Nom;Code INSEE;Ouvert;Ouverture\nÉté;1001;Oui;14/03/2025\nGare;38185;non;peut-être\n"
BY_NAME = ("--schema", "parcs", "--schemas", "schemas")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "schemas" / "parcs").mkdir(parents=True)
    (tmp_path / "schemas" / "parcs" / "schema.json").write_text(json.dumps(SCHEMA))
    (tmp_path / "good.csv").write_text(GOOD)
    (tmp_path / "dirty.csv").write_bytes(DIRTY.encode("cp1252"))
    return tmp_path


def table(folder: Path, *words: str) -> tuple[int, Any, str]:
    """(exit code, answer, standard error) of one run with --format json."""
    done = subprocess.run(  # noqa: S603 - our own program
        [*RUN, *words, "--format", "json"], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr


def test_describe_then_check_speak_of_each_file_and_exit_with_the_worst(folder: Path) -> None:
    code, answer, _ = table(folder, "describe", "good.csv", "dirty.csv")
    dirty = answer["files"][1]
    assert (code, dirty["encoding"], dirty["delimiter"], dirty["rows"]) == (0, "cp1252", ";", 2)
    assert set(dirty) >= {"file", "format", "encoding", "delimiter", "header_row", "rows", "columns"}
    code, answer, _ = table(folder, "check", "good.csv", "dirty.csv", *BY_NAME)
    good, dirty = answer["files"]
    assert (code, good["valid"], good["cells"], good["truncated"]) == (1, True, [], False)
    assert dirty["errors"]["total"] == len(dirty["cells"])
    cell = next(one for one in dirty["cells"] if one["value"] == "1001")
    assert (cell["row"], cell["line"], cell["field"], cell["rule"]) == (
        1,
        2,
        "code_insee",
        "constraint-error",
    )
    code, cut, _ = table(folder, "check", "dirty.csv", *BY_NAME, "--limit", "2")
    assert (len(cut["files"][0]["cells"]), cut["files"][0]["truncated"]) == (2, True)
    assert cut["files"][0]["errors"] == dirty["errors"]


def test_recognise_then_repair_with_its_mapping(folder: Path) -> None:
    _, found, _ = table(folder, "recognise", "dirty.csv", "--schemas", "schemas")
    assert found["files"][0]["candidates"][0]["mapping"]["Code INSEE"] == "code_insee"
    (folder / "mapping.json").write_text(json.dumps(found))
    words = ("repair", "dirty.csv", *BY_NAME, "--mapping", "mapping.json", "--out", "clean.csv")
    _, dry, _ = table(folder, *words, "--dry-run")
    assert dry["files"][0]["out"] is None
    assert not (folder / "clean.csv").exists()
    code, done, _ = table(folder, *words, "--accept", "all")
    assert (code, done["files"][0]["left"]["total"]) == (1, 1)
    assert (folder / "clean.csv").read_text().splitlines()[1] == "Été,01001,true,2025-03-14"
    table(folder, *words, "--accept", "columns,boolean-words")
    assert (folder / "clean.csv").read_text().splitlines()[1] == "Été,1001,true,14/03/2025"
    assert (folder / "dirty.csv").read_bytes() == DIRTY.encode("cp1252")


@pytest.mark.parametrize(
    "words",
    [
        ("check", "schemas", *BY_NAME),
        ("check", "good.csv", "--schema", "absent"),
        ("check", "good.csv", *BY_NAME, "--reference", "communes"),
        ("repair", "good.csv", *BY_NAME, "--mapping", "good.csv"),
        ("repair", "good.csv", *BY_NAME, "--out", "good.csv"),
        ("repair", "good.csv", *BY_NAME, "--out", "nowhere/a.csv"),
        ("repair", "good.csv", "dirty.csv", *BY_NAME, "--out", "a.csv"),
        ("repair", "good.csv", *BY_NAME, "--accept", "magie"),
        ("diff", "good.csv", "dirty.csv", "--key", "inconnue"),
        ("check", "good.csv", "--schema", "http://192.168.0.1/schema.json"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(words: tuple[str, ...], folder: Path) -> None:
    code, answer, said = table(folder, *words)
    assert code == 2
    assert answer["files"][0]["error"]["message"]
    assert answer["files"][0]["error"]["remedy"]
    assert "Traceback" not in said


def test_help_and_complaints_are_in_french(folder: Path) -> None:
    helped = subprocess.run([*RUN, "check", "--help"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert helped.startswith("Usage : terreau table check")
    assert not {"usage:", "positional", "show this help"} & set(helped.split("\n"))
    wrong = subprocess.run([*RUN, "check"], capture_output=True, text=True, check=False, cwd=folder)  # noqa: S603
    assert (wrong.returncode, "il manque" in wrong.stderr) == (2, True)


def test_the_command_speaks_english_when_asked(folder: Path) -> None:
    words = ("check", "dirty.csv", *BY_NAME)
    _, french, _ = table(folder, *words)
    _, english, _ = table(folder, *words, "--lang", "en")
    told = [answer["files"][0]["cells"] for answer in (french, english)]
    assert [(one["row"], one["rule"], one["value"]) for one in told[0]] == [
        (one["row"], one["rule"], one["value"]) for one in told[1]
    ]
    said = {one["message"] for one in told[1]}
    assert "“1001” does not have the form expected for “code_insee”." in said
    assert not [one for one in said if "«" in one]
    helped = subprocess.run(  # noqa: S603 - our own program
        [*RUN, "check", "--lang", "en", "--help"], capture_output=True, text=True, check=False
    )
    assert "language of sentences" in helped.stdout
    plain = subprocess.run(  # noqa: S603 - our own program
        [*RUN, *words, "--lang=en"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert "not valid. 2 rows, " in plain.stdout
    assert "line 2, code_insee: “1001”" in plain.stdout
