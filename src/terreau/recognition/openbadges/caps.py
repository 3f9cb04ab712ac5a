"""What the engine refuses to do for a stranger's file: every bound in one place, each with a test."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Caps:
    """Bounds on hostile input. Sizes are in bytes unless said otherwise."""

    file_size: int = 10_000_000
    """A picture with its credential; Open Badges pictures weigh tens of kilobytes."""
    text_size: int = 1_000_000
    """The credential itself, once out of its picture and inflated."""
    json_depth: int = 40
    json_values: int = 20_000
    quads: int = 5_000
    blank_nodes: int = 1_000
    rdfc_steps: int = 8_000
    """Permutations and recursions of RDFC-1.0; a poison graph asks for millions (RDFC-1.0, section 7.1)."""
    status_list_size: int = 4_000_000
    """Inflated bitstring: 32 million entries; the specification's own minimum is 16 kB."""
    proofs: int = 8
    contexts: int = 16
    endorsements: int = 32
    endorsement_depth: int = 2
    png_chunks: int = 5_000
    documents: int = 32
    """Addresses that verifying one file may ask for; what it holds could name any number of them."""
    status_entries: int = 16
    document_size: int = 2_000_000
    """A document that a resolver brings back (DID document, issuer, status list)."""
    redirects: int = 3
    """Told to the resolver; the engine itself never opens a connection."""


DEFAULT_CAPS = Caps()
