"""Questions that the pages of home ask, each with a bounded number of SQL queries."""

from terreau.home.queries.about import accessibility_results, doors, last_backup, stewards, weights
from terreau.home.queries.figures import Figure, figures_of
from terreau.home.queries.outline import Outline, home_outline
from terreau.home.queries.places import MOST_HALLS, Desk, town_halls
from terreau.home.queries.search import LONGEST_SEARCH, Facet, Found, search

__all__ = [
    "LONGEST_SEARCH",
    "MOST_HALLS",
    "Desk",
    "Facet",
    "Figure",
    "Found",
    "Outline",
    "accessibility_results",
    "doors",
    "figures_of",
    "home_outline",
    "last_backup",
    "search",
    "stewards",
    "town_halls",
    "weights",
]
