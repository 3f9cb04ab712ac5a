"""Standards of data: those of the national catalogue as facts, and drafts of ours.

A library of its own: it knows neither Django nor the rest of Terreau. Of a national standard it holds facts
(name, title, kind, version, address) and words of ours; its schema is read at its address, never shipped.
"""

from __future__ import annotations

from terreau.catalogue.standards.known import (
    DRAFTS,
    THEMES,
    Kind,
    Standard,
    draft_of,
    example_of,
    standard_at,
    standard_named,
    standards,
)

__all__ = [
    "DRAFTS",
    "THEMES",
    "Kind",
    "Standard",
    "draft_of",
    "example_of",
    "standard_at",
    "standard_named",
    "standards",
]
