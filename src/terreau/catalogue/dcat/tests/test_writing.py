"""What is written: clean for the European shapes, the same for every reader, readable back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.compare import isomorphic

from terreau.catalogue.dcat import FORMS, Agent, Catalogue, Dataset, Distribution, Limits, read_page, write
from terreau.catalogue.dcat.tests import build
from terreau.catalogue.dcat.tests.shapes import violations

if TYPE_CHECKING:
    from pathlib import Path

_RDFLIB = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld"}
pytestmark = pytest.mark.filterwarnings("ignore")  # rdflib warns of its own dependencies


def _graph(content: bytes, ending: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=content, format=_RDFLIB[ending])


@pytest.mark.shared
def test_a_catalogue_is_clean_for_the_shapes_of_dcat_ap(shared: Path) -> None:
    content = write(build.catalogue(), [build.full(), build.bare()], "ttl", build.paging(1, 2))
    shapes = [
        shared / f"conformance/dcat/dcat-ap-3.0.1/{name}.ttl"
        for name in ("shapes", "range", "deprecateduris")
    ]
    assert violations(content, *shapes) == []


@pytest.mark.shared
def test_harvesters_of_the_version_before_accept_it_but_for_what_version_3_changed(shared: Path) -> None:
    said = build.full()
    # Version 2 wants sizes as decimals and fingerprints in SHA-1; version 3 refuses the one and allows better.
    files = tuple(replace(one, size=None, sha256="") for one in said.distributions)
    content = write(build.catalogue(), [replace(said, distributions=files), build.bare()], "ttl")
    folder = shared / "conformance/dcat/dcat-ap-2.1.1"
    shapes = (folder / f"dcat-ap_2.1.1_shacl_{name}.ttl" for name in ("shapes", "range"))
    assert violations(content, *shapes) == []


@pytest.mark.shared
def test_a_high_value_data_set_is_clean_for_its_own_shapes(shared: Path) -> None:
    content = write(build.catalogue(), [build.full()], "ttl")
    shapes = shared / "conformance/dcat/dcat-ap-hvd-3.0.0/hvd-SHACL.ttl"
    # These shapes ask that each address be an rdfs:Resource, which RDFS says of everything.
    assert violations(content, shapes, inference="rdfs") == []


@pytest.mark.shared
def test_the_shapes_do_tell_a_catalogue_that_lacks_something(shared: Path) -> None:
    content = write(build.catalogue(), [build.full()], "ttl").replace(b"foaf:name", b"foaf:nick")
    assert violations(content, shared / "conformance/dcat/dcat-ap-3.0.1/shapes.ttl") != []


def test_the_three_forms_say_the_same() -> None:
    pages = [
        _graph(write(build.catalogue(), [build.full(), build.bare()], ending, build.paging(2, 3)), ending)
        for ending in FORMS
    ]
    assert len(pages[0]) > 100
    assert isomorphic(pages[0], pages[1])
    assert isomorphic(pages[0], pages[2])


def test_the_same_facts_give_the_same_bytes() -> None:
    assert all(
        write(build.catalogue(), [build.full()], ending) == write(build.catalogue(), [build.full()], ending)
        for ending in FORMS
    )


@pytest.mark.parametrize("ending", FORMS)
def test_what_is_written_is_read_back_as_it_was(ending: str) -> None:
    content = write(build.catalogue(), [build.full(), build.bare()], ending, build.paging(1, 2))
    page = read_page(content, f"{build.ROOT}/donnees/catalogue.{ending}", limits=Limits())
    said = build.full()
    full, bare = sorted(page.datasets, key=lambda one: one.title)
    assert page.left == ()
    assert page.next_url == f"{build.ROOT}/donnees/catalogue.ttl?page=2"
    assert page.total == 4
    assert replace(full, rights="", distributions=(), places=()) == replace(said, distributions=(), places=())
    assert set(full.places) == set(said.places)
    files, rows = sorted(full.distributions, key=lambda one: one.iri)
    assert replace(files, sha256="") == replace(said.distributions[0], sha256="")
    assert (rows.access_url, rows.form, rows.licence) == (
        f"{build.ROOT}/donnees/1/lignes.json",
        "JSON",
        build.OPEN,
    )
    assert bare.identifier == bare.iri == f"{build.ROOT}/donnees/2/"


@pytest.mark.parametrize("ending", FORMS)
def test_no_sign_typed_by_a_person_breaks_a_catalogue(ending: str) -> None:
    hostile = 'a\x00b\x1f]]> </rdf:RDF> """ \\ \ufffe \U0001f6b2 \u2028 <script>'
    data = Dataset(
        title=hostile,
        iri=f"{build.ROOT}/donnees/3/",
        identifier=hostile,
        description=hostile,
        keywords=(hostile,),
        landing_page="javascript:alert(1)",
        publisher=Agent(hostile, "pas une adresse", homepage="http://a b>c"),
        issued="hier",
        distributions=(Distribution(access_url="https://x.fr/a b|c", form="NON", media_type="a/b/c"),),
    )
    graph = _graph(write(Catalogue(hostile), [data], ending), ending)
    titles = {str(one) for one in graph.objects(None, rdflib.DCTERMS.title)}
    assert any("<script>" in title and "\x00" not in title for title in titles)
    assert "javascript:" not in graph.serialize(format="nt")
