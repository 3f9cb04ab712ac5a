"""Schemas and tables to compare with frictionless: every type, format, option, constraint, key and way of missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from terreau.catalogue.tables.schema.types import BOUNDS, TYPES
from terreau.catalogue.tables.tests.values import LIMITS, LISTED, PATTERNS, VALUES, WAYS

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

V2 = "https://datapackage.org/profiles/2.0/tableschema.json"
Row = list[str]
_ODD = st.sampled_from(
    [" ", "-", ".", ",", "0", "1", "x", "é", "\u00a0", "\n", "T", ":", "+", "\t", "%", "٣"]
)


@st.composite
def _constraints(draw: DrawFn, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if draw(st.booleans()):
        found["required"] = draw(st.booleans())
    if draw(st.integers(0, 5)) == 0:
        found["unique"] = True
    if kind == "string" and draw(st.booleans()):
        found["pattern"] = draw(st.sampled_from(PATTERNS))
    if "minLength" in TYPES[kind] and draw(st.integers(0, 3)) == 0:
        found[draw(st.sampled_from(["minLength", "maxLength"]))] = draw(st.integers(0, 3))
    if kind in LIMITS and draw(st.booleans()):
        for name in draw(st.lists(st.sampled_from(BOUNDS), min_size=1, max_size=2, unique=True)):
            found[name] = draw(st.sampled_from(LIMITS[kind]))
    if kind in LISTED and draw(st.integers(0, 3)) == 0:
        found["enum"] = draw(st.lists(st.sampled_from(LISTED[kind]), max_size=3, unique_by=str))
    return found


@st.composite
def field(draw: DrawFn, name: str) -> tuple[dict[str, Any], list[str]]:
    """A field and texts near its edges."""
    way = draw(st.sampled_from(WAYS))
    kind, form, options = way
    one = {"name": name, "type": kind, **options}
    if form != "default" or draw(st.booleans()):
        one["format"] = form
    # The bounds of a format of its own must be written in it: left to tests written by hand.
    if form in ("default", "array", "any") or kind == "string":
        one["constraints"] = draw(_constraints(kind))
    if draw(st.integers(0, 5)) == 0:
        one["missingValues"] = draw(
            st.sampled_from(
                [["", "NA"], ["-"], [], ["1"], [{"value": "NA", "label": "absent"}, {"value": ""}]]
            )
        )
    return one, VALUES[kind, form, str(sorted(options.items()))]


@st.composite
def _cell(draw: DrawFn, values: list[str]) -> str:
    text = draw(st.sampled_from([*values, "", "NA"]))
    if draw(st.integers(0, 5)) == 0:
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(_ODD) + text[at:]
    return text


@st.composite
def _labels(draw: DrawFn, names: Row) -> Row:
    usual = [names] * 4
    odd = [[*names, "extra"], names[:-1] or names, ["zz", *names[1:]], [*names[1:], names[0]]]
    odder = [[*names, names[0]], ["", *names[1:]], [names[0].upper(), *names[1:]]]
    return draw(st.sampled_from([*usual, *odd, *odder]))


@st.composite
def table(draw: DrawFn) -> tuple[dict[str, Any], list[Row]]:
    """A descriptor and the rows of its file, header first."""
    drawn = [draw(field(f"f{number}")) for number in range(draw(st.integers(1, 4)))]
    names = [one["name"] for one, _ in drawn]
    descriptor: dict[str, Any] = {"$schema": V2, "fields": [one for one, _ in drawn]}
    if draw(st.integers(0, 2)) == 0:
        descriptor["primaryKey"] = names[: draw(st.integers(1, len(names)))]
    if draw(st.integers(0, 4)) == 0:
        descriptor["foreignKeys"] = [
            {"fields": [names[-1]], "reference": {"resource": "", "fields": [names[0]]}}
        ]
    if draw(st.integers(0, 4)) == 0:
        descriptor["fieldsMatch"] = draw(st.sampled_from(["exact", "equal", "subset", "superset", "partial"]))
    if draw(st.integers(0, 4)) == 0:
        descriptor["missingValues"] = draw(st.sampled_from([["", "NA"], ["-"], ["NA"], []]))
    labels = draw(_labels(names))
    places = {name: values for (one, values) in drawn for name in [one["name"]]}
    rows = [labels]
    for _ in range(draw(st.integers(0, 6))):
        cells = [draw(_cell(places.get(label.lower(), drawn[0][1]))) for label in labels]
        rows.append(draw(_shape(cells)))
    return descriptor, rows


def _shape(cells: Row) -> SearchStrategy[Row]:
    """Most rows are whole; some stop early, go too far, or are blank."""
    return st.sampled_from([cells] * 7 + [cells[:-1], [*cells, "z"], [*cells, ""], [], [""] * len(cells)])


@st.composite
def column(draw: DrawFn) -> tuple[dict[str, Any], list[Row]]:
    """One field under test and many of its texts, beside a column that is never blank."""
    one, values = draw(field("f"))
    cells = draw(st.lists(_cell(values), min_size=1, max_size=40))
    rows = [["row", "f"], *([str(number), cell] for number, cell in enumerate(cells))]
    return {"$schema": V2, "fields": [{"name": "row"}, one]}, rows
