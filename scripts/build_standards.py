"""Make the list of national standards again: facts only (name, title, theme, kind, version, address).

    python scripts/build_standards.py schemas.json

`schemas.json` is the catalogue that https://schema.data.gouv.fr publishes. Themes and plain words are ours
(`national/words.csv`); texts of schemas are never copied.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent / "src/terreau/catalogue/standards/national"
COLUMNS = ("name", "title", "kind", "version", "address")


def main() -> None:
    """Write the facts and their manifest; say which standards have no words of ours yet."""
    source = Path(sys.argv[1]).read_bytes()
    rows = [_facts(one) for one in json.loads(source)["schemas"]]
    rows.sort(key=lambda row: row["name"].casefold())
    with (HERE / "catalogue.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    manifest = {
        "title": "Catalogue national des schémas de données",
        "source": "https://schema.data.gouv.fr/",
        "repository": "https://github.com/datagouv/schema.data.gouv.fr",
        "licence": "etalab-2.0",
        "built": dt.datetime.now(dt.UTC).date().isoformat(),
        "facts": list(COLUMNS),
        "standards": len(rows),
        "source_sha256": hashlib.sha256(source).hexdigest(),
        "sha256": hashlib.sha256((HERE / "catalogue.csv").read_bytes()).hexdigest(),
        "ours": {"words.csv": "Thèmes et mots simples, écrits pour Terreau (CC0-1.0)"},
    }
    (HERE / "manifest.json").write_text(
        json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    with (HERE / "words.csv").open(encoding="utf-8", newline="") as said:
        known = {row["name"] for row in csv.DictReader(said)}
    print(f"{len(rows)} standards; without words: {sorted({row['name'] for row in rows} - known)}")


def _facts(one: dict[str, Any]) -> dict[str, str]:
    """The facts of one standard, from the whole catalogue or from one reduced to references."""
    versions = one.get("versions") or [""]
    last = versions[-1]
    if isinstance(last, dict):
        return _row(one, last["version_name"], last["schema_url"])
    return _row(one, last, one.get("schema_url") or "")


def _row(one: dict[str, Any], version: str, address: str) -> dict[str, str]:
    return {
        "name": one["name"],
        "title": " ".join(one["title"].split()),
        "kind": one["schema_type"],
        "version": version,
        "address": address,
    }


if __name__ == "__main__":
    main()
