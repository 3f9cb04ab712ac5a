"""Our own vectors: every case gives its verdict for its reason."""

from __future__ import annotations

import pytest

from terreau.recognition.openbadges import verify
from terreau.recognition.tests.shared import CASES, Documents, load, needs_cases

pytestmark = needs_cases
FOLDER = CASES / "own-vectors"
EXPECTED = load(FOLDER / "expected.json") if FOLDER.is_dir() else {}
# Their words for a reason, and ours.
REASONS = {
    "signature": "proof",
    "no_proof": "proof",
    "proof_purpose": "proof",
    "expired": "dates",
    "alg": "algorithm",
    "revoked": "status",
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_vector_gives_its_verdict_for_its_reason(name: str) -> None:
    known = Documents({"https://ex.example/status/1": (FOLDER / "status-1.json").read_bytes()})
    result = verify((FOLDER / name).read_bytes(), resolver=known)
    case = EXPECTED[name]
    assert result.verdict == case["expected"], result.to_json(lang="en")
    assert result.reason == (REASONS[case["reason"]] if "reason" in case else None)


def test_a_status_list_out_of_reach_leaves_the_verdict_open() -> None:
    result = verify((FOLDER / "status-not-revoked.json").read_bytes())
    assert (result.verdict, result.reason) == ("unknown", "status")
