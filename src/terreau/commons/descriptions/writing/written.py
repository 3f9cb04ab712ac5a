"""What was written, and what the standard asks that the sheet does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from terreau.commons.descriptions.texts import graphemes

if TYPE_CHECKING:
    from terreau.commons.descriptions.sheet import Sheet


@dataclass(frozen=True)
class Written:
    """A whole file; valid when nothing is `missing` (keys of the standard that the sheet has no value for)."""

    text: str
    missing: tuple[str, ...] = ()


def line(text: str, longest: int = 0) -> str:
    """A text on one line, without signs that no keyboard types, cut between two words at `longest` signs."""
    one = " ".join(cleaned(text).split())
    if not longest or graphemes(one) <= longest:
        return one
    words = ""
    for word in one.split(" "):
        longer = f"{words} {word}".strip()
        if graphemes(longer) > longest - 1:
            break
        words = longer
    return f"{words or one[: longest // 8]}…"


def cleaned(text: str) -> str:
    r"""A text without control characters or halves of characters; lines end with \\n."""
    text = re.sub(r"\r\n?", "\n", text).encode("utf-8", "ignore").decode()
    return re.sub("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff", "", text)


def long_text(sheet: Sheet, shortest: int, longest: int) -> str:
    """The story of the commons, made long enough with what is true of every commons on this sheet."""
    text = cleaned(sheet.story).strip() or line(sheet.summary) or line(sheet.name)
    more = [
        f"{line(sheet.name)} : {line(sheet.summary)}" if sheet.summary and sheet.summary not in text else "",
        f"Ce commun est présenté, avec sa communauté, ses règles et son histoire, à l’adresse {line(sheet.page)}."
        if sheet.page
        else "",
        f"Chacun peut le réutiliser selon sa licence, {line(sheet.licence)}." if sheet.licence else "",
        (
            "Un commun est une ressource partagée, entretenue par une communauté qui se donne des règles pour la garder"
            " ouverte à ceux qui en ont besoin."
        ),
    ]
    for sentence in filter(None, more):
        if graphemes(text) >= shortest:
            break
        text = f"{text}\n\n{sentence}"
    return text if graphemes(text) <= longest else f"{text[: longest - 2].rstrip()}…"


def without_empty(value: Any) -> Any:
    """The same tree without what is not said."""
    if isinstance(value, dict):
        kept = {key: without_empty(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if one not in ("", None, [], {})}
    if isinstance(value, list | tuple):
        return [one for one in map(without_empty, value) if one not in ("", None, [], {})]
    return value
