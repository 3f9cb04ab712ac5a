"""The standards we know, by theme, by name, by the address of their schema."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from terreau.saying import Both

_HERE = Path(__file__).parent
#: Our own schemas and their examples.
DRAFTS = _HERE / "pcaet"

#: Themes in the order of the page, with their names in French and in English.
THEMES: dict[str, Both] = {
    "mobilite": ("Se déplacer", "Getting around"),
    "climat": ("Climat et transition", "Climate and transition"),
    "energie": ("Énergie", "Energy"),
    "eau": ("Eau", "Water"),
    "nature": ("Nature et paysages", "Nature and landscapes"),
    "risques": ("Risques", "Hazards"),
    "urbanisme": ("Urbanisme et sols", "Planning and land"),
    "reseaux": ("Réseaux", "Networks"),
    "territoire": ("Adresses", "Addresses"),
    "accessibilite": ("Accessibilité", "Accessibility"),
    "sante": ("Santé", "Health"),
    "solidarites": ("Solidarités", "Solidarity"),
    "numerique": ("Numérique", "Digital"),
    "consommation": ("Achats et objets", "Purchases and objects"),
    "economie": ("Économie et tourisme", "Economy and tourism"),
    "argent": ("Argent public", "Public money"),
    "vie-publique": ("Vie publique", "Public life"),
}


class Kind(StrEnum):
    """How a standard is written; only a Table Schema lets a table be checked here."""

    TABLE = "tableschema"
    JSON = "jsonschema"
    PACKAGE = "datapackage"
    OTHER = "other"


@dataclass(frozen=True)
class Standard:
    """`name` is the one of the national catalogue, `holds` what it is about in plain words of ours."""

    name: str
    title: str
    theme: str
    kind: Kind
    version: str
    address: str
    holds: str
    is_ours: bool = False

    @property
    def slug(self) -> str:
        """Its name as it stands in addresses."""
        return slug_of(self.name)

    @property
    def checks_tables(self) -> bool:
        """Whether a table can be checked against it here."""
        return self.kind == Kind.TABLE

    @property
    def owner(self) -> str:
        """Who keeps it."""
        return self.name.partition("/")[0]


def slug_of(name: str) -> str:
    """`etalab/schema-irve-statique` gives etalab-schema-irve-statique."""
    plain = unicodedata.normalize("NFKD", name.lower())
    return re.sub(
        r"[^a-z0-9]+", "-", "".join(sign for sign in plain if not unicodedata.combining(sign))
    ).strip("-")


@cache
def standards() -> tuple[Standard, ...]:
    """Every standard we know, ours first, then by theme and title."""
    order = list(THEMES)
    known = [*_national(), *_ours()]
    return tuple(
        sorted(known, key=lambda one: (order.index(one.theme), not one.is_ours, one.title.casefold()))
    )


@cache
def _by_slug() -> dict[str, Standard]:
    return {one.slug: one for one in standards()}


def standard_named(name: str) -> Standard | None:
    """The standard of this name or slug."""
    return _by_slug().get(slug_of(name))


def standard_at(address: str) -> Standard | None:
    """The standard that an address of schema.data.gouv.fr stands for, whatever its version; None for others.

    `https://schema.data.gouv.fr/schemas/etalab/schema-irve-statique/2.2.1/schema.json` and the page
    `https://schema.data.gouv.fr/etalab/schema-irve-statique/` both mean etalab/schema-irve-statique.
    """
    found = re.match(r"https?://schema\.data\.gouv\.fr/(?:schemas/)?([^/?#]+)/([^/?#]+)", address)
    return standard_named(f"{found[1]}/{found[2].removesuffix('.html')}") if found else None


def draft_of(standard: Standard) -> dict[str, Any] | None:
    """The descriptor of a schema that we wrote; None for those that others keep."""
    if not standard.is_ours:
        return None
    path = DRAFTS / f"{standard.name.partition('/')[2]}.json"
    descriptor: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return descriptor


def example_of(standard: Standard, verdict: str) -> bytes | None:
    """A table that follows one of our drafts ("valid"), or one that makes its usual mistakes ("invalid")."""
    path = DRAFTS / "examples" / f"{standard.name.partition('/')[2]}.{verdict}.csv"
    return path.read_bytes() if standard.is_ours and path.is_file() else None


def _national() -> list[Standard]:
    with (_HERE / "national/words.csv").open(encoding="utf-8", newline="") as said:
        words = {row["name"]: row for row in csv.DictReader(said)}
    with (_HERE / "national/catalogue.csv").open(encoding="utf-8", newline="") as facts:
        rows = list(csv.DictReader(facts))
    return [
        Standard(
            name=row["name"],
            title=row["title"],
            theme=words[row["name"]]["theme"] if row["name"] in words else "vie-publique",
            kind=Kind(row["kind"]),
            version=row["version"],
            address=row["address"],
            holds=words[row["name"]]["holds"] if row["name"] in words else "",
        )
        for row in rows
    ]


def _ours() -> list[Standard]:
    found = []
    for path in sorted(DRAFTS.glob("pcaet-*.json")):
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        found.append(
            Standard(
                name=f"terreau/{descriptor['name']}",
                title=descriptor["title"],
                theme="climat",
                kind=Kind.TABLE,
                version=descriptor["version"],
                address="",
                holds=_HOLDS[descriptor["name"]],
                is_ours=True,
            )
        )
    return found


#: What each draft is about, in plain words.
_HOLDS = {
    "pcaet-demarche": "Les plans climat-air-énergie : qui les porte, leur étape, leurs dates, leur périmètre.",
    "pcaet-actions": "Les actions d’un plan climat : pilote, budget, avancement, indicateur, adaptation.",
    "pcaet-emissions": "Les émissions de gaz à effet de serre d’un territoire, par secteur : carbone, CO₂, transports, logement.",
    "pcaet-consommation": "La consommation d’énergie d’un territoire, par secteur et par énergie : logements, chauffage, électricité, gaz.",
    "pcaet-production": "La production d’énergies renouvelables : solaire, éolien, bois, hydraulique, biogaz, chaleur.",
    "pcaet-stockage": "Le carbone stocké par les forêts, les sols et le bois : puits de carbone, séquestration.",
    "pcaet-polluants": "Les polluants rejetés dans l’air, par secteur : oxydes d’azote, particules, ammoniac. Qualité de l’air.",
}
