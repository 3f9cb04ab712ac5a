"""Questions that are a code: INSEE, postal, SIREN or SIRET, "38", "R84"."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from terreau.territories.gazetteer.hits import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.territories.gazetteer.entries import Entry

_CODE = re.compile(r"(?:r\s?)?\d[\dab\s.]*", re.IGNORECASE | re.ASCII)
_BLANKS = re.compile(r"[\s.]+")
_SIREN_LENGTH, _SIRET_LENGTH = 9, 14


class Coded(NamedTuple):
    """A row that a code leads to."""

    row: int
    reason: Reason
    matched: str


class Numbers:
    """Every code of the base, and the rows they lead to."""

    def __init__(self) -> None:
        self._refs: dict[str, int] = {}
        self._former: dict[str, int] = {}
        self._postal: dict[str, array[int]] = {}
        self._pairs: list[tuple[int, int]] = []
        self._sirens = array("I")
        self._siren_rows = array("I")

    def add(self, entry: Entry, row: int) -> None:
        """Learn the codes of an entry."""
        self._refs[entry.ref] = row
        for former in entry.former:
            if former.code:
                self._former.setdefault(former.code, row)
        for postal in entry.postal_codes:
            self._postal.setdefault(postal, array("I")).append(row)
        if entry.siren:
            self._pairs.append((int(entry.siren), row))

    def close(self) -> None:
        """Pack SIREN numbers into two sorted arrays: a dictionary would weigh as much as all the names."""
        self._pairs.sort()
        self._sirens = array("I", (siren for siren, _ in self._pairs))
        self._siren_rows = array("I", (row for _, row in self._pairs))
        self._pairs = []

    def find(self, question: str) -> Iterator[Coded]:
        """Rows that a question made of a code alone leads to."""
        if not _CODE.fullmatch(question.strip()):
            return
        code = _BLANKS.sub("", question).upper()
        for row in self._postal.get(code, ()):
            yield Coded(row, Reason.POSTAL_CODE, code)
        padded = f"0{code}" if len(code) == 1 else code
        row_of_code = self._refs.get(padded, self._former.get(padded, self._by_siren(code)))
        if row_of_code is not None:
            yield Coded(row_of_code, Reason.CODE, padded)

    def has_postal(self, row: int, postal: str) -> bool:
        """Whether a row is served by a postal code."""
        return row in self._postal.get(postal, ())

    def knows_postal(self, postal: str) -> bool:
        """Whether any row is served by it: a CEDEX code is not in the base."""
        return postal in self._postal

    def _by_siren(self, code: str) -> int | None:
        if len(code) not in (_SIREN_LENGTH, _SIRET_LENGTH) or not code.isdigit():
            return None
        siren = int(code[:_SIREN_LENGTH])
        place = bisect_left(self._sirens, siren)
        found = place < len(self._sirens) and self._sirens[place] == siren
        return self._siren_rows[place] if found else None
