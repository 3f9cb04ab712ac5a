"""What stops the reading of an export."""

from __future__ import annotations


class DumpRefused(Exception):  # noqa: N818 - said of the file, as in the other engines
    """The file is no export, is broken, or is made to harm. `remedy` says what to do."""

    title = "Export refusé"

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy or "Refaites l’export depuis la page « Spécial:Exporter » du wiki."
