"""Needs as JSON: the same questions and actions as the pages."""

from terreau.needs.api import writing  # noqa: F401 - its routes join the router
from terreau.needs.api.reading import router

__all__ = ["router"]
