"""Who may moderate. Anyone may report, with or without an account: no right is asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import rules

from terreau.participation.kinds import kind_of, thing_of
from terreau.participation.models import Moderator
from terreau.people.models import User
from terreau.people.rules import is_steward

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from terreau.participation.models import Case


@rules.predicate
def is_moderator(user: User | AnonymousUser) -> bool:
    """A person whom a steward has asked to moderate."""
    if not (user.is_authenticated and user.is_active):
        return False
    return Moderator.objects.filter(user_id=user.pk).exists()


@rules.predicate
def wrote_the_thing(user: User | AnonymousUser, case: Case) -> bool:
    """The person who wrote what was hidden, or who answers for it."""
    if not user.is_authenticated or user.pk is None:
        return False
    kind = kind_of(case.kind)
    thing: Any = thing_of(kind, case.thing)
    if thing is None:
        return False
    author = kind.author(thing)
    return (author is not None and author.pk == user.pk) or kind.answers_for(user, thing)


def others_who_moderate(but: User) -> bool:
    """Whether somebody else could decide instead of this person."""
    stewards = User.objects.filter(is_steward=True, is_active=True).exclude(pk=but.pk)
    return (
        stewards.exists() or Moderator.objects.filter(user__is_active=True).exclude(user_id=but.pk).exists()
    )


rules.add_perm("participation.moderate", is_steward | is_moderator)
rules.add_perm("participation.name_moderators", is_steward)
rules.add_perm("participation.appeal", wrote_the_thing)
