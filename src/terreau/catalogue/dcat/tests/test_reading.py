"""Catalogues as French portals write them, and as nobody should."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from terreau.catalogue.dcat import (
    CatalogueRefusal,
    Dataset,
    Fetched,
    Limits,
    Page,
    frequency_of,
    licence_of,
    read_page,
    walk,
)
from terreau.catalogue.dcat.reading.values import read_moment, readable
from terreau.catalogue.dcat.tests.portals import ARCGIS, CKAN, DATA_GOUV, NAMELESS, OPENDATASOFT

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = "https://portail.exemple.fr/catalogue"


def read(content: str | bytes, **more: str) -> Page:
    return read_page(content.encode() if isinstance(content, str) else content, HERE, **more)  # type: ignore[arg-type]


def only(page: Page) -> Dataset:
    assert page.left == ()
    (dataset,) = page.datasets
    return dataset


def test_data_gouv_fr_in_json_ld_with_its_context_by_address() -> None:
    page = read(DATA_GOUV)
    dataset = only(page)
    assert page.catalogue
    assert page.catalogue.title == "data.gouv.fr"
    assert (page.next_url, page.total) == ("https://www.data.gouv.fr/catalog.jsonld?page=2", 2)
    assert (dataset.key, dataset.title) == ("53698f4ca3a729239d2036df", "Arceaux à vélo")
    assert dataset.licence.spdx == "etalab-2.0"
    assert dataset.frequency == "ANNUAL"
    assert dataset.publisher
    assert dataset.publisher.name == "Ville d’Exemple"
    assert dataset.conforms_to[0].iri.endswith("schema-stationnement-cyclable/1.1.2/schema.json")
    assert [(one.form, one.size) for one in dataset.distributions] == [("CSV", 2048), ("GEOJSON", None)]
    assert dataset.places[0].name == "Exemple"
    assert dataset.modified == "2026-03-01T10:00:00"


def test_ckan_in_turtle_with_addresses_as_texts() -> None:
    page = read(CKAN)
    dataset = only(page)
    assert page.next_url == "https://ckan.exemple.fr/catalog.ttl?page=2"
    assert dataset.key == "0111a5d3-6a11-43e8-8b78-83f503ae123e"
    assert dataset.landing_page == "https://ckan.exemple.fr/dataset/comptages"
    assert dataset.contact
    assert (dataset.contact.name, dataset.contact.email) == ("Mobilités", "mobilites@exemple.fr")
    assert dataset.licence.spdx == "ODbL-1.0"
    assert dataset.places[0].geometry.startswith("{")
    assert dataset.period
    assert (dataset.period.start, dataset.period.end) == ("2020-01-01", "2020-12-31")
    assert [one.form for one in dataset.distributions] == ["XLSX", "CSV"]
    assert dataset.publisher
    assert dataset.publisher.name == "Métropole"


def test_opendatasoft_in_rdf_xml_with_labels_for_everything() -> None:
    dataset = only(read(OPENDATASOFT))
    assert dataset.key == "arbres-remarquables@exemple"
    assert dataset.description == "Les arbres de la ville.\n\nRelevés & mesurés."
    assert dataset.licence.spdx == "etalab-2.0"
    assert dataset.themes == ("ENVI",)
    assert dataset.keywords == ("arbre", "nature", "Cadre de vie")
    assert dataset.languages == ("fr",)
    assert dataset.distributions[0].form == "CSV"
    assert dataset.issued == "2021-05-12"


def test_arcgis_hub_with_an_american_context() -> None:
    dataset = only(read(ARCGIS))
    assert dataset.key.startswith("https://www.arcgis.com/home/item.html?id=f65")
    assert dataset.description == "Emplacement des stationnements vélos"
    assert dataset.licence.spdx == "etalab-2.0"
    assert dataset.publisher
    assert dataset.publisher.name == "Ville d’Evian-les-Bains"
    assert dataset.contact
    assert dataset.contact.email == "sig@exemple.fr"
    assert [one.form for one in dataset.distributions] == ["HTML", "CSV", "SHP"]
    assert dataset.modified == "2022-07-29T11:29:07+00:00"


def test_what_has_no_name_is_left_and_said_and_never_named_by_its_title() -> None:
    page = read(NAMELESS)
    assert [one.key for one in page.datasets] == ["7"]
    assert [(one.title, one.why[0][:40]) for one in page.left] == [
        ("Sans nom", "Ce jeu de données n’a ni identifiant ni "),
        ("Deux fois", "Un autre jeu de données du même catalogu"),
    ]


def test_a_data_set_described_on_another_page_is_not_an_empty_one() -> None:
    page = read(
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> ."
        '<http://a.fr/c> a dcat:Catalog ; dct:title "C" ; dcat:dataset <http://a.fr/1>, <http://a.fr/2> .'
        '<http://a.fr/1> a dcat:Dataset ; dct:title "Un" . <http://a.fr/2> a dcat:Dataset .'
    )
    assert [one.iri for one in page.datasets] == ["http://a.fr/1"]
    assert page.left == ()


def test_a_data_set_without_its_type_and_with_a_secure_vocabulary_is_found() -> None:
    page = read(
        "@prefix dcat: <https://www.w3.org/ns/dcat#> . @prefix dct: <https://purl.org/dc/terms/> ."
        '<http://a.fr/c> dcat:dataset <http://a.fr/1> . <http://a.fr/1> dct:title "One"@en, "Un"@fr .'
    )
    assert [one.title for one in page.datasets] == ["Un"]


@pytest.mark.parametrize(
    ("said", "spdx"),
    [
        ("https://www.etalab.gouv.fr/licence-ouverte-open-licence", "etalab-2.0"),
        ("http://www.etalab.gouv.fr/pages/licence-ouverte-open-licence-5899923.html", "etalab-2.0"),
        ("Licence Ouverte / Open Licence version 2.0", "etalab-2.0"),
        ("lov2", "etalab-2.0"),
        ("fr-lo", "etalab-2.0"),
        ("Licence Ouverte version 1.0", "LicenseRef-Licence-Ouverte-1.0"),
        ("http://www.opendefinition.org/licenses/odc-odbl", "ODbL-1.0"),
        ("https://spdx.org/licenses/ODbL-1.0.html#licenseText", "ODbL-1.0"),
        ("http://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by-sa/4.0/deed.fr", "CC-BY-SA-4.0"),
        ("https://creativecommons.org/licenses/by-nc/4.0/", ""),
        ("https://creativecommons.org/licenses/by/3.0/fr/", ""),
        ("http://publications.europa.eu/resource/authority/licence/CC0", "CC0-1.0"),
        ("notspecified", ""),
        ("Conditions particulières", ""),
    ],
)
def test_licences_as_portals_say_them(said: str, spdx: str) -> None:
    assert licence_of(said).spdx == spdx


def test_a_licence_that_is_not_known_keeps_its_words() -> None:
    assert licence_of("Conditions particulières").label == "Conditions particulières"
    assert licence_of("https://creativecommons.org/licenses/by-nc/4.0/").iri.endswith("by-nc/4.0/")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("http://purl.org/cld/freq/monthly", "MONTHLY"),
        ("http://publications.europa.eu/resource/authority/frequency/ANNUAL_2", "ANNUAL_2"),
        ("Annuelle", "ANNUAL"),
        ("quotidien", "DAILY"),
        ("quand on peut", ""),
    ],
)
def test_frequencies_as_portals_say_them(said: str, code: str) -> None:
    assert frequency_of(said) == code


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("2016-12-14T18:59:02.737480", "2016-12-14T18:59:02"),
        ("2022-07-29T10:07:13.000Z", "2022-07-29T10:07:13+00:00"),
        ("31/12/2020", "2020-12-31"),
        ("2020", "2020"),
        ("2020-05", "2020-05"),
        ("hier", ""),
        ("31/31/2020", ""),
        ("9" * 5_000, ""),
    ],
)
def test_dates_as_portals_say_them(said: str, read_as: str) -> None:
    assert read_moment(said) == read_as


def test_a_text_in_html_becomes_words_and_no_script_stays() -> None:
    assert readable("<p>Un&nbsp;arbre<script>x()</script></p><ul><li>a</li></ul>", 100) == "Un arbre\n\na"


def pages(**said: str) -> Callable[[str], Fetched]:
    return lambda url: Fetched(said[url.rpartition("/")[2]].encode())


def page_of(number: int, following: str = "") -> str:
    view = f"<http://a.fr/{following}>" if following else '"aucune"'
    return (
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . "
        "@prefix hydra: <http://www.w3.org/ns/hydra/core#> . "
        f'<http://a.fr/d{number}> a dcat:Dataset ; dct:title "D{number}" . '
        + (
            f"<http://a.fr/v{number}> a hydra:PartialCollectionView ; hydra:next {view} ."
            if following
            else ""
        )
    )


def test_all_pages_are_walked_in_their_order() -> None:
    fetch = pages(p1=page_of(1, "p2"), p2=page_of(2, "p3"), p3=page_of(3))
    assert [one.title for page in walk("http://a.fr/p1", fetch) for one in page.datasets] == [
        "D1",
        "D2",
        "D3",
    ]


def test_pages_that_turn_in_circles_are_stopped() -> None:
    with pytest.raises(CatalogueRefusal) as caught:
        list(walk("http://a.fr/p1", pages(p1=page_of(1, "p2"), p2=page_of(2, "p1"))))
    assert caught.value.code == "endless"


def test_a_catalogue_without_end_is_stopped() -> None:
    def fetch(url: str) -> Fetched:
        number = int(url.rpartition("p")[2])
        return Fetched(page_of(number, f"p{number + 1}").encode())

    with pytest.raises(CatalogueRefusal, match="pages"):
        list(walk("http://a.fr/p1", fetch, Limits(pages=20)))
    with pytest.raises(CatalogueRefusal, match="jeux de données"):
        list(walk("http://a.fr/p1", fetch, Limits(datasets=5)))


def test_what_holds_no_data_set_is_said() -> None:
    with pytest.raises(CatalogueRefusal) as caught:
        list(walk("http://a.fr/p", pages(p='<http://a.fr/x> <http://a.fr/y> "z" .')))
    assert caught.value.code == "no-data-set"


_RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a.fr/">'
_DEEP = 200_000
HOSTILE = {
    "a web page": ("<!DOCTYPE html><html><body>Bonjour</body></html>", "unreadable"),
    "nothing": ("", "unreadable"),
    "noise": ("\x00\x01\x02" * 1000, "unreadable"),
    "cut JSON": (DATA_GOUV[:300], "unreadable"),
    "cut XML": (OPENDATASOFT[:900], "unreadable"),
    "cut Turtle": (CKAN[:900], "unreadable"),
    "a JSON text": ('["a"', "unreadable"),
    "XML entities": (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "{"x" * 1000}">]>{_RDF}<a:b><a:c>&a;</a:c></a:b></rdf:RDF>',
        "unsafe",
    ),
    "a file of ours as an entity": (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>{_RDF}&a;</rdf:RDF>',
        "unsafe",
    ),
    "XML without bottom": (_RDF + "<a:b><a:c>" * _DEEP, "unsafe"),
    "JSON without bottom": ('{"a":' * _DEEP + "1" + "}" * _DEEP, "unsafe"),
    "JSON a bit deep": ('{"a":' * 500 + "1" + "}" * 500, "unsafe"),
    "lists without bottom": ('{"a":' + "[" * _DEEP, "unsafe"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_pages_are_refused_at_once_in_a_sentence(case: str) -> None:
    content, code = HOSTILE[case]
    began = time.monotonic()
    with pytest.raises(CatalogueRefusal) as caught:
        read(content)
    assert caught.value.code == code
    assert caught.value.remedy
    assert time.monotonic() - began < 5


def test_turtle_without_bottom_is_read_or_refused_but_ends() -> None:
    with pytest.raises(CatalogueRefusal):
        read("<http://a.fr/a> <http://a.fr/p> " + "[<http://a.fr/p> " * 20_000)


def test_the_size_and_the_number_of_facts_are_bounded() -> None:
    with pytest.raises(CatalogueRefusal, match="Mo"):
        read_page(b"a" * 2_000_001, HERE, limits=Limits(page_bytes=2_000_000))
    many = "".join(f"<http://a.fr/{one}> <http://a.fr/p> 1 .\n" for one in range(200))
    with pytest.raises(CatalogueRefusal, match="faits"):
        read_page(many.encode(), HERE, limits=Limits(triples=100))


def test_a_context_is_never_fetched_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("a connection was opened"))
    inner: dict[str, Any] = {
        "@context": ["http://127.0.0.1:1/x", {"t": "dct:title", "@import": "http://127.0.0.1:1/y"}]
    }
    data = {
        **inner,
        "@type": "Dataset",
        "@id": "http://a.fr/1",
        "t": "Un",
        "dct:publisher": {**inner, "name": "O"},
    }
    assert [one.title for one in read(json.dumps(data)).datasets] == ["Un"]


def test_links_that_are_no_address_of_the_web_are_not_kept() -> None:
    dataset = only(
        read(
            "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> ."
            '<http://a.fr/1> a dcat:Dataset ; dct:title "Un" ; dcat:landingPage <javascript:alert(1)> ;'
            'dcat:distribution [ dcat:accessURL "file:///etc/passwd" ], [ dcat:downloadURL <data:text/html,x> ] .'
        )
    )
    assert (dataset.landing_page, dataset.distributions) == ("", ())
