"""The official validator's samples, judged as its own tests do; what we judge otherwise is listed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from terreau.recognition.openbadges import verify
from terreau.recognition.openbadges.keys.multibase import base64url_decode
from terreau.recognition.tests.shared import CASES, ROOT, Documents, load, needs_cases

pytestmark = needs_cases
FOLDER = CASES / "1edtech-validator"
EXPECTED = load(FOLDER / "expected.json") if FOLDER.is_dir() else {}
# Name -> our verdict and reason. Each is explained in docs/openbadges.md, "Where we differ".
DIFFERENT = {
    "ob20/basic-assertion-with-allowed-origins-invalid-multiple-starts-with.json": ("invalid", "proof"),
    "ob30/simple-did-key-method.json": ("unknown", "key"),
}
PROBES = {
    "ContextPropertyProbe": "context",
    "CredentialSubjectProbe": "subject",
    "EvidenceProbe": "schema",
    "ExpirationProbe": "dates",
    "JsonSchemaProbe": "schema",
    "EmbeddedProofProbe": "proof",
    "TypePropertyProbe": "type",
}
KEYS = {
    "https://example.com/issuers/876543": (
        "z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi",
        "z6MkrvfzkMnvCroEUP2DVc9SHPE48CRsvHiVSusHioxTYu1x",
    ),
    "https://example.edu/issuers/565049": ("z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi",),
    "https://state.gov/issuers/565049": ("z6MkoMGF38Ck9xkdqrbZt4h9eHb1qc3GhAAkoSWa4Vy3SHRN",),
}


def _issuer(url: str, keys: tuple[str, ...]) -> dict[str, Any]:
    methods = [
        {"id": f"{url}#{key}", "type": "Multikey", "controller": url, "publicKeyMultibase": key}
        for key in keys
    ]
    return {"id": url, "type": ["Profile"], "assertionMethod": methods}


def _header_key() -> dict[str, Any]:
    """Publish the key of simple-jwt.png, which only its header holds, at its issuer's address."""
    token = (FOLDER / "ob30/simple-jwt.png").read_bytes().partition(b"openbadgecredential\0\0\0\0\0")[2]
    header = json.loads(base64url_decode(token.split(b".", 1)[0].decode()))
    url = "https://1edtech.edu/issuers/565049"
    return {"id": url, "type": ["Profile"], "publicKeyJwk": header["jwk"]}


def _documents() -> Documents:
    known: dict[str, bytes | dict[str, Any]] = {url: _issuer(url, keys) for url, keys in KEYS.items()}
    known["https://1edtech.edu/issuers/565049"] = _header_key()
    for path in (FOLDER / "ob20/assets").glob("*.json"):
        for scheme in ("http", "https"):
            known[f"{scheme}://example.org/{path.name}"] = path.read_bytes()
    return Documents(known)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_sample_gives_its_verdict_for_its_reason(name: str) -> None:
    result = verify((FOLDER / name).read_bytes(), resolver=_documents())
    case = EXPECTED[name][0]
    if name in DIFFERENT:
        assert (result.verdict, result.reason) == DIFFERENT[name]
        return
    if case["expected"] == "other":
        # The validator's test looks only at a schema address that leads nowhere.
        assert result.verdict == "invalid"
        return
    assert result.verdict == {"warning": "valid"}.get(case["expected"], case["expected"]), result.to_json(
        lang="en"
    )
    assert bool(result.warnings) or case["expected"] != "warning"
    if case["probes"]:
        assert result.reason == PROBES[case["probes"][0]]


@pytest.mark.parametrize(
    ("name", "verdict", "reason"),
    [
        ("ob20/rdf-validation/invalid-class.json", "invalid", "type"),
        ("ob20/rdf-validation/invalid-one-invalid-class.json", "invalid", "type"),
        ("ob20/rdf-validation/valid-alignment-object.json", "valid", None),
        ("ob20/rdf-validation/valid-badge-class.json", "valid", None),
        ("ob20/rdf-validation/valid-issuer-extension.json", "valid", None),
        ("ob30/simple-noproof.json", "invalid", "subject"),
        ("clr20/simple.json", "valid", None),
    ],
)
def test_samples_without_a_stated_verdict_are_judged_by_their_names(
    name: str, verdict: str, reason: str
) -> None:
    result = verify(Path(FOLDER / name).read_bytes(), resolver=_documents())
    assert (result.verdict, result.reason) == (verdict, reason), result.to_json(lang="en")


def test_the_documentation_lists_every_exception() -> None:
    from terreau.recognition.tests import test_dcc_fixtures

    page = (ROOT / "docs/openbadges.md").read_text(encoding="utf-8")
    table = page[page.index("| case | expected |") :]
    for name in [*DIFFERENT, *test_dcc_fixtures.DIFFERENT]:
        words = [part for part in name.rsplit("/", 1)[1].replace("…", "").split("-") if part]
        assert any(all(word in line for word in words[-2:]) for line in table.splitlines()), name


def test_a_key_that_only_the_file_gives_proves_nothing() -> None:
    result = verify((FOLDER / "ob30/simple-jwt.png").read_bytes())
    assert (result.verdict, result.reason) == ("unknown", "key")
