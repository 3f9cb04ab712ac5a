"""The words of a person in a reply, without those it quotes: each mail program has its own way to quote."""

from __future__ import annotations

import re

#: « Le 23 nov. 2026 à 10:12, Terreau <…> a écrit : », "On Mon, … wrote:", on one line or folded on two.
_WROTE = re.compile(r"^(?:le|on)\b.{4,300}(?:a écrit|wrote)\s*:?$", re.IGNORECASE)
#: From here on all is quoted, without a mark on each line (Outlook and its kin), or is a signature.
_BELOW = re.compile(
    r"^(?:-- ?|_{10,}"
    r"|-{2,}\s*(?:message d[’']origine|original message|message transféré|forwarded message)\s*-{2,}"
    r"|(?:de|from)\s?:\s.*@.*)$",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\n{3,}")


def without_quotes(text: str, mark: str = "") -> str:
    """What is left; "" when all was quoted. `mark` is a line of ours: it and what is below were quoted."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").split("\n")
    kept: list[str] = []
    for number, line in enumerate(lines):
        said = line.strip()
        if (mark and mark in line) or _BELOW.match(said):
            break
        if said.startswith(">") or _introduces(lines, number):
            continue
        kept.append(line.rstrip())
    return _SPACES.sub("\n\n", "\n".join(kept)).strip()


def _introduces(lines: list[str], number: int) -> bool:
    """Whether this line, alone or with a neighbour, says who wrote what is quoted below."""
    here = lines[number].strip()
    after = lines[number + 1].strip() if number + 1 < len(lines) else ""
    before = lines[number - 1].strip() if number else ""
    if not any(one.strip().startswith(">") for one in lines[number + 1 : number + 4]):
        return False  # a sentence of the person that begins as mail programs do
    return any(_WROTE.match(said[:400]) is not None for said in (here, f"{here} {after}", f"{before} {here}"))
