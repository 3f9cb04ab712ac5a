"""Pages that gather rooms."""

from terreau.home.views.about import about, accessibility, charter
from terreau.home.views.easy import easy_index, easy_page
from terreau.home.views.front import front
from terreau.home.views.language import language
from terreau.home.views.robots import robots, sitemap
from terreau.home.views.search import search
from terreau.home.views.words import data, places, recognition

__all__ = [
    "about",
    "accessibility",
    "charter",
    "data",
    "easy_index",
    "easy_page",
    "front",
    "language",
    "places",
    "recognition",
    "robots",
    "search",
    "sitemap",
]
