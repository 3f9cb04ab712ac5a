"""The Digital Credentials Consortium's fixtures: what their names say, by did:key and did:web."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from terreau.recognition.openbadges import verify
from terreau.recognition.tests.shared import CASES, Documents, files, load, name_of, needs_cases

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_cases
FOLDER = CASES / "dcc-vc-test-fixtures"
FIXTURES = files("dcc-vc-test-fixtures", "verifiableCredentials/**/*.json")
HOME = "https://digitalcredentials.github.io/vc-test-fixtures/dids"
BAD = re.compile(r"-expired|revoked|tampered|notYetValid|missingType")
# Signed by a did:key issuer, its list by another did:key on another domain: see docs/openbadges.md.
DIFFERENT = {"v1/dataIntegrityProof/didKey/mixedRegistry-validStatus-noExpiry.json": ("invalid", "status")}


def _documents() -> Documents:
    known: dict[str, bytes | dict[str, Any]] = {
        f"{HOME}/{name}/did.json": (FOLDER / "dids" / name / "did.json").read_bytes()
        for name in ("legacy", "oidf")
    }
    lists = {path.stem: path for path in FOLDER.glob("statusLists/*/*.json")}
    for fixture in FIXTURES:
        url = load(fixture).get("credentialStatus", {}).get("statusListCredential")
        if url:
            known[url] = lists[url.rsplit("/", 1)[1]].read_bytes()
    return Documents(known)


def _reasons(name: str) -> set[str]:
    expected = {"status"} if re.search(r"revoked|tampered|notYetValid|missingType", name) else set()
    return expected | ({"dates"} if "-expired" in name else set())


@pytest.mark.parametrize("path", FIXTURES, ids=name_of)
def test_each_fixture_is_judged_as_its_name_says(path: Path) -> None:
    result = verify(path.read_bytes(), resolver=_documents())
    name = str(path.relative_to(FOLDER / "verifiableCredentials"))
    if name in DIFFERENT:
        assert (result.verdict, result.reason) == DIFFERENT[name]
        return
    assert result.verdict == ("invalid" if BAD.search(path.name) else "valid"), result.to_json(lang="en")
    if result.verdict == "invalid":
        # Some are past their date too, whatever their name.
        assert result.reason in _reasons(path.name) | {"dates"}


@pytest.mark.parametrize("name", ["expired", "notYetValid", "tampered", "missingBitStringType"])
def test_a_status_list_that_is_not_sound_itself_is_said_so(name: str) -> None:
    path = FOLDER / f"statusLists/didkey-ed25519Signature2020/{name}.json"
    result = verify(path.read_bytes())
    assert result.verdict == ("valid" if name == "missingBitStringType" else "invalid")
