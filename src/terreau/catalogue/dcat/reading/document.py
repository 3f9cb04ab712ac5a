"""From bytes to a graph: which form of RDF this is, safely parsed, within bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from terreau.catalogue.dcat.reading import jsonld, xml
from terreau.catalogue.dcat.reading.graph import Graph
from terreau.catalogue.dcat.refusals import TooLarge, Unreadable

if TYPE_CHECKING:
    from terreau.catalogue.dcat.reading.limits import Limits
    from terreau.saying import Both

_BY_TYPE = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.TURTLE,
    "text/n3": ox.RdfFormat.N3,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/xml": ox.RdfFormat.RDF_XML,
    "text/xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/json": ox.RdfFormat.JSON_LD,
}


def parse(content: bytes, url: str, content_type: str, limits: Limits) -> Graph:
    """The graph that a page holds; raises a `CatalogueRefusal` with what is wrong."""
    if len(content) > limits.page_bytes:
        raise TooLarge(what=_heavy(limits.page_bytes // 1_000_000))
    form = _form_of(content, content_type)
    if form is None:
        raise Unreadable(url=url, reason=_NO_FORM)
    if form == ox.RdfFormat.RDF_XML:
        xml.refuse_traps(content, url, limits.depth)
    elif form == ox.RdfFormat.JSON_LD:
        content = jsonld.made_safe(content, url, limits.depth)
    graph = Graph()
    try:
        # Lenient: addresses with blanks or accents are common, and lose nothing by being read.
        for number, quad in enumerate(ox.parse(content, form, base_iri=_base(url), lenient=True)):
            if number >= limits.triples:
                raise TooLarge(what=_crowded(limits.triples))
            graph.add(quad.subject, quad.predicate, quad.object)
    except (SyntaxError, ValueError, OSError) as error:
        raise Unreadable(url=url, reason=_said(error)) from error
    return graph


def _form_of(content: bytes, content_type: str) -> ox.RdfFormat | None:
    """What the first signs show; what the server says only where they show nothing.

    Portals send Turtle as text/plain and RDF/XML as text/html: the bytes do not lie.
    """
    start = content[:4_000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        return _turtle_or_json(start)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or re.match(rb"<\?xml|<rdf:RDF|<!--|<\w+:RDF", start):
        return ox.RdfFormat.RDF_XML if b"<html" not in start.lower() else None
    if re.match(rb"<!doctype +html|<html", start, re.IGNORECASE):
        return None
    if re.match(rb"(?i)@?(prefix|base)\b|#|<[^>\s]+>\s|_:", start):
        return ox.RdfFormat.TURTLE
    return _BY_TYPE.get(content_type.partition(";")[0].strip().lower())


def _turtle_or_json(start: bytes) -> ox.RdfFormat:
    """Turtle may begin with a blank node: "[ a dcat:Catalog …"."""
    return ox.RdfFormat.JSON_LD if re.match(rb'(\{|\[)\s*(["\[\]{}]|$)', start) else ox.RdfFormat.TURTLE


def _base(url: str) -> str | None:
    return url if re.match(r"https?://[^\s<>\"{}|\\^`]+$", url) else None


_NO_FORM: Both = ("c’est une page web, ou un format inconnu", "it is a web page, or an unknown format")


def _heavy(most: int) -> Both:
    return f"une page pèse plus de {most} Mo", f"a page weighs more than {most} MB"


def _crowded(most: int) -> Both:
    return f"une page contient plus de {most} faits", f"a page holds more than {most:,} facts"


def _said(error: Exception) -> Both:
    """Where it stopped; the rest of the parser's words are of no help to a person."""
    line = re.search(r"line (\d+)", str(error))
    if line is None:
        return "sa syntaxe est cassée", "its syntax is broken"
    return f"la lecture s’arrête à la ligne {line[1]}", f"reading stops at line {line[1]}"
