"""What this room shows on the pages of others, and says of a person when asked."""

from terreau.commons import tellings
from terreau.commons.slots import pages, persons


def register() -> None:
    """Offer all this; called once from apps.py."""
    tellings.register()
    pages.register()
    persons.register()
