"""What an export may weigh. MediaWiki itself refuses a page above 2 MB ($wgMaxArticleSize)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Caps:
    """Counts and sizes; bytes for `file`, characters for texts."""

    file: int = 1_100_000_000
    text: int = 2_200_000
    #: Titles, names, comments.
    short: int = 2_000
    pages: int = 200_000
    revisions: int = 2_000_000
    #: Elements inside one another; an export has seven levels.
    depth: int = 16
    #: Templates inside one another, and templates in one text.
    nesting: int = 40
    templates: int = 5_000


DEFAULT_CAPS = Caps()
