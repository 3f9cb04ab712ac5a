"""`terreau badge`: what it writes, what it says, and the codes it exits with."""

from __future__ import annotations

import csv
import json
import os
import stat
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from terreau.recognition.openbadges import DEFAULT_CAPS, UnreachableError, status_entry
from terreau.recognition.openbadges.command import main, verifying
from terreau.recognition.openbadges.command.terminal import Terminal
from terreau.recognition.tests.builders import ACHIEVEMENT, SVG, png, raw, signed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a key, a definition, a picture and three people, one of whom is badly written."""
    assert main(["keygen", "--out", f"{tmp_path}/k.json", "--name", "Atelier"]) == 0
    (tmp_path / "a.json").write_text(json.dumps(ACHIEVEMENT))
    (tmp_path / "p.png").write_bytes(png())
    (tmp_path / "p.svg").write_bytes(SVG)
    (tmp_path / "r.csv").write_text(
        "Nom;Courriel\nA;a@ex.example\nB;pas une adresse\nC;c@ex.example\nD;a@ex.example\n"
    )
    return tmp_path


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = main([*words, "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def issue_words(desk: Path, *more: str) -> list[str]:
    files = [f"{desk}/{name}" for name in ("a.json", "k.json", "r.csv", "out")]
    words = ["--achievement", "--issuer-key", "--recipients", "--out"]
    return ["issue", *(part for pair in zip(words, files, strict=True) for part in pair), *more]


def test_a_key_is_kept_from_others_and_never_overwritten(desk: Path) -> None:
    before = (desk / "k.json").read_bytes()
    assert stat.S_IMODE((desk / "k.json").stat().st_mode) == 0o600
    assert main(["keygen", "--out", f"{desk}/k.json"]) == 2
    assert (desk / "k.json").read_bytes() == before


@pytest.mark.parametrize(
    ("more", "suffix"),
    [
        ([], ".json"),
        (["--proof", "vc-jwt"], ".jwt"),
        (["--bake", "p.png"], ".png"),
        (["--bake", "p.svg"], ".svg"),
    ],
)
def test_badges_are_issued_from_a_csv_and_verify(
    desk: Path, capsys: pytest.CaptureFixture[str], more: list[str], suffix: str
) -> None:
    words = [f"{desk}/{word}" if word.startswith("p.") else word for word in more]
    code, told = ask(capsys, *issue_words(desk, *words))
    assert code == 1
    refused = [(one["line"], one["column"]) for one in told["files"] if "reason" in one]
    assert refused == [(3, "Courriel"), (5, "Courriel")]
    assert told["files"][1] == {
        "line": 3,
        "column": "Courriel",
        "reason": "« pas une adresse » n’est pas une adresse",
    }
    assert told["summary"] == {"issued": 2, "refused": 2, "dry_run": False}
    assert sorted(path.name for path in (desk / "out").iterdir()) == [f"000002{suffix}", f"000004{suffix}"]
    code, told = ask(capsys, "verify", f"{desk}/out", "--recipient", "a@ex.example")
    assert code == 1
    assert [one["verdict"] for one in told["files"]] == ["valid", "invalid"]
    assert told["files"][1]["reason"] == "recipient"
    assert told["files"][0]["issuer"]["name"] == "Atelier"


def test_a_dry_run_writes_nothing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = ask(capsys, *issue_words(desk, "--dry-run"))
    assert (code, told["summary"]["issued"]) == (1, 2)
    assert not (desk / "out").exists()


def test_exit_codes_are_the_worst_of_the_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.json").write_bytes(raw(signed()))
    (tmp_path / "bad.json").write_bytes(raw({**signed(), "name": "autre"}))
    (tmp_path / "none.png").write_bytes(png())
    good, bad, none = (f"{tmp_path}/{name}" for name in ("good.json", "bad.json", "none.png"))
    assert ask(capsys, "verify", good)[0] == 0
    assert ask(capsys, "verify", good, bad)[0] == 1
    code, told = ask(capsys, "verify", none, good, bad, f"{tmp_path}/absent.json")
    assert code == 2
    assert [one["verdict"] for one in told["files"]] == ["unreadable", "valid", "invalid", "unreadable"]
    counted = {name: told["summary"][name] for name in ("valid", "invalid", "unknown", "unreadable")}
    assert counted == {"valid": 1, "invalid": 1, "unknown": 0, "unreadable": 2}
    keys = {"file", "verdict", "kind", "issuer", "achievement", "reason", "checks", "warnings"}
    assert all(set(one) == keys for one in told["files"])


def test_documents_answer_instead_of_the_network(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["keygen", "--out", f"{tmp_path}/k.json", "--controller", "did:web:ex.example"])
    key = json.loads((tmp_path / "k.json").read_text())
    method = {name: key[name] for name in ("id", "type", "controller", "publicKeyMultibase")}
    (tmp_path / "did.json").write_text(json.dumps({"id": "did:web:ex.example", "assertionMethod": [method]}))
    (tmp_path / "index.json").write_text(json.dumps({"https://ex.example/.well-known/did.json": "did.json"}))
    words = [
        "status",
        f"{tmp_path}/s.json",
        "--url",
        "https://ex.example/s",
        "--issuer-key",
        f"{tmp_path}/k.json",
    ]
    assert main([*words, "--set", "5"]) == 0
    assert ask(capsys, "verify", f"{tmp_path}/s.json", "--offline")[1]["files"][0]["verdict"] == "unknown"
    code, told = ask(capsys, "verify", f"{tmp_path}/s.json", "--documents", str(tmp_path))
    assert (code, told["files"][0]["verdict"]) == (0, "valid")
    assert main(["verify", f"{tmp_path}/s.json", "--documents", f"{tmp_path}/absent"]) == 2


def test_a_documents_folder_gives_nothing_from_outside_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (tmp_path / "secret.json").write_text("{}")
    (folder / "index.json").write_text(json.dumps({"https://ex.example/status/1": "../secret.json"}))
    from terreau.recognition.openbadges import Caps, DocumentsFolder, UnreachableError

    with pytest.raises(UnreachableError):
        DocumentsFolder(folder, Caps()).fetch("https://ex.example/status/1")
    assert not capsys.readouterr().out


def test_a_status_list_is_made_changed_and_read(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["status", f"{desk}/s.json", "--issuer-key", f"{desk}/k.json"]
    assert main([*words, "--url", "https://ex.example/s", "--set", "5", "--set", "9"]) == 0
    assert main([*words, "--clear", "9"]) == 0
    shown = ask(capsys, "status", f"{desk}/s.json", "--show", "5", "--show", "9")[1]["files"][0]["entries"]
    assert shown == [{"index": 5, "set": True}, {"index": 9, "set": False}]
    assert main(["verify", f"{desk}/s.json"]) == 0
    assert main(["status", f"{desk}/s.json", "--show", "99999999"]) == 2
    assert main(["status", f"{desk}/new.json", "--set", "1"]) == 2


def test_a_badge_goes_in_and_out_of_a_picture(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "b.json").write_bytes(raw(signed()))
    assert main(["bake", f"{desk}/p.svg", f"{desk}/b.json", "--out", f"{desk}/b.svg"]) == 0
    assert main(["unbake", f"{desk}/b.svg", "--out", f"{desk}/again.json"]) == 0
    assert (desk / "again.json").read_bytes() == (desk / "b.json").read_bytes()
    assert main(["unbake", f"{desk}/p.svg"]) == 2
    code, told = ask(capsys, "inspect", f"{desk}/b.svg")
    assert (code, told["files"][0]["picture"], told["files"][0]["form"]) == (0, "svg", "json")


def test_many_files_are_verified_in_order_on_every_core(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = raw(signed()), raw({**signed(), "name": "autre"})
    for number in range(250):
        (tmp_path / f"{number:03}.json").write_bytes(bad if number % 50 == 7 else good)
    code, told = ask(capsys, "verify", str(tmp_path))
    assert code == 1
    assert [one["file"] for one in told["files"]] == sorted(one["file"] for one in told["files"])
    assert [n for n, one in enumerate(told["files"]) if one["verdict"] == "invalid"] == [7, 57, 107, 157, 207]


def test_messages_are_in_french_unless_asked_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.json").write_bytes(raw(signed()))
    main(["verify", f"{tmp_path}/b.json"])
    assert "valable" in capsys.readouterr().out
    main(["verify", f"{tmp_path}/b.json", "--lang", "en"])
    assert "The signature is good" in capsys.readouterr().out


class Far:
    """A resolver that can go to another process, as the command's own must."""

    live = True

    def fetch(self, url: str) -> bytes:
        raise UnreachableError(url=url)


