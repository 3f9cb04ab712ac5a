"""What this room shows on the pages of others, and says of a person when asked."""

from terreau.commons import tellings, tellings_pages, tellings_rules
from terreau.commons.slots import community, pages, persons, wiki


def register() -> None:
    """Offer all this; called once from apps.py."""
    tellings.register()
    tellings_pages.register()
    tellings_rules.register()
    pages.register()
    wiki.register()
    community.register()
    persons.register()
