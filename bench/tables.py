"""The table engine beside its peers, on one generated file of 1 million rows and 40 columns, in one run.

Each peer is a process of its own, so that its memory can be read; those that are not installed are said so.
`python -m bench tables`, or `python -m bench.tables --rows 10000000 --only Terreau` for one peer on another size.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.report import Gate, Report
from bench.table_file import HEADER, write

ROOT = Path(__file__).parent.parent
#: validata-table wants another frictionless than ours: it lives apart (`python scripts/install_table_peers.py`).
PEERS_PYTHON = ROOT / ".tools" / "tables-peers" / "bin" / "python"
SCAN = "DuckDB, bare scan of every value"
CHECK = "Terreau, every bad cell"
REPAIR = "Terreau, repair"
RECOGNISE = "Terreau, recognise (100,000 rows)"
FRICTIONLESS = "frictionless, every error"
CODES = {
    "wc -l": "import subprocess;subprocess.run(['wc','-l',FILE],check=True,stdout=subprocess.DEVNULL)",
    SCAN: (
        "import duckdb;c=duckdb.connect(config={'threads':2});n=len(open(FILE,encoding='utf-8').readline().split(','));"
        "names=','.join(f\"'c{i}':'VARCHAR'\" for i in range(n));"
        "c.execute('SELECT '+','.join(f'max(strlen(c{i}))' for i in range(n))+"
        "f\" FROM read_csv('{FILE}',header=true,auto_detect=false,delim=',',quote='\\\"',escape='\\\"',columns={{{names}}})\")"
    ),
    CHECK: (
        "from terreau.catalogue.tables import Workspace,check,load_schema\n"
        "with Workspace() as w:\n"
        "    r=check(FILE,load_schema(SCHEMA),w)\n"
        "    assert sum(1 for _ in r.faults())==SPOILT,r.total"
    ),
    REPAIR: (
        "from pathlib import Path\nfrom terreau.catalogue.tables import Workspace,repair,load_schema\n"
        "with Workspace() as w:\n    repair(FILE,load_schema(SCHEMA),w,out=Path(FILE+'.out'))"
    ),
    RECOGNISE: (
        "import time\nfrom terreau.catalogue.tables import Workspace,recognise,load_schema\n"
        "with Workspace() as w:\n    assert recognise(SMALL,[load_schema(SCHEMA)],w)[0].confidence>.9"
    ),
    "Polars, counts of empty cells": (
        "import polars as p;f=p.scan_csv(FILE,infer_schema=False);"
        "f.select(p.all().null_count()).collect(engine='streaming')"
    ),
    FRICTIONLESS: (
        "from frictionless import Resource,Schema,system\n"
        "with system.use_context(trusted=True):\n"
        "    r=Resource(path=FILE,schema=Schema(SCHEMA)).validate(limit_errors=10**7)\n"
        "assert len(r.flatten(['type']))==SPOILT,len(r.flatten(['type']))"
    ),
    "validata-table (stops at 1,000 errors)": (
        "import validata_core;validata_core.resource_service.make_validation_report(FILE,SCHEMA)"
    ),
}


@dataclass(frozen=True)
class Figures:
    """Of one process: seconds on the clock, seconds of processor, peak megabytes."""

    wall: float
    processor: float
    memory: int


def measure(code: str, words: dict[str, object], python: Path) -> Figures | None:
    """Run a peer; None where it cannot."""
    said = "".join(f"{name}={value!r}\n" for name, value in words.items())
    before = time.perf_counter()
    child = subprocess.Popen(
        [str(python), "-W", "ignore", "-c", f"{said}{code}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = status
    seconds = time.perf_counter() - before
    if status:
        return None
    return Figures(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


def schema_of() -> dict[str, object]:
    """What the columns of the generated file hold, said as the national schema of charging points says it."""
    return json.loads((Path(__file__).with_name("table_schema.json")).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def run(rows: int, only: str = "", rounds: int = 2) -> tuple[dict[str, Figures | None], str]:
    """The best of some rounds for each peer, in turn, so that a busy moment spoils none; and what the file was."""
    with tempfile.TemporaryDirectory() as folder:
        file, small, schema = (Path(folder) / name for name in ("table.csv", "small.csv", "schema.json"))
        spoilt = write(file, rows)
        write(small, min(rows, 100_000))
        schema.write_text(json.dumps(schema_of()))
        words = {"FILE": str(file), "SMALL": str(small), "SCHEMA": str(schema), "SPOILT": spoilt}
        best: dict[str, Figures | None] = {}
        for turn in range(rounds):
            for name, code in CODES.items():
                slow = name.startswith(("frictionless", "validata"))
                if only not in name or (slow and turn):
                    continue
                python = PEERS_PYTHON if name.startswith(("validata", "Polars")) else Path(sys.executable)
                found = measure(code, words, python) if python.exists() else None
                known = best.get(name)
                best[name] = found if known is None or (found and found.wall < known.wall) else known
        said = f"{rows:,} rows of {len(HEADER)} columns, {file.stat().st_size // 10**6} MB, {spoilt:,} wrong cells."
        return best, said


def main(*, quick: bool = False) -> Report:
    """The section of the page, and its gates."""
    found, said = run(100_000 if quick else 1_000_000)
    report = Report([said, "", "| what | seconds | of processor | peak MB |", "| --- | --- | --- | --- |"])
    for name, one in found.items():
        figures = f"{one.wall:.1f} | {one.processor:.1f} | {one.memory}" if one else "not installed | |"
        report.lines.append(f"| {name} | {figures} |")
    report.gates = list(_gates(found))
    return report


def _gates(found: dict[str, Figures | None]) -> list[Gate]:
    scan, check, repair = found[SCAN], found[CHECK], found[REPAIR]
    recognise, frictionless = found[RECOGNISE], found[FRICTIONLESS]
    if not (scan and check and repair and recognise and frictionless):
        raise SystemExit("a peer that decides could not run")
    return [
        # Of the processor: the clock of a shared machine says how busy the others are.
        Gate("every bad cell, to the bare scan (processor)", check.processor / scan.processor, 4),
        Gate("every bad cell, to frictionless", check.wall / frictionless.wall, 1 / 20),
        Gate("repair, to the check (processor)", repair.processor / check.processor, 2),
        Gate("recognise 100,000 rows, seconds of processor", recognise.processor, 1),
        Gate("peak memory, MB", max(check.memory, repair.memory), 400),
    ]


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--rows", type=int, default=1_000_000)
    reader.add_argument("--only", default="", help="peers whose name holds this text")
    chosen = reader.parse_args()
    measured, file_said = run(chosen.rows, chosen.only, rounds=1)
    print(file_said)
    for peer, one in measured.items():
        print(
            f"{peer}: "
            + (
                f"{one.wall:.1f} s, {one.processor:.1f} s of processor, {one.memory} MB"
                if one
                else "not installed, or failed"
            )
        )
