"""A folder of one's own, and a site where a table stands."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from terreau.catalogue.tests.addressed import PATH
from terreau.catalogue.tests.files import DIRTY
from terreau.foundation.tests.test_outgoing import Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django.fixtures import Settings


@pytest.fixture
def own_folder(tmp_path: Path, settings: Settings) -> None:
    """Files of a test stay with it."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    """A server of this machine that gives a table, as an address people may give."""
    with closing(Site()) as made:
        settings.OUTGOING_ALLOW = (made.allowed,)
        made.says(PATH, DIRTY, Content_Type="text/csv")
        yield made
