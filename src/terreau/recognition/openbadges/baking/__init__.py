"""Badges inside pictures: PNG (iTXt) and SVG, in and out (Open Badges 3.0, section 5.3)."""

from terreau.recognition.openbadges.baking.png import bake_png, unbake_png
from terreau.recognition.openbadges.baking.svg import bake_svg, unbake_svg

__all__ = ["bake_png", "bake_svg", "unbake_png", "unbake_svg"]
