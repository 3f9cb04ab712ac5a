"""The verbs about data: the only writers, each one transaction."""

from terreau.catalogue.actions.accounts import forget

__all__ = ["forget"]
