"""What a catalogue of data says, as plain facts in the terms of DCAT.

A fact that is not known is an empty text. Moments are ISO 8601 texts of any precision ("2024", "2024-05",
"2024-05-31", "2024-05-31T10:00:00+02:00"): what a source says is not made more precise than it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from terreau.saying import Both


@dataclass(frozen=True)
class Agent:
    """Who publishes or made something: an organisation, most often. `identifier` is a SIREN or SIRET."""

    name: str
    iri: str = ""
    homepage: str = ""
    email: str = ""
    identifier: str = ""


@dataclass(frozen=True)
class Contact:
    """Whom to write to about a data set."""

    name: str
    email: str = ""
    url: str = ""


@dataclass(frozen=True)
class Period:
    """From when to when; either may be open."""

    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class Place:
    """Where: `code` is an official code (INSEE, SIREN of an EPCI), `geometry` GeoJSON or WKT as given."""

    name: str = ""
    iri: str = ""
    code: str = ""
    geometry: str = ""


@dataclass(frozen=True)
class Licence:
    """`spdx` is empty when the licence is not one that we know; `label` is then what was written."""

    spdx: str = ""
    label: str = ""
    iri: str = ""


@dataclass(frozen=True)
class Standard:
    """What data conform to: a schema, most often."""

    iri: str
    title: str = ""


@dataclass(frozen=True)
class Service:
    """A programming interface that serves data."""

    title: str
    endpoint: str
    iri: str = ""
    description_url: str = ""


@dataclass(frozen=True)
class Distribution:
    """One way to get the data. `form` is the short name of its format (CSV, GEOJSON…), `size` is in bytes."""

    iri: str = ""
    title: str = ""
    description: str = ""
    access_url: str = ""
    download_url: str = ""
    form: str = ""
    media_type: str = ""
    size: int | None = None
    issued: str = ""
    modified: str = ""
    licence: Licence = Licence()
    sha256: str = ""
    conforms_to: tuple[Standard, ...] = ()
    service: Service | None = None

    @property
    def url(self) -> str:
        """Where to get it: the file itself where it is known, else the page that leads to it."""
        return self.download_url or self.access_url


@dataclass(frozen=True)
class Dataset:
    """A data set. `theme` holds codes of the European vocabulary (ENVI…), `keywords` free words."""

    title: str
    iri: str = ""
    identifier: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    publisher: Agent | None = None
    creator: Agent | None = None
    contact: Contact | None = None
    landing_page: str = ""
    issued: str = ""
    modified: str = ""
    frequency: str = ""
    languages: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    period: Period | None = None
    licence: Licence = Licence()
    rights: str = ""
    conforms_to: tuple[Standard, ...] = ()
    version: str = ""
    version_notes: str = ""
    provenance: str = ""
    hvd_categories: tuple[str, ...] = ()
    distributions: tuple[Distribution, ...] = ()

    @property
    def key(self) -> str:
        """What names it for ever at its source: its identifier, else its IRI, else nothing; never its title.

        Titles change and repeat; taking them for names is how portals fill up with doubles
        (https://github.com/ckan/ckanext-dcat/issues/15).
        """
        return self.identifier or self.iri


@dataclass(frozen=True)
class Catalogue:
    """The catalogue itself."""

    title: str
    description: str = ""
    iri: str = ""
    homepage: str = ""
    publisher: Agent | None = None
    licence: Licence = Licence()
    languages: tuple[str, ...] = ("fr",)
    places: tuple[Place, ...] = ()
    issued: str = ""
    modified: str = ""


@dataclass(frozen=True)
class Left:
    """A data set of a catalogue that could not be taken, and why, in French then in English."""

    title: str
    why: Both


@dataclass(frozen=True)
class Page:
    """One page of a catalogue: `next_url` is empty on the last, `total` what the source announces in all."""

    catalogue: Catalogue | None
    datasets: tuple[Dataset, ...]
    left: tuple[Left, ...] = ()
    next_url: str = ""
    total: int | None = None
