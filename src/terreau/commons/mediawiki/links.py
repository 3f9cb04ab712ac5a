"""`[[…]]`: pages, files, categories, semantic properties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from terreau.commons.mediawiki.inline import escaped, external

if TYPE_CHECKING:
    from terreau.commons.mediawiki.inline import Stash
    from terreau.commons.mediawiki.model import Converted, Site

_FILES = frozenset(["fichier", "file", "image", "média", "media"])
_CATEGORIES = frozenset(["catégorie", "categorie", "category"])
#: Signs of one link, caption included.
_LONGEST = 4_000
_LAYOUT = re.compile(
    r"\d{0,5}(x\d{1,5})?px|thumb|thumbnail|vignette|frame|cadre|frameless|sans_cadre|border|bordure|left|right|center"
    r"|centré|gauche|droite|none|néant|(alt|link|lien|page|class|upright|redresse|lang)=.*|upright|redresse",
    re.IGNORECASE,
)


def take_links(text: str, site: Site, found: Converted, stash: Stash) -> str:
    """The text with every link put aside as Markdown; brackets that do not match are words."""
    pieces, end = [], 0
    for start, stop in _outermost(text):
        pieces.append(text[end:start])
        said = _link(text[start + 2 : stop - 2], site, found)
        pieces.append(stash.put(said) if said else "")
        end = stop
    pieces.append(text[end:])
    return "".join(pieces)


def _outermost(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for mark in re.finditer(r"\[\[|\]\]", text):
        if mark[0] == "[[":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if mark.end() - start <= _LONGEST:
                while spans and spans[-1][0] > start:
                    spans.pop()
                spans.append((start, mark.end()))
    return spans


def _link(inside: str, site: Site, found: Converted) -> str:
    target, _, rest = inside.partition("|")
    target = " ".join(target.replace("_", " ").split())
    space, colon, name = target.lstrip(":").partition(":")
    if "::" in target and not target.startswith(":"):
        return _property(target, rest, found)
    if colon and not target.startswith(":"):
        if _in(space, 6, _FILES, site):
            return _file(name.strip(), rest, site, found)
        if _in(space, 14, _CATEGORIES, site):
            found.categories.append(name.strip())
            return ""
    page, _, part = target.lstrip(":").partition("#")
    label = _words(rest)
    if not page:
        return escaped(label or part)
    if re.search(r"[\[\]{}|<>\n\x00]|^(javascript|data|vbscript|file)\s*:", page, re.IGNORECASE):
        return escaped(f"[[{inside}]]")
    found.links.append(page)
    return f"[[{page}|{label}]]" if label and label != page else f"[[{page}]]"


def _in(space: str, number: int, usual: frozenset[str], site: Site) -> bool:
    said = space.strip().lower()
    return said in usual or said == site.namespaces.get(number, "").lower() != ""


def _property(target: str, rest: str, found: Converted) -> str:
    """Semantic MediaWiki: [[Property::value|words shown]]."""
    *names, value = [part.strip() for part in target.split("::")]
    for name in names:
        if name:
            found.fields.setdefault(name, []).append(escaped(value))
    return escaped(_words(rest) or value)


def _file(name: str, rest: str, site: Site, found: Converted) -> str:
    """A file as a link to its page on the wiki, with its caption."""
    found.files.append(name)
    captions = [part for part in _parts(rest) if part.strip() and not _LAYOUT.fullmatch(part.strip())]
    words = _words(captions[-1]) if captions else ""
    address = site.address_of(f"Fichier:{name}")
    said = f"{name} : {words}" if words else name
    return external(address, said) if address else escaped(said)


def _parts(rest: str) -> list[str]:
    """Split at bars that stand in no link of the caption."""
    parts, depth, start = [], 0, 0
    for mark in re.finditer(r"\[\[|\]\]|\|", rest):
        depth += {"[[": 1, "]]": -1}.get(mark[0], 0)
        if mark[0] == "|" and depth <= 0:
            parts.append(rest[start : mark.start()])
            start = mark.end()
    return [*parts, rest[start:]]


def _words(said: str) -> str:
    """Only the words of a label: our links take no other marks."""
    said = re.sub(r"\[\[(?:[^\[\]|]{0,500}\|)?([^\[\]|]{0,500})\]\]", r"\1", said)
    said = re.sub("'{2,5}|<[^<>]{0,300}>|\x00[ST]\\d+\x00", "", said)
    return " ".join(re.sub(r"[\[\]|]", "", said).split())
