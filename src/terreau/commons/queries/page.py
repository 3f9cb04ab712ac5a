"""Everything the page of one commons shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from terreau.commons.errors import LinkGoneError, UnknownCommonsError
from terreau.commons.models import Commons, JoinLink, LinkSort, Member, Role, Side, Wish
from terreau.foundation.licences import understand
from terreau.needs.models import Need
from terreau.participation.kinds import refuse_hidden, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import Promise

    from terreau.foundation.licences import Licence

#: How many needs, members, wishes a page shows; how many members are read to choose them.
MOST_SHOWN, MOST_READ = 24, 120
_RANKS = (When(role=Role.HOLDER, then=Value(0)), When(role=Role.STEWARD, then=Value(1)))


@dataclass(frozen=True)
class Person:
    """Someone of the community as everyone may read it: name, page if any, verified or only declared."""

    name: str
    url: str = ""
    standing: str = ""


@dataclass(frozen=True)
class Community:
    """Who is around a commons: who holds it, cares for it, contributes, and how many are not named."""

    holders: Sequence[Person]
    stewards: Sequence[Person]
    contributors: Sequence[Person]
    unnamed: int
    total: int


@dataclass(frozen=True)
class LinkLine:
    """A link of the sheet: what it is, where it leads, how it is called."""

    label: str | Promise
    url: str
    words: str


#: What of an organisation is read under a commons.
SIGNED = ("organisation__name", "organisation__is_hidden")


def commons(pk: int) -> Commons:
    """The commons with who opened it; raises UnknownCommonsError, HiddenThingError."""
    found = Commons.objects.select_related("opened_by", "organisation").filter(pk=pk).order_by().first()
    if found is None:
        raise UnknownCommonsError(number=pk)
    refuse_hidden("commons.commons", pk)
    return found


def voice_of(commons: Commons) -> str:
    """Who speaks, as everyone may read it; nobody for an example."""
    if commons.is_example:
        return ""
    organisation = commons.organisation
    if commons.for_someone:
        if organisation and not organisation.is_hidden:
            return _("un groupe, avec l’aide de %(name)s") % {"name": organisation.name}
        return _("un groupe, avec l’aide d’un médiateur ou d’une médiatrice")
    if organisation:
        return organisation.public_name
    return _person_or_origin(commons)


def _person_or_origin(commons: Commons) -> str:
    if commons.opened_by:
        return commons.opened_by.public_name
    if address := commons.origin.get("url", ""):
        return _("un import, repris de %(where)s") % {"where": urlsplit(str(address)).hostname or address}
    return _("une personne dont le compte n’existe plus")


def stamp_of(pk: int) -> tuple[object, ...] | None:
    """What can change what is told of a commons; None when there is no such commons. One SQL query."""
    shown = ("touched_at", "version", "opened_by__shown_name", "opened_by__shows_name", *SIGNED)
    return Commons.objects.filter(pk=pk).values_list(*shown).first()


def community_of(commons: Commons) -> Community:
    """Who is around it now, as everyone may read it. One SQL query, two more for a large community."""
    inside = Member.objects.filter(commons=commons, until=None)
    ranked = inside.annotate(rank=Case(*_RANKS, default=Value(2), output_field=IntegerField()))
    present = list(ranked.select_related("user", "organisation").order_by("rank", "since", "pk")[:MOST_READ])
    told = [(member, _told(commons, member)) for member in present]
    total, unnamed = len(present), sum(person is None for _member, person in told)
    if total == MOST_READ:
        total = inside.count()
        unnamed = total - inside.filter(_named(commons)).count()

    def those(*roles: Role) -> list[Person]:
        return [person for member, person in told if person and member.role in roles][:MOST_SHOWN]

    return Community(
        holders=those(Role.HOLDER),
        stewards=those(Role.STEWARD),
        contributors=those(Role.CONTRIBUTOR, Role.MEMBER),
        unnamed=unnamed,
        total=total,
    )


def _named(commons: Commons) -> Q:
    """Members of whom `_told` says something, for communities too large to be read whole."""
    named = Q(organisation__isnull=False) | Q(user=None) & ~Q(name="")
    named |= Q(user__shows_name=True, user__is_active=True) & ~Q(user__shown_name="")
    return named | Q(user=commons.opened_by_id) if commons.for_someone and commons.opened_by_id else named


def _told(commons: Commons, member: Member) -> Person | None:
    if member.organisation is not None and member.organisation.is_hidden:
        return Person(member.organisation.public_name)
    if member.organisation is not None:
        standing = _("organisation vérifiée") if member.organisation.verified else _("organisation déclarée")
        return Person(member.organisation.name, member.organisation.get_absolute_url(), standing)
    if member.user is None:
        return Person(member.name) if member.name else None
    if commons.for_someone and member.user_id == commons.opened_by_id:
        return Person(voice_of(commons)[:1].upper() + voice_of(commons)[1:])
    if not (member.user.shows_name and member.user.shown_name and member.user.is_active):
        return None
    return Person(member.user.public_name)


def members_of(commons: Commons) -> list[Member]:
    """Everyone who is in it now with an account, for those who are in it too. One SQL query."""
    present = Member.objects.filter(commons=commons, until=None, user__isnull=False)
    return list(present.select_related("user").order_by("since", "pk")[:200])


def invited_to(token: str) -> Commons:
    """The commons that a link leads into; raises LinkGoneError."""
    digest = hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
    links = JoinLink.objects.filter(token_sha256=digest, expires_at__gt=timezone.now())
    found = links.values_list("commons_id", flat=True).first()
    if found is None:
        raise LinkGoneError
    return commons(found)


def holder_names(commons: Commons) -> list[str]:
    """Who holds it, by name, as the form writes them again."""
    holding = Member.objects.filter(commons=commons, role=Role.HOLDER, until=None)
    return [
        one.organisation.name if one.organisation else one.name
        for one in holding.select_related("organisation").order_by("pk")
    ]


def holders_told(commons: Commons) -> list[tuple[str, int | None]]:
    """Who holds it as everyone may read it, each with the number of its organisation; one SQL query."""
    holding = Member.objects.filter(commons=commons, role=Role.HOLDER, until=None)
    return [
        (one.organisation.public_name if one.organisation else one.name, one.organisation_id)
        for one in holding.select_related("organisation").order_by("pk")
    ]


def need_numbers(commons: Commons) -> list[int]:
    """The numbers of the needs it answers, in the order they were given."""
    return list(commons.answers.order_by("pk").values_list("need_id", flat=True))


def needs_of(commons: Commons) -> list[Need]:
    """The needs it answers that everyone may read, in the order they were given."""
    shown = visible(Need.objects.filter(answers__commons=commons)).order_by("answers__pk")
    return list(shown.only("title", "state", "places", "supports", "theme")[:MOST_SHOWN])


def wishes_of(commons: Commons) -> dict[str, list[Wish]]:
    """What it looks for and offers now, by side. One SQL query, once for this object: a panel asks it too."""
    known: dict[str, list[Wish]] | None = commons.__dict__.get("_wishes_told")
    if known is not None:
        return known
    found: dict[str, list[Wish]] = {Side.SOUGHT.value: [], Side.OFFERED.value: []}
    for wish in Wish.objects.filter(commons=commons, ended_at=None).order_by("means", "pk"):
        found[wish.side].append(wish)
    commons.__dict__["_wishes_told"] = found
    return found


def links_of(commons: Commons) -> list[LinkLine]:
    """Its links, each with what it is."""
    return [
        LinkLine(LinkSort(link["sort"]).label, link["url"], link.get("label") or _short(link["url"]))
        for link in commons.links
        if link.get("sort") in LinkSort.values
    ]


def licence_of(commons: Commons) -> Licence | None:
    """The licence as it was understood; None when nothing was."""
    return understand(commons.licence_spdx or commons.licence_said) if commons.licence_said else None


def _short(url: str) -> str:
    bare = url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return bare if len(bare) <= 48 else bare[:47] + "…"  # noqa: PLR2004 - what a phone shows on two lines
