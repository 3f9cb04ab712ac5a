"""Agents, contacts, places, periods, licences: each with the types that DCAT-AP's shapes ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.dcat.words import names
from terreau.catalogue.dcat.words.formats import FILE_TYPES, MEDIA_TYPES
from terreau.catalogue.dcat.words.frequencies import FREQUENCIES
from terreau.catalogue.dcat.words.languages import CODES
from terreau.catalogue.dcat.words.licences import address_of
from terreau.catalogue.dcat.words.themes import THEMES
from terreau.catalogue.dcat.writing.facts import french, iri, literal, moment

if TYPE_CHECKING:
    import pyoxigraph as ox

    from terreau.catalogue.dcat.model import Agent, Contact, Licence, Period, Place, Standard
    from terreau.catalogue.dcat.writing.facts import Facts

    Node = ox.NamedNode | ox.BlankNode

_PUBLIC = names.AUTHORITY + "access-right/PUBLIC"


def agent(facts: Facts, said: Agent | None) -> Node | None:
    """An organisation."""
    if said is None or not (said.name or said.iri):
        return None
    node = facts.thing(said.iri, names.FOAF + "Agent", names.FOAF + "Organization")
    facts.say(node, names.FOAF + "name", french(said.name) or literal(said.iri))
    facts.say(node, names.DCT + "identifier", said.identifier)
    facts.say(node, names.FOAF + "homepage", document(facts, said.homepage))
    facts.say(node, names.FOAF + "mbox", iri(f"mailto:{said.email}") if said.email else None)
    return node


def contact(facts: Facts, said: Contact | None) -> Node | None:
    """Whom to write to; vcard:Kind is said too, because shapes do not infer it."""
    if said is None or not (said.name or said.email or said.url):
        return None
    node = facts.thing("", names.VCARD + "Kind", names.VCARD + "Organization")
    facts.say(node, names.VCARD + "fn", french(said.name) or literal(said.email or said.url))
    facts.say(node, names.VCARD + "hasEmail", iri(f"mailto:{said.email}") if said.email else None)
    facts.say(node, names.VCARD + "hasURL", iri(said.url) if said.url else None)
    return node


def place(facts: Facts, said: Place) -> Node:
    """Where, with its name and its code."""
    node = facts.thing(said.iri, names.DCT + "Location")
    facts.say(node, names.SKOS + "prefLabel", french(said.name))
    facts.say(node, names.DCT + "identifier", said.code)
    if said.geometry:
        kind = "geoJSONLiteral" if said.geometry.startswith("{") else "wktLiteral"
        facts.say(node, names.LOCN + "geometry", literal(said.geometry, datatype=names.GEO + kind))
    return node


def period(facts: Facts, said: Period | None) -> Node | None:
    """From when to when."""
    if said is None or not (said.start or said.end):
        return None
    node = facts.thing("", names.DCT + "PeriodOfTime")
    facts.say(node, names.DCAT + "startDate", moment(said.start))
    facts.say(node, names.DCAT + "endDate", moment(said.end))
    return node


def licence(facts: Facts, said: Licence) -> Node | None:
    """The licence by its own address; one without address is told by its words."""
    address = address_of(said)
    if not (address or said.label or said.spdx):
        return None
    node = facts.thing(address, names.DCT + "LicenseDocument")
    facts.say(node, names.DCT + "title", french(said.label or said.spdx))
    facts.say(node, names.DCT + "identifier", said.spdx)
    return node


def standard(facts: Facts, said: Standard) -> Node:
    """A schema."""
    node = facts.thing(said.iri, names.DCT + "Standard")
    facts.say(node, names.DCT + "title", french(said.title))
    return node


def document(facts: Facts, address: str) -> Node | None:
    """A page of the web."""
    return facts.thing(address, names.FOAF + "Document") if address and iri(address) else None


def theme(facts: Facts, code: str) -> Node | None:
    """A European theme."""
    if code not in THEMES:
        return None
    node = facts.thing(names.AUTHORITY + "data-theme/" + code, names.SKOS + "Concept")
    facts.say(node, names.SKOS + "prefLabel", french(THEMES[code]))
    return node


def frequency(facts: Facts, code: str) -> Node | None:
    """How often data are renewed."""
    return (
        facts.thing(names.AUTHORITY + "frequency/" + code, names.DCT + "Frequency")
        if code in FREQUENCIES
        else None
    )


def language(facts: Facts, letters: str) -> Node | None:
    """A language."""
    code = CODES.get(letters)
    return facts.thing(names.AUTHORITY + "language/" + code, names.DCT + "LinguisticSystem") if code else None


def open_to_all(facts: Facts) -> Node:
    """What we publish may be read by anyone."""
    return facts.thing(_PUBLIC, names.DCT + "RightsStatement")


def form(facts: Facts, name: str) -> Node | None:
    """A format by its code in the European list."""
    code = FILE_TYPES.get(name)
    return (
        facts.thing(names.AUTHORITY + "file-type/" + code, names.DCT + "MediaTypeOrExtent") if code else None
    )


def media_type(facts: Facts, name: str, said: str) -> Node | None:
    """A media type by its address at IANA."""
    media = said or MEDIA_TYPES.get(name, "")
    if media.count("/") != 1:
        return None
    return facts.thing("https://www.iana.org/assignments/media-types/" + media, names.DCT + "MediaType")
