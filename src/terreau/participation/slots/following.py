"""To come."""


def register() -> None:
    """Offer all this."""
