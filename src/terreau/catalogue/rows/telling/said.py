"""What is told of a table, as plain values: figures, one picture, and the rule that chose it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Rule(StrEnum):
    """Why a picture was chosen: the room says it in words."""

    AREAS = "areas"
    POINTS = "points"
    ALONG_TIME = "along-time"
    ROWS_ALONG_TIME = "rows-along-time"
    BY_KIND = "by-kind"
    ROWS_BY_KIND = "rows-by-kind"
    BY_GROUP = "by-group"
    BY_NAME = "by-name"
    SPREAD = "spread"


class How(StrEnum):
    """What stands behind each value of a picture."""

    ROWS = "rows"
    SUM = "sum"
    MEAN = "mean"
    VALUE = "value"


@dataclass(frozen=True)
class Here:
    """A territory, as tables name it: official codes of it and of its communes, and a box in degrees.

    `holds` says of a longitude and a latitude in the box whether they are inside the outline.
    """

    codes: frozenset[str] = frozenset()
    box: tuple[float, float, float, float] | None = None
    holds: Callable[[float, float], bool] | None = None


@dataclass(frozen=True)
class Area:
    """An outline on a map: its rings in degrees, holes among them, and its value when there is one."""

    name: str
    value: float | None
    rings: list[list[tuple[float, float]]]


@dataclass(frozen=True)
class Picture:
    """`items` are labels with values, in order; `others` how many more kinds, and their value together.

    `points` are longitude, latitude, number of rows, `projection` the name of the one they were written in
    ("" for degrees); `areas` outlines, with a value each when there is a measure. `step` is "year", "month" or "day" along time; `series`
    are then lines apart, by a column `kind`, with a value or none for each item, which holds their whole.
    """

    rule: Rule
    how: How = How.ROWS
    column: str = ""
    measure: str = ""
    step: str = ""
    items: list[tuple[str, float]] = field(default_factory=list)
    others: tuple[int, float] | None = None
    kind: str = ""
    series: list[tuple[str, list[float | None]]] = field(default_factory=list)
    points: list[tuple[float, float, int]] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    projection: str = ""
    #: Steps along time that the table does not hold whole.
    partial: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Telling:
    """`rows` are those told of; `of` all those of the table, more when only a part speaks of here.

    `measure` is {"name", "least", "median", "most"} and, when only a part speaks of here, "beyond", the
    median of all,
    `top` {"column", "value", "rows", "kinds"}, `flag` {"column", "yes", "filled"}, `period`
    {"column", "since", "until"}, `placed` how many rows say where. Plain values, to be kept as JSON.
    """

    rows: int
    of: int
    columns: int
    here: str = ""
    placed: int | None = None
    period: dict[str, Any] | None = None
    measure: dict[str, Any] | None = None
    top: dict[str, Any] | None = None
    flag: dict[str, Any] | None = None
    picture: Picture | None = None

    def as_data(self) -> dict[str, Any]:
        return asdict(self)
