"""Agents, contacts, places, periods, licences and standards, in all the ways in which portals write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from terreau.catalogue.dcat.model import Agent, Contact, Licence, Period, Place, Standard
from terreau.catalogue.dcat.reading import values
from terreau.catalogue.dcat.words import names
from terreau.catalogue.dcat.words.licences import licence_of

if TYPE_CHECKING:
    from terreau.catalogue.dcat.reading.graph import Graph, Node

#: Names, labels and addresses: longer ones are mistakes.
SHORT = 500


def agent(graph: Graph, node: Node, *predicates: str) -> Agent | None:
    """An organisation or a person, described or only named."""
    for value in graph.values(node, *predicates):
        if isinstance(value, ox.Literal):
            if name := values.readable(value.value, SHORT):
                return Agent(name)
            continue
        name = values.text(graph, value, *values.LABELS, longest=SHORT)
        if not name and not values.iri(value):
            continue
        return Agent(
            name=name or values.iri(value),
            iri=values.iri(value),
            homepage=values.address(graph, value, names.FOAF + "homepage", names.SCHEMA + "url"),
            email=_email(graph, value),
            identifier=values.text(graph, value, names.DCT + "identifier", longest=SHORT),
        )
    return None


def contact(graph: Graph, node: Node) -> Contact | None:
    """Whom to write to."""
    for value in graph.values(node, names.DCAT + "contactPoint", names.ADMS + "contactPoint"):
        if isinstance(value, ox.Literal):
            said = values.readable(value.value, SHORT)
            return Contact("", email=said) if "@" in said else Contact(said)
        name = values.text(
            graph, value, names.VCARD + "fn", names.VCARD + "organization-name", *values.LABELS, longest=SHORT
        )
        email, url = _email(graph, value), values.address(graph, value, names.VCARD + "hasURL")
        if name or email or url:
            return Contact(name, email, url)
    return None


def _email(graph: Graph, node: Node) -> str:
    mails = (names.VCARD + "hasEmail", names.VCARD + "email", names.FOAF + "mbox", names.SCHEMA + "email")
    for value in graph.values(node, *mails):
        inner = [
            value,
            *(graph.values(value, names.VCARD + "hasValue") if not isinstance(value, ox.Literal) else []),
        ]
        for one in inner:
            said = one.value.removeprefix("mailto:").strip() if not isinstance(one, ox.BlankNode) else ""
            if re.fullmatch(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+", said):
                return said[:SHORT]
    return ""


def period(graph: Graph, node: Node) -> Period | None:
    """From when to when; a text "2020-01-01/2020-12-31" too."""
    for value in graph.values(node, names.DCT + "temporal"):
        if isinstance(value, ox.Literal):
            start, _, end = value.value.partition("/")
            start, end = values.read_moment(start), values.read_moment(end)
        else:
            start = _bound(graph, value, "startDate", "hasBeginning")
            end = _bound(graph, value, "endDate", "hasEnd")
        if start or end:
            return Period(start, end)
    return None


def _bound(graph: Graph, node: Node, word: str, owl_time: str) -> str:
    said = values.moment(graph, node, names.DCAT + word, names.SCHEMA + word, "https://schema.org/" + word)
    time = "http://www.w3.org/2006/time#"
    for instant in values.things(graph, node, time + owl_time):
        said = said or values.moment(
            graph, instant, time + "inXSDDateTimeStamp", time + "inXSDDateTime", time + "inXSDDate"
        )
    return said


def places(graph: Graph, node: Node) -> tuple[Place, ...]:
    """Where; an official French code is taken from the address of INSEE."""
    found = []
    for value in graph.values(node, names.DCT + "spatial"):
        if isinstance(value, ox.Literal):
            said = values.readable(value.value, 20_000)
            is_shape = said.startswith("{") or re.match(r"(?i)(multi)?(polygon|point)\b", said) is not None
            place = Place(geometry=said) if is_shape else Place(name=said[:SHORT])
        else:
            shapes = (
                names.LOCN + "geometry",
                names.DCAT + "bbox",
                names.DCAT + "centroid",
                names.GEO + "asWKT",
            )
            place = Place(
                name=values.text(graph, value, *values.LABELS, longest=SHORT),
                iri=values.iri(value),
                code=values.text(graph, value, names.DCT + "identifier", longest=20)
                or _code(values.iri(value)),
                geometry=values.text(graph, value, *shapes, longest=20_000),
            )
        if place != Place() and "{{" not in place.name + place.geometry:
            found.append(place)
    return tuple(dict.fromkeys(found))


def _code(iri: str) -> str:
    """The code of http://id.insee.fr/geo/commune/38185 and of its likes."""
    known = re.search(r"id\.insee\.fr/geo/\w+/(\w+?)(?:/|$)", iri)
    return known[1] if known else ""


def licence(graph: Graph, node: Node) -> Licence:
    """The first licence that we know, else the first that is said; rights count where no licence does."""
    found = []
    for value in graph.values(node, names.DCT + "license", names.DCT + "rights"):
        if isinstance(value, ox.Literal):
            found.append(licence_of(values.readable(value.value, SHORT)))
        else:
            label = values.text(graph, value, *values.LABELS, longest=SHORT)
            found.append(licence_of(values.iri(value) or value.value, label))
    said = [one for one in found if one != Licence()]
    return next((one for one in said if one.spdx), said[0] if said else Licence())


def standards(graph: Graph, node: Node) -> tuple[Standard, ...]:
    """What the data conform to, by address."""
    found = []
    for value in graph.values(node, names.DCT + "conformsTo"):
        said = value.value.strip() if not isinstance(value, ox.BlankNode) else ""
        if isinstance(value, ox.BlankNode):
            said = values.address(graph, value, names.DCT + "type", names.DCT + "source", names.FOAF + "page")
        title = (
            values.text(graph, value, *values.LABELS, longest=SHORT)
            if not isinstance(value, ox.Literal)
            else ""
        )
        if values.is_address(said):
            found.append(Standard(said, title))
    return tuple(dict.fromkeys(found))
