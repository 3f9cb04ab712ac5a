"""A page's facts in memory, asked by subject and by the last word of a predicate's vocabulary."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from terreau.catalogue.dcat.words import names

if TYPE_CHECKING:
    from collections.abc import Iterator

Node: TypeAlias = "ox.NamedNode | ox.BlankNode"
Term: TypeAlias = "ox.NamedNode | ox.BlankNode | ox.Literal"

_SECURE = tuple(
    (full.replace("http://", "https://", 1), full)
    for full in (names.DCAT, names.DCT, names.FOAF, names.VCARD, names.SKOS, names.HYDRA)
)


class Graph:
    """Facts by subject; vocabularies written with https (a common mistake) count as their own."""

    def __init__(self) -> None:
        self._facts: dict[Node, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self._types: dict[str, dict[Node, None]] = defaultdict(dict)

    def add(self, subject: object, predicate: ox.NamedNode, value: object) -> None:
        """Keep one fact; what is neither a thing nor a text (a quoted triple) is passed over."""
        if not isinstance(subject, ox.NamedNode | ox.BlankNode):
            return
        if not isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal):
            return
        name = _plain(predicate.value)
        if name == names.RDF + "type" and isinstance(value, ox.NamedNode):
            self._types[_plain(value.value)][subject] = None
        self._facts[subject][name].append(value)

    def of_type(self, *types: str) -> list[Node]:
        """The things of these types, each once, in the order of the document."""
        return list(dict.fromkeys(node for name in types for node in self._types.get(name, ())))

    def is_a(self, node: Node, *types: str) -> bool:
        return any(node in self._types.get(name, ()) for name in types)

    def values(self, node: Node, *predicates: str) -> list[Term]:
        """What a thing says with these predicates, the first predicate first."""
        facts = self._facts.get(node)
        return [value for name in predicates for value in facts.get(name, ())] if facts else []

    def knows(self, node: Node) -> bool:
        """Whether this page says anything of a thing."""
        return node in self._facts

    def objects(self, predicate: str) -> Iterator[Term]:
        """Everything that is said with a predicate, by anything."""
        for facts in self._facts.values():
            yield from facts.get(predicate, ())


@lru_cache(maxsize=4_096)
def _plain(iri: str) -> str:
    for secure, own in _SECURE:
        if iri.startswith(secure):
            return own + iri[len(secure) :]
    return iri
