"""A data set and its distributions as facts of DCAT-AP 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.dcat.model import Licence
from terreau.catalogue.dcat.words import names
from terreau.catalogue.dcat.writing import parts
from terreau.catalogue.dcat.writing.facts import french, iri, literal, moment

if TYPE_CHECKING:
    import pyoxigraph as ox

    from terreau.catalogue.dcat.model import Dataset, Distribution, Service
    from terreau.catalogue.dcat.writing.facts import Facts

    Node = ox.NamedNode | ox.BlankNode

_HVD_LAW = "http://data.europa.eu/eli/reg_impl/2023/138/oj"


def write_dataset(facts: Facts, said: Dataset) -> Node:
    """Add everything that is said of a data set; its title stands in for a description that is missing."""
    node = facts.thing(said.iri, names.DCAT + "Dataset")
    facts.say(node, names.DCT + "title", french(said.title))
    facts.say(node, names.DCT + "description", french(said.description) or french(said.title))
    facts.say(node, names.DCT + "identifier", said.key)
    facts.say(node, names.DCAT + "keyword", *(french(word) for word in said.keywords))
    facts.say(node, names.DCAT + "theme", *(parts.theme(facts, code) for code in said.themes))
    facts.say(node, names.DCT + "publisher", parts.agent(facts, said.publisher))
    facts.say(node, names.DCT + "creator", parts.agent(facts, said.creator))
    facts.say(node, names.DCAT + "contactPoint", parts.contact(facts, said.contact))
    facts.say(node, names.DCAT + "landingPage", parts.document(facts, said.landing_page))
    facts.say(node, names.DCT + "issued", moment(said.issued))
    facts.say(node, names.DCT + "modified", moment(said.modified))
    facts.say(node, names.DCT + "accrualPeriodicity", parts.frequency(facts, said.frequency))
    facts.say(node, names.DCT + "language", *(parts.language(facts, one) for one in said.languages))
    facts.say(node, names.DCT + "spatial", *(parts.place(facts, one) for one in said.places))
    facts.say(node, names.DCT + "temporal", parts.period(facts, said.period))
    facts.say(node, names.DCT + "accessRights", parts.open_to_all(facts))
    facts.say(node, names.DCT + "conformsTo", *(parts.standard(facts, one) for one in said.conforms_to))
    facts.say(node, names.DCAT + "version", said.version)
    facts.say(node, names.ADMS + "versionNotes", french(said.version_notes))
    _provenance(facts, node, said.provenance)
    _high_value(facts, node, said.hvd_categories)
    for one in said.distributions:
        facts.say(node, names.DCAT + "distribution", _distribution(facts, node, one, said))
    return node


def _distribution(facts: Facts, dataset: Node, said: Distribution, whole: Dataset) -> Node | None:
    if not said.url or iri(said.url) is None:
        return None
    node = facts.thing(said.iri, names.DCAT + "Distribution")
    facts.say(node, names.DCT + "title", french(said.title))
    facts.say(node, names.DCT + "description", french(said.description))
    facts.say(node, names.DCAT + "accessURL", iri(said.access_url or said.download_url))
    facts.say(node, names.DCAT + "downloadURL", iri(said.download_url) if said.download_url else None)
    facts.say(node, names.DCT + "format", parts.form(facts, said.form))
    facts.say(node, names.DCAT + "mediaType", parts.media_type(facts, said.form, said.media_type))
    facts.say(node, names.DCT + "issued", moment(said.issued))
    facts.say(node, names.DCT + "modified", moment(said.modified))
    own = said.licence if said.licence != Licence() else whole.licence
    facts.say(node, names.DCT + "license", parts.licence(facts, own))
    facts.say(node, names.DCT + "conformsTo", *(parts.standard(facts, one) for one in said.conforms_to))
    if said.size is not None:
        facts.say(
            node, names.DCAT + "byteSize", literal(str(said.size), datatype=names.XSD + "nonNegativeInteger")
        )
    if said.sha256:
        facts.say(node, names.SPDX + "checksum", _checksum(facts, said.sha256))
    if said.service:
        facts.say(node, names.DCAT + "accessService", _service(facts, dataset, said.service, whole))
    if whole.hvd_categories:
        facts.say(node, names.DCATAP + "applicableLegislation", _law(facts))
    return node


def _checksum(facts: Facts, sha256: str) -> Node:
    node = facts.thing("", names.SPDX + "Checksum")
    facts.say(node, names.SPDX + "algorithm", facts.thing(names.SPDX + "checksumAlgorithm_sha256"))
    facts.say(node, names.SPDX + "checksumValue", literal(sha256.upper(), datatype=names.XSD + "hexBinary"))
    return node


def _service(facts: Facts, dataset: Node, said: Service, whole: Dataset) -> Node:
    node = facts.thing(said.iri, names.DCAT + "DataService")
    facts.say(node, names.DCT + "title", french(said.title))
    facts.say(node, names.DCAT + "endpointURL", iri(said.endpoint))
    facts.say(
        node, names.DCAT + "endpointDescription", iri(said.description_url) if said.description_url else None
    )
    facts.say(node, names.DCAT + "servesDataset", dataset)
    facts.say(node, names.DCAT + "contactPoint", parts.contact(facts, whole.contact))
    facts.say(node, names.FOAF + "page", parts.document(facts, said.description_url))
    _high_value(facts, node, whole.hvd_categories)
    return node


def _provenance(facts: Facts, node: Node, said: str) -> None:
    if not said:
        return
    statement = facts.thing("", names.DCT + "ProvenanceStatement")
    facts.say(statement, names.RDFS + "label", french(said))
    facts.say(node, names.DCT + "provenance", statement)


def _high_value(facts: Facts, node: Node, categories: tuple[str, ...]) -> None:
    """High-value data sets say their category and the regulation (EU) 2023/138 that makes them so."""
    for category in categories:
        concept = facts.thing(category, names.SKOS + "Concept")
        facts.say(concept, names.SKOS + "prefLabel", literal(category.rpartition("/")[2]))
        facts.say(node, names.DCATAP + "hvdCategory", concept)
    if categories:
        facts.say(node, names.DCATAP + "applicableLegislation", _law(facts))


def _law(facts: Facts) -> Node:
    return facts.thing(_HVD_LAW, names.ELI + "LegalResource")
