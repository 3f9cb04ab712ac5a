"""What an archive holds. Moments are ISO 8601 with offset; people are named by `Contributor.id`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


@dataclass(frozen=True)
class Origin:
    """Where a commons comes from: an instance, its page there, and the version that was carried away."""

    instance: str
    commons: str
    title: str = ""
    version: str = ""
    taken_at: str = ""
    #: The public key of the instance that signed, in base64; said by the reader for the last origin.
    signer: str = ""


@dataclass(frozen=True)
class Contributor:
    """Who is to be credited. Nothing else of a person is carried away."""

    id: str
    name: str
    kind: str = "person"
    uri: str = ""


@dataclass(frozen=True)
class Revision:
    """One version of a page. `id` and `parent` stay the same from fork to fork: merging back finds them."""

    id: str
    text: str
    at: str
    by: str = ""
    comment: str = ""
    parent: str = ""


@dataclass(frozen=True)
class Page:
    slug: str
    title: str
    revisions: Iterable[Revision] = ()


@dataclass(frozen=True)
class File:
    """One file. `read` gives its bytes in pieces, as often as it is asked. `id` names it at its origin."""

    name: str
    read: Callable[[], Iterator[bytes]]
    type: str = "application/octet-stream"
    title: str = ""
    licence: str = ""
    by: str = ""
    size: int = 0
    id: str = ""
    description: str = ""
    caption: str = ""
    at: str = ""


@dataclass(frozen=True)
class Contents:
    """All of a commons. `sheet` and `sections` are plain JSON that the reader gives back as they are.

    `licence` is `{"said", "spdx", "open"}`; `lineage` the origins before this one, oldest first; `sections`
    what else is carried away (rules, decisions, ledger, components), by name.
    """

    origin: Origin
    sheet: Mapping[str, Any]
    licence: Mapping[str, Any]
    contributors: Iterable[Contributor] = ()
    pages: Iterable[Page] = ()
    files: Iterable[File] = ()
    sections: Mapping[str, Any] = field(default_factory=dict)
    lineage: tuple[Origin, ...] = ()
