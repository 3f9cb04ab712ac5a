"""The table engine beside its peers, on one generated file, in one run: `python -m bench.tables [--rows N]`.

Peers that are not installed are left out and said so. Each runs in a process of its own: seconds and peak memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.table_file import write

SCHEMA_KEYS = ("fields", "missingValues", "primaryKey")
PEERS = {
    "wc -l": "import subprocess;subprocess.run(['wc','-l',FILE],check=True,stdout=subprocess.DEVNULL)",
    "DuckDB, bare scan of every value": (
        "import duckdb;c=duckdb.connect(config={'threads':2});n=len(open(FILE,encoding='utf-8').readline().split(','));"
        "names=','.join(f\"'c{i}':'VARCHAR'\" for i in range(n));"
        "c.execute('SELECT '+','.join(f'max(strlen(c{i}))' for i in range(n))+"
        "f\" FROM read_csv('{FILE}',header=true,auto_detect=false,delim=',',quote='\\\"',escape='\\\"',columns={{{names}}})\")"
    ),
    "Terreau, every bad cell": (
        "from terreau.catalogue.tables import Workspace,check,load_schema\n"
        "with Workspace() as w:\n"
        "    r=check(FILE,load_schema(SCHEMA),w)\n"
        "    print(sum(1 for _ in r.faults()),file=__import__('sys').stderr)"
    ),
    "Terreau, repair": (
        "from pathlib import Path\nfrom terreau.catalogue.tables import Workspace,repair,load_schema\n"
        "with Workspace() as w:\n    repair(FILE,load_schema(SCHEMA),w,out=Path(FILE+'.out'))"
    ),
    "Polars, counts": (
        "import polars as p;f=p.scan_csv(FILE,infer_schema=False);"
        "print(f.select(p.all().null_count()).collect(engine='streaming').height)"
    ),
    "frictionless": (
        "from frictionless import Resource,Schema;"
        "Resource(path=FILE,schema=Schema(SCHEMA)).validate(limit_errors=10**6)"
    ),
    "validata-table": "import validata_core;validata_core.resource_service.make_validation_report(FILE,SCHEMA)",
}


def run(code: str, file: Path, schema: Path) -> tuple[float, int] | None:
    """Seconds and peak megabytes of a peer, or None where it cannot run."""
    program = f"FILE={str(file)!r};SCHEMA={str(schema)!r}\n{code}"
    before = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-W", "ignore", "-c", program], stdout=subprocess.DEVNULL)
    _, status, usage = __import__("os").wait4(child.pid, 0)
    seconds = time.perf_counter() - before
    child.returncode = status
    return None if status else (seconds, usage.ru_maxrss // 1024)


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--rows", type=int, default=1_000_000)
    reader.add_argument(
        "--schema", type=Path, required=True, help="Table Schema of charging points (IRVE statique 2.3)"
    )
    reader.add_argument("--only", default="", help="peers whose name holds this text")
    chosen = reader.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        file, schema = Path(folder) / "table.csv", Path(folder) / "schema.json"
        spoilt = write(file, chosen.rows)
        descriptor = json.loads(chosen.schema.read_text(encoding="utf-8"))
        schema.write_text(json.dumps({key: descriptor[key] for key in SCHEMA_KEYS if key in descriptor}))
        print(f"{chosen.rows} rows, {file.stat().st_size // 10**6} MB, {spoilt} cells spoilt")
        for name, code in PEERS.items():
            if chosen.only and chosen.only not in name:
                continue
            figures = run(code, file, schema)
            print(
                f"{name}: "
                + (f"{figures[0]:.1f} s, {figures[1]} MB" if figures else "not installed, or failed")
            )


if __name__ == "__main__":
    main()
