"""The same shape with fewer signs, for a drawing that could not show the difference."""

from terreau.territories.shapes.path import parse, serialise


def coarser(path: str, step: int) -> str:
    """Path on a grid `step` times larger (its `viewBox` is divided likewise); rings too small to see go.

    Neighbours rounded on the same grid keep their common points, so borders stay joined. Raises
    PathUnreadableError for text that is not a path of this engine.
    """
    if step <= 1:
        return path
    polygons = [
        [[(round(x / step), round(y / step)) for x, y in ring] for ring in polygon] for polygon in parse(path)
    ]
    return serialise(polygons)
