"""The table engine beside its peers, on one generated file of 1 million rows and 40 columns, in one run.

Each peer is a process of its own, so that its memory can be read; those that are not installed are said so.
`python -m bench tables`; `python -m bench.tables --linear 10000000` checks that size and a tenth of it, and
`python -m bench.tables --rows 2000000 --only Terreau` measures some peers on another size.

Gates are of time on the clock: run it alone on the machine. `--gates` checks 400,000 rows, and frictionless, whose time is
that of its rows whatever their number, reads 100,000 of them: the gate compares the time of a row. The whole run gives
it the same million rows as everybody.
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
#: One wrong row in so many (bench/table_file.py).
EVERY = 200
RECOGNISED = 100_000
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
        "    found=[one.row for one in r.faults()]\n"
        "    assert found==list(range(EVERY,SPOILT*EVERY+1,EVERY)),r.total"
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
        "    r=Resource(path=OTHERS,schema=Schema(SCHEMA)).validate(limit_errors=10**7)\n"
        "assert len(r.flatten(['type']))==OTHERS_SPOILT,len(r.flatten(['type']))"
    ),
    "validata-table (stops at 1,000 errors)": (
        "import json,validata_core\nfrom pathlib import Path\n"
        "r=validata_core.validate(Path(OTHERS),json.loads(Path(SCHEMA).read_text()))\n"
        "assert len(r.errors)==min(OTHERS_SPOILT,1000),len(r.errors)"
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


@dataclass(frozen=True)
class Size:
    """Rows of the file, and rows of it that the slow peers read."""

    rows: int
    slow: int = 0

    @property
    def for_slow(self) -> int:
        return self.slow or self.rows


def run(size: Size, only: str = "", rounds: int = 2) -> tuple[dict[str, Figures | None], str]:
    """The best of some rounds for each peer, in turn, so that a busy moment spoils none; and what the file was."""
    with tempfile.TemporaryDirectory() as folder:
        file, small, others, schema = (
            Path(folder) / name for name in ("table.csv", "small.csv", "others.csv", "schema.json")
        )
        spoilt = write(file, size.rows, EVERY)
        write(small, min(size.rows, RECOGNISED), EVERY)
        others_spoilt = write(others, size.slow, EVERY) if size.slow else spoilt
        schema.write_text(json.dumps(schema_of()))
        words = {
            "FILE": str(file),
            "SMALL": str(small),
            "SCHEMA": str(schema),
            "SPOILT": spoilt,
            "EVERY": EVERY,
            "OTHERS": str(others if size.slow else file),
            "OTHERS_SPOILT": others_spoilt,
        }
        best: dict[str, Figures | None] = {}
        for turn in range(rounds):
            for name, code in CODES.items():
                if only not in name or (_slow(name) and turn):
                    continue
                python = PEERS_PYTHON if name.startswith(("validata", "Polars")) else Path(sys.executable)
                found = measure(code, words, python) if python.exists() else None
                known = best.get(name)
                best[name] = found if known is None or (found and found.wall < known.wall) else known
        said = (
            f"{size.rows:,} rows of {len(HEADER)} columns, {file.stat().st_size // 10**6} MB, "
            f"{spoilt:,} wrong cells, one row in {EVERY}."
        )
        return best, said


def _slow(name: str) -> bool:
    return name.startswith(("frictionless", "validata"))


def main(*, quick: bool = False) -> Report:
    """The section of the page, and its gates."""
    size = Size(400_000, slow=100_000) if quick else Size(1_000_000)
    found, said = run(size)
    report = Report(
        [said, "", "| what | rows | seconds | of processor | peak MB |", "| --- | --- | --- | --- | --- |"]
    )
    for name, one in found.items():
        rows = (
            size.for_slow if _slow(name) else min(size.rows, RECOGNISED) if name == RECOGNISE else size.rows
        )
        figures = f"{one.wall:.1f} | {one.processor:.1f} | {one.memory}" if one else "not installed | |"
        report.lines.append(f"| {name} | {rows:,} | {figures} |")
    report.gates = list(_gates(found, size))
    return report


def _gates(found: dict[str, Figures | None], size: Size) -> list[Gate]:
    scan, check, repair = found[SCAN], found[CHECK], found[REPAIR]
    recognise, frictionless = found[RECOGNISE], found[FRICTIONLESS]
    if not (scan and check and repair and recognise and frictionless):
        raise SystemExit("a peer that decides could not run")
    ours, theirs = check.wall / size.rows, frictionless.wall / size.for_slow
    return [
        Gate("every bad cell, to the bare scan", check.wall / scan.wall, 4),
        Gate("every bad cell, to frictionless, for a row", ours / theirs, 1 / 20),
        Gate("repair, to the check", repair.wall / check.wall, 2),
        Gate("recognise 100,000 rows, seconds", recognise.wall, 1),
        Gate("peak memory, MB", max(check.memory, repair.memory), 400),
    ]


def linear(rows: int) -> int:
    """Check a file and one a tenth of it: the time of a row must not grow, nor the memory pass its bound."""
    times = []
    for size in (rows // 10, rows):
        found, said = run(Size(size), CHECK, rounds=1)
        one = found[CHECK]
        if one is None:
            raise SystemExit("the check failed")
        times.append(one.wall / size)
        print(f"{said} {one.wall:.1f} s, {one.processor:.1f} s of processor, {one.memory} MB", flush=True)
    gates = [
        Gate("time of a row, to that of a tenth of the rows", times[1] / times[0], 1.25),
        Gate("peak memory, MB", one.memory, 400),
    ]
    print(Report(gates=gates).section)
    return 0 if all(gate.kept for gate in gates) else 1


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--rows", type=int, default=1_000_000)
    reader.add_argument("--slow", type=int, default=0, help="rows given to frictionless and Validata (all)")
    reader.add_argument("--only", default="", help="peers whose name holds this text")
    reader.add_argument("--linear", type=int, default=0, help="check so many rows, and a tenth of them")
    chosen = reader.parse_args()
    if chosen.linear:
        sys.exit(linear(chosen.linear))
    measured, file_said = run(Size(chosen.rows, chosen.slow), chosen.only, rounds=1)
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
