"""`terreau badge …`: make keys, issue, verify, bake, unbake, look inside, keep status lists. Needs no database."""

from terreau.recognition.openbadges.command.main import main

__all__ = ["main"]
