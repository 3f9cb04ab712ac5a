"""Engine: find a territory by what people type.

"st martin d heres", "38400", "métropole de grenoble", "grenobl" or a name of before a merger
lead to the territory of today, with the reason of each answer. The whole national base stands in memory.
"""

from terreau.territories.gazetteer.entries import Entry, Former, Kind
from terreau.territories.gazetteer.errors import GazetteerError, QuestionTooLongError
from terreau.territories.gazetteer.hits import Hit, Reason
from terreau.territories.gazetteer.search import LONGEST_QUESTION, Gazetteer

__all__ = [
    "LONGEST_QUESTION",
    "Entry",
    "Former",
    "Gazetteer",
    "GazetteerError",
    "Hit",
    "Kind",
    "QuestionTooLongError",
    "Reason",
]
