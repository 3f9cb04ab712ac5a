"""MediaWiki's XML export (https://www.mediawiki.org/wiki/Help:Export), read as a stream.

Versions 0.3 to 0.11 differ by elements that are added. expat reads 64 kB at a time; a document type is refused
as soon as it opens, so that no entity is ever declared; what is not needed is never collected.
"""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import IO, TYPE_CHECKING
from xml.parsers import expat

from terreau.commons.mediawiki.caps import DEFAULT_CAPS, Caps
from terreau.commons.mediawiki.model import Page, Revision, Site
from terreau.commons.mediawiki.refusals import DumpRefused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terreau.saying import Both

_NO_EXPORT: Both = (
    "Ce fichier n’est pas un export XML de MediaWiki.",
    "This file is not an XML export of MediaWiki.",
)
_FEWER: Both = ("Exportez moins de pages à la fois.", "Export fewer pages at a time.")
_CHUNK = 65_536
_SHORT = {
    *("sitename", "base", "generator", "namespace", "title", "ns", "id", "parentid", "timestamp", "username"),
    *("ip", "comment", "model", "format"),
}
_ROOTS = ("http://www.mediawiki.org/xml/export-0.", "http://www.mediawiki.org/xml/export-1.")


class Dump:
    """One export. `site` is known once the first page was read; the stream is read once."""

    def __init__(self, file: IO[bytes], caps: Caps = DEFAULT_CAPS) -> None:
        self._file = file
        self._caps = caps
        self._state = _State(caps)

    @property
    def site(self) -> Site:
        return self._state.site

    def revisions(self) -> Iterator[tuple[Page, Revision]]:
        """Every revision with its page, as they stand in the file. Raises DumpRefused."""
        state, total = self._state, 0
        parser = state.parser()
        while True:
            chunk = self._file.read(_CHUNK)
            total += len(chunk)
            if total > self._caps.file:
                raise DumpRefused(
                    (
                        f"L’export pèse plus de {self._caps.file // 1_000_000} Mo.",
                        f"The export weighs more than {self._caps.file // 1_000_000} MB.",
                    ),
                    _FEWER,
                )
            try:
                parser.Parse(chunk, not chunk)
            except expat.ExpatError as wrong:
                raise DumpRefused(
                    (
                        f"L’export est coupé ou abîmé, à la ligne {wrong.lineno}.",
                        f"The export is cut short or damaged, at line {wrong.lineno}.",
                    )
                    if state.rooted
                    else _NO_EXPORT
                ) from wrong
            yield from state.take()
            if not chunk:
                return

    def pages(self) -> Iterator[tuple[Page, Iterator[Revision]]]:
        """Each page with its revisions; take them before asking the next page."""
        for page, pairs in groupby(self.revisions(), key=lambda pair: pair[0]):
            yield page, (revision for _, revision in pairs)


