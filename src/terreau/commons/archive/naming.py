"""Names of members: ours alone, so that no name of the outside ever reaches a disk."""

from __future__ import annotations

import re
import unicodedata

MANIFEST = "manifest.json"
SIGNATURE = "signature.json"
README = "LISEZMOI.md"
SHEET = "commun.json"
CONTRIBUTORS = "contributeurs.json"
PAGES = "pages.json"
FILES = "fichiers.json"
#: Two levels at most, lower case, no dot in front: nothing that a file system reads otherwise.
_SAFE = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}(\.[A-Za-z0-9]{1,10}){0,2}(/[a-z0-9][a-z0-9_-]{0,99}(\.[a-z0-9]{1,10}){0,2})?"
)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def is_safe(name: str) -> bool:
    """Whether a member may be called so on any system."""
    return bool(_SAFE.fullmatch(name)) and not any(_RESERVED.fullmatch(part) for part in name.split("/"))


def member_name(folder: str, number: int, said: str, end: str = "") -> str:
    """A name that is unique by its number and readable by what was said."""
    stem, dot, kind = said.rpartition(".")
    split = unicodedata.normalize("NFKD", (stem if dot and not end else said).lower())
    words = re.sub(r"[^a-z0-9]+", "-", "".join(sign for sign in split if not unicodedata.combining(sign)))
    ending = end or (f".{kind.lower()}" if dot and re.fullmatch(r"[A-Za-z0-9]{1,10}", kind) else "")
    return f"{folder}/{number:05}-{words.strip('-')[:60] or 'sans-nom'}{ending}"
