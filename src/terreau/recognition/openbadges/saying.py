"""Say a sentence of the catalogue in French or in English, with the values of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terreau.recognition.openbadges.sentences import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: dict[str, tuple[str, str]] = {
    "badge": ("un badge", "a badge"),
    "endorsement": ("un endossement", "an endorsement"),
    "status list": ("une liste d’états", "a status list"),
    "clr": ("un relevé de parcours", "a learner record"),
    "presentation": ("une présentation", "a presentation"),
    "credential": ("un document vérifiable", "a verifiable credential"),
}


def say(sentence: str, lang: str, values: Mapping[str, object]) -> str:
    """Say a sentence of the catalogue in `lang`; a value may itself be (French, English)."""
    number = 0 if lang == "fr" else 1
    chosen = {name: value[number] if isinstance(value, tuple) else value for name, value in values.items()}
    return SENTENCES[sentence][number].format_map(_Shortened(chosen))


class _Shortened(dict[str, object]):
    """Values as they are said: a stranger's text is cut, never unbounded."""

    def __getitem__(self, name: str) -> str:
        text = str(super().__getitem__(name))
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


_LONGEST = 300
