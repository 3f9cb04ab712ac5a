"""Write an export that MediaWiki's « Spécial:Importer » takes (version 0.11)."""

from __future__ import annotations

import datetime as dt
import re
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from terreau.commons.mediawiki.model import Site

if TYPE_CHECKING:
    from collections.abc import Iterable

    from terreau.commons.mediawiki.model import Page, Revision

_NAMESPACE = "http://www.mediawiki.org/xml/export-0.11/"
_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_dump(
    file: IO[bytes], pages: Iterable[tuple[Page, Iterable[Revision]]], site: Site | None = None
) -> None:
    """Write pages with their revisions, oldest first, as they come."""
    site = site or Site()

    def put(text: str) -> None:
        file.write(text.encode("utf-8"))

    put(f'<mediawiki xmlns="{_NAMESPACE}" version="0.11" xml:lang="fr">\n  <siteinfo>\n')
    for tag, said in (("sitename", site.name), ("base", site.base), ("generator", site.generator)):
        put(f"    <{tag}>{_text(said)}</{tag}>\n" if said else "")
    put("    <case>first-letter</case>\n  </siteinfo>\n")
    for page, revisions in pages:
        put(f"  <page>\n    <title>{_text(page.title)}</title>\n    <ns>{page.namespace}</ns>\n")
        put(f"    <id>{page.id}</id>\n" if page.id is not None else "")
        put(f"    <redirect title={quoteattr(_sayable(page.redirect))} />\n" if page.redirect else "")
        for revision in revisions:
            put(_revision(revision))
        put("  </page>\n")
    put("</mediawiki>\n")


def _revision(revision: Revision) -> str:
    tag = "ip" if revision.anonymous else "username"
    who = f"<{tag}>{_text(revision.contributor)}</{tag}>"
    size = len(revision.text.encode("utf-8", "ignore"))
    lines = [
        "    <revision>",
        f"      <id>{revision.id}</id>" if revision.id is not None else "",
        f"      <parentid>{revision.parent}</parentid>" if revision.parent is not None else "",
        f"      <timestamp>{_moment(revision.timestamp)}</timestamp>" if revision.timestamp else "",
        f"      <contributor>{who}</contributor>"
        if revision.contributor
        else '      <contributor deleted="deleted" />',
        "      <minor />" if revision.minor else "",
        f"      <comment>{_text(revision.comment)}</comment>" if revision.comment else "",
        f"      <model>{_text(revision.model)}</model>",
        "      <format>text/x-wiki</format>",
        f'      <text bytes="{size}" xml:space="preserve">{_text(revision.text)}</text>',
        "    </revision>",
    ]
    return "\n".join(filter(None, lines)) + "\n"


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(text: str) -> str:
    return escape(_sayable(text)).replace("\r", "&#13;")


def _sayable(text: str) -> str:
    """Without what XML 1.0 cannot say."""
    return _UNSAYABLE.sub("", text)
