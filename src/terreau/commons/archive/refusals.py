"""What makes an archive be refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.saying import Refused

if TYPE_CHECKING:
    from terreau.saying import Both

_ANOTHER: Both = (
    "Demandez une nouvelle archive à l’instance d’où vient ce commun.",
    "Ask the instance this commons comes from for a new archive.",
)


class ArchiveRefused(Refused):
    """Cut, altered, forged, or made to harm. `code` is for programs, what is said for people."""

    title = ("Archive refusée", "Archive refused")
    sentence = ("{why}", "{why}")
    remedy = ("{todo}", "{todo}")

    def __init__(self, code: str, why: Both, todo: Both = _ANOTHER) -> None:
        super().__init__(why=why, todo=todo)
        self.code = code
