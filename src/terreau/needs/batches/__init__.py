"""Engine: read a small CSV of any usual separator and encoding into named cells.

It knows neither Django nor Terreau. `read` answers a `Sheet`; what it cannot read raises `SheetError`, whose
`code` names the fault and whose `values` serve to say it in words. Nothing in a cell is ever evaluated.
"""

from terreau.needs.batches.folding import fold
from terreau.needs.batches.reading import LIMITS, Limits, Line, Sheet, SheetError, read

__all__ = ["LIMITS", "Limits", "Line", "Sheet", "SheetError", "fold", "read"]
