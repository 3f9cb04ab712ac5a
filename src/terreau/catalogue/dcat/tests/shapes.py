"""The European shapes, and what they say against a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyshacl
import rdflib

if TYPE_CHECKING:
    from pathlib import Path


def violations(content: bytes, *shapes: Path, inference: str = "none") -> list[str]:
    """What the shapes say against a catalogue in Turtle; recommendations are not counted."""
    rules = rdflib.Graph()
    for path in shapes:
        rules.parse(path)
    rules.remove((None, rdflib.OWL.imports, None))
    fits, _, said = pyshacl.validate(
        rdflib.Graph().parse(data=content, format="turtle"),
        shacl_graph=rules,
        advanced=True,
        allow_warnings=True,
        inference=inference,
    )
    return [] if fits else [said]
