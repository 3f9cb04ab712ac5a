"""Take the pictures of the README from the running program: `python scripts/screenshots.py`.

Starts `terreau demo` on a folder of its own, looks at it with Chromium on a desk, on a phone, at night and on
paper, and writes docs/pictures/*.png, each at most 150 kB. Needs Chromium, and poppler-utils for paper.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from small_png import smaller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from playwright.sync_api import Browser

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
MOST_BYTES = 150_000
PATIENCE = 120


@dataclass(frozen=True)
class Picture:
    """A page as someone sees it: `height` is what shows without scrolling."""

    name: str
    path: str
    width: int = 1280
    height: int = 900
    scheme: Literal["light", "dark"] = "light"
    scale: float = 1


SEEN = (
    Picture("front-desktop", "/"),
    Picture("front-phone", "/", 390, 844, scale=1.5),
    Picture("front-dark", "/", scheme="dark"),
    Picture("need-desktop", "/besoins/1/"),
    Picture("need-phone", "/besoins/1/", 390, 844, scale=1.5),
    Picture("needs-desktop", "/besoins/"),
    Picture("territory-desktop", "/territoires/200040715/"),
    Picture("territory-dark", "/territoires/200040715/", scheme="dark"),
)
PRINTED = (
    Picture("need-print", "/besoins/1/feuille/"),
    Picture("territory-print", "/territoires/200040715/"),
)


def main() -> int:
    """Take every picture; 1 when one is too heavy."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    where = shutil.which("chromium") or shutil.which("google-chrome")
    with (
        tempfile.TemporaryDirectory() as folder,
        _service(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=where, args=["--no-sandbox", "--disable-gpu"])
        sizes = [_keep(browser, one.name, _seen(browser, site, one)) for one in SEEN]
        if shutil.which("pdftoppm"):
            sizes += [_keep(browser, one.name, _printed(browser, site, one)) for one in PRINTED]
        else:
            print("pdftoppm is not installed: no picture of paper (apt-get install poppler-utils)")
        browser.close()
    return int(max(sizes) > MOST_BYTES)


@contextmanager
def _service(folder: Path) -> Iterator[str]:
    """The demonstration on a free port, ready to answer."""
    port = str(_a_port())
    command = [
        sys.executable,
        "-m",
        "terreau.config.cli",
        "demo",
        "--data",
        str(folder / "demo"),
        "--port",
        port,
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own command
        try:
            yield _once_ready(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()


def _a_port() -> int:
    """The usual one when it is free, since addresses are printed on paper."""
    for wanted in (8000, 0):
        with socket.socket() as trial, suppress(OSError):
            trial.bind(("127.0.0.1", wanted))
            return int(trial.getsockname()[1])
    raise OSError("no free port")


def _once_ready(site: str) -> str:
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(f"{site}/sante/pret", timeout=5):  # noqa: S310 - our own service
                return site
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise TimeoutError(f"{site} did not answer within {PATIENCE} s")


def _seen(browser: Browser, site: str, one: Picture) -> bytes:
    page = browser.new_page(
        viewport={"width": one.width, "height": one.height},
        color_scheme=one.scheme,
        device_scale_factor=one.scale,
        locale="fr-FR",
    )
    page.goto(site + one.path)
    picture = page.screenshot()
    page.close()
    return picture


def _printed(browser: Browser, site: str, one: Picture) -> bytes:
    """The first sheet of paper, in greys."""
    page = browser.new_page(locale="fr-FR")
    page.goto(site + one.path)
    sheet = page.pdf(prefer_css_page_size=True)
    page.close()
    command = ["pdftoppm", "-png", "-gray", "-r", "80", "-f", "1", "-l", "1", "-singlefile", "-"]
    return subprocess.run(command, input=sheet, capture_output=True, check=True).stdout  # noqa: S603


def _keep(browser: Browser, name: str, picture: bytes) -> int:
    small = smaller(browser, picture)
    PICTURES.joinpath(f"{name}.png").write_bytes(small)
    print(f"{name}.png: {len(small) / 1000:.0f} kB (was {len(picture) / 1000:.0f} kB)")
    return len(small)


if __name__ == "__main__":
    sys.exit(main())
