"""What this room shows on the pages of others, and says of a person when asked: one file a subject."""

from terreau.catalogue import tellings, tellings_elsewhere
from terreau.catalogue.slots import elsewhere, panels, people


def register() -> None:
    """Offer all this; called once from apps.py."""
    tellings.register()
    tellings_elsewhere.register()
    panels.register()
    people.register()
    elsewhere.register()
