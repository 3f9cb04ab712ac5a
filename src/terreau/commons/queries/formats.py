"""A commons in the standard of its kind: publiccode.yml, CodeMeta, Open Know-How."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from terreau.commons.descriptions import Agent, Sheet, write_codemeta, write_okh, write_publiccode
from terreau.commons.models import Kind, LinkSort, Maturity, Member, Role, Use
from terreau.foundation.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.utils.functional import Promise

    from terreau.commons.descriptions import Status, Written
    from terreau.commons.models import Commons


@dataclass(frozen=True)
class Format:
    """A file that describes a commons: its name, what it is, for which kind, how it is written."""

    name: str
    title: str
    media_type: str
    kind: Kind
    write: Callable[[Sheet], Written]


FORMATS = (
    Format("publiccode.yml", "publiccode.yml", "application/yaml", Kind.SOFTWARE, write_publiccode),
    Format("codemeta.json", "CodeMeta", "application/ld+json", Kind.SOFTWARE, write_codemeta),
    Format("okh.toml", "Open Know-How", "application/toml", Kind.HARDWARE, write_okh),
)
_STATUS = {
    Maturity.IDEA: "concept",
    Maturity.TRIED: "beta",
    Maturity.USED: "stable",
    Maturity.SPREAD: "stable",
    Maturity.ASLEEP: "obsolete",
}
#: What a standard asks and a sheet may lack, in the words of the sheet.
_MISSING = {
    "url": _("l’adresse du code source"),
    "repo": _("l’adresse des plans ou du dépôt"),
    "name": _("un nom"),
    "legal": _("une licence"),
    "legal.license": _("une licence que la liste SPDX connaît"),
    "license": _("une licence que la liste SPDX connaît"),
    "licensor": _("qui porte le commun"),
    "function": _("à quoi il sert"),
}


@dataclass(frozen=True)
class Offered:
    """A file that a commons gives: its address, and what lacks for its standard, in words."""

    title: str
    url: str
    media_type: str
    missing: Sequence[str | Promise]


def formats_of(commons: Commons) -> list[Format]:
    """The standards of its kinds."""
    return [one for one in FORMATS if one.kind.value in commons.kinds]


def offered_by(commons: Commons) -> list[Offered]:
    """The files it gives; three SQL queries, none for a commons of another kind."""
    wanted = formats_of(commons)
    sheet = sheet_for(commons) if wanted else None
    return [
        Offered(
            one.title,
            reverse("commons:description", args=(commons.pk, one.name)),
            one.media_type,
            list(dict.fromkeys(_MISSING.get(key, key) for key in one.write(sheet).missing)),
        )
        for one in wanted
        if sheet is not None
    ]


def sheet_for(commons: Commons) -> Sheet:
    """A commons in the values that the standards share; nobody's address is in it. Three SQL queries."""
    holders = Member.objects.filter(commons=commons, role=Role.HOLDER, until=None)
    uses = Use.objects.filter(commons=commons, ended_at=None).select_related("organisation")
    parts = commons.components.order_by("pk")
    address = settings.ADDRESS + commons.get_absolute_url()
    return Sheet(
        name=commons.title,
        summary=commons.tagline,
        story=plain(commons.story),
        page=address,
        repository=_link(commons, LinkSort.SOURCE),
        licence=commons.licence_spdx,
        version=next((one.current_version for one in parts), ""),
        created=commons.opened_at.date().isoformat(),
        status=cast("Status", _STATUS[Maturity(commons.maturity)]),
        holders=tuple(
            Agent(one.organisation.public_name if one.organisation else one.name)
            for one in holders.select_related("organisation").order_by("pk")
        ),
        users=tuple(dict.fromkeys(one.who for one in uses.order_by("pk")[:200])),
        based_on=tuple(filter(None, (commons.origin.get("url", ""),))),
        documentation=_link(commons, LinkSort.DOCUMENTATION),
    )


def _link(commons: Commons, sort: LinkSort) -> str:
    return next((str(link["url"]) for link in commons.links if link.get("sort") == sort), "")
