"""What stops a reading: nothing of the file can be understood."""

from __future__ import annotations


class Unreadable(Exception):  # noqa: N818 - said of the file, as in the other engines
    """A file of which nothing can be read. `remedy` says what to do."""

    title = "Fichier illisible"

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy or "Vérifiez que c’est bien le fichier voulu, enregistré en texte UTF-8."


class TooLarge(Unreadable):
    title = "Fichier trop lourd"

    def __init__(self, message: str) -> None:
        super().__init__(message, "Donnez la description seule, sans les documents qui l’accompagnent.")
