"""Verbs of the room: bring in the national base."""

from terreau.territories.actions.importing import Imported, import_pack

__all__ = ["Imported", "import_pack"]