def test_a_folder_shows_its_progress_and_is_shared_between_cores_on_the_network_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good, far = raw(signed()), raw(signed(credentialStatus=status_entry("https://ex.example/s", 1)))
    for number in range(250):
        (tmp_path / f"{number:03}.json").write_bytes(far if number == 200 else good)
    asked: list[int | None] = []
    kept = ProcessPoolExecutor

    def pool(workers: int | None = None, **more: Any) -> Any:
        asked.append(workers)
        return kept(workers, **more)

    monkeypatch.setattr(verifying, "ProcessPoolExecutor", pool)
    assert main(["verify", str(tmp_path), "--format", "json"], resolver=Far()) == 1
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert asked == [os.cpu_count()]
    assert [one["verdict"] for one in told["files"]].index("unknown") == 200
    assert (told["summary"]["valid"], told["summary"]["unknown"]) == (249, 1)
    assert told["summary"]["files_per_second"] > 0
    assert "100 / 250" in said.err
    assert "250 / 250" in said.err


def test_progress_of_a_large_folder_is_ten_lines_where_nobody_looks(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for done in range(100, 10_001, 100):
        Terminal("fr", as_json=False).progress(done, 10_000)
    assert capsys.readouterr().err.splitlines() == [f"{number}000 / 10000" for number in range(1, 11)]


def test_a_file_too_large_is_refused_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (tmp_path / "large.json").open("wb") as file:
        file.truncate(DEFAULT_CAPS.file_size + 5)
    code, told = ask(capsys, "verify", f"{tmp_path}/large.json")
    assert (code, told["files"][0]["verdict"], told["files"][0]["reason"]) == (1, "invalid", "file")
    assert "file_size" in told["files"][0]["checks"][0]["message"]


@pytest.fixture(params=[131_072, 20_000_000])
def _limit_of_the_process(request: pytest.FixtureRequest) -> Iterator[None]:
    """What `csv` allows in a cell, which whoever reads large tables raises for everyone."""
    before = csv.field_size_limit(request.param)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("_limit_of_the_process")
def test_one_line_that_will_not_do_stops_no_other(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        "email,id,valid_until,evidence,narrative",
        "a@ex.example,,2099-01-01,,",
        "b@ex.example,,2001-01-01,,",
        "c@ex.example,,bientôt,,",
        "d@ex.example,pas une adresse,,,",
        ",,,,rien",
        "e@ex.example,,,pas une adresse,",
        'f@ex.example,,,,"deux',
        'lignes"',
        "g@ex.example,did:example:g,,https://ex.example/preuve,vu",
        "h@ex.example,,," + "," + "x" * 200_000,
        "i@ex.example",
    ]
    (desk / "r.csv").write_text("\n".join(lines))
    code, told = ask(capsys, *issue_words(desk))
    assert code == 1
    refused = [(one["line"], one["column"]) for one in told["files"] if "reason" in one]
    assert refused == [
        (3, "valid_until"),
        (4, "valid_until"),
        (5, "id"),
        (6, "email"),
        (7, "evidence"),
        (11, None),
    ]
    issued = [one["line"] for one in told["files"] if "file" in one]
    assert issued == [2, 8, 10, 12]
    assert told["summary"] == {"issued": 4, "refused": 6, "dry_run": False}


def test_what_is_wrong_with_the_badge_itself_is_said_once_and_nothing_is_written(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "a.json").write_text(json.dumps({**ACHIEVEMENT, "inconnu": "x"}))
    assert main(issue_words(desk)) == 2
    assert capsys.readouterr().err.count("inconnu") == 1
    assert not (desk / "out").exists()


VERBS = ("verify", "issue", "keygen", "bake", "unbake", "inspect", "status")


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_the_help_is_in_french_and_in_english_when_asked(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [verb] if verb else []
    for more, heading, stranger in (
        ([], "montrer cette aide", "show this help"),
        (["--lang", "en"], "show this help", "aide"),
    ):
        with pytest.raises(SystemExit) as ended:
            main([*words, *more, "--help"] if verb else ["--help"] if not more else ["--lang=en", "--help"])
        said = capsys.readouterr().out
        assert ended.value.code == 0
        assert heading in said
        assert stranger not in said
        assert all(name in said for name in (VERBS if not verb else ()))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "il manque : VERBE"),
        (["verify"], "il manque : CHEMIN"),
        (["verifier"], "n’est pas une possibilité"),
        (["verify", "x", "--format", "xml"], "n’est pas une possibilité"),
        (["verify", "x", "--autre"], "mots non compris"),
        (["status", "x", "--show", "deux"], "ne convient pas"),
        (["verify", "x", "--at"], "attend une valeur"),
    ],
)
def test_a_word_that_will_not_do_is_told_in_french(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_a_date_that_is_none_and_a_folder_without_files_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", f"{tmp_path}", "--at", "demain"]) == 2
    assert "--at" in capsys.readouterr().err
    assert main(["verify", f"{tmp_path}"]) == 2
    assert "Aucun fichier" in capsys.readouterr().err


def test_a_long_table_tells_its_progress_and_a_short_one_does_not(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for count, told in ((900, 0), (2_000, 10)):
        (desk / "r.csv").write_text("email\n" + "".join(f"p{n}@ex.example\n" for n in range(count)))
        assert main(issue_words(desk, "--dry-run")) == 0
        said = [line for line in capsys.readouterr().err.splitlines() if line.endswith(f" / {count + 1}")]
        assert len(said) == told
