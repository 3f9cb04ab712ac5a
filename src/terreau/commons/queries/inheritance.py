"""What came to a commons with a fork, read at once: how its origin names each thing, and its records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from terreau.commons.models import Inherited

if TYPE_CHECKING:
    from terreau.commons.models import Commons


@dataclass
class Inheritance:
    """`names` gives the origin's name of a row here, by sort and key; `records` what is kept as it was."""

    names: dict[tuple[str, str], str] = field(default_factory=dict)
    records: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def name(self, sort: str, key: object, otherwise: str) -> str:
        """How the origin names this row; `otherwise` for what was made here."""
        return self.names.get((str(sort), str(key)), otherwise)


def inheritance_of(commons: Commons) -> Inheritance:
    """Everything that came with it. One SQL query, none for what was born here."""
    found = Inheritance()
    if not commons.origin.get("instance"):
        return found
    rows = Inherited.objects.filter(commons=commons).order_by("pk")
    for sort, key, origin, said in rows.values_list("sort", "key", "origin", "said"):
        if key:
            found.names[sort, key] = origin
        else:
            found.records.setdefault(sort, []).append(said)
    return found
