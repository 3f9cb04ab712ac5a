"""Engine: what changed between two texts, word by word, in a bounded time whatever the texts.

Knows neither Django nor Terreau.
"""

from terreau.participation.wording.comparing import MOST_STEPS, Piece, Sort, compare
from terreau.participation.wording.shortening import shorten

__all__ = ["MOST_STEPS", "Piece", "Sort", "compare", "shorten"]
