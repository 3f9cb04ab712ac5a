"""What a person may say when the program understood a file wrongly."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """Empty or zero: to be guessed. `header_row` counts from 1; `sheet` is the name of a sheet in a workbook."""

    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0
    sheet: str = ""
