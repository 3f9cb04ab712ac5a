"""Names of files as people send them, made safe to show and to save anywhere."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 100
#: Refused by Windows as a name, whatever comes after a dot
#: (https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file).
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*.%]+')


def suffix_of(name: str) -> str:
    """The end of a name, in small letters, with its dot; "" when there is none."""
    last = re.split(r"[/\\]", name)[-1].rstrip(" .")
    return f".{last.rpartition('.')[2].lower()}" if "." in last else ""


def clean_stem(name: str) -> str:
    """A name without folders, end, control or direction marks, reserved signs; "" when nothing is left.

    Inner dots go too: a "bill.exe.pdf" whose end is hidden by a desktop would read "bill.exe".
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1].rstrip(" .")
    if suffix := suffix_of(last):
        last = last[: -len(suffix)]
    # Cf: marks that turn the direction of the text; Cs: halves of characters that no database keeps.
    shown = "".join(
        " " if unicodedata.category(letter)[0] == "Z" else letter
        for letter in last
        if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    stem = " ".join(_FORBIDDEN.sub("-", shown).split())[:LONGEST].strip(" -")
    return f"-{stem}" if _RESERVED.fullmatch(stem) else stem
