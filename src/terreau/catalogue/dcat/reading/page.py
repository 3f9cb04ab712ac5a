"""One page of a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pyoxigraph as ox

from terreau.catalogue.dcat.model import Catalogue, Dataset, Left, Page
from terreau.catalogue.dcat.reading import parts, values
from terreau.catalogue.dcat.reading.dataset import read_dataset
from terreau.catalogue.dcat.reading.document import parse
from terreau.catalogue.dcat.reading.limits import Limits
from terreau.catalogue.dcat.refusals import TooLarge
from terreau.catalogue.dcat.words import names

if TYPE_CHECKING:
    from terreau.catalogue.dcat.reading.graph import Graph, Node
    from terreau.saying import Both

_NEXT = (names.HYDRA + "next", names.HYDRA + "nextPage")
_VIEWS = tuple(names.HYDRA + word for word in ("PartialCollectionView", "PagedCollection", "Collection"))
_NO_TITLE: Both = ("Ce jeu de données n’a pas de titre.", "This data set has no title.")
_NO_NAME: Both = (
    "Ce jeu de données n’a ni identifiant ni adresse : il reviendrait en double à chaque moisson.",
    "This data set has neither an identifier nor an address: it would come twice at each harvest.",
)
_TWICE: Both = (
    "Un autre jeu de données du même catalogue porte le même identifiant.",
    "Another data set of the same catalogue has the same identifier.",
)


def read_page(content: bytes, url: str, *, content_type: str = "", limits: Limits = Limits()) -> Page:  # noqa: B008
    """Read a page that came from `url`; raises `CatalogueRefusal` when it is no catalogue or not safe.

    Data sets that are only pointed at, because another page describes them, are passed over.
    """
    graph = parse(content, url, content_type, limits)
    taken: dict[str, Dataset] = {}
    left: list[Left] = []
    for node in _datasets(graph):
        if not _described(graph, node):
            continue
        dataset = read_dataset(graph, node, limits)
        if why := _why_left(dataset, taken):
            left.append(Left(dataset.title or dataset.key, why))
            continue
        taken[dataset.key] = dataset
        if len(taken) > limits.datasets:
            most = limits.datasets
            raise TooLarge(
                what=(
                    f"une page contient plus de {most} jeux de données",
                    f"a page holds more than {most:,} data sets",
                )
            )
    return Page(_catalogue(graph), tuple(taken.values()), tuple(left), _next(graph, url), _total(graph))


def _why_left(dataset: Dataset, taken: dict[str, Dataset]) -> Both | None:
    if not dataset.title:
        return _NO_TITLE
    if not dataset.key:
        return _NO_NAME
    return _TWICE if dataset.key in taken else None


def _datasets(graph: Graph) -> list[Node]:
    """Things of the type, and what the catalogue calls its data sets when they lack the type."""
    typed = graph.of_type(names.DCAT + "Dataset", names.DCAT + "DatasetSeries", names.SCHEMA + "Dataset")
    pointed = [
        value
        for value in graph.objects(names.DCAT + "dataset")
        if isinstance(value, ox.NamedNode | ox.BlankNode) and graph.knows(value)
    ]
    return list(dict.fromkeys([*typed, *pointed]))


def _described(graph: Graph, node: Node) -> bool:
    told = (
        names.DCT + "title",
        names.DCT + "description",
        names.DCT + "identifier",
        names.DCAT + "distribution",
    )
    return bool(graph.values(node, *told))


def _catalogue(graph: Graph) -> Catalogue | None:
    for node in graph.of_type(names.DCAT + "Catalog"):
        title = values.text(graph, node, names.DCT + "title", longest=parts.SHORT)
        if title or graph.values(node, names.DCAT + "dataset"):
            return Catalogue(
                title=title,
                description=values.text(graph, node, names.DCT + "description", longest=5_000),
                iri=values.iri(node),
                homepage=values.address(graph, node, names.FOAF + "homepage"),
                publisher=parts.agent(graph, node, names.DCT + "publisher"),
                licence=parts.licence(graph, node),
                issued=values.moment(graph, node, names.DCT + "issued"),
                modified=values.moment(graph, node, names.DCT + "modified"),
            )
    return None


def _next(graph: Graph, url: str) -> str:
    views = graph.of_type(*_VIEWS) or [
        value
        for value in graph.objects(names.HYDRA + "view")
        if isinstance(value, ox.NamedNode | ox.BlankNode)
    ]
    for view in views:
        for value in graph.values(view, *_NEXT):
            said = value.value.strip() if not isinstance(value, ox.BlankNode) else ""
            following = urljoin(url, said) if said else ""
            if values.is_address(following):
                return following
    return ""


def _total(graph: Graph) -> int | None:
    for value in graph.objects(names.HYDRA + "totalItems"):
        if isinstance(value, ox.Literal) and value.value.isdecimal():
            return min(int(value.value[:12]), 10**9)
    return None
