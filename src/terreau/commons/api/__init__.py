"""Commons as JSON: the same questions and the same acts as the pages."""

from terreau.commons.api import community, deciding, giving, pages, using, writing
from terreau.commons.api.parts import router as components
from terreau.commons.api.reading import router

__all__ = ["community", "components", "deciding", "giving", "pages", "router", "using", "writing"]
