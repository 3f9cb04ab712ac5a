"""What this room gives to whoever carries the commons away, one file a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.formats import datasets, elsewhere, missing, tables, uses

if TYPE_CHECKING:
    from terreau.foundation.slots import PublicSet


def public_sets() -> list[PublicSet]:
    """In the order in which they are brought in: tables and uses name their data sets."""
    return [one for room in (datasets, tables, uses, missing, elsewhere) for one in room.sets()]
