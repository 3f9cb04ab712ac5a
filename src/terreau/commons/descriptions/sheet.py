"""What the three standards share, in plain values: what a description is written from, and read into."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

#: How far it is, in the words of publiccode.yml, which the two others translate.
Status = Literal["concept", "development", "beta", "stable", "obsolete"]


@dataclass(frozen=True)
class Agent:
    """A person or an organisation; `uri` identifies it (an address or a URN)."""

    name: str
    person: bool = False
    uri: str = ""
    email: str = ""


@dataclass(frozen=True)
class Sheet:
    """A commons as a description tells it. Empty means not said; addresses are full, dates are ISO 8601 days.

    `licence` is an SPDX expression when a file is written, and what the file says when one is read. `page` is
    where the commons is shown, `repository` where its sources are.
    """

    name: str
    summary: str = ""
    story: str = ""
    language: str = "fr"
    page: str = ""
    repository: str = ""
    licence: str = ""
    version: str = ""
    released: str = ""
    created: str = ""
    status: Status | None = None
    holders: tuple[Agent, ...] = ()
    contributors: tuple[Agent, ...] = ()
    contacts: tuple[Agent, ...] = ()
    funders: tuple[Agent, ...] = ()
    users: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    based_on: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    documentation: str = ""
    image: str = ""
    #: Words of publiccode.yml that only software has.
    platforms: tuple[str, ...] = ()
    software_type: str = ""
    #: Levels of Open Know-How that only hardware has.
    technology_level: str = ""
    documentation_level: str = ""
    parts: tuple[tuple[str, str], ...] = field(default=())  # name, source
