"""Two measures of a point against a ring: how often a ray crosses it, how far it is."""

from terreau.territories.shapes.path import Ring


def crossings(ring: Ring, x: float, y: float) -> int:
    """How many sides of the ring a ray from the point towards growing x crosses; odd means inside.

    A side counts its lower end only, so that a ray through a corner counts it once.
    """
    count = 0
    last_x, last_y = ring[-1]
    for next_x, next_y in ring:
        if (next_y > y) != (last_y > y) and x < (last_x - next_x) * (y - next_y) / (last_y - next_y) + next_x:
            count += 1
        last_x, last_y = next_x, next_y
    return count


def squared_distance(ring: Ring, x: float, y: float) -> float:
    """Square of the distance from the point to the nearest side, in grid units."""
    best = float("inf")
    last_x, last_y = ring[-1]
    for next_x, next_y in ring:
        side_x, side_y = next_x - last_x, next_y - last_y
        from_x, from_y = x - last_x, y - last_y
        length = side_x * side_x + side_y * side_y
        share = (from_x * side_x + from_y * side_y) / length if length else 0.0
        share = min(1.0, max(0.0, share))
        gap_x, gap_y = from_x - share * side_x, from_y - share * side_y
        best = min(best, gap_x * gap_x + gap_y * gap_y)
        last_x, last_y = next_x, next_y
    return best
