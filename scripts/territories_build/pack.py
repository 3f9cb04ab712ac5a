"""Writing the pack: Parquet tables and the manifest that vouches for them."""

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import duckdb

from territories_build.rows import COLUMNS, Row, Tables
from territories_build.sources import CURRENT, Archives, Pins

Manifest = dict[str, Any]

MANIFEST = "manifest.json"


def pinned(folder: Path) -> Pins:
    """Fingerprints of the archives that the pack in a folder was built from."""
    path = folder / MANIFEST
    if not path.exists():
        return {}
    known = json.loads(path.read_text(encoding="utf-8"))
    return {f"{source['name']} {source['version']}": source["sha256"] for source in known["sources"]}


def write(folder: Path, tables: Tables, archives: Archives, counts: dict[str, int], date: str) -> Manifest:
    """Write every table, then the manifest; the date stays the same while the tables do."""
    folder.mkdir(parents=True, exist_ok=True)
    facts = {name: _write_table(folder, name, rows) for name, rows in tables.items()}
    previous = folder / MANIFEST
    if previous.exists():
        before = json.loads(previous.read_text(encoding="utf-8"))
        date = before["built"] if before["tables"] == facts else date
    manifest: Manifest = {
        "title": "Base nationale des territoires",
        "built": date,
        "licence": "etalab-2.0",
        "vintage": CURRENT,
        "perimeters": _perimeters(archives),
        "sources": [
            {
                "name": archive.name,
                "version": archive.version,
                "registry": "npm" if archive.name.startswith("@") else "PyPI",
                "content": archive.content,
                "licence": archive.licence,
                "sha256": archive.sha256,
            }
            for archive in archives.all
        ],
        "source_counts": counts,
        "tables": facts,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    previous.write_text(f"{text}\n", encoding="utf-8")
    return manifest


def _perimeters(archives: Archives) -> list[dict[str, object]]:
    """Fingerprint of the EPCI list of each vintage: two equal ones are one perimeter under two labels."""
    return [
        {"vintage": vintage, "epci_sha256": hashlib.sha256(archives.raw("epci", vintage)).hexdigest()}
        for vintage in archives.vintages
    ]


def _write_table(folder: Path, name: str, rows: list[Row]) -> dict[str, object]:
    path = folder / f"{name}.parquet"
    columns = COLUMNS[name]
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as lines:
        for row in rows:
            lines.write(
                json.dumps({column: row.get(column) for column in columns}, ensure_ascii=False) + "\n"
            )
        lines.flush()
        with duckdb.connect() as database:
            # One thread and the order given: the same rows make the same bytes.
            database.execute("SET threads = 1")
            fields = ", ".join(f"{column}: '{kind}'" for column, kind in columns.items())
            database.execute(
                f"COPY (FROM read_json('{lines.name}', format = 'newline_delimited', columns = {{{fields}}}))"
                f" TO '{path}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19)"
            )
    content = path.read_bytes()
    return {"rows": len(rows), "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
