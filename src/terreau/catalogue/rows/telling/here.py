"""Which rows of a table speak of one territory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.rows.columns import Kind

if TYPE_CHECKING:
    from terreau.catalogue.rows.opened import Opened
    from terreau.catalogue.rows.places import Places
    from terreau.catalogue.rows.telling.said import Here


def rows_of(opened: Opened, here: Here, places: Places | None) -> tuple[str, str, list[object]]:
    """The column that tells rows of here from others, and the SQL that keeps them; nothing when all are, or none."""
    if here.codes:
        codes = sorted(here.codes)
        texts = [column for column in opened.columns if column.kind is Kind.TEXT]
        if texts:
            sql = ", ".join(f"count(*) FILTER (list_contains($1, {column.sql}))" for column in texts)
            counts = opened.ask(f"SELECT {sql} FROM cells", [codes])[0]
            found, column = max(
                zip(counts, texts, strict=True), key=lambda pair: (pair[0], -pair[1].position)
            )
            if found:
                kept = f"WHERE list_contains($1, {column.sql})" if found < opened.total else ""
                return (column.name, kept, [codes]) if kept else ("", "", [])
    if here.box and places:
        west, south, east, north = here.box
        inside = (
            f"{places.longitude} BETWEEN {float(west)} AND {float(east)} "
            f"AND {places.latitude} BETWEEN {float(south)} AND {float(north)}"
        )
        found = opened.ask(f"SELECT count(*) FROM cells WHERE {inside}")[0][0]
        if 0 < found < opened.total:
            return ", ".join(one.name for one in places.columns), f"WHERE {inside}", []
    return "", "", []
