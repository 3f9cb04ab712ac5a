"""What is published here, as harvesters read it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from terreau.catalogue.dcat import Fetched, read_page, walk
from terreau.catalogue.models import Distribution, Standing, State, TableSchema, Version
from terreau.catalogue.queries import dcat
from terreau.catalogue.tests.builders import a_dataset

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.catalogue.models import Dataset

pytestmark = pytest.mark.django_db
ENDINGS = ("ttl", "rdf", "jsonld")


def a_published_table(dataset: Dataset) -> Distribution:
    schema = TableSchema.objects.create(
        slug="etalab-schema-stationnement-cyclable",
        name="schema-stationnement-cyclable",
        title="Stationnement cyclable",
        source="https://schema.data.gouv.fr/schemas/etalab/schema-stationnement-cyclable/1.1.2/schema.json",
        descriptor={"fields": []},
        digest="0" * 64,
    )
    table = Distribution.objects.create(dataset=dataset, title="Arceaux", schema=schema)
    table.published = Version.objects.create(
        distribution=table,
        number=1,
        standing=Standing.PUBLISHED,
        file_name="arceaux.csv",
        raw_digest="1" * 64,
        clean_digest="2" * 64,
        published_at=timezone.now(),
    )
    table.save()
    return table


def fetched(url: str) -> Fetched:
    answer = Client().get(url.partition("//")[2].partition("/")[1] + url.partition("//")[2].partition("/")[2])
    assert answer.status_code == 200, url
    return Fetched(answer.content, answer["Content-Type"])


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_published_is_read_as_it_was_said(ending: str) -> None:
    dataset = a_dataset(
        description="Où l’on **attache** son vélo.",
        theme="mobility",
        contact="mobilites@exemple.fr",
        frequency="annual",
        period_start=dt.date(2025, 1, 1),
    )
    a_published_table(dataset)
    (said,) = read_page(fetched(f"http://x/donnees/catalogue.{ending}").content, "http://x/").datasets
    assert said.identifier == dataset.identifier
    assert said.title == "Arceaux à vélo"
    assert said.description == "Où l’on attache son vélo."
    assert said.themes == ("TRAN",)
    assert said.frequency == "ANNUAL"
    assert said.places[0].iri == "http://id.insee.fr/geo/commune/38185"
    assert said.contact
    assert said.contact.email == "mobilites@exemple.fr"
    assert said.publisher
    assert dataset.organisation
    assert said.publisher.name == dataset.organisation.name
    assert said.distributions[0].licence.spdx == "etalab-2.0"
    assert "stationnement-cyclable" in said.distributions[0].conforms_to[0].iri


def test_a_table_is_given_in_each_of_its_forms_at_addresses_that_answer() -> None:
    dataset = a_dataset()
    table = a_published_table(dataset)
    assert table.published
    table.published.parquet_digest = "3" * 64
    table.published.save()
    (said,) = read_page(fetched("http://x/donnees/catalogue.ttl").content, "http://x/").datasets
    assert sorted(way.form for way in said.distributions) == ["CSV", "JSON", "PARQUET", "XLSX"]
    assert len({way.iri for way in said.distributions}) == 4
    paths = [way.download_url.partition("/donnees/")[2] for way in said.distributions]
    assert f"{dataset.pk}/tableaux/{table.pk}/lignes/en/csv/" in paths
    assert all(resolve(f"/donnees/{path}").url_name == "rows-file" for path in paths)
    assert all(way.conforms_to for way in said.distributions)


def test_drafts_withdrawn_hidden_invented_and_harvested_data_are_not_given() -> None:
    shown = a_dataset("Public")
    a_dataset("Brouillon", state=State.DRAFT)
    a_dataset("Retiré", state=State.WITHDRAWN, state_reason="Faux.")
    a_dataset("Exemple", is_example=True)
    a_dataset("D’ailleurs", origin="https://ailleurs.fr/1")
    said = read_page(fetched("http://x/donnees/catalogue.ttl").content, "http://x/").datasets
    assert [one.title for one in said] == [shown.title]


def test_pages_lead_from_one_to_the_next_and_nothing_is_missed_nor_told_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dcat, "PAGE_SIZE", 2)
    titles = [a_dataset(f"Jeu {number}").title for number in range(5)]
    pages = list(walk("http://x/donnees/catalogue.rdf", fetched))
    assert [one.title for page in pages for one in page.datasets] == titles
    assert [page.total for page in pages] == [5, 5, 5]
    assert Client().get("/donnees/catalogue.rdf?page=4").status_code == 404
    assert Client().get("/donnees/catalogue.rdf?page=0").status_code == 404


def test_nothing_is_sent_again_while_nothing_changed() -> None:
    a_dataset("Un")
    first = Client().get("/donnees/catalogue.ttl")
    again = Client().get("/donnees/catalogue.ttl", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    a_dataset("Deux")
    assert Client().get("/donnees/catalogue.ttl", headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    ("accept", "leads_to"),
    [
        ("text/turtle", "/donnees/catalogue.ttl"),
        ("application/rdf+xml", "/donnees/catalogue.rdf"),
        ("application/ld+json", "/donnees/catalogue.jsonld"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "/donnees/"),
    ],
)
def test_the_address_of_the_catalogue_leads_to_the_form_asked_for(accept: str, leads_to: str) -> None:
    answer = Client().get(reverse("catalogue:dcat"), headers={"Accept": accept})
    assert (answer.status_code, answer["Location"]) == (303, leads_to)


def test_a_form_that_is_not_written_is_not_found() -> None:
    dataset = a_dataset()
    assert Client().get("/donnees/catalogue.pdf").status_code == 404
    assert Client().get(f"/donnees/{dataset.pk}/description.pdf").status_code == 404


def test_pages_say_where_programs_read_them() -> None:
    dataset = a_dataset()
    assert 'href="/donnees/catalogue.ttl"' in Client().get("/donnees/").content.decode()
    page = Client().get(dataset.get_absolute_url()).content.decode()
    assert f'href="/donnees/{dataset.pk}/description.jsonld"' in page
    assert Client().get(f"/donnees/{dataset.pk}/description.jsonld").status_code == 200


def test_one_data_set_that_is_not_public_has_no_description() -> None:
    draft = a_dataset(state=State.DRAFT)
    assert Client().get(f"/donnees/{draft.pk}/description.ttl").status_code == 404


@pytest.mark.shared
@pytest.mark.filterwarnings("ignore")
def test_our_catalogue_is_clean_for_the_european_shapes(shared: Path) -> None:
    from terreau.catalogue.dcat.tests.shapes import violations

    a_published_table(a_dataset(contact="Le service", period_end=dt.date(2025, 1, 1)))
    a_dataset("Sans rien d’autre", contact="https://exemple.fr/")
    content = Client().get("/donnees/catalogue.ttl").content
    shapes = [shared / f"conformance/dcat/dcat-ap-3.0.1/{name}.ttl" for name in ("shapes", "range")]
    assert violations(content, *shapes) == []


def test_a_page_of_a_hundred_asks_few_queries(django_assert_max_num_queries: object) -> None:
    for number in range(12):
        a_dataset(f"Jeu {number}")
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        Client().get("/donnees/catalogue.ttl")
