"""The schemas of the instance, for commands that need no instance otherwise."""

from __future__ import annotations

from typing import Any

from terreau.config.configuration import Configuration
from terreau.config.starting import start_django
from terreau.foundation.errors import TerreauError


def kept_schemas() -> dict[str, dict[str, Any]]:
    """The Table Schemas that the instance of this folder keeps, by name; none where no instance is ready."""
    configuration = Configuration()
    if configuration.trouble or not configuration.data.is_dir():
        return {}
    start_django()
    from django.db import DatabaseError

    from terreau.catalogue.queries.schemas import descriptors_kept
    from terreau.config import preparing

    try:
        preparing.refuse_a_database_behind()
        return descriptors_kept()
    except (TerreauError, DatabaseError):
        return {}
