"""What an import would bring, without bringing anything."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from terreau.commons.mediawiki.conversion import converted
from terreau.commons.mediawiki.dump import Dump
from terreau.commons.mediawiki.model import Site
from terreau.saying import say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from typing import IO

    from terreau.commons.mediawiki.model import Page, Revision
    from terreau.saying import Both

#: Names kept of each sort; the counts go on.
_KEPT = 5_000
_SHOWN = 15


@dataclass
class Report:
    """Counts and names; `lines` says it in French, `as_data` to a program."""

    site: Site = field(default_factory=Site)
    pages: int = 0
    revisions: int = 0
    redirects: int = 0
    namespaces: Counter[int] = field(default_factory=Counter)
    contributors: Counter[str] = field(default_factory=Counter)
    anonymous: int = 0
    hidden: int = 0
    truncated: int = 0
    first: dt.datetime | None = None
    last: dt.datetime | None = None
    templates: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    files: list[str] = field(default_factory=list)
    too_long: list[str] = field(default_factory=list)
    not_wikitext: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        return {
            "site": {"name": self.site.name, "base": self.site.base, "generator": self.site.generator},
            "pages": self.pages,
            "revisions": self.revisions,
            "redirects": self.redirects,
            "namespaces": {str(number): count for number, count in sorted(self.namespaces.items())},
            "contributors": len(self.contributors),
            "anonymous": self.anonymous,
            "hidden": self.hidden,
            "truncated": self.truncated,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "templates": dict(self.templates.most_common(_KEPT)),
            "fields": dict(self.fields.most_common(_KEPT)),
            "unknown": dict(self.unknown.most_common(_KEPT)),
            "files": self.files,
            "too_long": self.too_long,
            "not_wikitext": self.not_wikitext,
            "titles": self.titles,
        }

    def lines(self, lang: str = "fr") -> Iterator[str]:
        """The report, one sentence a line; `lang` is "fr", or any other for English."""
        counted = {
            "name": self.site.name or ("Wiki sans nom", "Wiki without a name"),
            "pages": self.pages,
            "revisions": self.revisions,
            "people": len(self.contributors),
            "anonymous": self.anonymous,
            "redirects": self.redirects,
            "templates": _names(self.templates),
            "unknown": _names(self.unknown),
            "too_long": _first(self.too_long),
            "not_wikitext": _first(self.not_wikitext),
            "files": len(self.files),
            "hidden": self.hidden,
            "truncated": self.truncated,
        }
        said = (
            (True, _COUNTED),
            (self.anonymous, _ANONYMOUS),
            (self.redirects, _REDIRECTS),
            (self.templates, _TEMPLATES),
            (self.unknown, _UNKNOWN),
            (self.too_long, _TOO_LONG),
            (self.not_wikitext, _NOT_WIKITEXT),
            (self.files, _FILES),
            (self.hidden or self.truncated, _HIDDEN),
        )
        yield from (say(sentence, counted, lang) for there, sentence in said if there)


_COUNTED: Both = (
    "{name} : {pages} pages, {revisions} versions, {people} contributeurs.",
    "{name}: {pages} pages, {revisions} versions, {people} contributors.",
)
_ANONYMOUS: Both = (
    "{anonymous} versions viennent d’adresses IP : leur auteur sera « anonyme ».",
    "{anonymous} versions come from IP addresses: their author will be “anonymous”.",
)
_REDIRECTS: Both = ("{redirects} pages renvoient à une autre.", "{redirects} pages lead to another one.")
_TEMPLATES: Both = (
    "Modèles lus comme des fiches : {templates}.",
    "Templates read as sheets: {templates}.",
)
_UNKNOWN: Both = ("Gardé comme du texte : {unknown}.", "Kept as text: {unknown}.")
_TOO_LONG: Both = ("Pages trop longues : {too_long}.", "Pages that are too long: {too_long}.")
_NOT_WIKITEXT: Both = (
    "Pages qui ne sont pas du wikitexte : {not_wikitext}.",
    "Pages that are not wikitext: {not_wikitext}.",
)
_FILES: Both = (
    "{files} fichiers sont nommés : un export XML ne les contient pas, des liens y mènent.",
    "{files} files are named: an XML export does not hold them, links lead to them.",
)
_HIDDEN: Both = (
    "{hidden} versions sont cachées par le wiki, {truncated} sont coupées car trop longues.",
    "{hidden} versions are hidden by the wiki, {truncated} are cut because they are too long.",
)


def _first(names: list[str]) -> str:
    return f"{', '.join(names[:_SHOWN])}{'…' if len(names) > _SHOWN else ''}"


def look(file: IO[bytes], *, longest: int = 50_000, namespaces: tuple[int, ...] | None = None) -> Report:
    """Read a whole export and say what is in it. `longest` is what a page may hold once in Markdown.

    `namespaces` are those that would be imported; the others are only counted. Raises DumpRefused.
    """
    dump, report = Dump(file), Report()
    for page, revisions in dump.pages():
        report.site = dump.site
        report.pages += 1
        report.namespaces[page.namespace] += 1
        wanted = namespaces is None or page.namespace in namespaces
        latest: Revision | None = None
        for revision in revisions:
            _count(report, revision)
            if latest is None or _newer(revision, latest):
                latest = revision
        if wanted and latest is not None:
            _look_at(report, page, latest, longest)
    report.site = dump.site
    return report


def _count(report: Report, revision: Revision) -> None:
    report.revisions += 1
    report.anonymous += revision.anonymous
    report.hidden += revision.hidden
    report.truncated += revision.truncated
    if revision.contributor and not revision.anonymous and len(report.contributors) < _KEPT * 20:
        report.contributors[revision.contributor] += 1
    if revision.timestamp:
        report.first = min(report.first or revision.timestamp, revision.timestamp)
        report.last = max(report.last or revision.timestamp, revision.timestamp)


def _newer(one: Revision, other: Revision) -> bool:
    if one.timestamp and other.timestamp:
        return one.timestamp >= other.timestamp
    return True


def _look_at(report: Report, page: Page, latest: Revision, longest: int) -> None:
    _keep(report.titles, page.title)
    if latest.model != "wikitext":
        _keep(report.not_wikitext, page.title)
        return
    found = converted(latest.text, report.site)
    report.redirects += bool(page.redirect or found.redirect)
    report.templates.update(found.templates)
    report.fields.update(found.fields.keys())
    report.unknown.update(found.unknown)
    for name in found.files:
        _keep(report.files, name)
    if len(found.markdown) > longest:
        _keep(report.too_long, page.title)


def _keep(names: list[str], name: str) -> None:
    if len(names) < _KEPT:
        names.append(name)


def _names(counts: Counter[str]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in counts.most_common(_SHOWN))
