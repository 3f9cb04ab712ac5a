"""The W3C's own vectors: eddsa cryptosuites byte for byte, RDFC-1.0, the data model's inputs."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pyoxigraph
import pytest

from terreau.recognition.openbadges import Caps, IssueError, SigningKey, issue, verify
from terreau.recognition.openbadges.errors import TooBigError
from terreau.recognition.openbadges.keys.multibase import base58_decode, base58_encode
from terreau.recognition.openbadges.moments import read_moment
from terreau.recognition.openbadges.proofs import hash_data, make_proof, suite_of
from terreau.recognition.openbadges.rdf import canonical, canonical_quads
from terreau.recognition.openbadges.rdf.canon import canonical_labels
from terreau.recognition.openbadges.rdf.terms import Quad, literal
from terreau.recognition.tests.shared import CASES, Documents, files, load, name_of, needs_cases

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_cases
EDDSA = CASES / "w3c-vc-di-eddsa"
RDFC = CASES / "w3c-rdf-canon"
CAPS = Caps()


@pytest.mark.parametrize(
    ("folder", "suffix"),
    [("eddsa-rdfc-2022", "DataInt"), ("eddsa-jcs-2022", "JCS")],
)
def test_the_eddsa_vectors_are_reproduced_to_the_byte(folder: str, suffix: str) -> None:
    here = EDDSA / folder
    signed = load(here / f"signed{suffix}.json")
    proof = signed.pop("proof")
    suite = suite_of(proof)
    assert suite is not None
    config = {name: value for name, value in proof.items() if name != "proofValue"}
    if not suite.over_json:
        config["@context"] = signed["@context"]
    assert suite.canonicalise(signed, CAPS).decode() == (here / f"canonDoc{suffix}.txt").read_text()
    assert suite.canonicalise(config, CAPS).decode() == (here / f"proofCanon{suffix}.txt").read_text()
    data = hash_data(signed, proof, suite, "Ed25519", CAPS)
    assert data.hex() == (here / f"combinedHash{suffix}.txt").read_text().strip()
    key = SigningKey.from_multikey(load(EDDSA / "keyPair.json")["privateKeyMultibase"])
    assert key.sign(data).hex() == (here / f"sigHex{suffix}.txt").read_text().strip()
    assert base58_decode(proof["proofValue"][1:]) == key.sign(data)


def test_the_implementation_guide_is_reproduced_to_the_byte() -> None:
    here = CASES / "1edtech-impl-guide/obv3p0"
    told = load(here / "linked-data-proof.json")
    signed = told["blocks"]["Signed credential"]
    proof = signed.pop("proof")
    document = canonical(signed, CAPS)
    assert document == (here / "document-canon.txt").read_text()
    config = {"@context": signed["@context"], **{k: v for k, v in proof.items() if k != "proofValue"}}
    assert canonical(config, CAPS) == (here / "proof-canon.txt").read_text()
    assert sha256(document.encode()).hexdigest() in told["hex_in_order"]
    issuer = signed["issuer"]["id"]
    key = SigningKey.from_multikey(
        "z" + base58_encode(b"\x80\x26" + bytes.fromhex(told["keys"]["Private"])), issuer
    )
    assert make_proof(signed, key, "eddsa-rdfc-2022", proof["created"], CAPS) == proof
    published = {"id": issuer, "assertionMethod": [key.public_document()]}
    assert verify({**signed, "proof": proof}, resolver=Documents({issuer: published})).verdict == "valid"


@pytest.mark.parametrize("path", files("1edtech-spec-examples", "*.json"), ids=name_of)
def test_the_examples_of_the_specification_lose_no_word(path: Path) -> None:
    result = verify(path.read_bytes())
    found = {check.check: check.ok for check in result.checks}
    wanted = dict.fromkeys(("schema", "context", "type", "subject", "issuer"), True)
    assert {name: found[name] for name in wanted} == wanted, result.to_json(lang="en")
    assert found["proof"] is False or path.name == "full_ex.json"


def _term(term: Any) -> str:
    if isinstance(term, pyoxigraph.NamedNode):
        return f"<{term.value}>"
    if isinstance(term, pyoxigraph.BlankNode):
        return f"_:{term.value}"
    if isinstance(term, pyoxigraph.DefaultGraph):
        return ""
    return literal(term.value, term.datatype.value, term.language or "")


def _quads(path: Path) -> list[Quad]:
    found = pyoxigraph.parse(path.read_bytes(), format=pyoxigraph.RdfFormat.N_QUADS)
    return [(_term(q.subject), _term(q.predicate), _term(q.object), _term(q.graph_name)) for q in found]


def _rdfc(kind: str) -> list[dict[str, Any]]:
    if not RDFC.is_dir():
        return []
    found: list[dict[str, Any]] = load(RDFC / "manifest.jsonld")["entries"]
    return [
        one for one in found if one["type"] == f"rdfc:RDFC10{kind}Test" and (RDFC / one["action"]).exists()
    ]


def _number(entry: dict[str, Any]) -> str:
    return str(entry["id"])


@pytest.mark.parametrize("entry", _rdfc("Eval"), ids=_number)
def test_rdfc_gives_the_canonical_form(entry: dict[str, Any]) -> None:
    digest = str(entry.get("hashAlgorithm", "SHA256")).lower().replace("-", "")
    found = canonical_quads(_quads(RDFC / entry["action"]), CAPS, digest)
    assert found == (RDFC / entry["result"]).read_text()


@pytest.mark.parametrize("entry", _rdfc("Map"), ids=_number)
def test_rdfc_gives_the_canonical_names(entry: dict[str, Any]) -> None:
    digest = str(entry.get("hashAlgorithm", "SHA256")).lower().replace("-", "")
    quads = _quads(RDFC / entry["action"])
    found = canonical_labels(quads, CAPS, digest)
    # Parsers rename blank nodes, so the maps are compared through what each name says.
    expected = load(RDFC / entry["result"])
    assert sorted(name.removeprefix("_:") for name in found.values()) == sorted(expected.values())


@pytest.mark.parametrize("entry", _rdfc("NegativeEval"), ids=_number)
def test_rdfc_refuses_a_poison_graph(entry: dict[str, Any]) -> None:
    with pytest.raises(TooBigError):
        canonical_quads(_quads(RDFC / entry["action"]), CAPS)


MODEL = [
    path
    for path in files("w3c-vcdm2", "**/*.json")
    if re.search(r"-(ok|fail|fail-or-inject)\.json$", path.name)
]
KEY = SigningKey.generate()


def _model(path: Path) -> dict[str, Any]:
    text = (
        path.read_text()
        .replace("FUTURE DATE", "2099-01-01T00:00:00Z")
        .replace("PAST DATE", "2000-01-01T00:00:00Z")
    )
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.mark.parametrize("path", [p for p in MODEL if not p.name.startswith("presentation")], ids=name_of)
def test_the_data_model_is_kept_when_issuing_and_verifying(path: Path) -> None:
    document = _model(path)
    moment = read_moment(document.get("validFrom"))
    if path.name.endswith("-ok.json"):
        result = verify(issue(document, KEY, at=moment), at=moment)
        assert result.verdict != "invalid", result.to_json(lang="en")
        assert {check.check: check.ok for check in result.checks}["proof"] is True
    else:
        with pytest.raises(IssueError):
            issue(document, KEY)
        assert verify(json.dumps(document).encode()).verdict == "invalid"


@pytest.mark.parametrize("path", [p for p in MODEL if p.name.startswith("presentation")], ids=name_of)
def test_the_data_model_of_presentations_is_kept(path: Path) -> None:
    result = verify(json.dumps(_model(path)).encode())
    broken = [check.check for check in result.checks if check.ok is False and check.check != "proof"]
    assert bool(broken) is not path.name.endswith("-ok.json"), result.to_json(lang="en")
