"""`python -m bench [NAME…]`: run the benches and write their sections into bench/README.md."""

from __future__ import annotations

import importlib
import os
import platform
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

BENCHES = ("web", "writes", "territories", "journal", "badges", "tables", "rows", "commons")
#: Those with a gate that a change of pages, writes or checks may break, quick enough for every run of CI.
GATED = ("web", "writes", "tables")
PAGE = Path(__file__).with_name("README.md")


def main() -> int:
    """Each bench prints one section; `--gates` writes nothing and exits with 1 for a broken gate."""
    names = [word for word in sys.argv[1:] if not word.startswith("-")]
    gates_only = "--gates" in sys.argv
    broken = 0
    for name in names or (GATED if gates_only else BENCHES):
        measure = importlib.import_module(f"bench.{name}").main
        report = measure(quick=gates_only)
        if gates_only and report.broken:  # a quick measure is noisy: the full one decides
            print(f"## {name}, quick: broken, measured in full\n{report.section}\n", flush=True)
            report = measure(quick=False)
        print(f"## {name}\n{report.section}\n", flush=True)
        broken += len(report.broken)
        if not gates_only:
            _write(name, report.section)
    return 1 if broken else 0


def _write(name: str, section: str) -> None:
    conditions = f"*{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} cores*"
    text = PAGE.read_text(encoding="utf-8")
    marks = rf"(<!-- begin: {name} -->\n).*?(<!-- end: {name} -->)"
    pattern = re.compile(marks, re.DOTALL)
    text, times = pattern.subn(lambda found: f"{found[1]}{conditions}\n\n{section}\n{found[2]}", text)
    if times != 1:
        raise SystemExit(f"{PAGE}: the marks of “{name}” stand {times} times")
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
