"""Workbooks as offices make them, and as nobody should: XLSX by XlsxWriter, ODS by hand."""

from __future__ import annotations

import datetime as dt
import zipfile
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from pathlib import Path

_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3"><office:body>'
    "<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
)


def ods(path: Path, **sheets: str) -> Path:
    """A workbook of OpenDocument: each sheet is the XML of its rows."""
    tables = "".join(
        f'<table:table table:name="{name}">{rows}</table:table>' for name, rows in sheets.items()
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", _ODS.format(tables=tables))
    return path


def ods_row(*cells: str, repeated: int = 1) -> str:
    """A row of texts."""
    written = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        if cell
        else "<table:table-cell/>"
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{written}</table:table-row>'


def an_office_workbook(path: Path) -> Path:
    """A note, a hidden sheet, then the data under a merged title, with everything a town hall puts in cells."""
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    book.add_worksheet("Lisez-moi").write_column(0, 0, ["Données 2025", "Contact : mairie"])
    hidden = book.add_worksheet("Calculs")
    hidden.hide()
    hidden.write_row(0, 0, ["a", "b"])
    hidden.write_row(1, 0, [1, 2])
    data = book.add_worksheet("Parcs")
    data.merge_range(0, 0, 0, 4, "Liste des parcs 2025")
    data.write_row(2, 0, ["nom", "jour", "places", "taux", "quartier"])
    data.write_datetime(3, 1, dt.datetime(2025, 5, 3), day)  # noqa: DTZ001 - a workbook knows no zone
    data.write_row(3, 2, [12, 0.5])
    data.write_row(4, 1, ["04/05/2025", "1 200"])
    data.write_formula(4, 3, "=1/0", None, "#DIV/0!")
    data.write_row(5, 1, [45782, 7])
    data.write_formula(5, 3, "=1/4", None, 0.25)
    data.write_column(3, 0, ["Mistral", "Gare", "Berriat"])
    data.merge_range(3, 4, 4, 4, "Centre")
    data.write(5, 4, "Ouest")
    # Coloured cells far below and beside: they hold nothing.
    data.write_string(40, 0, "", day)
    data.write_blank(3, 9, None, day)
    book.close()
    return path


def two_corners(path: Path) -> Path:
    """Two cells at two corners: a few kilobytes that ask for sixteen thousand million cells."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("x")
    sheet.write(0, 0, "a")
    sheet.write(1_048_575, 16_383, "b")
    book.close()
    return path
