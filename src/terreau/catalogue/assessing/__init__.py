"""All that is said of one file at once: understood, recognised, checked, mended, and what is in it of people.

A library on top of `terreau.catalogue.tables`: it knows neither Django nor the rest of Terreau, takes paths
and gives plain values that can be kept as JSON.
"""

from __future__ import annotations

from terreau.catalogue.assessing.assess import Asked, Assessment, Stopped, assess
from terreau.catalogue.assessing.cleaning import Cleaned, clean
from terreau.catalogue.assessing.fault_list import faults_listed
from terreau.catalogue.assessing.one_cell import Rewritten, reads_like, rewrite
from terreau.catalogue.assessing.people import detect_people
from terreau.catalogue.assessing.same_rows import Corrected, carry

__all__ = [
    "Asked",
    "Assessment",
    "Cleaned",
    "Corrected",
    "Rewritten",
    "Stopped",
    "assess",
    "carry",
    "clean",
    "detect_people",
    "faults_listed",
    "reads_like",
    "rewrite",
]
