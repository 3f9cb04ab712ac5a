"""Where a table is read, what goes on there, what was read before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.models.distribution import Refresh

if TYPE_CHECKING:
    from terreau.catalogue.models import Dataset, Distribution, Fetch

#: Readings told on the page of an address.
SHOWN = 10


@dataclass(frozen=True)
class Told:
    """The table of a data set that has an address, the reading that goes on, those that ended."""

    table: Distribution
    going_on: Fetch | None
    ended: list[Fetch]

    @property
    def percent(self) -> int | None:
        """How much of the file has come; None when its site does not say how large it is."""
        if self.going_on is None or not self.going_on.announced or self.going_on.version_id is not None:
            return None
        return min(100, self.going_on.received * 100 // self.going_on.announced)

    @property
    def is_repeated(self) -> bool:
        """Whether it is read again by itself."""
        return self.table.refresh != Refresh.NEVER and self.table.refresh_stopped_at is None

    @property
    def last(self) -> Fetch | None:
        """The last reading that ended, whatever came of it."""
        return self.ended[0] if self.ended else None


def told_of(dataset: Dataset) -> Told | None:
    """What there is to say about the address of a data set, in two queries; None when it has none."""
    table = dataset.distributions.exclude(url="").select_related("published").order_by("pk").first()
    if table is None:
        return None
    fetches = list(table.fetches.select_related("version").order_by("-pk")[: SHOWN + 1])
    going_on = next((one for one in fetches if one.ended_at is None), None)
    ended = [one for one in fetches if one.ended_at is not None][:SHOWN]
    return Told(table, going_on, ended)
