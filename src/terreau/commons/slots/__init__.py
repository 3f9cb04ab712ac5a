"""What this room shows on the pages of others, and says of a person when asked."""

from terreau.commons import tellings, tellings_pages
from terreau.commons.slots import pages, persons, wiki


def register() -> None:
    """Offer all this; called once from apps.py."""
    tellings.register()
    tellings_pages.register()
    pages.register()
    wiki.register()
    persons.register()
