"""Lists of badges, and what was recognised lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from terreau.foundation import search
from terreau.participation import kinds
from terreau.recognition.models import Achievement, Award, Standing, Version, Visibility
from terreau.recognition.queries.page import AWARD_KIND, KIND
from terreau.territories.queries import refs_within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from terreau.territories.models import Territory

PER_PAGE = 20


def listed(territory: Territory | None = None) -> QuerySet[Achievement]:
    """Badges that are given now, those changed last first."""
    found = kinds.visible(Achievement.objects.filter(retired_at=None))
    if territory is not None:
        found = found.filter(territory__in=refs_within(territory))
    return found.select_related("issuer__organisation", "territory").order_by("-changed_at", "-pk")


def latest(limit: int, territory: Territory | None = None) -> list[Achievement]:
    """The badges defined or changed last, for a feed."""
    return seen(listed(territory)[:limit])


def page_of(words: str, territory: Territory | None, number: int) -> search.Paged[Achievement]:
    """One page of badges."""
    found = search.page_of(listed(territory), words, number, PER_PAGE)
    found.page.object_list = seen(found.page.object_list)
    return found


def seen(badges: Iterable[Achievement]) -> list[Achievement]:
    """Those of these badges that moderation does not hide now."""
    kept = list(badges)
    hidden = kinds.hidden(KIND, [str(badge.pk) for badge in kept])
    return [badge for badge in kept if str(badge.pk) not in hidden]


def near(text: str, limit: int = 5, but: int | None = None) -> list[search.Alike[Achievement]]:
    """Badges close to the one being written, without itself: to join rather than to multiply."""
    if not (said := text.replace("\x00", " ").strip()):
        return []
    found = [one for one in search.alike(listed(), said[:1_500], limit=limit + 1) if one.obj.pk != but][
        :limit
    ]
    kept = {badge.pk for badge in seen(one.obj for one in found)}
    return [one for one in found if one.obj.pk in kept]


def shown_lately(limit: int, territory: Territory | None = None) -> list[Award]:
    """Badges that people took lately and let everyone see, the latest first."""
    found = kinds.visible(Award.objects.all()).filter(
        standing=Standing.ACCEPTED, visibility=Visibility.LISTED, revoked_at=None, suspended_at=None
    )
    if territory is not None:
        found = found.filter(version__achievement__territory__in=refs_within(territory))
    found = found.select_related("version", "issuer__organisation").order_by("-answered_at", "-pk")
    kept = list(found[:limit])
    hidden = kinds.hidden(AWARD_KIND, [str(award.pk) for award in kept])
    return [award for award in kept if str(award.pk) not in hidden]


def last_touch() -> object:
    """What changes when any panel or list about badges does, in one cheap query."""
    return Achievement.objects.aggregate(last=Max("touched_at"))["last"]


def versions_of(achievement: Achievement) -> QuerySet[Version]:
    """The versions of a badge, the latest first."""
    return Version.objects.filter(achievement=achievement).order_by("-number")
