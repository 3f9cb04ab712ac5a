"""Commons and everything public around them, to carry away and bring in elsewhere: one file a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.commons.formats import giving, governing, origins, pages, parts, sheets

if TYPE_CHECKING:
    from terreau.foundation.slots import PublicSet


def public_sets() -> list[PublicSet]:
    """What this room gives to whoever carries the commons away, in the order in which it is brought in."""
    return [
        *sheets.public_sets(),
        *pages.public_sets(),
        *governing.public_sets(),
        *parts.public_sets(),
        *giving.public_sets(),
        *origins.public_sets(),
    ]
