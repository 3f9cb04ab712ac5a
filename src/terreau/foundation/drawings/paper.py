"""What every picture shares: its frame, its words, its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Units of a picture; letters are LETTERS of them, so that they can be read on a telephone.
WIDTH, LETTERS = 480, 14
#: Width of a letter, on average, as a share of its height.
_LETTER = 0.55


def picture(
    kind: str, title: str, about: str, height: float, parts: Iterable[str], *, width: float = WIDTH
) -> str:
    """A whole SVG: its title is its name for who does not see it, `about` what it shows."""
    inside = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {kind}" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label={quoteattr(title)} font-size="{LETTERS}"><title>{escape(title)}</title>'
        f"<desc>{escape(about)}</desc>{inside}</svg>"
    )


def words(x: float, y: float, said: str, *, anchor: str = "start", more: str = "") -> str:
    """A piece of text."""
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{short(x)}" y="{short(y)}"{placed}{more}>{escape(said)}</text>'


def cut(said: str, room: float) -> str:
    """As much of a text as fits in so many units; the table beside says it whole."""
    most = max(int(room / (LETTERS * _LETTER)), 3)
    return said if len(said) <= most else f"{said[: most - 1].rstrip()}…"


def width_of(said: str) -> float:
    """About how wide a text is."""
    return len(said) * LETTERS * _LETTER


def short(number: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{number:.1f}".rstrip("0").rstrip(".") if number else "0"
