"""One sheet of a workbook written as CSV, by a process of its own: `python -I sheets.py FILE SHEET TARGET`.

A workbook of a few kilobytes may ask for hundreds of gigabytes (two cells at two corners of a sheet), which ends
the process that opens it: so that process is not ours, and has a cap of memory. It stands alone, without the rest
of Terreau: what it imports is what it costs to start.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import resource
import sys
import zipfile
from typing import IO, Any

MEMORY = 1_500_000_000
_BLOCK = 1 << 20
# A cell in error: `t="e"` in XLSX, said by LibreOffice in ODS.
_ERROR = re.compile(rb'<c [^>]*t="e"|calcext:value-type="error"')
_LEAST = 2


def main(file: str, wanted: str, target: str) -> dict[str, Any]:
    """What was found, as JSON; the rows of the chosen sheet are in `target`."""
    import python_calamine as calamine

    book = calamine.CalamineWorkbook.from_path(file)
    told: dict[str, Any] = {
        "names": book.sheet_names,
        "hidden": [
            one.name for one in book.sheets_metadata if one.visible is not calamine.SheetVisibleEnum.Visible
        ],
    }
    if wanted and wanted not in book.sheet_names:
        return told
    shown = [one for one in book.sheet_names if one not in told["hidden"]] or book.sheet_names
    found = _first_table(book, [wanted] if wanted else shown)
    if found is None:
        return told
    name, sheet = found
    with open(target, "w", encoding="utf-8", newline="") as out:  # noqa: PTH123 - nothing else needs pathlib here
        writer = csv.writer(out)
        for cells in sheet.iter_rows():
            writer.writerow([cell_text(cell) for cell in cells])
    # Merged along a row, cells are a title; along a column, rows lose what stands above them.
    merged = sheet.merged_cell_ranges or []
    return {
        **told,
        "name": name,
        "width": sheet.width,
        "start": (sheet.start or (0, 0))[0],
        "merged": sum(last[0] > first[0] for first, last in merged),
        "errors": _errors(file, book.sheet_names.index(name)),
    }


def _first_table(book: Any, names: list[str]) -> tuple[str, Any] | None:
    """The first sheet with two columns and two rows at least, else the first that holds anything: notes come first."""
    spare: tuple[str, Any] | None = None
    for name in names:
        sheet = book.get_sheet_by_name(name)
        if sheet.width >= _LEAST and sheet.height >= _LEAST:
            return name, sheet
        if sheet.height and spare is None:
            spare = (name, sheet)
    return spare


def _errors(file: str, place: int) -> int:
    """How many cells of a sheet are in error: they are read as empty ones."""
    if not zipfile.is_zipfile(file):
        return 0
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        part = "content.xml" if "content.xml" in names else _sheet_part(archive, place)
        if part not in names:
            return 0
        with archive.open(part) as stream:
            return _count(stream)


def _count(stream: IO[bytes]) -> int:
    found, rest = 0, b""
    while block := stream.read(_BLOCK):
        text = rest + block
        cut = text.rfind(b"<") if len(block) == _BLOCK else len(text)
        found += len(_ERROR.findall(text[:cut]))
        rest = text[cut:]
    return found


def _sheet_part(archive: zipfile.ZipFile, place: int) -> str:
    """The file of a sheet in an XLSX, by its place among the sheets."""
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    keys = re.findall(r"<sheet [^>]*r:id=\"([^\"]+)\"", book)
    targets = {
        key[1]: aim[1]
        for one in re.findall(r"<Relationship [^>]*>", links)
        if (key := re.search(r'Id="([^"]+)"', one)) and (aim := re.search(r'Target="([^"]+)"', one))
    }
    target = targets.get(keys[place], "") if place < len(keys) else ""
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def cell_text(value: object) -> str:
    """The text a CSV would hold for a typed value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - exact integers
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = main(*sys.argv[1:4])
    except MemoryError:
        answer = {"heavy": True}
    except Exception as fault:  # noqa: BLE001 - whatever a workbook does to its reader, it cannot be read
        # The reader has a cap of its own for cells that repeat without end.
        answer = {"heavy" if "limit exceeded" in str(fault) else "broken": type(fault).__name__}
    json.dump(answer, sys.stdout)
