"""`terreau.toml` as its owner wrote it, with only what was asked for changed."""

from __future__ import annotations

import stat
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.config.configuration import keep, written

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = """# Ours, since 2025 (ask Camille)
terreau_address = "https://avant.fr"   # the old one

terreau_proxies = 1
# terreau_contact = "later"
my_own = "kept"
"""


def kept(folder: Path, text: str, **values: str) -> str:
    (folder / "terreau.toml").write_text(text, encoding="utf-8")
    keep(folder, values)
    return (folder / "terreau.toml").read_text(encoding="utf-8")


def test_comments_order_and_unknown_lines_stay(tmp_path: Path) -> None:
    text = kept(tmp_path, WRITTEN, TERREAU_ADDRESS="https://apres.fr", TERREAU_TERRITORY="38185")
    assert text.startswith('# Ours, since 2025 (ask Camille)\nterreau_address = "https://apres.fr"\n')
    assert 'terreau_proxies = 1\n# terreau_contact = "later"\nmy_own = "kept"\n' in text
    assert tomllib.loads(text)["terreau_territory"] == "38185"
    assert stat.S_IMODE((tmp_path / "terreau.toml").stat().st_mode) == 0o600


def test_what_is_said_already_changes_nothing(tmp_path: Path) -> None:
    assert kept(tmp_path, WRITTEN, TERREAU_ADDRESS="https://avant.fr", TERREAU_PROXIES="1") == WRITTEN


@pytest.mark.parametrize(
    "text", ['terreau_address = """\nhttps://avant.fr"""\n', "[table]\nterreau_address = 1\n", "not toml", ""]
)
def test_whatever_was_there_the_file_says_what_was_asked(text: str, tmp_path: Path) -> None:
    after = kept(tmp_path, text, TERREAU_ADDRESS="https://apres.fr")
    assert tomllib.loads(after)["terreau_address"] == "https://apres.fr"


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs")), max_size=40))
def test_a_value_comes_back_as_it_went(value: str) -> None:
    assert tomllib.loads(written({"TERREAU_CONTACT": value})) == {"terreau_contact": value}
