"""The forms of RDF in which a catalogue is given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """`ending` is that of its address, `media_type` what a harvester asks for."""

    ending: str
    media_type: str


FORMS = {
    form.ending: form
    for form in (
        Form("ttl", "text/turtle"),
        Form("rdf", "application/rdf+xml"),
        Form("jsonld", "application/ld+json"),
    )
}
