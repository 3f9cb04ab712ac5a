"""`terreau badge …`: keys, issuing, verifying, pictures, status lists. Needs no database."""

from terreau.recognition.openbadges.command.main import main

__all__ = ["main"]
