"""What a term of a graph stands for, whatever the way it was written."""

from __future__ import annotations

import html
import re
from datetime import date, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pyoxigraph as ox

from terreau.catalogue.dcat.words import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from terreau.catalogue.dcat.reading.graph import Graph, Node, Term

LABELS = (
    names.SKOS + "prefLabel",
    names.RDFS + "label",
    names.FOAF + "name",
    names.VCARD + "fn",
    names.DCT + "title",
    names.SCHEMA + "name",
    names.RDF + "value",
)
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|table|tr|td|img|u|font)\b[^>]*>", re.IGNORECASE
)
_FRENCH_DATE = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
#: Languages in the order in which a text is taken when a thing has several.
_PREFERRED = ("fr", "", "en")


def texts(graph: Graph, node: Node, *predicates: str, longest: int) -> list[str]:
    """Texts said with these predicates, or the labels of the things said; each once, in their order."""
    found = [text for value in graph.values(node, *predicates) if (text := _said(graph, value, longest))]
    return list(dict.fromkeys(found))


def text(graph: Graph, node: Node, *predicates: str, longest: int) -> str:
    """What the first of these predicates that speaks says: in French, else in no language, else in any."""
    for predicate in predicates:
        values = sorted(graph.values(node, predicate), key=_rank)
        for value in values:
            if said := _said(graph, value, longest):
                return said
    return ""


def _rank(value: Term) -> int:
    language = (value.language or "").partition("-")[0].lower() if isinstance(value, ox.Literal) else ""
    return _PREFERRED.index(language) if language in _PREFERRED else len(_PREFERRED)


def _said(graph: Graph, value: Term, longest: int) -> str:
    if isinstance(value, ox.Literal):
        return readable(value.value, longest)
    for label in LABELS:
        said = [one for one in sorted(graph.values(value, label), key=_rank) if isinstance(one, ox.Literal)]
        if said:
            return readable(said[0].value, longest)
    return value.value if isinstance(value, ox.NamedNode) else ""


def address(graph: Graph, node: Node, *predicates: str) -> str:
    """The first web address said with these predicates, as a link, as a text or as a thing that has one."""
    for value in graph.values(node, *predicates):
        said = value.value.strip() if isinstance(value, ox.NamedNode | ox.Literal) else ""
        if is_address(said):
            return said
        if isinstance(value, ox.BlankNode):
            inner = address(graph, value, names.FOAF + "page", names.DCAT + "accessURL", names.SCHEMA + "url")
            if inner:
                return inner
    return ""


def is_address(said: str) -> bool:
    """Whether this is an address of the web that may be shown as a link."""
    return re.match(r"https?://[^\s/<>\"]+[^\s<>\"]*$", said) is not None and len(said) <= 2_000  # noqa: PLR2004


def things(graph: Graph, node: Node, *predicates: str) -> list[Node]:
    """The things (not the texts) said with these predicates."""
    return [
        value for value in graph.values(node, *predicates) if isinstance(value, ox.NamedNode | ox.BlankNode)
    ]


def iri(node: Node) -> str:
    """The name of a thing on the web, "" for one that has none."""
    return node.value if isinstance(node, ox.NamedNode) and is_address(node.value) else ""


def moment(graph: Graph, node: Node, *predicates: str) -> str:
    """The first date or moment said with these predicates, as ISO 8601; "" when none can be understood."""
    for value in graph.values(node, *predicates):
        if isinstance(value, ox.Literal) and (read := read_moment(value.value)):
            return read
    return ""


def read_moment(said: str) -> str:
    """A date as ISO 8601, whatever the way it was written; "" when it is none."""
    said = said.strip()
    if french := _FRENCH_DATE.match(said):
        said = f"{french[3]}-{int(french[2]):02d}-{int(french[1]):02d}"
    if re.fullmatch(r"[12]\d{3}", said):
        return said
    if re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])", said):
        return said
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        pass
    try:
        read = datetime.fromisoformat(said)
    except ValueError:
        return ""
    return read.replace(microsecond=0).isoformat()


def readable(said: str, longest: int) -> str:
    """A text without tags nor control signs: ArcGIS and Opendatasoft write descriptions in HTML."""
    if _TAG.search(said):
        said = _without_tags(said[: longest * 4])
    said = html.unescape(said) if re.search(r"&(?:#\d+|\w+);", said) else said
    said = re.sub(r"[^\S\n]", " ", said.replace("\r\n", "\n"))
    kept = "".join(sign for sign in said if sign == "\n" or (sign.isprintable() and sign != "\ufeff"))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" +", " ", kept)).strip()[:longest]


class _Text(HTMLParser):
    """Keeps the words; a block begins a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._silent += tag in {"script", "style"}
        if tag in {"p", "h1", "h2", "h3", "h4", "table", "ul", "ol"}:
            self.pieces.append("\n\n")
        elif tag in {"br", "div", "li", "tr"}:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style"} and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)


def _without_tags(said: str) -> str:
    parser = _Text()
    parser.feed(said)
    parser.close()
    return "".join(parser.pieces)


def first(found: Iterable[str]) -> str:
    return next(iter(found), "")
