"""A data set and its distributions, out of a graph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from terreau.catalogue.dcat.model import Dataset, Distribution, Licence
from terreau.catalogue.dcat.reading import parts, values
from terreau.catalogue.dcat.words import names
from terreau.catalogue.dcat.words.formats import form_of
from terreau.catalogue.dcat.words.frequencies import frequency_of
from terreau.catalogue.dcat.words.languages import language_of
from terreau.catalogue.dcat.words.themes import theme_of

if TYPE_CHECKING:
    from terreau.catalogue.dcat.reading.graph import Graph, Node
    from terreau.catalogue.dcat.reading.limits import Limits

#: Keywords, themes, languages of one data set that are kept.
MOST_WORDS = 100


def read_dataset(graph: Graph, node: Node, limits: Limits) -> Dataset:
    """What a page says of a data set."""
    ways = [
        read_distribution(graph, one, limits)
        for one in values.things(graph, node, names.DCAT + "distribution", names.DCAT + "distributions")
    ][: limits.distributions]
    own = parts.licence(graph, node)
    themes, labels = _themes(graph, node)
    words = [*values.texts(graph, node, names.DCAT + "keyword", longest=parts.SHORT), *labels]
    return Dataset(
        title=values.text(graph, node, names.DCT + "title", names.RDFS + "label", longest=parts.SHORT),
        iri=values.iri(node),
        identifier=_identifier(graph, node),
        description=values.text(
            graph, node, names.DCT + "description", names.DCT + "abstract", longest=limits.text
        ),
        keywords=tuple(dict.fromkeys(_cut(words)))[:MOST_WORDS],
        themes=themes,
        publisher=parts.agent(graph, node, names.DCT + "publisher"),
        creator=parts.agent(graph, node, names.DCT + "creator", names.DCT + "rightsHolder"),
        contact=parts.contact(graph, node),
        landing_page=values.address(graph, node, names.DCAT + "landingPage", names.FOAF + "page"),
        issued=values.moment(graph, node, names.DCT + "issued", names.DCT + "created"),
        modified=values.moment(graph, node, names.DCT + "modified"),
        frequency=_frequency(graph, node),
        languages=_languages(graph, node),
        places=parts.places(graph, node),
        period=parts.period(graph, node),
        licence=own if own != Licence() else _common([way.licence for way in ways]),
        rights=values.text(graph, node, names.DCT + "accessRights", longest=parts.SHORT),
        conforms_to=parts.standards(graph, node),
        version=values.text(
            graph, node, names.DCAT + "version", names.OWL + "versionInfo", longest=parts.SHORT
        ),
        version_notes=values.text(graph, node, names.ADMS + "versionNotes", longest=limits.text),
        provenance=values.text(graph, node, names.DCT + "provenance", longest=limits.text),
        hvd_categories=tuple(
            values.iri(one) for one in values.things(graph, node, names.DCATAP + "hvdCategory")
        ),
        distributions=tuple(way for way in ways if way.url),
    )


def read_distribution(graph: Graph, node: Node, limits: Limits) -> Distribution:
    """One way to get the data."""
    download = values.address(graph, node, names.DCAT + "downloadURL")
    said = values.texts(graph, node, names.DCAT + "mediaType", names.DCT + "format", longest=parts.SHORT)
    said += [_value(one) for one in graph.values(node, names.DCAT + "mediaType", names.DCT + "format")]
    for inner in values.things(graph, node, names.DCT + "format"):
        said += values.texts(graph, inner, names.DCT + "IMT", names.RDF + "value", longest=parts.SHORT)
    return Distribution(
        iri=values.iri(node),
        title=values.text(graph, node, names.DCT + "title", longest=parts.SHORT),
        description=values.text(graph, node, names.DCT + "description", longest=limits.text),
        access_url=values.address(graph, node, names.DCAT + "accessURL") or download,
        download_url=download,
        form=form_of(*said, _ending(download)),
        media_type=values.first(media for one in said if (media := _media_type(one))),
        size=_size(graph, node),
        issued=values.moment(graph, node, names.DCT + "issued"),
        modified=values.moment(graph, node, names.DCT + "modified"),
        licence=parts.licence(graph, node),
        conforms_to=parts.standards(graph, node),
    )


def _media_type(said: str) -> str:
    media = re.sub(r"^https?://(www\.)?iana\.org/assignments/media-types/", "", said.strip())
    return media if re.fullmatch(r"[\w.+-]+/[\w.+-]+", media) else ""


def _identifier(graph: Graph, node: Node) -> str:
    """The identifier; when a source gives several, the first in the order of letters, the same each time."""
    said = [_value(one).strip() for one in graph.values(node, names.DCT + "identifier")]
    return min((one for one in said if one), default="")[: parts.SHORT]


def _value(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _cut(words: list[str]) -> list[str]:
    """Keywords written in one text with commas are several."""
    return [part.strip() for word in words for part in re.split(r"[,;]", word) if part.strip()]


def _themes(graph: Graph, node: Node) -> tuple[tuple[str, ...], list[str]]:
    """European codes, and the words of other themes."""
    codes: dict[str, None] = {}
    labels = []
    for value in graph.values(node, names.DCAT + "theme")[:MOST_WORDS]:
        said = _value(value)
        label = (
            values.text(graph, value, *values.LABELS, longest=parts.SHORT)
            if not isinstance(value, ox.Literal)
            else said
        )
        if code := theme_of(said) or theme_of(label):
            codes[code] = None
        elif label and not values.is_address(label):
            labels.append(label)
    return tuple(codes), labels


def _frequency(graph: Graph, node: Node) -> str:
    for value in graph.values(node, names.DCT + "accrualPeriodicity"):
        labels = (
            values.texts(graph, value, *values.LABELS, longest=parts.SHORT)
            if not isinstance(value, ox.Literal)
            else []
        )
        if code := values.first(found for one in [_value(value), *labels] if (found := frequency_of(one))):
            return code
    return ""


def _languages(graph: Graph, node: Node) -> tuple[str, ...]:
    said = [_value(one) for one in graph.values(node, names.DCT + "language", names.DCAT + "language")]
    return tuple(dict.fromkeys(code for one in said if (code := language_of(one))))[:MOST_WORDS]


def _common(licences: list[Licence]) -> Licence:
    """The licence of a data set whose distributions all have the same one."""
    different = {one for one in licences if one != Licence()}
    return different.pop() if len(different) == 1 else Licence()


def _size(graph: Graph, node: Node) -> int | None:
    for value in graph.values(node, names.DCAT + "byteSize"):
        try:
            size = int(float(_value(value)))
        except (ValueError, OverflowError):
            continue
        if 0 <= size < 2**63:
            return size
    return None


def _ending(url: str) -> str:
    ending = re.search(r"\.([A-Za-z]{2,8})(?:\?|$)", url)
    return ending[1] if ending else ""
