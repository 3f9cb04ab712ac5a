"""What people follow, and what is new there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from terreau.participation import kinds
from terreau.participation.errors import UnknownFollowError, UnknownThingError
from terreau.participation.models import Follow, JournalHead, JournalLine, JournalPlace, Letter, Meeting, Told
from terreau.people.models import Belonging
from terreau.territories.models import Territory

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.contrib.auth.models import AnonymousUser

    from terreau.people.models import User

THEME, PLACE, CIRCLE = "theme", "place", "circle"
#: The words of these in addresses; things have those of their kinds.
WORDS = {"theme": THEME, "territoire": PLACE, "cercle": CIRCLE}
_MEETING = "participation.meeting"
#: Lines looked at for one follow: beyond, a letter only says that there are more.
MOST = 200


@dataclass(frozen=True)
class Target:
    """Something that can be followed: its value as kept, its name, its page, where one follows it."""

    value: str
    name: str
    url: str
    follow_url: str


@dataclass(frozen=True)
class Followed:
    """A follow as its person reads it."""

    follow: Follow
    target: Target


def target_named(word: str, key: str) -> Target:
    """What an address names; raises UnknownThingError."""
    what = WORDS.get(word)
    if what is None:
        kind, thing = kinds.thing_named(word, key)
        return _target(f"{kind.model}:{thing.pk}", kind.title(thing), kind.url(thing), word, key)
    if what == CIRCLE and key == "moi":
        return _target(f"{CIRCLE}:", _("Mon cercle"), reverse("people:me"), word, key)
    if what == THEME and (theme := kinds.theme_of(key)):
        url = f"{reverse('participation:journal')}?theme={theme.slug}"
        name = _("Thème : %(name)s") % {"name": theme.label}
        return _target(f"{THEME}:{theme.code}", name, url, word, theme.slug)
    if what == PLACE and (place := Territory.objects.filter(pk=key).first()):
        return _target(f"{PLACE}:{place.pk}", place.name, place.get_absolute_url(), word, key)
    raise UnknownThingError


def _target(value: str, name: str, url: str, word: str, key: str) -> Target:
    return Target(value, name, url, reverse("participation:follow", args=(word, key)))


def target_of(value: str) -> Target:
    """What a follow is about; its name says so when it is gone."""
    what, _colon, key = value.partition(":")
    word = next((word for word, known in WORDS.items() if known == what), "")
    try:
        return target_named(word or kinds.kind_of(what).slug, key or "moi")
    except UnknownThingError:
        return Target(value, _("quelque chose qui n’existe plus"), "", "")


def follows_of(user: User) -> list[Followed]:
    """What a person follows, the latest first; a few queries for each, and they are two hundred at most."""
    follows = Follow.objects.filter(user=user).order_by("-begun_at", "-pk")
    return [Followed(one, target_of(one.target)) for one in follows]


def follow_of(user: User | AnonymousUser, target: str) -> Follow | None:
    """The follow of this person on this target, if any; no query for a visitor."""
    return Follow.objects.filter(user_id=user.pk, target=target).first() if user.pk is not None else None


def own(user: User, pk: int) -> Follow:
    """A follow of this person; raises UnknownFollowError."""
    if (found := Follow.objects.filter(user=user, pk=pk).first()) is None:
        raise UnknownFollowError
    return found


def letters_of(user: User) -> list[Letter]:
    """The last letters made for a person, the latest first."""
    return list(Letter.objects.filter(user=user).order_by("-pk")[:10])


def last_line() -> int:
    """The number of the last line of the journal."""
    return JournalHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def news_for(user: int, follows: Iterable[Follow], upto: int) -> list[int]:
    """Numbers of the lines that are new to these follows, the oldest first, never the person's own acts."""
    found: set[int] = set()
    for follow in follows:
        found.update(_lines(user, follow, upto))
    told = Told.objects.filter(user_id=user, line__in=found).values("line")
    kept = JournalLine.objects.filter(number__in=found).exclude(actor_id=user).exclude(number__in=told)
    return list(kept.order_by("number").values_list("number", flat=True))


def _lines(user: int, follow: Follow, upto: int) -> Sequence[int]:
    what, _colon, key = follow.target.partition(":")
    if what == PLACE:
        there = JournalPlace.objects.filter(place=key, line__gt=follow.since, line__lte=upto)
        return list(there.order_by("-line").values_list("line_id", flat=True)[:MOST])
    lines = JournalLine.objects.filter(number__gt=follow.since, number__lte=upto)
    if what == THEME:
        lines = lines.filter(theme=key)
    elif what == CIRCLE:
        lines = lines.filter(_circle(user))
    else:
        lines = lines.filter(Q(kind=what, thing=key) | Q(kind=_MEETING, thing__in=_meetings(what, key)))
    return list(lines.order_by("-number").values_list("number", flat=True)[:MOST])


def _meetings(kind: str, thing: str) -> list[str]:
    """Meetings about a thing: who follows the thing wants to know of them."""
    found = Meeting.objects.filter(kind=kind, thing=thing).order_by("-starts_at", "-pk")
    return [str(pk) for pk in found.values_list("pk", flat=True)[:MOST]]


def _circle(user: int) -> Q:
    """What a person took part in, and what is done in the name of their organisations."""
    mine = JournalLine.objects.filter(kind=OuterRef("kind"), thing=OuterRef("thing"), actor_id=user)
    organisations = Belonging.objects.filter(user_id=user).values("organisation_id")
    return Q(Exists(mine)) | Q(organisation_id__in=organisations)
