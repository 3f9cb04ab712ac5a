"""Catalogues of data in DCAT: written as DCAT-AP 3 asks, read as French portals really write them.

A library of its own: it knows neither Django nor the rest of Terreau, and reaches no network. Whoever reads a
catalogue that stands on several pages gives a function that fetches:

    for page in walk("https://…/catalog.ttl", fetch):
        for dataset in page.datasets:
            print(dataset.key, dataset.title)
"""

from __future__ import annotations

from terreau.catalogue.dcat.model import (
    Agent,
    Catalogue,
    Contact,
    Dataset,
    Distribution,
    Left,
    Licence,
    Page,
    Period,
    Place,
    Service,
    Standard,
)
from terreau.catalogue.dcat.reading.limits import Limits
from terreau.catalogue.dcat.reading.page import read_page
from terreau.catalogue.dcat.reading.walk import Fetched, walk
from terreau.catalogue.dcat.refusals import CatalogueRefusal, Unreadable
from terreau.catalogue.dcat.words.formats import MEDIA_TYPES
from terreau.catalogue.dcat.words.frequencies import FREQUENCIES, frequency_of
from terreau.catalogue.dcat.words.licences import licence_of
from terreau.catalogue.dcat.words.themes import THEMES
from terreau.catalogue.dcat.writing.catalogue import Paging, write
from terreau.catalogue.dcat.writing.forms import FORMS, Form

__all__ = [
    "FORMS",
    "FREQUENCIES",
    "MEDIA_TYPES",
    "THEMES",
    "Agent",
    "Catalogue",
    "CatalogueRefusal",
    "Contact",
    "Dataset",
    "Distribution",
    "Fetched",
    "Form",
    "Left",
    "Licence",
    "Limits",
    "Page",
    "Paging",
    "Period",
    "Place",
    "Service",
    "Standard",
    "Unreadable",
    "frequency_of",
    "licence_of",
    "read_page",
    "walk",
    "write",
]
