"""XLSX and ODS through python-calamine: one small wheel that reads both, three times faster than openpyxl."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.reading import limits
from terreau.catalogue.tables.reading.csv_rows import csv_rows
from terreau.catalogue.tables.reading.dialect import header_of
from terreau.catalogue.tables.reading.normalise import normalised
from terreau.catalogue.tables.reading.table import Table
from terreau.catalogue.tables.refusals import BadOption, Bomb, NoTable, TooWide, Unreadable, WorkbookTooHeavy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.catalogue.tables.reading.options import Options
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.saying import Both

_READER = Path(__file__).with_name("sheets.py")


def open_workbook(path: Path, workspace: Workspace, options: Options) -> Table:
    """The first sheet that holds a table, or the one asked for. Values become the text that a CSV would hold."""
    if path.stat().st_size > limits.WHOLE_BYTES:
        raise Bomb(limit=limits.WHOLE_BYTES // 10**6)
    sheet = workspace.fresh("sheet.csv")
    told = _told(path, options.sheet, sheet)
    if "names" not in told:
        raise Unreadable(
            reason=(
                "ce classeur est abîmé ou protégé par un mot de passe",
                "this workbook is damaged or protected by a password",
            )
        )
    if options.sheet and options.sheet not in told["names"]:
        listed = ", ".join(told["names"])
        raise BadOption(
            reason=(
                f"La feuille « {options.sheet} » n’existe pas ; il y a : {listed}",
                f"There is no sheet “{options.sheet}”; there are: {listed}",
            )
        )
    if "name" not in told:
        raise NoTable(reason=("toutes ses feuilles sont vides", "all its sheets are empty"))
    head = list(itertools.islice(_rows(sheet), 200))
    at = options.header_row or header_of(head)
    labels = _without_end(head[at - 1] if at <= len(head) else [])
    if len(labels) > limits.COLUMNS:
        raise TooWide(count=len(labels), limit=limits.COLUMNS)
    start = int(told["start"])
    # Cells beyond the last label are kept only where they hold something: sheets are rectangles padded with
    # nothing.
    width = len(labels)
    numbered = (
        (start + n, _trimmed(cells, width))
        for n, cells in _without_last_blanks(enumerate(_rows(sheet), start=1))
        if n > at
    )
    relation = normalised(numbered, width, workspace.fresh("rows.csv"))
    sheet.unlink()
    return Table(
        path=path,
        format=path.suffix.lower().lstrip(".") or "xlsx",
        labels=tuple(label.strip() for label in labels),
        relation=relation,
        header_row=at,
        header_line=start + at,
        header_end=start + at,
        ragged=True,
        understood=tuple(_understood(told, start + at)),
    )


def _told(path: Path, sheet: str, target: Path) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own file; names go as arguments
            [sys.executable, "-I", str(_READER), str(path.resolve()), sheet, str(target)],
            capture_output=True,
            timeout=limits.WORKBOOK_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise WorkbookTooHeavy from error
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        # Stopped by the system: the cap of memory was met where nothing could be said any more.
        raise WorkbookTooHeavy from None
    if "heavy" in told:
        raise WorkbookTooHeavy
    return told


def _rows(sheet: Path) -> Iterator[list[str]]:
    with sheet.open(encoding="utf-8", newline="") as stream:
        yield from csv_rows(stream)


def _without_last_blanks(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Rows but for the blank ones at the end: a sheet goes as far as its last cell that was ever coloured."""
    blank: list[tuple[int, list[str]]] = []
    for number, cells in rows:
        if any(cells):
            yield from blank
            blank = []
            yield number, cells
        else:
            blank.append((number, []))


def _without_end(labels: list[str]) -> list[str]:
    while labels and not labels[-1].strip():
        labels = labels[:-1]
    return labels


def _understood(told: dict[str, Any], line: int) -> Iterator[Both]:
    yield f"Feuille « {told['name']} ».", f"Sheet “{told['name']}”."
    if others := [one for one in told["names"] if one != told["name"] and one not in told["hidden"]]:
        listed = ", ".join(others[:10])
        yield (
            f"Autres feuilles, à choisir si ce n’est pas celle-là : {listed}.",
            f"Other sheets, to choose if it is not this one: {listed}.",
        )
    if told["hidden"]:
        listed = ", ".join(told["hidden"][:10])
        yield f"Feuilles cachées, laissées de côté : {listed}.", f"Hidden sheets, left out: {listed}."
    yield f"Les noms de colonnes sont à la ligne {line}.", f"The names of columns are in row {line}."
    if count := told["merged"]:
        yield (
            f"Cases fusionnées sur plusieurs lignes : {count} ; seule la première ligne porte la valeur.",
            f"Cells merged over several rows: {count:,}; only the first row has the value.",
        )
    if count := told["errors"]:
        yield (
            f"Cases en erreur de calcul (#DIV/0!, #N/A…) : {count} ; elles sont lues comme des cases vides.",
            f"Cells in error (#DIV/0!, #N/A…): {count:,}; they are read as empty cells.",
        )


def _trimmed(cells: list[str], width: int) -> list[str]:
    end = len(cells)
    while end > width and not cells[end - 1]:
        end -= 1
    return cells[:end]
