"""An edition of the national base cut down to a few real territories, quick to import."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import duckdb

from terreau.territories.tests.national import PACK

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

#: A métropole and some of its communes, homonyms, a code with two meanings, overseas, a merged EPCI.
KEPT = frozenset(
    {
        *("38185", "38421", "38151", "38169", "38229", "38382", "200040715", "38", "R84"),
        *("93066", "97411", "25204", "25", "38400", "38225", "75056", "200054781", "75", "93", "R11"),
        *("98735", "97501", "974", "975", "987", "R04", "R975", "R987", "R27"),
        *("59350", "200093201", "59", "R32"),
    }
)
_ROWS = {
    "dissolved_epci": "true",
    "territories": "ref IN (FROM kept)",
    "memberships": "member_ref IN (FROM kept) AND (whole_ref IN (FROM kept) OR until IS NOT NULL)",
    "neighbours": "ref_a IN (FROM kept) AND ref_b IN (FROM kept)",
    "shapes": "ref IN (FROM kept)",
    "former_codes": "current_ref IN (FROM kept)",
    "town_halls": "commune_ref IN (FROM kept)",
    "unjoined": "code IN (FROM kept)",
}


def a_pack(folder: Path, source: Path = PACK, *, kept: Collection[str] = KEPT, changes: str = "") -> Path:
    """Write an edition of these territories of `source`; `changes` is SQL run on its tables beforehand."""
    folder.mkdir(parents=True, exist_ok=True)
    told = json.loads((source / "manifest.json").read_text(encoding="utf-8"))
    with duckdb.connect() as database:
        database.execute("CREATE TABLE kept AS SELECT unnest(?) AS ref", [sorted(kept)]).fetchall()
        for name, chosen in _ROWS.items():
            statement = f"CREATE TABLE {name} AS FROM '{source}/{name}.parquet' WHERE {chosen}"
            database.execute(statement).fetchall()
        database.execute(changes or "SELECT 1").fetchall()
        for name in _ROWS:
            file = folder / f"{name}.parquet"
            ((rows,),) = database.execute(f"COPY {name} TO '{file}' (FORMAT parquet)").fetchall()
            told["tables"][name] = {
                "rows": rows,
                "bytes": file.stat().st_size,
                "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
            }
    (folder / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    return folder
