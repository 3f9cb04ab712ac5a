"""JSON lists of objects and GeoJSON features, as rows of text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from terreau.catalogue.tables.reading import limits
from terreau.catalogue.tables.reading.normalise import normalised
from terreau.catalogue.tables.reading.sheets import cell_text
from terreau.catalogue.tables.reading.table import Table
from terreau.catalogue.tables.refusals import Bomb, NoTable, TooWide, Unreadable

if TYPE_CHECKING:
    from pathlib import Path

    from terreau.catalogue.tables.reading.workspace import Workspace
    from terreau.saying import Both


def open_records(path: Path, workspace: Workspace) -> Table:
    """One row an object or a feature; a feature's shape is the column `geometry`, as GeoJSON text."""
    if path.stat().st_size > limits.WHOLE_BYTES:
        raise Bomb(limit=limits.WHOLE_BYTES // 10**6)
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable(reason=("ce n’est pas du JSON bien formé", "it is not well-formed JSON")) from error
    geographic = isinstance(content, dict) and content.get("type") in ("FeatureCollection", "Feature")
    records = _features(content) if geographic else _records(content)
    labels = list(dict.fromkeys(str(key) for record in records for key in record))
    if len(labels) > limits.COLUMNS:
        raise TooWide(count=len(labels), limit=limits.COLUMNS)
    rows = (
        (number, [_text(record.get(label)) for label in labels])
        for number, record in enumerate(records, start=1)
    )
    return Table(
        path=path,
        format="geojson" if geographic else "json",
        labels=tuple(labels),
        relation=normalised(rows, len(labels), workspace.fresh("rows.csv")),
        encoding="utf-8",
        ragged=True,
        understood=(_counted(len(records), geographic=geographic),),
    )


def _counted(count: int, *, geographic: bool) -> Both:
    if geographic:
        return f"{count} objets géographiques.", f"{count:,} geographic features."
    return f"{count} objets.", f"{count:,} objects."


def _features(content: dict[str, Any]) -> list[dict[str, Any]]:
    features = content.get("features") if content["type"] == "FeatureCollection" else [content]
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise NoTable(
            reason=("ce GeoJSON n’a pas de liste « features »", "this GeoJSON has no list of features")
        )
    return [{**(one.get("properties") or {}), "geometry": one.get("geometry")} for one in features]


def _records(content: object) -> list[dict[str, Any]]:
    if isinstance(content, dict):
        # A list under one key is how most APIs answer ({"data": [...]}, {"results": [...]}).
        lists = [value for value in content.values() if isinstance(value, list) and value]
        content = max(lists, key=len) if lists else [content]
    if not isinstance(content, list) or not content or not all(isinstance(one, dict) for one in content):
        raise NoTable(reason=("ce JSON n’est pas une liste d’objets", "this JSON is not a list of objects"))
    return content


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else cell_text(value)
