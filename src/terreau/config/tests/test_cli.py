"""The words of the command: help, complaints, version."""

from __future__ import annotations

import subprocess
import sys

import pytest

from terreau.config.cli import main, parser
from terreau.config.guard import INTERRUPTED, UNABLE, guarded

VERBS = ("demo", "serve", "init", "check", "worker", "import")


@pytest.mark.parametrize("words", [(), *((verb,) for verb in VERBS)])
def test_help_is_in_french_and_says_every_option(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert said.startswith("Usage : terreau")
    assert not {"usage:", "show this help", "positional arguments", "optional"} & set(said.split("\n"))
    assert "None" not in said


def test_help_does_not_wait_for_django() -> None:
    code = "import sys; sys.argv = ['terreau']; import terreau.config.cli as c; c.parser().format_help(); "
    heavy = "print(sorted({'django', 'granian', 'duckdb', 'ninja'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code + heavy], capture_output=True, text=True, check=True)  # noqa: S603
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["dance"], "« dance » n’est pas une possibilité"),
        (["demo", "--port", "huit"], "--port : « huit » ne convient pas"),
        (["demo", "--port"], "--port attend une valeur"),
        (["demo", "--dance"], "mots non compris : --dance"),
        (["import"], "il manque : territories"),
        (["check", "--format", "xml"], "« xml » n’est pas une possibilité"),
    ],
)
def test_what_is_not_understood_is_said_in_french(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == UNABLE
    assert sentence in capsys.readouterr().err


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("terreau 0.")


def test_every_verb_has_its_module() -> None:
    import importlib

    for verb in VERBS:
        module = importlib.import_module(f"terreau.config.verbs.{'bring_in' if verb == 'import' else verb}")
        assert callable(module.run)
    assert parser().prog == "terreau"


def test_an_unforeseen_fault_is_one_sentence_and_never_a_trace(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> int:
        raise RuntimeError("the inside")

    assert guarded(broken)() == UNABLE
    said = capsys.readouterr().err
    assert "erreur inattendue" in said
    assert "Traceback" not in said


def test_an_interruption_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    assert guarded(interrupted)() == INTERRUPTED
    assert "reprendra" in capsys.readouterr().err
