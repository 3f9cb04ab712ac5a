"""A word now and then on long files, on standard error, so that nobody wonders."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from terreau.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.saying import Both

LONG_BYTES = 50_000_000
_TO_READ: Both = ("{names} : {size} Mo à lire…", "{names}: {size} MB to read…")
EVERY_SECONDS = 5.0


@contextmanager
def progress(name: str | list[str], lang: str = "fr") -> Iterator[None]:
    """Say what is being read, then every few seconds for how long, where a file is long."""
    names = [name] if isinstance(name, str) else name
    size = sum(path.stat().st_size for path in map(Path, names) if path.is_file())
    if size < LONG_BYTES:
        yield
        return
    done = threading.Event()

    def tell() -> None:
        begun = time.monotonic()
        words = {"names": (" et ".join(names), " and ".join(names)), "size": size // 10**6}
        sys.stderr.write(f"{say(_TO_READ, words, lang)}\n")
        while not done.wait(EVERY_SECONDS):
            sys.stderr.write(f"  … {time.monotonic() - begun:.0f} s\n")

    thread = threading.Thread(target=tell, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
