"""All the pages of a catalogue, one after the other, never in circles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from terreau.catalogue.dcat.reading.limits import Limits
from terreau.catalogue.dcat.reading.page import read_page
from terreau.catalogue.dcat.refusals import Loop, Nothing, TooLarge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from terreau.catalogue.dcat.model import Page


@dataclass(frozen=True)
class Fetched:
    """What stands at an address: its bytes, its announced type, the address where it was in the end."""

    content: bytes
    content_type: str = ""
    url: str = ""


def walk(url: str, fetch: Callable[[str], Fetched], limits: Limits = Limits()) -> Iterator[Page]:  # noqa: B008
    """The pages of the catalogue at `url`; a page is read when it is asked for.

    Raises `CatalogueRefusal`, and whatever `fetch` raises. What was given before stands; but only a walk that
    ends says which data sets are no longer there.
    """
    seen: set[str] = set()
    count = 0
    following = url
    while following:
        if following in seen:
            raise Loop(url=following)
        if len(seen) >= limits.pages:
            raise TooLarge(
                what=(f"il a plus de {limits.pages} pages", f"it has more than {limits.pages:,} pages")
            )
        seen.add(following)
        fetched = fetch(following)
        page = read_page(
            fetched.content, fetched.url or following, content_type=fetched.content_type, limits=limits
        )
        count += len(page.datasets)
        if count > limits.datasets:
            most = limits.datasets
            raise TooLarge(
                what=(f"il a plus de {most} jeux de données", f"it has more than {most:,} data sets")
            )
        # An empty page after others is how some portals end; an empty first page is no catalogue.
        if not count and not page.left and not page.catalogue:
            raise Nothing(url=following)
        yield page
        following = page.next_url
