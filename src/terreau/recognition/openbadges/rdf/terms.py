"""RDF terms as their canonical N-Quads text: a blank node is `_:x`, the rest is ready to be printed."""

from __future__ import annotations

import re

Quad = tuple[str, str, str, str]
"""Subject, predicate, object, graph; the default graph is the empty string."""

_BAD_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_TO_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f]')
# RDFC-1.0, 5.2 "Canonical N-Quads": these by name, the other controls by number, all else as itself.
_NAMED = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
RDF_LANG = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    return _NAMED.get(character) or f"\\u{ord(character):04X}"


def needs_escape(text: str) -> bool:
    return _TO_ESCAPE.search(text) is not None


def escape(text: str) -> str:
    """Write the inside of a literal."""
    return _TO_ESCAPE.sub(_escaped, text) if _TO_ESCAPE.search(text) else text


def is_absolute(iri: str) -> bool:
    """Say whether a text is an IRI that stands alone: it has a scheme and no character an IRI forbids."""
    return bool(_ABSOLUTE.match(iri)) and not _BAD_IRI.search(iri)


def literal(value: str, datatype: str = "", language: str = "") -> str:
    if language:
        return f'"{escape(value)}"@{language}'
    if datatype and datatype != XSD_STRING:
        return f'"{escape(value)}"^^<{datatype}>'
    return f'"{escape(value)}"'


def line(quad: Quad) -> str:
    """Print one quad, newline included."""
    subject, predicate, value, graph = quad
    return f"{subject} {predicate} {value} {graph} .\n" if graph else f"{subject} {predicate} {value} .\n"
