"""Commons as JSON: the same questions as the pages."""

from terreau.commons.api.reading import router

__all__ = ["router"]
