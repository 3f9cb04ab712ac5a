"""From a question in plain words to what may answer it, with the reasons; or to saying that nothing does.

A library of its own: it knows neither Django nor the rest of Terreau. Whoever uses it gives the function that
makes stems out of words, so that question and documents are read the same way.
"""

from __future__ import annotations

from terreau.catalogue.finding.question import Asked, Concept, understand
from terreau.catalogue.finding.ranking import Answer, Document, Ground, Why
from terreau.catalogue.finding.synonyms import Synonyms, shipped

__all__ = ["Answer", "Asked", "Concept", "Document", "Ground", "Synonyms", "Why", "shipped", "understand"]
