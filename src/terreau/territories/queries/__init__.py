"""Questions about territories, each with a bounded number of SQL queries."""

from terreau.territories.queries.drawing import Drawing, drawing_of
from terreau.territories.queries.finding import home, label, search_territories, territory
from terreau.territories.queries.locating import locate
from terreau.territories.queries.parts import (
    members_of,
    neighbours_of,
    past_memberships_of,
    town_halls_of,
    wholes_of,
    within,
)

__all__ = [
    "Drawing",
    "drawing_of",
    "home",
    "label",
    "locate",
    "members_of",
    "neighbours_of",
    "past_memberships_of",
    "search_territories",
    "territory",
    "town_halls_of",
    "wholes_of",
    "within",
]
