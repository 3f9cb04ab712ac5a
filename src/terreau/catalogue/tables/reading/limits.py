"""How much is accepted before a file is refused in a clear sentence rather than filling the machine."""

from __future__ import annotations

COLUMNS = 2_000
CELL_BYTES = 10_000_000
# Unpacked size of an archive, and how many times larger than the archive it may grow once past the first
# megabytes.
UNPACKED_BYTES = 8_000_000_000
GROWTH = 300
GROWTH_FREE_BYTES = 50_000_000
# Formats that must be held in memory whole (workbooks, JSON).
WHOLE_BYTES = 250_000_000
# A workbook is opened by a process of its own (sheets.py has its cap of memory), stopped after this long.
WORKBOOK_SECONDS = 120.0
