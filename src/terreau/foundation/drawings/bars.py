"""Bars: how much of each kind, one kind a line, its value at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.foundation.drawings.paper import LETTERS, WIDTH, cut, picture, short, width_of, words

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEP, _THICK, _GAP = 26.0, 18.0, 6.0
_NAMES = 0.42


@dataclass(frozen=True)
class Bar:
    """`said` is the value as it is written at its end."""

    label: str
    value: float
    said: str


def bars(items: Sequence[Bar], title: str, about: str) -> str:
    """Horizontal bars from zero, in the order given; values below zero go to the left of it."""
    names = min(max((width_of(bar.label) for bar in items), default=0) + _GAP, WIDTH * _NAMES)
    values = max((width_of(bar.said) for bar in items), default=0) + _GAP
    least, most = min(0.0, *(bar.value for bar in items), 0.0), max(0.0, *(bar.value for bar in items), 0.0)
    room = WIDTH - names - values - (values if least < 0 else 0)
    scale = room / (most - least) if most > least else 0
    zero = names + (values if least < 0 else 0) - least * scale
    parts = []
    for at, bar in enumerate(items):
        top = at * _STEP + (_STEP - _THICK) / 2
        line = top + _THICK / 2 + LETTERS * 0.36
        long = abs(bar.value) * scale
        start = zero if bar.value >= 0 else zero - long
        end = zero + long + _GAP if bar.value >= 0 else start - _GAP
        parts += [
            words(names - _GAP, line, cut(bar.label, names - _GAP), anchor="end"),
            f'<rect x="{short(start)}" y="{short(top)}" width="{short(max(long, 1))}" height="{short(_THICK)}"/>',
            words(end, line, bar.said, anchor="start" if bar.value >= 0 else "end"),
        ]
    return picture("bars", title, about, max(len(items), 1) * _STEP, parts)
