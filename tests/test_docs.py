"""The documentation tells the truth: what the code prints is up to date, links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path.relative_to(ROOT)
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/*.md")]
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_what_is_printed_from_the_code_is_up_to_date() -> None:
    checked = subprocess.run(
        [sys.executable, "scripts/write_docs.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, f"{checked.stdout}{checked.stderr}\nRun: make docs"


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    missing = [
        target
        for target in LINK.findall(text)
        if "://" not in target
        and not target.startswith("mailto:")
        and not (ROOT / page).parent.joinpath(target).exists()
    ]
    assert not missing


THREATS = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
PROOF = re.compile(r"`([\w/]+\.py)::(\w+)`")


@pytest.mark.parametrize(("path", "name"), sorted(set(PROOF.findall(THREATS))))
def test_each_proof_of_the_threat_model_exists(path: str, name: str) -> None:
    file = ROOT / path if path.startswith("tests/") else ROOT / "src" / "terreau" / path
    assert f"def {name}(" in file.read_text(encoding="utf-8")


def test_each_door_of_the_threat_model_has_its_proof() -> None:
    rows = [line for line in THREATS.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    without = [row for row in rows if not row.startswith("| door ") and not PROOF.search(row)]
    assert len(rows) > 30
    assert without == []
