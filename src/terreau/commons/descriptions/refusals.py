"""What stops a reading: nothing of the file can be understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.saying import Refused

if TYPE_CHECKING:
    from terreau.saying import Both

_IN_TEXT: Both = (
    "Vérifiez que c’est bien le fichier voulu, enregistré en texte UTF-8.",
    "Check that it is the file you want, saved as UTF-8 text.",
)
_ALONE: Both = (
    "Donnez la description seule, sans les documents qui l’accompagnent.",
    "Give the description alone, without the documents that come with it.",
)


class Unreadable(Refused):
    """A file of which nothing can be read."""

    title = ("Fichier illisible", "Unreadable file")
    sentence = ("{why}", "{why}")
    remedy = ("{todo}", "{todo}")

    def __init__(self, why: Both, todo: Both = _IN_TEXT) -> None:
        super().__init__(why=why, todo=todo)


class TooLarge(Unreadable):
    title = ("Fichier trop lourd", "File too heavy")

    def __init__(self, why: Both) -> None:
        super().__init__(why, _ALONE)
