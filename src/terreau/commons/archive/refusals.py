"""What makes an archive be refused."""

from __future__ import annotations


class ArchiveRefused(Exception):  # noqa: N818 - said of the file, as in the other engines
    """Cut, altered, forged, or made to harm. `code` is for programs, the message and `remedy` for people."""

    title = "Archive refusée"

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.remedy = remedy or "Demandez une nouvelle archive à l’instance d’où vient ce commun."
