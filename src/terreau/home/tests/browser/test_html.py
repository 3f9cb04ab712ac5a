"""Every page is valid HTML for the Nu checker (https://validator.github.io/validator/)."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from terreau.home.tests.browser.kinds import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.html]


def test_every_page_is_valid_html(
    signed_in: Callable[[str], BrowserContext], site: str, tmp_path: Path
) -> None:
    names = {}
    for number, kind in enumerate(PAGES):
        path = tmp_path / f"{number}.html"
        path.write_text(signed_in(kind.who).request.get(site + kind.path).text(), encoding="utf-8")
        names[path.as_uri()] = kind.name
    checked = subprocess.run(  # noqa: S603 - the checker that the host names
        ["java", "-jar", os.environ["TERREAU_VNU_JAR"], "--format", "json", *map(str, tmp_path.iterdir())],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    said = json.loads(checked.stderr)["messages"]
    faults = [
        f"{names[one['url'].replace('file:/', 'file:///', 1)]}: {one['message']} ({one.get('extract', '')!r})"
        for one in said
    ]
    assert not faults, "\n".join(faults)
