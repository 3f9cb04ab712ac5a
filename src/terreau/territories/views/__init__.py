"""Pages and files of territories."""

from terreau.territories.views.finding import find
from terreau.territories.views.sources import sources
from terreau.territories.views.territory import communes, in_format, territory

__all__ = ["communes", "find", "in_format", "sources", "territory"]
