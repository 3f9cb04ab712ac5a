"""A site, its pages, their revisions, as an export tells them; and one text once it is in Markdown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True)
class Site:
    """The wiki of an export; `base` is the address of its first page."""

    name: str = ""
    base: str = ""
    generator: str = ""
    namespaces: dict[int, str] = field(default_factory=dict)

    def address_of(self, title: str) -> str:
        """Where a page of this wiki is; "" when the export does not say where the wiki is."""
        from urllib.parse import quote

        if not self.base.startswith(("http://", "https://")):
            return ""
        return f"{self.base.rpartition('/')[0]}/{quote(title.replace(' ', '_'), safe=':/()!,-._~')}"


@dataclass(frozen=True)
class Page:
    """One page. Namespace 0 holds articles, 1 their talk, 2 people, 6 files, 10 templates, 14 categories."""

    title: str
    namespace: int = 0
    id: int | None = None
    redirect: str = ""


@dataclass(frozen=True)
class Revision:
    """One version of a page. `contributor` is "" when the wiki hid it; `anonymous` when it is an IP address.

    An IP address is personal data: whoever keeps revisions shows "anonyme" instead.
    """

    text: str
    timestamp: dt.datetime | None = None
    contributor: str = ""
    anonymous: bool = False
    comment: str = ""
    minor: bool = False
    id: int | None = None
    parent: int | None = None
    model: str = "wikitext"
    #: The text was cut at the cap, or hidden by the wiki.
    truncated: bool = False
    hidden: bool = False


@dataclass
class Converted:
    """One text. `fields` are the parameters of its templates, in Markdown; `unknown` counts what stayed as text."""

    markdown: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)
    templates: Counter[str] = field(default_factory=Counter)
    categories: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    redirect: str = ""
