"""How far two words are from one another, as fingers slip."""

from __future__ import annotations

#: From these lengths on, a word may hide one slip, then two.
ONE_SLIP = 4
TWO_SLIPS = 8


def slips_allowed(word: str) -> int:
    """How many slips a word of this length may hide: none in a short one, where each letter counts."""
    return (len(word) >= ONE_SLIP) + (len(word) >= TWO_SLIPS)


def slips(one: str, other: str, most: int) -> int:
    """Letters added, dropped, replaced or swapped between two words; `most` + 1 once it is more than `most`.

    Optimal string alignment distance (https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance).
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, facing in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != facing))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == facing:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
