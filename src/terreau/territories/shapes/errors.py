"""What the shapes engine refuses, in words a person can act on."""

from typing import ClassVar


class ShapesError(ValueError):
    """A shape or a position that cannot be used; carries what to tell the person."""

    code: ClassVar[str] = "shape"
    title: ClassVar[str] = "Forme illisible"
    remedy: ClassVar[str] = "Reconstruisez la base des territoires."

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class PathUnreadableError(ShapesError):
    """The text is not a path that this engine writes."""

    code = "shape.unreadable"
    title = "Contour illisible"


class PositionRefusedError(ShapesError):
    """A longitude or latitude which is not a place on the map."""

    code = "position.refused"
    title = "Position refusée"
    remedy = (
        "Donnez une longitude entre -180 et 180 et une latitude entre -85 et 85, "
        "en degrés, par exemple 5.7243 et 45.1821."
    )
