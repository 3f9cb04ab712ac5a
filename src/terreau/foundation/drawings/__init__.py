"""Engine: small SVG pictures of figures, drawn from plain values; each goes with a table that says the same.

They know no data set and no page. Colours come from the sheet (`svg.chart`, `svg.map`); without it, and on
paper, everything is drawn in one ink: lines differ by their dashes, bars carry their values.
"""

from __future__ import annotations

from terreau.foundation.drawings.areas import Outline, areas
from terreau.foundation.drawings.bars import Bar, bars
from terreau.foundation.drawings.dots import Dot, Frame, dots
from terreau.foundation.drawings.lines import Line, lines

__all__ = ["Bar", "Dot", "Frame", "Line", "Outline", "areas", "bars", "dots", "lines"]
