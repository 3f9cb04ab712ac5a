"""Small tables, packed as a published version is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from terreau.catalogue.rows import Opened, pack, page_of, read_view
from terreau.catalogue.tables import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from terreau.catalogue.rows import Column, Page, View
    from terreau.catalogue.tables import Schema

STANDS = """id,commune,places,prix,ouvert,pose,lon,lat
A1,Grenoble,12,3.5,true,2019-05-02,5.72,45.18
A2,Échirolles,4,0,false,2021-01-15,5.71,45.14
A3,Meylan,,12.25,true,2024-11-30,5.77,45.21
A4,Saint-Égrève,30,,false,,5.68,45.23
A5,Grenoble,8,7,true,2024-02-01,5.73,45.19
"""


def packed(
    folder: Path, text: str = STANDS, *, schema: Schema | None = None, name: str = "table.csv"
) -> Path:
    """A CSV packed in `folder`."""
    raw, out = folder / name, folder / f"{name}.parquet"
    raw.write_text(text, encoding="utf-8")
    with Workspace() as workspace:
        pack(raw, out, workspace, schema=schema)
    return out


def view_of(query: str, columns: Sequence[Column]) -> View:
    """The view a query string asks for."""
    return read_view(parse_qsl(query, keep_blank_values=True), columns)


def asked(path: Path, query: str) -> Page:
    """The page that a query string gets."""
    with Opened(path) as opened:
        return page_of(opened, view_of(query, opened.columns))


def firsts(path: Path, query: str) -> list[object]:
    """The first cell of each row of a page."""
    return [row.values[0] for row in asked(path, query).rows]
