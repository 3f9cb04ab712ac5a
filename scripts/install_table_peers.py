"""Install what the table engine is measured beside, apart from the project: Polars and validata-table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).parent.parent / ".tools" / "tables-peers"


def main() -> None:
    subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)  # noqa: S603 - our own interpreter
    pip = str(HOME / "bin" / "pip")
    asked = ["polars==2.1.0", "validata-table==0.12.5"]
    subprocess.run([pip, "install", "--quiet", *asked], check=True)  # noqa: S603 - packages named above
    print(f"{HOME}: ready")


if __name__ == "__main__":
    main()