class _State:
    """Where the parser is, and what was collected of the revision under way."""

    def __init__(self, caps: Caps) -> None:
        self.caps = caps
        self.rooted = False
        self.site = Site()
        self._path: list[str] = []
        self._done: list[tuple[Page, Revision]] = []
        self._text: list[str] | None = None
        self._room = 0
        self._cut = False
        self._page: dict[str, str] = {}
        self._revision: dict[str, str] = {}
        self._flags: set[str] = set()
        self._namespace = ""
        self._spoken: dict[str, str] = {}
        self._namespaces: dict[int, str] = {}
        self._pages = self._revisions = 0

    def parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartDoctypeDeclHandler = _no_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        return parser

    def take(self) -> list[tuple[Page, Revision]]:
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if not self.rooted:
            if tag != "mediawiki" or not (space == "" or space.startswith(_ROOTS)):
                raise DumpRefused(_NO_EXPORT)
            self.rooted = True
        self._path.append(tag)
        if len(self._path) > self.caps.depth:
            raise DumpRefused(
                (
                    f"L’export a plus de {self.caps.depth} niveaux.",
                    f"The export has more than {self.caps.depth} levels.",
                )
            )
        if tag in ("page", "revision"):
            self._open(tag)
        elif tag in ("redirect", "minor", "namespace"):
            self._note(tag, attributes)
        if "deleted" in attributes:
            self._flags.add(f"deleted {tag}")
        if tag == "text" or tag in _SHORT:
            self._text, self._room = [], self.caps.text if tag == "text" else self.caps.short

    def _open(self, tag: str) -> None:
        if tag == "revision":
            self._revision, self._flags, self._cut = {}, set(), False
            return
        self._page, self._pages = {}, self._pages + 1
        if self._pages > self.caps.pages:
            raise DumpRefused(
                (
                    f"L’export a plus de {self.caps.pages} pages.",
                    f"The export has more than {self.caps.pages:,} pages.",
                ),
                _FEWER,
            )

    def _note(self, tag: str, attributes: dict[str, str]) -> None:
        """What is said by the presence of an element, or by its attributes."""
        if tag == "redirect":
            self._page["redirect"] = attributes.get("title", "")[: self.caps.short]
        elif tag == "minor":
            self._flags.add("minor")
        else:
            self._namespace = attributes.get("key", "")

    def _data(self, text: str) -> None:
        if self._text is None:
            return
        if len(text) > self._room:
            self._cut = self._cut or self._path[-1] == "text"
            text = text[: self._room]
        self._room -= len(text)
        if text:
            self._text.append(text)

    def _end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        said, self._text = "".join(self._text or []), None
        parent = self._path[-2] if len(self._path) > 1 else ""
        self._path.pop()
        if tag in _SHORT or tag == "text":
            self._said(tag, parent, said if tag == "text" else said.strip())
        elif tag == "siteinfo":
            self.site = Site(
                self._spoken.get("sitename", ""),
                self._spoken.get("base", ""),
                self._spoken.get("generator", ""),
                self._namespaces,
            )
        elif tag == "revision":
            self._close()

    def _said(self, tag: str, parent: str, said: str) -> None:
        if tag == "namespace":
            if (number := _number(self._namespace)) is not None:
                self._namespaces[number] = said
        elif parent == "siteinfo":
            self._spoken[tag] = said
        elif parent == "page":
            self._page[tag] = said
        elif parent == "revision" or (parent == "contributor" and tag != "id"):
            self._revision[tag] = said
        elif parent == "content" and tag == "text":
            self._revision.setdefault("text", said)  # other slots of a page (0.11) are not its text

    def _close(self) -> None:
        self._revisions += 1
        if self._revisions > self.caps.revisions:
            raise DumpRefused(
                (
                    f"L’export a plus de {self.caps.revisions} versions.",
                    f"The export has more than {self.caps.revisions:,} versions.",
                ),
                _FEWER,
            )
        title, said = self._page.get("title", ""), self._revision
        if not title:
            raise DumpRefused(
                ("Une page de l’export n’a pas de titre.", "A page of the export has no title.")
            )
        page = Page(
            title,
            _number(self._page.get("ns", "0")) or 0,
            _number(self._page.get("id", "")),
            self._page.get("redirect", ""),
        )
        name = said.get("username", "") or said.get("ip", "")
        self._done.append(
            (
                page,
                Revision(
                    text=said.get("text", "").replace("\r\n", "\n"),
                    timestamp=_moment(said.get("timestamp", "")),
                    contributor=name,
                    anonymous=not said.get("username") and bool(name),
                    comment=said.get("comment", ""),
                    minor="minor" in self._flags,
                    id=_number(said.get("id", "")),
                    parent=_number(said.get("parentid", "")),
                    model=said.get("model", "") or "wikitext",
                    truncated=self._cut,
                    hidden="deleted text" in self._flags,
                ),
            )
        )


def _no_doctype(*_: object) -> None:
    raise DumpRefused(
        (
            "L’export déclare un type de document : un export de MediaWiki n’en a jamais.",
            "The export declares a document type: an export of MediaWiki never has one.",
        )
    )


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.removeprefix("-").isdigit() and len(said) < 19 else None  # noqa: PLR2004 - fits 64 bits


def _moment(said: str) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
