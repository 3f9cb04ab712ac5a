"""Which schema a file follows, or nearly: from its labels and from what its columns hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.knowing.labels import is_rank, likeness, weight
from terreau.catalogue.tables.knowing.profile import ColumnProfile, profile
from terreau.catalogue.tables.mending.conversions import CONVERSIONS
from terreau.catalogue.tables.mending.mend import Mender
from terreau.catalogue.tables.reading.opening import with_table
from terreau.saying import chosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from terreau.catalogue.tables.reading.options import Options
    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.catalogue.tables.schema.model import Field, Schema
    from terreau.saying import Both

_KEPT = 0.5
_LEAST = 0.15
_SURE_LABEL = 0.9
_VALUES = 5
_LOOKED = 5
_SHOWN = 6
# Below this, labels say nothing at all and every schema deserves a look inside the columns.
_LOST = 0.12
_EACH_EXACT, _MOST_EXACT = 0.04, 0.4


@dataclass(frozen=True)
class Candidate:
    """`mapping` says which field each column is; `confidence` goes from 0 to 1; `reasons` are sentences."""

    schema: Schema
    confidence: float
    mapping: dict[str, str]
    reasons: tuple[Both, ...]
    scores: dict[str, float] = field(default_factory=dict)

    def as_data(self, lang: str = "fr") -> dict[str, Any]:
        """Under the names that the command prints; `lang` is "fr", or any other for English."""
        name = self.schema.source or self.schema.name
        return {
            "schema": name,
            "title": self.schema.title,
            "confidence": round(self.confidence, 3),
            "mapping": self.mapping,
            "reasons": [chosen(one, lang) for one in self.reasons],
        }


def recognise(
    path: str | Path, schemas: Iterable[Schema], workspace: Workspace, options: Options | None = None
) -> list[Candidate]:
    """The schemas that a file may follow, most likely first."""
    columns = with_table(path, workspace, options, lambda table: profile(table, workspace, rows=2_000))
    # Labels first, for every schema; then a look inside the columns for those that may win.
    by_label = [recognise_columns(columns, schema, None) for schema in schemas]
    ranked = sorted(by_label, key=lambda one: -one.confidence)
    looked = ranked if not ranked or ranked[0].confidence < _LOST else ranked[:_LOOKED]
    found = [recognise_columns(columns, one.schema, workspace) for one in looked]
    kept = [one for one in [*found, *ranked[len(looked) :]] if one.confidence >= _LEAST]
    return sorted(kept, key=lambda one: (-one.confidence, one.schema.name))


def recognise_columns(
    columns: Sequence[ColumnProfile], schema: Schema, workspace: Workspace | None
) -> Candidate:
    """Pair columns and fields, best pair first; a pair is judged by its label, then, in a workspace, by its contents."""
    contents = _Contents(schema, columns, workspace)
    pairs: list[tuple[float, int, int]] = []
    for at, one in enumerate(columns):
        for rank, wanted in enumerate(schema.fields):
            label = likeness(one.name, wanted.name, wanted.title)
            score = contents.score(one, wanted, label)
            if score >= _KEPT:
                # At equal scores, columns in the order of the schema are the likely ones.
                pairs.append((score - abs(at - rank) * 1e-4, at, rank))
    mapping: dict[str, str] = {}
    scores: dict[str, float] = {}
    for score, at, rank in sorted(pairs, reverse=True):
        name, wanted_name = columns[at].name, schema.fields[rank].name
        if name and name not in mapping and wanted_name not in scores:
            mapping[name], scores[wanted_name] = wanted_name, score
    ordered = {one.name: mapping[one.name] for one in columns if one.name in mapping}
    return Candidate(
        schema,
        _confidence(columns, schema, scores, ordered),
        ordered,
        tuple(_reasons(columns, schema, ordered)),
        scores,
    )


def _confidence(
    columns: Sequence[ColumnProfile], schema: Schema, scores: dict[str, float], pairs: dict[str, str]
) -> float:
    """How much of the file the schema explains, and how much of what the schema demands the file gives.

    A longitude or a date is in every other schema: it counts little, and alone it tells nothing.
    """
    if not columns or not schema.fields:
        return 0.0
    weights = {one.name: weight(one.name) for one in schema.fields}
    demanded = [one.name for one in schema.fields if one.required] or list(weights)
    explained = sum(weights[name] * score for name, score in scores.items())
    explained /= max(sum(weight(one.name) for one in columns), explained) or 1
    given = sum(weights[name] * scores.get(name, 0.0) for name in demanded)
    given /= sum(weights[name] for name in demanded)
    own = {one.name: weight(one.name) for one in columns}
    telling = any(weights[name] == 1 == own[label] for label, name in pairs.items())
    telling = telling or len(scores) == len(columns)
    share = min(1.0, max(0.0, (explained + given) / 2 * (1 if telling else 0.5)))
    # Ten names that no other schema has, to the letter, are no chance, however many columns stand beside them.
    exact = sum(label == name and weights[name] == 1 for label, name in pairs.items())
    return share + (1 - share) * min(_MOST_EXACT, exact * _EACH_EXACT)


def _reasons(columns: Sequence[ColumnProfile], schema: Schema, mapping: dict[str, str]) -> Iterable[Both]:
    exact = sum(column == name for column, name in mapping.items())
    yield (
        f"{len(mapping)} colonnes sur {len(columns)} ont leur place dans ce schéma.",
        f"{len(mapping)} of {len(columns)} columns have their place in this schema.",
    )
    if exact:
        yield f"{exact} portent exactement le nom attendu.", f"{exact} have exactly the name expected."
    if others := [(column, name) for column, name in mapping.items() if column != name][:_SHOWN]:
        french = ", ".join(f"« {column} » → « {name} »" for column, name in others)
        english = ", ".join(f"“{column}” → “{name}”" for column, name in others)
        yield f"Reconnues malgré un autre nom : {french}.", f"Recognised in spite of another name: {english}."
    missing = [one.name for one in schema.fields if one.required and one.name not in mapping.values()]
    if missing:
        listed = ", ".join(missing[:_SHOWN])
        yield f"Colonnes obligatoires introuvables : {listed}.", f"Required columns not found: {listed}."


class _Contents:
    """Whether the values of a column suit a field, as they are or once mended."""

    def __init__(self, schema: Schema, columns: Sequence[ColumnProfile], workspace: Workspace | None) -> None:
        self._schema, self._columns, self._workspace = schema, columns, workspace
        self._suits: dict[str, dict[int, float]] = {}

    def score(self, one: ColumnProfile, wanted: Field, label: float) -> float:
        if label >= _SURE_LABEL or not one.filled or self._workspace is None or not _telling(wanted):
            # Free text suits any column: only the label speaks.
            return label
        if not label and is_rank(one.name):
            # 10001, 10002… number the rows, though each could be a code of a commune.
            return 0.0
        suits = self._of(wanted, self._workspace).get(one.position, 0.0)
        if suits < _KEPT:
            return label * 0.5
        bonus = 0.45 if wanted.type in ("string", "geopoint") else 0.25
        # Never above a sure label: thirty fields of one schema may share a closed list.
        return min(_SURE_LABEL, 0.6 * label + bonus * suits + 0.1)

    def _of(self, wanted: Field, workspace: Workspace) -> dict[int, float]:
        """The columns that may suit a field, judged together: one question to the database for each field."""
        if wanted.name not in self._suits:
            kinds = _KINDS.get(wanted.type)
            looked = {
                one.position: one.examples[:_VALUES]
                for one in self._columns
                if kinds is None or one.type in kinds or likeness(one.name, wanted.name) > 0.2  # noqa: PLR2004 - some word
            }
            self._suits[wanted.name] = Mender(wanted, self._schema, workspace, _BY_CONTENTS).suits(looked)
        return self._suits[wanted.name]


# With zeros before it, any short number would be a postal code.
_BY_CONTENTS = {one.name for one in CONVERSIONS} - {"lost-zeros"}
_KINDS = {
    "boolean": ("boolean", "integer"),
    "date": ("date", "datetime"),
    "datetime": ("datetime", "date"),
    "integer": ("integer", "number", "code", "siret"),
    "number": ("integer", "number", "code", "geopoint"),
    "geopoint": ("geopoint", "array"),
    "year": ("integer",),
}


def _telling(one: Field) -> bool:
    """A field whose values are recognisable: not any text, not any number."""
    if one.type == "string":
        return bool({"pattern", "enum"} & set(one.constraints)) or one.format != "default"
    return one.type in (
        "boolean",
        "date",
        "datetime",
        "time",
        "geopoint",
        "geojson",
        "year",
        "array",
        "object",
    )
