"""What this room shows on the pages of others, and says of a person when asked: one file a subject."""

from terreau.participation.slots import (
    conversation,
    files,
    following,
    history,
    journal,
    meetings,
    people,
    tokens,
)


def register() -> None:
    """Offer all this; called once from apps.py."""
    journal.register()
    conversation.register()
    files.register()
    following.register()
    people.register()
    history.register()
    meetings.register()
    tokens.register()
