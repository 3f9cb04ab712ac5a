"""Pages of a commons: found, linked, read as HTML with their contents."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

from terreau.commons.errors import UnknownPageError
from terreau.commons.models import Commons, PageLink, WikiPage
from terreau.foundation.markdown import headings, led_to, plain, render
from terreau.participation.kinds import refuse_hidden, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet
    from django.utils.safestring import SafeString

    from terreau.foundation.markdown import Heading

#: Words under /pages/ that are not those of a page.
RESERVED = frozenset({"ecrire", "apporter"})
#: Links of one page that are followed, and pages shown in a list.
MOST_LINKS, PAGE_SIZE, MOST_PRINTED = 200, 100, 60
#: Headings from which a page has a table of contents.
ENOUGH_HEADINGS = 3
_COMMONS = "commun:"


@dataclass(frozen=True)
class Read:
    """A page ready to be read."""

    html: SafeString
    contents: Sequence[Heading]


def slug_of_title(title: str) -> str:
    """The word of a title in addresses."""
    return slugify(title)[:120].strip("-")


def page(commons: Commons, slug: str) -> WikiPage:
    """A page of a commons; raises UnknownPageError, HiddenThingError."""
    found = WikiPage.objects.filter(commons=commons, slug=slug).select_related("commons").first()
    if found is None:
        raise UnknownPageError
    refuse_hidden("commons.wikipage", found.pk)
    return found


def pages_of(commons: Commons) -> QuerySet[WikiPage]:
    """Pages of a commons that everyone may read, by title, without their texts."""
    shown = visible(WikiPage.objects.filter(commons=commons)).order_by("title", "pk")
    return shown.only("commons_id", "slug", "title", "changed_at", "version")


def page_of(commons: Commons, number: int | str) -> Page[WikiPage]:
    """One page of the list of them. Two SQL queries."""
    return Paginator(pages_of(commons), PAGE_SIZE).get_page(number)


def whole_pages(commons: Commons) -> list[WikiPage]:
    """The same with their texts, in the order they were made: a booklet."""
    return list(visible(WikiPage.objects.filter(commons=commons)).order_by("pk")[:MOST_PRINTED])


def listed() -> QuerySet[WikiPage]:
    """Every page that everyone may read, whatever its commons."""
    shown = visible(Commons.objects.order_by()).values("pk")
    pages = visible(WikiPage.objects.filter(commons__in=shown))
    return pages.select_related("commons").order_by("-changed_at", "-pk")


def first_words(one: WikiPage) -> str:
    """How a page begins."""
    return shorten(plain(one.text[:2000]), 180, placeholder=" …")


def read(one: WikiPage) -> Read:
    """A page as HTML, its links followed: at most two SQL queries."""
    found = _there(one.commons_id, led_to(one.text)[:MOST_LINKS])
    html = render(one.text, anchors=True, lead=found.get)
    contents = headings(one.text)
    return Read(html, contents if len(contents) >= ENOUGH_HEADINGS else ())


def booklet(commons: Commons) -> list[tuple[WikiPage, SafeString]]:
    """The pages of a commons as HTML, in the order they were made; three SQL queries."""
    pages = whole_pages(commons)
    said = list(dict.fromkeys(word for one in pages for word in led_to(one.text)))
    found = _there(commons.pk, said[: MOST_LINKS * 5])
    return [(one, render(one.text, level=3, lead=found.get)) for one in pages]


def leading_here(one: WikiPage) -> list[WikiPage]:
    """Pages that lead to this one. One SQL query."""
    links = PageLink.objects.filter(commons_id=one.commons_id, slug=one.slug).exclude(page=one)
    return list(
        visible(WikiPage.objects.filter(pk__in=links.values("page_id")))
        .only("commons_id", "slug", "title")
        .order_by("title", "pk")[:50]
    )


def targets_of(one: WikiPage) -> list[tuple[int, str]]:
    """Where a page leads: numbers of commons that are there, and slugs of pages, there or not yet."""
    said = led_to(one.text)[:MOST_LINKS]
    named = _commons_named([word for word in said if _is_commons(word)])
    found: list[tuple[int, str]] = []
    for word in said:
        if not _is_commons(word):
            if slug := slug_of_title(word):
                found.append((one.commons_id, slug))
        elif (pk := named.get(_parts(word)[0])) is not None:
            found.append((pk, slug_of_title(_parts(word)[1])))
    return list(dict.fromkeys(found))


def _there(commons: int, said: Sequence[str]) -> Mapping[str, str]:
    """The address of each thing said between double brackets; a page not written yet leads to writing it."""
    addresses: dict[str, str] = {}
    named = _commons_named([word for word in said if _is_commons(word)])
    slugs = {slug_of_title(word) for word in said if not _is_commons(word)}
    written = set(
        WikiPage.objects.filter(commons_id=commons, slug__in=slugs).order_by().values_list("slug", flat=True)
        if slugs
        else ()
    )
    for word in said:
        if _is_commons(word):
            name, title = _parts(word)
            if (pk := named.get(name)) is not None:
                at = reverse("commons:commons", args=(pk,))
                addresses[word] = (
                    reverse("commons:page", args=(pk, slug)) if (slug := slug_of_title(title)) else at
                )
        elif slug := slug_of_title(word):
            known = reverse("commons:page", args=(commons, slug))
            addresses[word] = (
                known if slug in written else f"{reverse('commons:write-page', args=(commons,))}?page={slug}"
            )
    return addresses


def _is_commons(word: str) -> bool:
    return word.lower().startswith(_COMMONS)


def _parts(word: str) -> tuple[str, str]:
    """`commun:12/Page`: the commons as said, and the page of it, "" for none."""
    name, _slash, title = word[len(_COMMONS) :].partition("/")
    return name.strip().casefold(), title.strip()


def _commons_named(words: Iterable[str]) -> dict[str, int]:
    """The commons of each name or number said, among those everyone may read. One SQL query."""
    said = {_parts(word)[0] for word in words}
    if not said:
        return {}
    numbers = {int(name) for name in said if name.isascii() and name.isdigit() and len(name) < 18}  # noqa: PLR2004
    asked = Q(pk__in=numbers)
    for name in said:
        asked |= Q(title__iexact=name)
    found: dict[str, int] = {}
    rows: Any = visible(Commons.objects.filter(asked)).order_by("-pk").values_list("pk", "title")
    for pk, title in rows:
        found[str(pk)] = pk
        found[title.casefold()] = pk
    return found
