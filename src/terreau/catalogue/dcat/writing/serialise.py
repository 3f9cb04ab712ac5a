"""Facts as bytes: Turtle and RDF/XML by pyoxigraph, JSON-LD by ourselves with short names.

pyoxigraph writes JSON-LD with every name in full: three times the bytes, and nobody can read it.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from terreau.catalogue.dcat.words import names
from terreau.catalogue.dcat.writing.facts import TYPE

if TYPE_CHECKING:
    from terreau.catalogue.dcat.writing.facts import Facts

_FORMATS = {"ttl": ox.RdfFormat.TURTLE, "rdf": ox.RdfFormat.RDF_XML}


def serialise(facts: Facts, ending: str) -> bytes:
    """The facts in one of FORMS."""
    if ending == "jsonld":
        return _json(facts)
    told = [node for node, said in facts.things.items() if said]
    triples = chain.from_iterable(facts.triples(node) for node in told)
    return ox.serialize(triples, format=_FORMATS[ending], prefixes=names.PREFIXES) or b""


def _json(facts: Facts) -> bytes:
    graph = []
    for node, said in facts.things.items():
        if not said:
            continue
        entry: dict[str, Any] = {"@id": _name(node)}
        for predicate, value in said:
            if predicate == TYPE:
                entry.setdefault("@type", []).append(_short(value.value))  # type: ignore[attr-defined]
            else:
                entry.setdefault(_short(predicate.value), []).append(_value(value))
        graph.append(
            {key: one[0] if isinstance(one, list) and len(one) == 1 else one for key, one in entry.items()}
        )
    return json.dumps({"@context": names.PREFIXES, "@graph": graph}, ensure_ascii=False, indent=1).encode()


def _value(value: object) -> Any:
    if isinstance(value, ox.NamedNode | ox.BlankNode):
        return {"@id": _name(value)}
    if not isinstance(value, ox.Literal):
        raise TypeError(value)
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == names.XSD + "string":
        return value.value
    return {"@value": value.value, "@type": _short(value.datatype.value)}


def _name(node: ox.NamedNode | ox.BlankNode) -> str:
    """Addresses stand in full: a harvester that reads them without a context still follows them."""
    return node.value if isinstance(node, ox.NamedNode) else f"_:{node.value}"


def _short(iri: str) -> str:
    for prefix, full in names.PREFIXES.items():
        if iri.startswith(full) and iri != full:
            return f"{prefix}:{iri[len(full) :]}"
    return iri
