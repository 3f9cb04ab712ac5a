"""From JSON-LD to the canonical N-Quads that a signature covers (JSON-LD 1.1, RDFC-1.0)."""

from terreau.recognition.openbadges.rdf.canon import canonical_quads
from terreau.recognition.openbadges.rdf.expansion import to_quads
from terreau.recognition.openbadges.rdf.shapes import ShapeCache, canonical

__all__ = ["ShapeCache", "canonical", "canonical_quads", "to_quads"]
