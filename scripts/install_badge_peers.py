"""Install, beside the project, the JavaScript library that badges are compared with (tests and bench).

    python scripts/install_badge_peers.py

Writes only in .tools/badges-npm. Without it, the tests of agreement skip and the bench leaves a line empty.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent.parent / ".tools" / "badges-npm"
PACKAGES = (
    "@digitalbazaar/vc@7.3.0",
    "@digitalbazaar/data-integrity",
    "@digitalbazaar/eddsa-rdfc-2022-cryptosuite@1.3.0",
    "@digitalbazaar/ed25519-multikey@1.3.1",
)


def main() -> int:
    HERE.mkdir(parents=True, exist_ok=True)
    options = ["--ignore-scripts", "--silent", "--no-audit", "--no-fund", "--prefix", str(HERE)]
    return subprocess.call(["npm", "install", *options, *PACKAGES])  # noqa: S603, S607 -- the packages above


if __name__ == "__main__":
    sys.exit(main())
