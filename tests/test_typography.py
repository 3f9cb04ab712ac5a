"""What French prints beside its sources: spaces that do not break, put in by one catalogue."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext, ngettext, npgettext, pgettext

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[1]
WIDE, NARROW = "\u00a0", "\u202f"


@pytest.fixture
def typography(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import typography

    monkeypatch.delitem(sys.modules, "typography")
    return typography


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("Où ?", f"Où{NARROW}?"),
        ("Bon ! Et vous ?!", f"Bon{NARROW}! Et vous{NARROW}?!"),
        ("un ; deux", f"un{NARROW}; deux"),
        (" : ", f"{WIDE}: "),
        ("Il manque :", f"Il manque{WIDE}:"),
        ("« %(said)s »", f"«{WIDE}%(said)s{WIDE}»"),
        (f"Déjà{NARROW}?", f"Déjà{NARROW}?"),
        ("(le sien ?)", f"(le sien{NARROW}?)"),
        ("l’adresse ?page=2 et :root", "l’adresse ?page=2 et :root"),
        ("10 %(unit)s", "10 %(unit)s"),
    ],
)
def test_a_mark_stands_apart_by_a_space_that_does_not_break(
    typography: ModuleType, said: str, printed: str
) -> None:
    assert typography.printed(said) == printed


def test_the_catalogue_is_what_the_rooms_say(typography: ModuleType) -> None:
    assert typography.faults() == []


def test_every_sentence_of_every_room_is_printed_so(typography: ModuleType) -> None:
    with translation.override("fr"):
        for path in (ROOT / "src" / "terreau").glob("*/locale/en/LC_MESSAGES/django.po"):
            for entry in polib.pofile(str(path)):
                for told, said in _told(entry):
                    assert told == typography.printed(said)


def _told(entry: Any) -> list[tuple[str, str]]:
    one, many, about = entry.msgid, entry.msgid_plural, entry.msgctxt
    if not many:
        return [(pgettext(about, one) if about else gettext(one), one)]
    said = [npgettext(about, one, many, n) if about else ngettext(one, many, n) for n in (1, 2)]
    return [(said[0], one), (said[1], many)]


def test_english_keeps_its_own_spaces() -> None:
    with translation.override("en"):
        assert gettext("Pourquoi ?") == "Why?"
