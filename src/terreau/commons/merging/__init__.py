"""Engine: two texts changed from the same one, put together when they can be.

Knows neither Django nor Terreau. Why not a library: the one on PyPI that does it (`merge3`) would bind the
whole to the GPL, and the others bind to git. What is needed is a page of code over the standard `difflib`.
"""

from terreau.commons.merging.three_way import Merged, Overlap, merge

__all__ = ["Merged", "Overlap", "merge"]
