"""Questions about territories, each with a bounded number of SQL queries."""

from terreau.territories.queries.drawing import Drawing, drawing_of
from terreau.territories.queries.editions import edition
from terreau.territories.queries.finding import home, search_territories, territory
from terreau.territories.queries.inside import refs_within, within
from terreau.territories.queries.locating import TOLERANCE_METRES, locate
from terreau.territories.queries.meaning import Meant, meant_by
from terreau.territories.queries.naming import label, lead_of, nature_of
from terreau.territories.queries.parts import (
    communes_of,
    members_of,
    neighbours_of,
    past_memberships_of,
    refs_near,
    regions,
    town_halls_of,
    wholes_of,
)
from terreau.territories.queries.portrait import Portrait, density_of, places, portrait_of
from terreau.territories.queries.sources import Source, Vintages, vintages

__all__ = [
    "TOLERANCE_METRES",
    "Drawing",
    "Meant",
    "Portrait",
    "Source",
    "Vintages",
    "communes_of",
    "density_of",
    "drawing_of",
    "edition",
    "home",
    "label",
    "lead_of",
    "locate",
    "meant_by",
    "members_of",
    "nature_of",
    "neighbours_of",
    "past_memberships_of",
    "places",
    "portrait_of",
    "refs_near",
    "refs_within",
    "regions",
    "search_territories",
    "territory",
    "town_halls_of",
    "vintages",
    "wholes_of",
    "within",
]
