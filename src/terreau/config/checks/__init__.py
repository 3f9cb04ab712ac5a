"""What `terreau check` looks at, in the order in which one mends things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.config.checks.point import BROKEN, FINE, TO_DO, Point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.config.configuration import Configuration

__all__ = ["BROKEN", "FINE", "TO_DO", "Point", "points"]


def points(configuration: Configuration) -> Iterator[Point]:
    """Every point, one after the other; those that need a database stop at the first that has none."""
    from terreau.config.checks import kept, written

    yield from written.points(configuration)
    yield from kept.folder_points(configuration)
    if configuration.trouble or not configuration.data.is_dir():
        return
    from terreau.config.starting import start_django

    start_django()
    answered = kept.database_point()
    yield answered
    if answered.state != BROKEN:
        from terreau.config.checks import reached  # its models ask for a Django that has started

        yield from reached.points(configuration)
