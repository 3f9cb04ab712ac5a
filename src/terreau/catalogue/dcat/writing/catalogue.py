"""A page of a catalogue as facts, and these facts as Turtle, RDF/XML or JSON-LD."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.dcat.model import Agent
from terreau.catalogue.dcat.words import names
from terreau.catalogue.dcat.words.themes import THEMES
from terreau.catalogue.dcat.writing import parts
from terreau.catalogue.dcat.writing.dataset import write_dataset
from terreau.catalogue.dcat.writing.facts import Facts, french, iri, literal, moment
from terreau.catalogue.dcat.writing.serialise import serialise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from terreau.catalogue.dcat.model import Catalogue, Dataset

_THEMES = names.AUTHORITY + "data-theme"


@dataclass(frozen=True)
class Paging:
    """Where this page stands among the others: addresses, "" for one that does not exist."""

    this: str
    first: str
    last: str
    next: str = ""
    previous: str = ""
    total: int = 0


def write(
    catalogue: Catalogue, datasets: Iterable[Dataset], ending: str, paging: Paging | None = None
) -> bytes:
    """One page of a catalogue; `ending` is a key of FORMS. The same facts give the same bytes."""
    facts = Facts()
    node = facts.thing(catalogue.iri, names.DCAT + "Catalog")
    _describe(facts, node, catalogue)
    if paging:
        _page(facts, node, paging)
    for dataset in datasets:
        facts.say(node, names.DCAT + "dataset", write_dataset(facts, dataset))
    return serialise(facts, ending)


def _describe(facts: Facts, node: parts.Node, said: Catalogue) -> None:
    facts.say(node, names.DCT + "title", french(said.title))
    facts.say(node, names.DCT + "description", french(said.description) or french(said.title))
    facts.say(node, names.DCT + "publisher", parts.agent(facts, said.publisher or Agent(said.title)))
    facts.say(node, names.FOAF + "homepage", parts.document(facts, said.homepage))
    facts.say(node, names.DCT + "language", *(parts.language(facts, one) for one in said.languages))
    facts.say(node, names.DCT + "spatial", *(parts.place(facts, one) for one in said.places))
    facts.say(node, names.DCT + "license", parts.licence(facts, said.licence))
    facts.say(node, names.DCT + "issued", moment(said.issued))
    facts.say(node, names.DCT + "modified", moment(said.modified))
    scheme = facts.thing(_THEMES, names.SKOS + "ConceptScheme")
    facts.say(scheme, names.DCT + "title", literal(f"Data themes ({len(THEMES)})", "en"))
    facts.say(node, names.DCAT + "themeTaxonomy", scheme)


def _page(facts: Facts, node: parts.Node, paging: Paging) -> None:
    """The way from page to page that data.gouv.fr follows (https://www.hydra-cg.com/spec/latest/core/)."""
    view = facts.thing(paging.this, names.HYDRA + "PartialCollectionView")
    for word in ("first", "last", "next", "previous"):
        if address := getattr(paging, word):
            facts.say(view, names.HYDRA + word, iri(address))
    facts.say(node, names.RDF + "type", facts.thing(names.HYDRA + "Collection"))
    facts.say(node, names.HYDRA + "totalItems", literal(str(paging.total), datatype=names.XSD + "integer"))
    facts.say(node, names.HYDRA + "view", view)
