"""Things built once from the national base and kept by the process, until another edition comes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Generic, TypeVar

from terreau.territories.models import ImportedPack

if TYPE_CHECKING:
    from collections.abc import Callable

Built = TypeVar("Built")


class PerEdition(Generic[Built]):
    """`build()` is called at the first question, and again when another edition was imported.

    Asking which edition is there costs one small query; building happens once even when threads ask together.
    """

    def __init__(self, build: Callable[[], Built]) -> None:
        self._build = build
        self._lock = threading.Lock()
        self._kept: tuple[object, Built] | None = None

    def get(self) -> Built:
        now = ImportedPack.objects.values_list("sha256", "imported_at").first()
        kept = self._kept
        if kept is not None and kept[0] == now:
            return kept[1]
        with self._lock:
            if self._kept is None or self._kept[0] != now:
                self._kept = (now, self._build())
            return self._kept[1]
