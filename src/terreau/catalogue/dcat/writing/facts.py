"""Facts gathered thing by thing, in an order that is always the same."""

from __future__ import annotations

import re
from urllib.parse import quote

import pyoxigraph as ox

from terreau.catalogue.dcat.words import names

#: What XML cannot hold, not even escaped (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?")

TYPE = ox.NamedNode(names.RDF + "type")


class Facts:
    """The facts of one page, by thing; a fact said twice is kept once."""

    def __init__(self) -> None:
        self.things: dict[ox.NamedNode | ox.BlankNode, dict[tuple[ox.NamedNode, object], None]] = {}
        self._blank = 0

    def thing(self, address: str, *types: str) -> ox.NamedNode | ox.BlankNode:
        """A thing named by its address, or nameless when the address is no IRI."""
        node: ox.NamedNode | ox.BlankNode | None = iri(address) if address else None
        if node is None:
            self._blank += 1
            node = ox.BlankNode(f"n{self._blank}")
        facts = self.things.setdefault(node, {})
        for one in types:
            facts[(TYPE, ox.NamedNode(one))] = None
        return node

    def say(self, node: ox.NamedNode | ox.BlankNode, predicate: str, *values: object) -> None:
        """Add what is said; None and "" say nothing."""
        facts = self.things.setdefault(node, {})
        for value in values:
            if value is None or value == "":
                continue
            term = literal(value) if isinstance(value, str) else value
            facts[(ox.NamedNode(predicate), term)] = None

    def triples(self, node: ox.NamedNode | ox.BlankNode) -> list[ox.Triple]:
        """What is said of one thing."""
        return [ox.Triple(node, predicate, value) for predicate, value in self.things[node]]  # type: ignore[arg-type]


def iri(address: str) -> ox.NamedNode | None:
    """The address as a name of the web; what an IRI cannot hold is escaped, what is no address gives None."""
    if not re.match(r"(?:https?|mailto|tel|urn):", address):
        return None
    escaped = re.sub(
        r"[\x00-\x20<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})", lambda sign: quote(sign[0], safe=""), address
    )
    try:
        return ox.NamedNode(escaped)
    except ValueError:
        return None


def literal(text: str, language: str = "", datatype: str = "") -> ox.Literal:
    """A text that every form of RDF can hold."""
    kept = _NOT_XML.sub("", text)
    if language:
        return ox.Literal(kept, language=language)
    return ox.Literal(kept, datatype=ox.NamedNode(datatype)) if datatype else ox.Literal(kept)


def french(text: str) -> ox.Literal | None:
    """A French text; nothing where there is none."""
    return literal(text, "fr") if text.strip() else None


def moment(said: str) -> ox.Literal | None:
    """A date or a moment with the type that its precision has."""
    for pattern, kind in (
        (_MOMENT, "dateTime"),
        (_DATE, "date"),
        (re.compile(r"\d{4}-\d{2}"), "gYearMonth"),
        (re.compile(r"\d{4}"), "gYear"),
    ):
        if pattern.fullmatch(said):
            return literal(said, datatype=names.XSD + kind)
    return None
