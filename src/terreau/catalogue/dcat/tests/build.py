"""A catalogue that says everything, for tests."""

from __future__ import annotations

from terreau.catalogue.dcat import (
    Agent,
    Catalogue,
    Contact,
    Dataset,
    Distribution,
    Paging,
    Period,
    Place,
    Service,
    Standard,
    licence_of,
)

ROOT = "https://donnees.exemple.fr"
OPEN = licence_of("etalab-2.0")
AUTHORITY = Agent(
    "Communauté de communes du Val d’Exemple", f"{ROOT}/organisations/7/", identifier="200000000"
)
HERE = Place("Val d’Exemple", "http://id.insee.fr/geo/intercommunalite/200000000", "200000000")
SCHEMA = Standard(
    "https://schema.data.gouv.fr/schemas/etalab/schema-stationnement-cyclable/1.1.2/schema.json",
    "Stationnement cyclable",
)


def catalogue() -> Catalogue:
    return Catalogue(
        title="Données du Val d’Exemple",
        description="Tout ce qui est publié ici.",
        iri=f"{ROOT}/donnees/catalogue",
        homepage=f"{ROOT}/donnees/",
        publisher=AUTHORITY,
        licence=OPEN,
        places=(HERE,),
        issued="2026-01-05",
        modified="2026-11-20T08:30:00+01:00",
    )


def full(number: int = 1) -> Dataset:
    """A data set that says everything."""
    page = f"{ROOT}/donnees/{number}/"
    return Dataset(
        title="Arceaux à vélo <&> « abris »",
        iri=page,
        identifier=f"terreau-{number}",
        description="Où l’on attache son vélo.\n\nRelevé à pied.",
        keywords=("vélo", "stationnement"),
        themes=("TRAN", "ENVI"),
        publisher=AUTHORITY,
        creator=Agent("Service des mobilités"),
        contact=Contact("Service des mobilités", "mobilites@exemple.fr"),
        landing_page=page,
        issued="2026-02-01",
        modified="2026-10-31T09:00:00+00:00",
        frequency="ANNUAL",
        languages=("fr",),
        places=(HERE, Place("Bourg", geometry='{"type": "Point", "coordinates": [5.7, 45.2]}')),
        period=Period("2025-01-01", "2025-12-31"),
        licence=OPEN,
        conforms_to=(SCHEMA,),
        version="3",
        version_notes="Deux communes ajoutées.",
        provenance="Relevé de terrain.",
        hvd_categories=("http://data.europa.eu/bna/c_b79e35eb",),
        distributions=(
            Distribution(
                iri=f"{page}fichiers/1",
                title="Arceaux (CSV)",
                description="Une ligne par équipement.",
                access_url=page,
                download_url=f"{page}arceaux.csv",
                form="CSV",
                media_type="text/csv",
                size=12_345,
                issued="2026-02-01",
                modified="2026-10-31",
                licence=OPEN,
                sha256="ab" * 32,
                conforms_to=(SCHEMA,),
            ),
            Distribution(
                iri=f"{page}lignes",
                title="Lignes",
                access_url=f"{page}lignes.json",
                form="JSON",
                service=Service("API des lignes", f"{page}lignes.json", f"{page}lignes#api", f"{ROOT}/api/"),
            ),
        ),
    )


def bare(number: int = 2) -> Dataset:
    """A data set that says the least one may say."""
    return Dataset(title="Prénoms", iri=f"{ROOT}/donnees/{number}/")


def paging(number: int, pages: int) -> Paging:
    def at(page: int) -> str:
        return f"{ROOT}/donnees/catalogue.ttl?page={page}"

    return Paging(
        this=at(number),
        first=at(1),
        last=at(pages),
        next=at(number + 1) if number < pages else "",
        previous=at(number - 1) if number > 1 else "",
        total=2 * pages,
    )
