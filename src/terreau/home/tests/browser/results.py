"""Results of the tests, written beside the code when asked: the pages that speak of them read these files.

TERREAU_WRITE_RESULTS=1 make test ARGS=src/terreau/home/tests/browser
"""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "results"
ASKED = os.environ.get("TERREAU_WRITE_RESULTS") == "1"


def write(name: str, pages: list[dict[str, Any]], expected: int, **facts: Any) -> None:
    """Write one file, when asked to and when every page was visited: half a result is no result."""
    if ASKED and len(pages) == expected:
        today = dt.datetime.now(tz=dt.UTC).date().isoformat()
        text = json.dumps({"date": today, **facts, "pages": pages}, ensure_ascii=False, indent=1)
        FOLDER.joinpath(name).write_text(text + "\n", encoding="utf-8")
