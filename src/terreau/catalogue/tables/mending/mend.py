"""Find, for each wrong value of a field, a conversion after which nothing is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.catalogue.tables.cells.judge import judge_of
from terreau.catalogue.tables.compiler.patterns import to_re2
from terreau.catalogue.tables.french.probes import CHECKS
from terreau.catalogue.tables.mending.conversions import CONVERSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from terreau.catalogue.tables.mending.conversions import Conversion
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.catalogue.tables.schema.model import Field, Schema
    from terreau.saying import Both


class Mender:
    """Mends the values of one field. `accepted` names the conversions that may be used (None: all)."""

    def __init__(
        self, field: Field, schema: Schema, workspace: Workspace, accepted: set[str] | None = None
    ) -> None:
        self.field = field
        self._judge = judge_of(field)
        self._workspace = workspace
        pattern = field.constraints.get("pattern")
        readable = to_re2(pattern) if pattern is not None else None
        self._pattern = readable if readable is not None and workspace.runs(readable) else None
        # A pattern that only Python can match is not mended: one process for each try would take hours.
        self._usable = pattern is None or self._pattern is not None
        self._conversions = [one for one in CONVERSIONS if accepted is None or one.name in accepted]
        self._french = [
            _single(one.name, one.params)
            for one in schema.custom_checks
            if one.params.get("column") == field.name
        ]

    @property
    def conversions(self) -> dict[str, Conversion]:
        return {one.name: one for one in self._conversions}

    def mend(self, values: Iterable[str]) -> dict[str, tuple[Conversion, str]]:
        """For each value that can be mended, the conversion and the new text."""
        proposals = [(value, one, new) for value in values for one, new in self._proposals(value)]
        matched = self._matched([new for _, _, new in proposals])
        found: dict[str, tuple[Conversion, str]] = {}
        for value, conversion, new in proposals:
            if value not in found and self._good(new, matched.get(new, True)):
                found[value] = (conversion, new)
        return found

    def suits(self, columns: Mapping[int, Sequence[str]]) -> dict[int, float]:
        """For several columns at once, the share of values that are right as they are, or can be mended."""
        proposals = {
            value: [new for _, new in self._proposals(value)]
            for values in columns.values()
            for value in values
        }
        matched = self._matched([*proposals, *(new for news in proposals.values() for new in news)])

        def good(value: str) -> bool:
            return any(self._good(one, matched.get(one, self._usable)) for one in (value, *proposals[value]))

        return {at: sum(map(good, values)) / len(values) for at, values in columns.items() if values}

    def _proposals(self, value: str) -> list[tuple[Conversion, str]]:
        if not self._usable:
            return []
        proposed = ((one, one.propose(self.field, value)) for one in self._conversions)
        return [(one, new) for one, new in proposed if new is not None and new not in ("", value)]

    def _good(self, text: str, matched: bool) -> bool:  # noqa: FBT001 - one fact of the text
        return not self._judge(text, matched) and not any(judge(text) for judge in self._french)

    def _matched(self, texts: list[str]) -> dict[str, bool]:
        if self._pattern is None or not texts:
            return {}
        rows = self._workspace.query(
            "SELECT v, regexp_matches(v, $2) FROM (SELECT DISTINCT unnest($1) AS v)", texts, self._pattern
        ).fetchall()
        return dict(rows)


def _single(name: str, params: dict[str, object]) -> Callable[[str], Both | None]:
    check = CHECKS.get(name)
    if check is None or check.lacks(params) or len(check.columns(params)) != 1:
        return lambda _text: None
    judge = check.judge(params)
    return lambda text: judge([text])
