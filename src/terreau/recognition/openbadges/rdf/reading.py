"""Expanded JSON-LD to quads (JSON-LD 1.1 API, 8.1 and 8.2), in time that grows with the document.

Written here because the library goes through a node map and compares each value of a property with all the
others: a badge of 19,000 tags, 150 kB, took minutes. A dataset is a set: repeated values need no looking for.
"""

from __future__ import annotations

from math import isfinite
from typing import Any

import rfc8785

from terreau.recognition.openbadges.errors import MeaningError, TooBigError
from terreau.recognition.openbadges.rdf.terms import Quad, literal

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE, _FIRST, _REST, _NIL = (f"<{_RDF}{name}>" for name in ("type", "first", "rest", "nil"))
_LARGEST_INTEGER = 1e21


class _Reader:
    def __init__(self, most: int) -> None:
        self.most = most
        self.quads: list[Quad] = []
        self.names: dict[str, str] = {}

    def fresh(self) -> str:
        return self.names.setdefault(f"fresh {len(self.names)}", f"_:b{len(self.names)}")

    def name(self, node: dict[str, Any]) -> str:
        identifier = node.get("@id")
        if identifier is None:
            return self.fresh()
        return self.term(identifier)

    def term(self, identifier: str) -> str:
        if identifier.startswith("_:"):
            return self.names.setdefault(identifier, f"_:b{len(self.names)}")
        return f"<{identifier}>"

    def add(self, subject: str, predicate: str, value: str, graph: str) -> None:
        self.quads.append((subject, predicate, value, graph))
        if len(self.quads) > self.most:
            raise TooBigError(what="quads", limit=self.most)

    def node(self, node: dict[str, Any], graph: str, subject: str = "") -> str:
        """Read a node object and what hangs from it; gives its name."""
        subject = subject or self.name(node)
        for name, values in node.items():
            if name == "@type":
                for kind in values:
                    self.add(subject, _TYPE, self.term(kind), graph)
            elif name in {"@graph", "@included"}:
                for inner in values:
                    self.node(inner, subject if name == "@graph" else graph)
            elif name == "@reverse":
                self.reversed(subject, values, graph)
            elif not name.startswith("@"):
                for value in values:
                    self.add(subject, f"<{name}>", self.value(value, graph), graph)
        return subject

    def reversed(self, subject: str, properties: dict[str, Any], graph: str) -> None:
        for name, nodes in properties.items():
            for one in nodes:
                self.add(self.node(one, graph), f"<{name}>", subject, graph)

    def value(self, value: dict[str, Any], graph: str) -> str:
        if "@value" in value:
            return _literal(value)
        if "@list" in value:
            return self.list(value["@list"], graph)
        return self.node(value, graph)

    def list(self, items: list[Any], graph: str) -> str:
        names = [self.fresh() for _item in items]
        for name, item, after in zip(names, items, [*names[1:], _NIL], strict=False):
            self.add(name, _FIRST, self.value(item, graph), graph)
            self.add(name, _REST, after, graph)
        return names[0] if names else _NIL


def _literal(item: dict[str, Any]) -> str:
    value, datatype = item["@value"], item.get("@type") or ""
    if datatype == "@json":
        try:
            return literal(rfc8785.dumps(value).decode(), f"{_RDF}JSON")
        except rfc8785.CanonicalizationError:
            raise MeaningError("json", "json.number") from None
    if isinstance(value, bool):
        return literal("true" if value else "false", datatype or f"{_XSD}boolean")
    if isinstance(value, int | float):
        return _number(value, datatype)
    if datatype == f"{_XSD}double":
        return literal(_double_text(value), datatype)
    return literal(value, datatype, item.get("@language", ""))


def _number(value: float, datatype: str) -> str:
    if not isfinite(value):
        raise MeaningError("json", "json.number")
    whole = value == int(value) and abs(value) < _LARGEST_INTEGER
    if whole and datatype != f"{_XSD}double":
        return literal(str(int(value)), datatype or f"{_XSD}integer")
    return literal(_double(float(value)), datatype or f"{_XSD}double")


def _double_text(text: str) -> str:
    """Write a text said to be a double as the libraries do; what is no number stays as it is."""
    try:
        return _double(float(text))
    except ValueError:
        return text


def _double(value: float) -> str:
    mantissa, _, exponent = f"{value:.15E}".partition("E")
    mantissa = mantissa.rstrip("0")
    return f"{mantissa}0E{int(exponent)}" if mantissa.endswith(".") else f"{mantissa}E{int(exponent)}"


def read_quads(expanded: list[Any], most: int) -> list[Quad]:
    """Read an expanded document as quads. Raises TooBigError past `most` of them, MeaningError."""
    reader = _Reader(most)
    for node in expanded:
        reader.node(node, "")
    return reader.quads
