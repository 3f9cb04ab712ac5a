"""Expanded JSON-LD becomes the dataset that the library makes of it, at a cost that grows with its size."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyld import jsonld

from terreau.recognition.openbadges import Caps, issue, verify
from terreau.recognition.openbadges.errors import TooBigError
from terreau.recognition.openbadges.rdf import canonical_quads
from terreau.recognition.openbadges.rdf.reading import read_quads
from terreau.recognition.openbadges.rdf.terms import Quad, literal
from terreau.recognition.tests.builders import KEY, raw, signed, unsigned
from terreau.recognition.tests.test_shapes import EXAMPLES

if TYPE_CHECKING:
    import pytest

CAPS = Caps()
XSD = "http://www.w3.org/2001/XMLSchema#"


def theirs(expanded: list[Any]) -> list[Quad]:
    """Read by PyLD, through its node map."""
    dataset = jsonld.to_rdf(copy.deepcopy(expanded), {"base": ""})

    def term(part: dict[str, str]) -> str:
        if part["type"] == "literal":
            return literal(part["value"], part.get("datatype", ""), part.get("language", ""))
        return part["value"] if part["type"] == "blank node" else f"<{part['value']}>"

    def graph(name: str) -> str:
        return "" if name == "@default" else name if name.startswith("_:") else f"<{name}>"

    return [
        (term(one["subject"]), term(one["predicate"]), term(one["object"]), graph(name))
        for name, triples in dataset.items()
        for one in triples
    ]


names = st.sampled_from(["urn:x:1", "urn:x:2", "_:b0", "_:b1", "_:c"])
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
numbers = st.one_of(
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([1e21, 5e20, -0.0, 0.1, 1e-7]),
)
dates = st.sampled_from([f"{XSD}date", f"{XSD}string"])
nested = st.recursive(texts, lambda inner: st.lists(inner, max_size=2))
literals = st.one_of(
    st.builds(lambda value: {"@value": value}, st.one_of(texts, numbers, st.booleans())),
    st.builds(lambda value, kind: {"@value": value, "@type": kind}, texts, dates),
    st.builds(lambda value: {"@value": value, "@type": f"{XSD}double"}, numbers),
    st.builds(lambda value: {"@value": value, "@language": "fr"}, texts),
    st.builds(lambda value: {"@value": value, "@type": "@json"}, nested),
)


def _some(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(inner, min_size=1, max_size=3)


def _nodes(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    lists = st.builds(lambda items: {"@list": items}, st.lists(st.one_of(literals, inner), max_size=3))
    values = _some(st.one_of(literals, inner, lists))
    parts: dict[Any, st.SearchStrategy[Any]] = {"@id": names, "urn:p:1": values, "urn:p:2": values}
    parts["@type"] = _some(names.filter(lambda name: name.startswith("urn")))
    parts |= {"@graph": _some(inner), "@included": _some(inner)}
    parts["@reverse"] = st.fixed_dictionaries({"urn:r:1": _some(inner)})
    return st.fixed_dictionaries({}, optional=parts)


nodes = st.recursive(st.builds(lambda name: {"@id": name}, names), _nodes, max_leaves=8)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(nodes, min_size=1, max_size=3))
def test_the_dataset_is_that_of_the_library(document: list[Any]) -> None:
    try:
        expanded = jsonld.expand(document, {"base": ""})
    except jsonld.JsonLdError:
        assume(False)
    try:
        expected = canonical_quads(theirs(expanded), CAPS)
    except TooBigError:
        assume(False)
    # Steps depend on the order in which nodes are met: what one way can do, the other may do in a few more.
    assert canonical_quads(read_quads(expanded, 5_000), replace(CAPS, rdfc_steps=10**6)) == expected


def test_a_badge_of_thousands_of_tags_costs_no_comparison_of_each_with_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_arguments: object) -> bool:
        raise AssertionError

    monkeypatch.setattr(jsonld.JsonLdProcessor, "has_value", never)
    badge = unsigned()
    badge["credentialSubject"]["achievement"]["tag"] = [f"t{number}" for number in range(4_000)]
    assert verify(raw(issue(badge, KEY))).verdict == "valid"
    badge["credentialSubject"]["achievement"]["tag"] *= 4
    result = verify(raw({**badge, "proof": signed()["proof"]}))
    assert (result.verdict, result.reason) == ("invalid", "context")


def test_text_that_a_dataset_leaves_out_is_refused() -> None:
    badge = signed(evidence=[{"type": ["Evidence"], "name": "x"}])
    assert verify(raw(badge)).verdict == "valid"
    badge["evidence"][0]["@index"] = "ajouté après coup"
    result = verify(raw(badge))
    assert (result.verdict, result.reason) == ("invalid", "context")
