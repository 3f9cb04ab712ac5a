"""From a need or a question to data: what exists here, what exists elsewhere, what is missing."""

from __future__ import annotations

from functools import cache

from terreau.catalogue.finding import Document, Ground
from terreau.catalogue.standards import Standard, standards
from terreau.foundation import search


def standards_as_documents() -> list[Document]:
    """Every standard we know, as something that may answer a question."""
    return [Document(one.name, one.title, _told(one)) for one in standards()]


def _told(standard: Standard) -> str:
    return f"{standard.holds} {standard.name.partition('/')[2]}"


@cache
def standards_ground() -> Ground:
    """The standards, read once: they only change with the program."""
    return Ground(standards_as_documents(), search.stems)
