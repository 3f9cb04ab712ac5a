"""Badges drawn from a shape, a colour and a sign: an SVG of a few hundred bytes, the same everywhere.

Drawn here and not sent by anybody, so that nothing of it has to be cleaned. Contrasts between sign and ground
are above 4.5:1; the meaning is never in the colour alone. A territory has a colour of its own, made from its
official code: the same on every instance, whatever its name becomes.

The drawings are dedicated to the public (CC0-1.0, docs/decisions/0031): the badge of anybody may carry them.
"""

from __future__ import annotations

import colorsys
import hashlib
from functools import cache

from django.utils.translation import gettext_lazy as _

SIZE = 512

SHAPES = {
    "disc": (_("Rond"), "M50 4a46 46 0 1 1 0 92 46 46 0 1 1 0-92z"),
    "hexagon": (_("Hexagone"), "M50 3 91 26V74L50 97 9 74V26z"),
    "shield": (_("Écusson"), "M10 10c16 2 28 0 40-7 12 7 24 9 40 7 3 38-8 67-40 87C18 77 7 48 10 10z"),
    "leaf": (_("Feuille"), "M12 88C2 40 30 8 90 8c6 56-26 88-78 80z"),
    "square": (_("Carré"), "M18 6h64c8 0 12 4 12 12v64c0 8-4 12-12 12H18c-8 0-12-4-12-12V18C6 10 10 6 18 6z"),
    "star": (
        _("Étoile"),
        "M50 3 62 18l19-3 3 19 15 16-15 16-3 19-19-3-12 15-12-15-19 3-3-19L1 50l15-16 3-19 19 3z",
    ),
}

#: Ground and rim.
COLOURS = {
    "moss": (_("Mousse"), "#456019", "#2f430f"),
    "river": (_("Rivière"), "#17557a", "#0d3a56"),
    "clay": (_("Argile"), "#96401a", "#6d2c10"),
    "earth": (_("Terre"), "#5b3d26", "#3c2716"),
    "plum": (_("Prune"), "#6b2f5e", "#4a1d40"),
    "night": (_("Nuit"), "#2b3350", "#181e33"),
}

#: The choice that stands for the colour of the badge's territory, and how that colour is kept.
OF_THE_TERRITORY = "territory"
_HUE = "hue-"
#: Degrees between two of the hues that territories share: nearer ones are not told apart.
_STEP = 10
SIGN_COLOUR = "#fffdf2"
#: More than the 4.5 of WCAG 2.2, 1.4.3: printed in grey, the sign still stands out.
_CONTRAST = 5.5


def colour_of(ref: str) -> str:
    """The colour of the territory of this official code, as a composition keeps it."""
    number = int.from_bytes(hashlib.sha256(ref.encode()).digest()[:4], "big")
    return f"{_HUE}{number % (360 // _STEP) * _STEP}"


HUES = frozenset(f"{_HUE}{degrees}" for degrees in range(0, 360, _STEP))


@cache
def _of_hue(colour: str) -> tuple[str, str]:
    """Ground and rim of a hue: as light as the contrast with the sign allows."""
    hue, light = int(colour.removeprefix(_HUE)) / 360, 0.5
    while contrast(_hex(hue, light), SIGN_COLOUR) < _CONTRAST:
        light -= 0.01
    return _hex(hue, light), _hex(hue, light * 0.66)


def _hex(hue: float, light: float) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, light, 0.45))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours "#rrggbb" (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 -- of the norm
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


#: Strokes on a ground of 100 by 100, kept between 28 and 72.
SIGNS = {
    "seedling": (
        _("Une pousse"),
        "M50 72V46M50 52C36 52 29 45 29 32c14 0 21 7 21 20zM50 44c0-11 7-17 20-17 0 11-7 17-20 17z",
    ),
    "hands": (_("Deux mains"), "M30 46l9-9 11 8 11-8 9 9M30 46l16 18c3 3 6 3 9 0l15-18M44 57l6 6M51 50l8 8"),
    "people": (
        _("Des personnes"),
        "M38 46a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM62 46a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM26 70c0-12 5-18 12-18s12 6 12 18M50 70c0-12 5-18 12-18s12 6 12 18",
    ),
    "tool": (_("Un outil"), "M66 30a13 13 0 0 0-17 16L30 65l6 6 19-19a13 13 0 0 0 16-17l-8 8-6-6z"),
    "book": (
        _("Un livre"),
        "M50 38c-6-5-13-7-21-6v34c8-1 15 1 21 6 6-5 13-7 21-6V32c-8-1-15 1-21 6zM50 38v34",
    ),
    "screen": (_("Un écran"), "M29 34h42v28H29zM44 71h12M50 62v9M37 48l6 5 9-9"),
    "bike": (
        _("Un vélo"),
        "M36 68a10 10 0 1 0 0-20 10 10 0 0 0 0 20zM66 68a10 10 0 1 0 0-20 10 10 0 0 0 0 20zM36 58l9-18h14l7 18M45 40l9 18H36M56 34h6M41 36h9",
    ),
    "house": (_("Une maison"), "M28 50 50 31l22 19M34 46v24h32V46M45 70V56h10v14"),
    "heart": (_("Un cœur"), "M50 70C34 58 28 50 29 42c1-10 15-13 21-3 6-10 20-7 21 3 1 8-5 16-21 28z"),
    "speech": (_("Une parole"), "M29 33h42v28H50L39 71V61H29zM39 43h22M39 51h14"),
    "sun": (
        _("Un soleil"),
        "M50 60a10 10 0 1 0 0-20 10 10 0 0 0 0 20zM50 33v-5M50 72v-5M33 50h-5M72 50h-5M38 38l-3-3M65 65l-3-3M38 62l-3 3M65 35l-3 3",
    ),
    "drop": (_("Une goutte"), "M50 28c10 14 16 22 16 29a16 16 0 0 1-32 0c0-7 6-15 16-29zM42 58c0 5 3 8 8 9"),
    "map": (_("Une carte"), "M29 36l14-5 14 5 14-5v33l-14 5-14-5-14 5zM43 31v33M57 36v33"),
    "tick": (_("Une coche"), "M31 51l13 14 25-29"),
}

DEFAULT = {"shape": "hexagon", "colour": "moss", "sign": "seedling"}


def composition(said: dict[str, str]) -> dict[str, str]:
    """A whole composition of what was asked, the default in place of what is not known."""
    known = {"shape": {*SHAPES}, "colour": {*COLOURS} | HUES, "sign": {*SIGNS}}
    return {
        part: said.get(part, "") if said.get(part, "") in choices else DEFAULT[part]
        for part, choices in known.items()
    }


def drawn(said: dict[str, str]) -> str:
    """The drawing of a composition, as a whole SVG file."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="{SIZE}" height="{SIZE}">'
        f"{paths(said)}</svg>"
    )


def paths(said: dict[str, str]) -> str:
    """What is inside the drawing of a composition, on a ground of 100 by 100."""
    chosen = composition(said)
    shape, sign = SHAPES[chosen["shape"]][1], SIGNS[chosen["sign"]][1]
    colour = chosen["colour"]
    ground, rim = COLOURS[colour][1:] if colour in COLOURS else _of_hue(colour)
    return (
        f'<path d="{shape}" fill="{ground}" stroke="{rim}" stroke-width="3" stroke-linejoin="round"/>'
        f'<path d="{sign}" fill="none" stroke="{SIGN_COLOUR}" stroke-width="3.4" stroke-linecap="round"'
        ' stroke-linejoin="round"/>'
    )
