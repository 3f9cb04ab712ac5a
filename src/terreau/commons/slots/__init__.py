"""What this room shows on the pages of others, and says of a person when asked."""

from terreau.commons import tellings, tellings_pages, tellings_rules
from terreau.commons.slots import carrying, community, formats, matching, pages, parts, persons, wiki


def register() -> None:
    """Offer all this; called once from apps.py."""
    tellings.register()
    tellings_pages.register()
    tellings_rules.register()
    carrying.register()
    formats.register()
    pages.register()
    wiki.register()
    community.register()
    matching.register()
    parts.register()
    persons.register()
