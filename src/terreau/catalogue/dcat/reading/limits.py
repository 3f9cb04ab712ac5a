"""Bounds on what a source may send: a catalogue comes from elsewhere and is not trusted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """`depth` counts elements or objects within one another: real catalogues stay below ten.

    A national portal gives a page of 100 data sets in 0.5 to 2 MB; a whole small portal comes in one page.
    """

    page_bytes: int = 30_000_000
    triples: int = 1_000_000
    depth: int = 64
    pages: int = 1_000
    datasets: int = 20_000
    distributions: int = 500
    text: int = 50_000
