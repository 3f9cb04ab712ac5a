"""`terreau commons` with an instance: a wiki is tried, brought in once, refused in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.config.tests.command import terreau
from terreau.config.verbs.commons import is_for_an_instance

if TYPE_CHECKING:
    from pathlib import Path

WIKI = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/"><page><title>Bac</title><ns>0</ns>
<revision><timestamp>2021-03-01T10:00:00Z</timestamp><contributor><username>Nadia</username></contributor>
<model>wikitext</model><text>Quatre palettes.</text></revision></page></mediawiki>"""


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (["import-csv", "a.csv"], True),
        (["import-mediawiki", "a.xml", "--commons", "1"], True),
        (["import-mediawiki", "a.xml", "--commons=1"], True),
        (["import-mediawiki", "a.xml", "--dry-run"], False),
        (["fork", "four.zip"], True),
        (["export", "1", "--out", "four.zip"], True),
        (["check", "publiccode.yml"], False),
        ([], False),
    ],
)
def test_only_what_comes_in_needs_an_instance(words: list[str], needed: bool) -> None:  # noqa: FBT001
    assert is_for_an_instance(words) is needed


def test_an_absent_commons_and_an_absent_file_are_said(small_folder: Path, tmp_path: Path) -> None:
    export = tmp_path / "wiki.xml"
    export.write_text(WIKI, encoding="utf-8")
    words = ("commons", "import-mediawiki")
    absent = terreau(*words, str(export), "--commons", "999", TERREAU_DATA=str(small_folder))
    assert (absent.code, absent.trace) == (1, False)
    assert "999" in absent.notes
    nowhere = str(tmp_path / "nowhere.xml")
    wrong = terreau(*words, nowhere, "--commons", "1", TERREAU_DATA=str(small_folder))
    assert (wrong.code, wrong.trace) == (1, False)
    assert "MediaWiki" in wrong.notes
