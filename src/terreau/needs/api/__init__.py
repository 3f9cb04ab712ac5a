"""Needs as JSON: the same questions and actions as the pages."""

from terreau.needs.api import counting, merging, writing  # noqa: F401 - their routes join the router
from terreau.needs.api.reading import router

__all__ = ["router"]
