"""What a printed sheet needs besides words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe


def qr_code(url: str) -> SafeString:
    """A QR code that opens `url`, as SVG to stand in the page; readable when a quarter of it is soiled."""
    import segno

    # The SVG is made of our own address only: no attribute of it comes from a person.
    return mark_safe(segno.make(url, error="q", micro=False).svg_inline(scale=3, border=2))  # noqa: S308


@dataclass(frozen=True)
class Ruling:
    """Lines or boxes to write in, as one SVG path 680 units wide (the width of an A4 page)."""

    path: str
    height: int


def ruled(lines: int) -> Ruling:
    """Lines to write on by hand, 7 mm apart on A4."""
    return Ruling("".join(f"M0 {26 * line}H680" for line in range(1, lines + 1)), 26 * lines + 2)


def boxes(rows: int) -> Ruling:
    """Twenty boxes a row, to tick by hand."""
    corners = [(34 * column + 3, 34 * row + 3) for row in range(rows) for column in range(20)]
    return Ruling("".join(f"M{x} {y}h26v26h-26z" for x, y in corners), 34 * rows)
