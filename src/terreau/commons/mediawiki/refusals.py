"""What stops the reading of an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.saying import Refused

if TYPE_CHECKING:
    from terreau.saying import Both

_AGAIN: Both = (
    "Refaites l’export depuis la page « Spécial:Exporter » du wiki.",
    "Export again from the page “Special:Export” of the wiki.",
)


class DumpRefused(Refused):
    """The file is no export, is broken, or is made to harm."""

    title = ("Export refusé", "Export refused")
    sentence = ("{why}", "{why}")
    remedy = ("{todo}", "{todo}")

    def __init__(self, why: Both, todo: Both = _AGAIN) -> None:
        super().__init__(why=why, todo=todo)
