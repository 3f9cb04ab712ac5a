"""Why something received is not taken."""

from __future__ import annotations


class ReceivedError(Exception):
    """Something received is not taken."""


class UnreadablePictureError(ReceivedError):
    """The bytes begin as a picture and cannot be decoded to the end."""


class TooManyPixelsError(ReceivedError):
    """The picture says that it holds more pixels than are read; nothing was decoded."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(f"{width} x {height}")
        self.pixels = width * height


class NotTakenError(ReceivedError):
    """A kind of file that is not on the list."""


class MisnamedError(ReceivedError):
    """The content is not what the name announces."""


class MacrosError(ReceivedError):
    """An office document that holds programs."""


class SwollenError(ReceivedError):
    """An archive that would unpack far beyond its size."""
